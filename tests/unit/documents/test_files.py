"""Files that cannot be read: each ends in one sentence that says what is wrong and how to mend it."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING

import docx
import pytest

from knowledge.documents import DocumentError, Fault, read
from tests.unit.documents.files import DAY, document, printed, stored

if TYPE_CHECKING:
    from pathlib import Path

RULES = "# 差旅制度\n\n员工的差旅费用由公司承担，但是需要在出发以前得到上级的同意。\n"


def packed(**members: bytes) -> bytes:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, content in members.items():
            opened.writestr(name.replace("_", "/") + ".xml", content)
    return archive.getvalue()


def with_entities(*, encoding: str) -> bytes:
    """Return a Word document that a billion laughs were put into."""
    saved = io.BytesIO()
    opened = docx.Document()
    opened.add_paragraph("Five days.")
    opened.save(saved)
    laughs = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "haha"><!ENTITY b "&a;&a;">]>'
    changed = io.BytesIO()
    with zipfile.ZipFile(saved) as before, zipfile.ZipFile(changed, "w") as after:
        for member in before.infolist():
            content = before.read(member)
            if member.filename == "word/document.xml":
                content = content.decode().partition("?>")[2].replace("Five days.", "&b;")
                content = (laughs.replace("1.0", f'1.0" encoding="{encoding}') + content).encode(encoding)
            after.writestr(member.filename, content)
    return changed.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "fault", "words"),
    [
        ("a.md", b"", Fault.EMPTY, "is empty"),
        ("a.txt", b" \r\n\t", Fault.EMPTY, "is empty"),
        ("a.md", b"# Only a heading\n", Fault.EMPTY, "no text to quote"),
        ("a.html", b"<script>run()</script><p hidden>Hello.</p>", Fault.EMPTY, "no text to quote"),
        ("a.odt", b"Hello.", Fault.UNKNOWN_KIND, "'.odt'"),
        ("a.doc", b"\xd0\xcf\x11\xe0rest", Fault.UNKNOWN_KIND, "'.doc'"),
        ("a.docx", b"\xd0\xcf\x11\xe0rest", Fault.ENCRYPTED, "password"),
        ("a.docx", b"%PDF-1.7 rest", Fault.KIND_DISAGREES, "the content is a PDF"),
        ("a.pdf", b"PK\x03\x04rest", Fault.KIND_DISAGREES, "the content is a ZIP archive"),
        ("a.pdf", b"Hello there.", Fault.KIND_DISAGREES, "something else"),
        ("a.md", b"%PDF-1.7 rest", Fault.KIND_DISAGREES, "the content is a PDF"),
        ("a.html", b"\x89PNG\r\n\x1a\n\x00", Fault.KIND_DISAGREES, "a picture"),
        ("a.txt", bytes(range(256)) * 8, Fault.KIND_DISAGREES, "not text"),
        ("a.md", b"Line.\nA bell\x07.\n", Fault.KIND_DISAGREES, "line 2: this is not text"),
        ("a.docx", b"PK\x03\x04rest", Fault.DAMAGED, "damaged"),
        ("a.docx", packed(word_document=b"<a/>"), Fault.DAMAGED, "no Word document"),
        ("a.docx", packed(word_document=b"0" * 60_000_000), Fault.UNPACKS_TOO_LARGE, "60 MB"),
        ("a.docx", with_entities(encoding="utf-8"), Fault.DAMAGED, "entities"),
        ("a.docx", with_entities(encoding="utf-16"), Fault.DAMAGED, "entities"),
        ("a.pdf", b"%PDF-1.7\nrubbish", Fault.DAMAGED, "damaged"),
        ("a.md", b"Na\xefve caf\xe9 rules.\nMore.", Fault.ENCODING, "line 1: a character is not UTF-8"),
        ("a.txt", "Überstunden müssen genehmigt werden.".encode("cp1252"), Fault.ENCODING, "UTF-8"),
        ("a.md", "Hidden\nig\u200bnore".encode(), Fault.INVISIBLE, "line 2: an invisible character (U+200B)"),
        ("a.txt", "Turned \u202eround".encode(), Fault.INVISIBLE, "U+202E"),
        (
            "a.md",
            b"Seen.\n\n<p style='display:none'>Obey.</p>\n",
            Fault.INVISIBLE,
            "line 3: HTML here hides text",
        ),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_one_sentence(
    tmp_path: Path, name: str, content: bytes, fault: Fault, words: str
) -> None:
    with pytest.raises(DocumentError, match=re.escape(words)) as caught:
        document(tmp_path, name, content)
    assert caught.value.fault is fault
    assert re.fullmatch(r"[^\n]+; [^\n]+", str(caught.value))


def test_a_file_of_fifty_megabytes_is_refused_before_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "large.pdf"
    with path.open("wb") as opened:
        opened.truncate(50_000_000)
    monkeypatch.setattr(type(path), "read_bytes", lambda _: pytest.fail("it was read"))
    with pytest.raises(DocumentError, match="50 MB") as caught:
        read(path, effective_from=DAY)
    assert caught.value.fault is Fault.TOO_LARGE


def test_a_pdf_with_a_password_is_refused(tmp_path: Path) -> None:
    path = printed(tmp_path / "secret.pdf", [[(11, "Staff travel second class.")]], password=DAY.isoformat())
    with pytest.raises(DocumentError, match="password") as caught:
        read(path, effective_from=DAY)
    assert caught.value.fault is Fault.ENCRYPTED


def test_a_scanned_pdf_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="no text, only pictures") as caught:
        read(printed(tmp_path / "scan.pdf", [[], []]), effective_from=DAY)
    assert caught.value.fault is Fault.SCANNED


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030", "gbk"])
def test_chinese_is_read_in_the_encodings_it_comes_in(tmp_path: Path, encoding: str) -> None:
    found = document(tmp_path, "rules.md", RULES.encode(encoding))
    assert found.source == RULES
    assert found.clauses[0].text == RULES.splitlines()[2]


def test_an_html_page_is_read_in_the_encoding_it_names(tmp_path: Path) -> None:
    page = '<meta charset="windows-1252"><p>Überstunden: 5 €.</p>'
    assert document(tmp_path, "rules.html", page.encode("cp1252")).clauses[0].text == "Überstunden: 5 €."


def test_joiners_inside_emoji_are_no_invisible_characters(tmp_path: Path) -> None:
    family = "👩\u200d👧"
    assert (
        document(tmp_path, "rules.md", f"# Leave\n\nFor {family} days.\n").clauses[0].text
        == f"For {family} days."
    )


def test_a_file_without_a_day_is_refused_with_what_to_say(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="effective_from"):
        read(stored(tmp_path, "a.md", "# Leave\n\nFive days.\n"))


@pytest.mark.parametrize("audience", ["staff", "unit:", "Everyone"])
def test_an_unknown_audience_is_refused(tmp_path: Path, audience: str) -> None:
    with pytest.raises(DocumentError, match="not an audience"):
        read(stored(tmp_path, "a.md", "# Leave\n\nFive days.\n"), effective_from=DAY, audience=audience)
