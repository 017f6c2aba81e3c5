"""The bytes of a file: how large, of which kind, in which encoding. Nothing is opened before it is known to be small."""

from __future__ import annotations

import codecs
import re
from enum import StrEnum
from typing import TYPE_CHECKING, NoReturn

from knowledge.clauses import DocumentError, Fault
from knowledge.manuscripts import INVISIBLE

if TYPE_CHECKING:
    import zipfile
    from pathlib import Path

LARGEST = 50_000_000
"""Bytes a file may not reach."""
_LARGEST_UNPACKED = 200_000_000
"""Bytes the files inside a DOCX may come to."""
_HIGHEST_RATIO = 200
"""How many times larger what is inside a DOCX may be than the file; Word stays below 20."""
_MOST_MEMBERS = 5_000


class FileKind(StrEnum):
    """A kind of file we read."""

    MARKDOWN = "Markdown"
    TEXT = "plain text"
    HTML = "HTML"
    DOCX = "DOCX"
    PDF = "PDF"


_BY_EXTENSION = {
    ".md": FileKind.MARKDOWN,
    ".markdown": FileKind.MARKDOWN,
    ".txt": FileKind.TEXT,
    ".text": FileKind.TEXT,
    ".html": FileKind.HTML,
    ".htm": FileKind.HTML,
    ".xhtml": FileKind.HTML,
    ".docx": FileKind.DOCX,
    ".pdf": FileKind.PDF,
}
_OTHERS = {
    b"\xd0\xcf\x11\xe0": "an old Word file or an encrypted one",
    b"PK\x03\x04": "a ZIP archive",
    b"%PDF-": "a PDF",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"{\\rtf": "an RTF file",
    b"\x1f\x8b": "a packed file",
    b"\x7fELF": "a program",
}
_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_NEEDS_JOINERS = 0x0590
"""The first character of the scripts, and long before emoji, that join with invisible characters."""
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_EXPECTED = re.compile(
    r"[\x09-\x0d\x20-\x7e\u00a0-\u00ff\u2010-\u2027\u2030-\u205e\u2190-\u22ff\u2460-\u25ff\u3000-\u303f\u4e00-\u9fa5\uff01-\uffee]"
)


def contents(path: Path) -> tuple[FileKind, bytes]:
    """Return a file's kind and bytes. Raises DocumentError for what we do not read, OSError when it is not there."""
    size = path.stat().st_size
    if size >= LARGEST:
        problem = f"the file has {size / 1_000_000:.0f} MB, more than the {LARGEST // 1_000_000} MB we read"
        raise DocumentError(0, problem, "take out its pictures or split it", Fault.TOO_LARGE)
    raw = path.read_bytes()
    if not raw.strip():
        raise DocumentError(0, "the file is empty", "choose the file with the text", Fault.EMPTY)
    kind = _BY_EXTENSION.get(path.suffix.lower())
    if kind is None:
        problem = f"we do not read files ending in '{path.suffix}'"
        fix = "save it as Markdown, text, HTML, DOCX or PDF"
        raise DocumentError(0, problem, fix, Fault.UNKNOWN_KIND)
    _agree(kind, raw, path.suffix.lower())
    return kind, raw


def _agree(kind: FileKind, raw: bytes, extension: str) -> None:
    """Raise DocumentError when a file's first bytes are not those of what its name says it is."""
    if kind is FileKind.PDF and b"%PDF-" in raw[:1024]:
        return
    if kind is FileKind.DOCX and raw.startswith(b"PK\x03\x04"):
        return
    found = next((what for mark, what in _OTHERS.items() if raw.startswith(mark)), None)
    if kind is FileKind.DOCX and raw.startswith(b"\xd0\xcf\x11\xe0"):
        fix = "open it in Word, take away its password and save it as DOCX"
        raise DocumentError(
            0, "the file is protected by a password or in Word's old format", fix, Fault.ENCRYPTED
        )
    if found or kind in {FileKind.PDF, FileKind.DOCX}:
        problem = f"the name ends in '{extension}' but the content is {found or 'something else'}"
        raise DocumentError(0, problem, "save it anew under the kind it is of", Fault.KIND_DISAGREES)


def decoded(raw: bytes, kind: FileKind) -> str:
    """Return a text file's characters, without a byte-order mark.

    UTF-8 first, UTF-16 with its mark, what an HTML page names, and GB18030 when that makes sense as Chinese.
    Raises DocumentError for anything else and for bytes that are no text.
    """
    marked = next((name for mark, name in _MARKS.items() if raw.startswith(mark)), None)
    named = _CHARSET.search(raw[:2048]) if kind is FileKind.HTML else None
    candidates = [marked] if marked else ["utf-8", named[1].decode() if named else "", "gb18030"]
    for encoding in candidates:
        text = _as(raw, encoding) if encoding else None
        if text is not None and (encoding != "gb18030" or _is_chinese(text)):
            return _refuse_binary(text)
    if b"\x00" in raw[:4096]:
        _refuse_rubbish()
    line = raw.count(b"\n", 0, _first_bad(raw)) + 1
    raise DocumentError(line, "a character is not UTF-8", "save the file as UTF-8", Fault.ENCODING)


def _as(raw: bytes, encoding: str) -> str | None:
    try:
        return raw.decode(encoding)
    except (UnicodeError, LookupError):
        return None


def _first_bad(raw: bytes) -> int:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start
    return 0


def _is_chinese(text: str) -> bool:
    """Return whether text looks written: nearly all of it characters Chinese documents use, much of it common."""
    beyond = [char for char in text if ord(char) > 0x7F]  # noqa: PLR2004 - ASCII ends there
    if not beyond:
        return False
    strange = sum(not _EXPECTED.match(char) for char in beyond)
    common = sum(char in _COMMON for char in beyond)
    return strange <= len(beyond) // 50 and common * 10 >= len(beyond)


_COMMON = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处理休假年薪，。、：；（）“”《》"
)


def _refuse_binary(text: str) -> str:
    if found := _CONTROL.search(text):
        _refuse_rubbish(text.count("\n", 0, found.start()) + 1)
    return text


def _refuse_rubbish(line: int = 0) -> NoReturn:
    raise DocumentError(line, "this is not text", "choose the document itself", Fault.KIND_DISAGREES)


def refuse_invisible(text: str) -> None:
    """Raise DocumentError for a character nobody sees.

    The source of a Markdown or text file is quoted as it stands, so such a character can neither be taken out
    nor shown; with it two clauses that look the same are not, and words can hide. Joiners inside emoji and
    scripts that need them stay.
    """
    for found in INVISIBLE.finditer(text):
        around = text[found.start() - 1 : found.start()] + text[found.end() : found.end() + 1]
        if found[0] in "\u200c\u200d" and all(
            ord(char) >= _NEEDS_JOINERS and not _EXPECTED.match(char) for char in around
        ):
            continue
        line = text.count("\n", 0, found.start()) + 1
        problem = f"an invisible character (U+{ord(found[0]):04X}) stands in the text"
        fix = "delete it; most editors show it when asked for invisible characters"
        raise DocumentError(line, problem, fix, Fault.INVISIBLE)


def refuse_bomb(archive: zipfile.ZipFile, size: int) -> None:
    """Raise DocumentError when what is in an archive is too much, going by what it says before it is unpacked."""
    members = archive.infolist()
    unpacked = sum(member.file_size for member in members)
    if (
        unpacked > _LARGEST_UNPACKED
        or len(members) > _MOST_MEMBERS
        or unpacked > max(size, 100_000) * _HIGHEST_RATIO
    ):
        problem = f"the file would unpack to {unpacked / 1_000_000:.0f} MB"
        fix = "save it anew in Word; if it is still refused, split it"
        raise DocumentError(0, problem, fix, Fault.UNPACKS_TOO_LARGE)
    if any(member.flag_bits & 1 for member in members):
        raise DocumentError(0, "the file is encrypted", "save it without a password", Fault.ENCRYPTED)
