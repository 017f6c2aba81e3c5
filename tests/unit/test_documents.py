"""Rule books in Markdown: clauses, exact offsets, and mistakes named with their line."""

import re
from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.documents import Document, DocumentError, read, read_markdown

CLAUSES_PER_CHAPTER = {1: 5, 2: 5, 3: 5, 4: 14, 5: 6, 6: 5, 7: 6, 8: 4}
SAMPLE = [
    f"PM-{chapter}.{clause}"
    for chapter, clauses in CLAUSES_PER_CHAPTER.items()
    for clause in range(1, clauses + 1)
]

HEAD = "---\nid: TR\nversion: 3\neffective_from: 2026-05-01\nlanguage: en\n---\n"


def sample(language: str) -> Document:
    return read_markdown(Path(str(files("knowledge") / "policies" / f"performance-rules.{language}.md")))


@pytest.fixture(params=["en", "zh"])
def rules(request: pytest.FixtureRequest) -> Document:
    return sample(request.param)


def test_the_sample_rule_book_has_every_clause_in_order(rules: Document) -> None:
    assert [clause.id for clause in rules.clauses] == SAMPLE


def test_each_clause_is_exactly_what_its_offsets_cut_out(rules: Document) -> None:
    for clause in rules.clauses:
        assert rules.source[clause.start : clause.end] == clause.text
        assert clause.text == clause.text.strip() != ""


def test_the_sample_rule_book_says_which_version_it_is(rules: Document) -> None:
    assert (rules.id, rules.version, rules.effective_from) == ("PM", "2026-1", date(2026, 1, 1))
    assert rules.governing_language == "zh"
    assert rules.owner.endswith("@demo.example")


def test_each_language_is_written_in_its_own_script() -> None:
    han = re.compile(r"[\u4e00-\u9fff]")
    assert not any(han.search(clause.title + clause.text) for clause in sample("en").clauses)
    assert all(han.search(clause.text) for clause in sample("zh").clauses)


def test_a_clause_knows_where_it_stands() -> None:
    appeal = next(clause for clause in sample("zh").clauses if clause.id == "PM-7.3")
    assert appeal.title == "申诉期限"
    assert appeal.path == ("示例集团绩效管理制度", "PM-7 结果应用、改进支持与申诉", "PM-7.3 申诉期限")
    assert appeal.text == "结果可见之日起 10 个工作日内可申诉,理由为数据、规则、程序或评价。"
    assert appeal.language == "zh"


def test_numbers_agree_between_the_two_languages_where_both_write_digits() -> None:
    chinese = {clause.id: clause.text for clause in sample("zh").clauses}
    scoring = [
        clause for clause in sample("en").clauses if clause.id in {"PM-4.7", "PM-4.9", "PM-5.4", "PM-5.6"}
    ]
    for clause in scoring:
        said = set(re.findall(r"\d+\.\d+|\d{2,3}", clause.text))
        assert said == set(re.findall(r"\d+\.\d+|\d{2,3}", chinese[clause.id]))


@given(
    texts=st.lists(
        st.text(st.characters(exclude_characters="#`~\r", exclude_categories=["Cs"]), min_size=1).filter(
            str.strip
        ),
        min_size=1,
        max_size=6,
    ),
    newline=st.sampled_from(["\n", "\r\n"]),
    gap=st.integers(0, 3),
)
def test_offsets_are_exact_whatever_the_text_and_line_endings(
    texts: list[str], newline: str, gap: int
) -> None:
    body = "# Travel\n" + "".join(
        f"## TR-1.{n} Rule{chr(10) * (gap + 1)}{text}\n" for n, text in enumerate(texts, start=1)
    )
    source = (HEAD + body).replace("\n", newline)
    document = read_markdown(source)
    assert document.source == source
    assert [clause.text for clause in document.clauses] == [
        text.replace("\n", newline).strip() for text in texts
    ]
    assert all(source[clause.start : clause.end] == clause.text for clause in document.clauses)


def test_a_file_keeps_its_line_endings_and_loses_its_byte_order_mark(tmp_path: Path) -> None:
    text = (HEAD + "# Travel\n## TR-1.1 Trains\nSecond class.\n").replace("\n", "\r\n")
    path = tmp_path / "travel.md"
    path.write_bytes(b"\xef\xbb\xbf" + text.encode())
    assert read_markdown(path).source == text


def test_a_heading_without_a_number_inside_a_clause_is_part_of_it() -> None:
    document = read_markdown(HEAD + "# Travel\n## TR-1.1 Trains\nSecond class.\n### Example\nTo Wuxi.\n")
    assert [clause.text for clause in document.clauses] == ["Second class.\n### Example\nTo Wuxi."]


def test_a_hash_in_a_fenced_block_is_not_a_heading() -> None:
    document = read_markdown(HEAD + "# Travel\n## TR-1.1 Trains\n```\n# TR-1.2 no\n```\n")
    assert [clause.id for clause in document.clauses] == ["TR-1.1"]


def test_a_clause_may_only_introduce_the_ones_below_it() -> None:
    document = read_markdown(HEAD + "# Travel\n## TR-1.1 Trains\n### TR-1.1.1 Class\nSecond.\n")
    assert [(clause.id, clause.path[1]) for clause in document.clauses] == [("TR-1.1.1", "TR-1.1 Trains")]


def test_what_the_front_matter_leaves_out_has_a_plain_meaning() -> None:
    document = read_markdown(HEAD + "# Travel\n## TR-1.1 Trains\nSecond class.\n")
    assert (document.title, document.owner, document.governing_language) == ("Travel", "", "en")
    assert (document.audience, document.effective_until, document.name) == ("everyone", None, "")


def test_a_rule_book_may_end_and_be_for_some_only() -> None:
    more = "en\naudience: managers\neffective_until: 2027-01-01\n---"
    document = read_markdown(HEAD.replace("en\n---", more) + "# Travel\n## TR-1.1 Trains\nSecond class.\n")
    assert (document.audience, document.effective_until) == ("managers", date(2027, 1, 1))


def test_a_numbered_rule_book_is_held_to_its_form_whoever_reads_it(tmp_path: Path) -> None:
    path = tmp_path / "travel.md"
    path.write_text(HEAD + "# Travel\nLoose.\n## TR-1.1 Trains\nSecond class.\n", encoding="utf-8")
    with pytest.raises(DocumentError, match="belongs to no clause"):
        read(path)
    path.write_text(HEAD + "# Travel\n## TR-1.1 Trains\nSecond class.\n", encoding="utf-8")
    assert read(path) == read_markdown(path)


@pytest.mark.parametrize(
    ("source", "line", "words"),
    [
        ("", 1, "no front matter"),
        ("# Travel\n", 1, "no front matter"),
        ("---\nid: TR\n", 1, "never ends"),
        ("---\nid: TR\nversion: 1\n---\n", 4, "no 'effective_from'"),
        ("---\nid: TR\nid: TS\n---\n", 3, "twice"),
        ("---\nid TR\n---\n", 2, "key: value"),
        ("---\ncolour: red\n---\n", 2, "not a fact we know"),
        (HEAD.replace("2026-05-01", "May 2026"), 4, "YYYY-MM-DD"),
        (HEAD.replace(": en", ": English"), 5, "language code"),
        (HEAD.replace("en\n---", "en\naudience: bosses\n---"), 6, "not an audience"),
        (HEAD.replace("en\n---", "en\neffective_until: never\n---"), 6, "YYYY-MM-DD"),
        (HEAD.replace("en\n---", "en\neffective_until: 2026-05-01\n---"), 6, "not after effective_from"),
        (HEAD + "## TR-1.1 Trains\nSecond class.\n", 1, "no title"),
        (HEAD + "# Travel\n", 1, "no clauses"),
        (HEAD + "Hello.\n# Travel\n## TR-1.1 Trains\nSecond class.\n", 7, "before any clause"),
        (HEAD + "# Travel\nHello.\n## TR-1.1 Trains\nSecond class.\n", 7, "belongs to no clause"),
        (HEAD + "# Travel\n## TR-1.1 Trains\n## TR-1.2 Boats\nNone.\n", 8, "no text"),
        (HEAD + "# Travel\n## TR-1.1\nSecond class.\n", 8, "no title"),
        (HEAD + "# Travel\n## PM-1.1 Trains\nSecond class.\n", 8, "not of document TR"),
        (HEAD + "# Travel\n## TR-1.1 Trains\nA.\n## TR-1.1 Boats\nB.\n", 10, "twice"),
    ],
)
def test_a_mistake_is_named_with_its_line_and_its_fix(source: str, line: int, words: str) -> None:
    with pytest.raises(DocumentError, match=re.escape(words)) as caught:
        read_markdown(source)
    assert caught.value.line == line
    assert str(caught.value).startswith(f"line {line}: ")
    assert "; " in str(caught.value)


def test_a_file_in_another_encoding_is_named_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "gbk.md"
    path.write_bytes((HEAD + "# 差旅\n").encode("gbk"))
    with pytest.raises(DocumentError, match=r"line 7: .*UTF-8"):
        read_markdown(path)
