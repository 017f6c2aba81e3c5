"""PDFs: lines put together again into what was written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.documents import read
from tests.unit.documents.files import DAY, printed

if TYPE_CHECKING:
    from pathlib import Path

GAP = (11, "")


def test_headings_paragraphs_and_pages_are_put_together(tmp_path: Path) -> None:
    path = printed(
        tmp_path / "handbook.pdf",
        [
            [
                (20, "Travel policy"),
                GAP,
                (14, "Hotels"),
                (11, "Staff who travel for work stay in hotels from the list; a hotel that is not on the"),
                (11, "list needs consent, also for part-time staff. A trip needs the consent of the respon-"),
                (11, "sible manager in writing, and that of part-"),
                (11, "time staff as well."),
                GAP,
                (11, "A second paragraph stands here and"),
            ],
            [(11, "goes on over the page."), GAP, (14, "Trains"), (11, "Second class.")],
            [(11, "First class beyond five hours.")],
        ],
        head="Demo Group, internal",
    )
    found = read(path, effective_from=DAY)
    assert (found.title, found.language, found.id) == ("Travel policy", "en", "handbook.pdf")
    assert [(clause.id, clause.path) for clause in found.clauses] == [
        ("hotels", ("Travel policy", "Hotels")),
        ("trains", ("Travel policy", "Trains")),
    ]
    hotels, trains = found.clauses
    assert "the consent of the responsible manager in writing, and that of part-time staff" in hotels.text
    assert hotels.text.endswith("\n\nA second paragraph stands here and goes on over the page.")
    assert trains.text == "Second class.\n\nFirst class beyond five hours."
    assert "internal" not in found.source
    assert "Page" not in found.source


def test_a_chinese_regulation_is_cut_into_its_articles(tmp_path: Path) -> None:
    path = printed(
        tmp_path / "办法.pdf",
        [
            [
                (20, "考勤管理办法"),
                (14, "第一章 总则"),
                (11, "第一条 为规范考勤与休假管理，根据国家有关规定，结合公司实际情况，经讨论，制"),
                (11, "定本办法。"),
                (11, "第二条 本办法适用于全体员工。"),
            ]
        ],
    )
    found = read(path, effective_from=DAY)
    assert [(clause.id, clause.path[:2]) for clause in found.clauses] == [
        ("第一条", ("考勤管理办法", "第一章 总则")),
        ("第二条", ("考勤管理办法", "第一章 总则")),
    ]
    assert found.clauses[0].text.endswith("经讨论，制定本办法。")


def test_headings_no_larger_than_the_text_are_known_by_their_number_or_standing_alone(tmp_path: Path) -> None:
    path = printed(
        tmp_path / "plain.pdf",
        [
            [
                (11, "3.2 Leave"),
                GAP,
                (11, "Five days."),
                GAP,
                GAP,
                (11, "SICK LEAVE"),
                GAP,
                (11, "Call before ten."),
            ]
        ],
    )
    assert [(clause.id, clause.text) for clause in read(path, effective_from=DAY).clauses] == [
        ("3.2", "Five days."),
        ("3.2/sick-leave", "Call before ten."),
    ]


def test_what_is_on_every_page_but_is_no_running_head_stays(tmp_path: Path) -> None:
    pages = [
        [(14, f"Section {number}"), *((11, f"Line {line} of page {number}.") for line in range(54))]
        for number in range(1, 7)
    ]
    found = read(printed(tmp_path / "many.pdf", pages), effective_from=DAY)
    assert {clause.id.partition("/")[0] for clause in found.clauses} == {f"Section {n}" for n in range(1, 7)}
    assert all(
        f"Line {line} of page {number}." in found.source for number in range(1, 7) for line in range(54)
    )


def test_three_hundred_pages_are_read_to_the_last(tmp_path: Path) -> None:
    pages = ([(14, f"Section {number}"), (11, f"The text of section {number}.")] for number in range(1, 301))
    found = read(printed(tmp_path / "long.pdf", pages, head="Handbook"), effective_from=DAY)
    assert [(clause.id, clause.text) for clause in found.clauses] == [
        (f"Section {number}", f"The text of section {number}.") for number in range(1, 301)
    ]
