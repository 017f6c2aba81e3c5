"""No word of a document gets lost, none is quoted twice, every quote is where it says, and ids are given once."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import example, given
from hypothesis import strategies as st

from knowledge.articles import with_articles
from knowledge.documents import Document, DocumentError, Fault, read_all
from knowledge.formats import html, markdown, text
from knowledge.manuscripts import Kind, Manuscript

MARKUP = re.compile(r"[\s\-=|:*_+#>~`]|<!--.*?(?:-->|\Z)|<[^>]*>?", re.DOTALL)
"""What may stand outside every clause, headings aside."""

ENGLISH = st.sampled_from(
    [
        "Staff travel second class.",
        "Leave is five days",
        "see Section 4 of the act",
        "A",
        "3.2 million people",
    ]
)
CHINESE = st.sampled_from(
    ["员工享有年假。", "第三条规定的情形除外", "五天", "第二条 适用于全体员工。", "（一）病假；"]
)
WORDS = st.one_of(ENGLISH, CHINESE, st.text(st.characters(exclude_categories=["Cs", "Cc", "Cf"]), min_size=1))
LINE = st.lists(WORDS, min_size=1, max_size=4).map(" ".join)
LONG = st.tuples(LINE, st.integers(1, 60)).map(lambda told: " ".join([told[0]] * told[1]))
MARKDOWN = st.one_of(
    st.tuples(st.integers(1, 6), WORDS).map(lambda told: f"{'#' * told[0]} {told[1]}"),
    LONG,
    st.lists(LINE, min_size=1, max_size=5).map("\n".join),
    st.lists(LINE, min_size=1, max_size=5).map(lambda items: "\n".join(f"- {item}" for item in items)),
    st.lists(LINE, min_size=1, max_size=5).map(
        lambda items: "\n".join(f"{n}. {i}" for n, i in enumerate(items))
    ),
    st.lists(st.tuples(LINE, LINE), min_size=1, max_size=4).map(
        lambda rows: "| a | b |\n|---|---|\n" + "\n".join(f"| {one} | {two} |" for one, two in rows)
    ),
    st.tuples(LINE, LINE).map(" / ".join),
    LINE.map(lambda line: f"```\n{line}\n```"),
    LINE.map(lambda line: f"> {line}"),
    st.just("<!-- not shown -->"),
    st.just("---"),
)


def parts(source: str, name: str) -> tuple[Document, ...]:
    """Return the documents in a text, or none when it is refused for a reason this test is not about."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(source.encode())
        try:
            return read_all(path, effective_from=date(2026, 1, 1))
        except DocumentError as error:
            if error.fault in {Fault.EMPTY, Fault.INVISIBLE, Fault.KIND_DISAGREES}:
                return ()
            raise


def lost_or_doubled(documents: tuple[Document, ...], manuscript: Manuscript) -> str:
    """Return what stands in no clause and is no heading, after checking that nothing stands in two."""
    source = documents[0].source
    clauses = sorted(
        (clause for document in documents for clause in document.clauses), key=lambda clause: clause.start
    )
    assert all(source[clause.start : clause.end] == clause.text for clause in clauses)
    assert all(clause.text == clause.text.strip() != "" for clause in clauses)
    assert all(one.end <= two.start for one, two in pairwise(clauses))
    for document in documents:
        assert len({clause.id for clause in document.clauses}) == len(document.clauses)
    rest = list(source)
    for part in clauses:
        rest[part.start : part.end] = " " * (part.end - part.start)
    for heading in with_articles(manuscript).blocks:
        is_columns_name = heading.kind is Kind.ROW and len(documents) > 1
        if heading.kind is Kind.HEADING or is_columns_name:
            rest[heading.start : heading.end] = " " * (heading.end - heading.start)
    between_languages = "/／｜" if len(documents) > 1 else ""
    return MARKUP.sub("", "".join(rest)).strip(between_languages or None)


@given(st.lists(MARKDOWN, min_size=1, max_size=8).map("\n\n".join), st.sampled_from(["\n", "\r\n"]))
@example("---\n\n# Staff travel second class.\n\n---\n\n# Staff travel second class.", "\n")
@example("---\nFive days.", "\n")
@example("# A\n\nSeen.\n\n<!-- not seen -->\n\nSeen too.", "\n")
def test_every_word_of_a_markdown_file_is_in_one_clause(source: str, newline: str) -> None:
    source = source.replace("\n", newline)
    if documents := parts(source, "rules.md"):
        assert documents[0].source == source
        assert lost_or_doubled(documents, markdown.manuscript(source)) == ""


@given(st.text(st.characters(exclude_categories=["Cs"])))
@example("[a]: b\nx")
@example("- a\n\n  | b | c |\n  |---|---|\n")
def test_every_word_of_any_text_taken_for_markdown_is_in_one_clause(source: str) -> None:
    if documents := parts(source, "rules.md"):
        assert lost_or_doubled(documents, markdown.manuscript(documents[0].source)) == ""


@given(
    st.lists(LINE, min_size=1, max_size=20),
    st.lists(st.sampled_from(["\n", "\n\n"]), min_size=20, max_size=20),
)
def test_every_word_of_a_plain_text_is_in_one_clause(lines: list[str], gaps: list[str]) -> None:
    source = "".join(line + gap for line, gap in zip(lines, gaps, strict=False))
    if documents := parts(source, "rules.txt"):
        assert lost_or_doubled(documents, text.manuscript(source)) == ""


TAGS = st.sampled_from(
    ["p", "div", "h2", "li", "ul", "td", "tr", "table", "b", "span", "section", "dd", "pre"]
)


@given(st.lists(st.one_of(st.tuples(TAGS, st.booleans()), st.integers(0, 99)), max_size=40))
def test_every_word_of_an_html_page_is_in_its_text_and_in_one_clause(
    parts_of_it: list[tuple[str, bool] | int],
) -> None:
    page = ""
    for number, part in enumerate(parts_of_it):
        page += f"word{number}." if isinstance(part, int) else f"<{'' if part[1] else '/'}{part[0]}>"
    if documents := parts(page, "rules.html"):
        manuscript = html.manuscript(page)
        assert sorted(re.findall(r"word\d+", page)) == sorted(re.findall(r"word\d+", manuscript.source))
        assert lost_or_doubled(documents, manuscript) == ""
