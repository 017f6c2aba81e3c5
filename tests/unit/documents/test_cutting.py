"""Where one clause ends and the next begins, and what it is called."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.unit.documents.files import document, documents

if TYPE_CHECKING:
    from pathlib import Path

    from knowledge.documents import Document

NUMERALS = "一二三四五六七八九十"
CHAPTERS = {
    "总则": [
        "为规范绩效管理，制定本办法。",
        "本办法适用于全体员工。",
        "第二条规定以外的人员，另行规定。",
        "本办法由人力资源部解释。",
    ],
    "目标": [
        "每名员工设四至八项目标：\n（一）单项权重不低于百分之五；\n（二）合计为百分之百。",
        "目标须经双方确认。\n\n确认以后方可生效。",
        "期末前三十天内不再调整。",
    ],
    "辅导": [
        "至少每二十八天沟通一次。",
        "记录双方可见。",
        "私下准备的内容不作依据。",
        "中期回顾为必经环节。",
        "面谈须私下进行。",
    ],
    "评价": [
        "评价依据第五条设定的目标进行。",
        "得分四舍五入。",
        "缺失不等于零分。",
        "红线事项须经调查。",
        "结果分五档。",
    ],
    "附则": ["对结果有异议的，可以申诉。", "申诉期限为十个工作日。", "本办法自发布之日起施行。"],
}
"""A regulation of ours: twenty articles in five chapters."""


def numeral(number: int) -> str:
    if number <= 10:
        return NUMERALS[number - 1]
    tens, ones = divmod(number, 10)
    return ("" if tens == 1 else NUMERALS[tens - 1]) + "十" + (NUMERALS[ones - 1] if ones else "")


def regulation(chapter: str, article: str, gap: str) -> tuple[str, dict[str, tuple[str, str]]]:
    """Return the regulation as written with these patterns, and for each article its chapter and words."""
    lines, expected = ["# 绩效管理办法"], {}
    for place, (name, articles) in enumerate(CHAPTERS.items(), start=1):
        lines.append(chapter.format(numeral(place), name))
        for words in articles:
            number = numeral(len(expected) + 1)
            lines.append(article.format(number, words))
            expected[f"第{number}条"] = (f"第{numeral(place)}章", words)
    return gap.join(lines) + "\n", expected


@pytest.mark.parametrize("name", ["办法.md", "办法.txt"])
@pytest.mark.parametrize(
    ("chapter", "article", "gap"),
    [
        ("## 第{}章 {}", "### 第{}条\n\n{}", "\n\n"),
        ("## 第{}章 {}", "第{}条 {}", "\n\n"),
        ("第{}章 {}", "第{}条　{}", "\n\n"),
        ("第{}章　{}", "第{}条 {}", "\n"),
        ("第{}章 {}", "第{}条{}", "\n\n"),
        ("**第{}章 {}**", "**第{}条** {}", "\n\n"),
    ],
)
def test_a_regulation_is_cut_into_its_articles_however_it_is_written(
    tmp_path: Path, name: str, chapter: str, article: str, gap: str
) -> None:
    if name.endswith(".txt") and "#" in chapter:
        chapter, article = chapter.strip("# "), article.strip("# ")
    source, expected = regulation(chapter, article, gap)
    source = source.removeprefix("# ") if name.endswith(".txt") else source
    found = document(tmp_path, name, source)
    assert [clause.id for clause in found.clauses] == list(expected)
    assert found.language == "zh"
    for clause in found.clauses:
        place, words = expected[clause.id]
        assert clause.text.endswith(words)
        assert place in " ".join(clause.path)


def test_the_cutter_agrees_with_a_simpler_one_on_where_articles_begin(tmp_path: Path) -> None:
    source, expected = regulation("第{}章 {}", "第{}条 {}", "\n\n")
    found = document(tmp_path, "办法.txt", source)
    simple = [match.start() for match in re.finditer(r"^第[一二三四五六七八九十]+条 ", source, re.MULTILINE)]
    assert [clause.start for clause in found.clauses] == simple
    assert len(expected) == 20


def ids(found: Document) -> list[str]:
    return [clause.id for clause in found.clauses]


ENGLISH = """# Handbook

## 1. Hours

Forty a week.

## 3.2 Leave

Five days.

### Carry-over

Two days move on.

## Section 4: Sickness

Call before ten.

## Article 5

Rest at noon.

## Expenses & travel

Second class.
"""


def test_english_numbers_are_ids_and_headings_without_one_give_theirs(tmp_path: Path) -> None:
    found = document(tmp_path, "handbook.md", ENGLISH)
    assert ids(found) == ["1", "3.2", "3.2/carry-over", "Section 4", "Article 5", "expenses-travel"]
    assert [clause.title for clause in found.clauses] == [
        *("Hours", "Leave", "Carry-over", "Sickness", "Article 5", "Expenses & travel")
    ]


def test_an_id_stays_when_other_sections_come_and_go(tmp_path: Path) -> None:
    before = document(tmp_path, "a.md", ENGLISH)
    changed = ENGLISH.replace("## 1. Hours\n\nForty a week.\n", "Welcome.\n\n## Pay\n\nMonthly.\n")
    after = document(tmp_path, "b.md", changed)
    assert set(ids(before)) - set(ids(after)) == {"1"}


def test_a_number_given_twice_is_named_with_where_it_stands(tmp_path: Path) -> None:
    found = document(
        tmp_path, "a.md", "# All\n\n# Leave\n\n## 1. Who\n\nAll.\n\n# Travel\n\n## 1. Who\n\nSome.\n"
    )
    assert ids(found) == ["leave/1", "travel/1"]


@pytest.mark.parametrize(
    "words",
    [
        "Section 4 of the act applies to all.",
        "3.2 million people are covered.",
        "第三条规定的人员除外。",
        "5天以内的，由经理批准。",
    ],
)
def test_a_reference_at_the_beginning_of_a_sentence_opens_nothing(tmp_path: Path, words: str) -> None:
    assert ids(document(tmp_path, "a.md", f"# Scope 范围\n\n{words}\n")) == ["scope-范围"]


@pytest.mark.parametrize("words", ["Staff travel second class on trains. ", "员工乘坐火车二等座出行。"])
def test_a_long_section_is_cut_between_paragraphs_and_then_sentences(tmp_path: Path, words: str) -> None:
    paragraphs = [words * 12, words * 90, "Short.", "End."]
    found = document(tmp_path, "a.md", "# Trains\n\n" + "\n\n".join(paragraphs))
    assert ids(found) == [f"trains/{part}" for part in range(1, len(found.clauses) + 1)]
    assert all(len(clause.text) <= 900 for clause in found.clauses)
    assert all(clause.text[-1] in ".。" for clause in found.clauses)
    assert found.clauses[-1].text.endswith("Short.\n\nEnd.")


def test_a_sentence_that_never_ends_is_cut_all_the_same(tmp_path: Path) -> None:
    found = document(tmp_path, "a.md", "# Trains\n\n" + "train" * 1000)
    assert "".join(clause.text for clause in found.clauses) == "train" * 1000
    assert all(len(clause.text) <= 900 for clause in found.clauses)


def test_items_and_rows_stay_whole_and_a_row_keeps_the_names_of_its_columns(tmp_path: Path) -> None:
    rows = [f"| City {number} | {'x' * 60} |" for number in range(30)]
    items = [f"- {'item ' * 40}{number}" for number in range(10)]
    found = document(
        tmp_path, "a.md", "\n".join(["# Pay", "", "| Where | What |", "|---|---|", *rows, "", *items])
    )
    lines = [line for clause in found.clauses for line in clause.text.splitlines() if line.strip()]
    assert lines == ["| Where | What |", "|---|---|", *rows, *items]
    in_table = [clause for clause in found.clauses[1:] if clause.text.startswith("| City")]
    assert {clause.path for clause in in_table} == {("Pay", "Where | What")}
    assert len(in_table) >= 2


def test_a_rule_that_is_only_a_heading_is_a_clause(tmp_path: Path) -> None:
    found = document(
        tmp_path, "a.md", "# 制度\n\n## 第一条 员工享有年假。\n\n## 第二条\n\n年假为五天。\n\n## 附件\n"
    )
    assert [(clause.id, clause.text) for clause in found.clauses] == [
        ("第一条", "## 第一条 员工享有年假。"),
        ("第二条", "年假为五天。"),
    ]


def test_each_numbered_row_is_a_clause_and_the_text_goes_on_after_the_table(tmp_path: Path) -> None:
    table = "| Clause | Rule |\n|---|---|\n| PM-1.1 Purpose | Aligns goals. |\n| PM-1.2 | Covers all. |\n"
    found = document(tmp_path, "a.md", f"# Rules\n\nBefore.\n\n{table}\nAfter.\n")
    assert [(clause.id, clause.title) for clause in found.clauses] == [
        ("rules/1", "Rules"),
        ("rules/2", "Rules"),
        ("PM-1.1", "Purpose"),
        ("PM-1.2", "PM-1.2"),
    ]


def test_a_line_of_a_table_of_contents_opens_no_article(tmp_path: Path) -> None:
    source = "办法\n\n第一条 目的 ........ 1\n\n第一条 目的\n制定本办法。\n"
    assert [clause.text for clause in document(tmp_path, "a.txt", source).clauses][
        -1
    ] == "第一条 目的\n制定本办法。"


HEAD = "---\nid: GUIDE\nversion: 7\neffective_from: 2026-05-01\nlanguage: en\n"


@pytest.mark.parametrize("name", ["guide.md", "guide.txt"])
def test_front_matter_speaks_for_a_document_without_numbers_too(tmp_path: Path, name: str) -> None:
    more = "effective_until: 2027-01-01\naudience: unit:OPS\nowner: hr@demo.example\n---\n"
    found = document(tmp_path, name, f"{HEAD}{more}\nGuide\n=====\n\nFive days.\n")
    assert (found.id, found.version, found.audience, found.name) == ("GUIDE", "7", "unit:OPS", name)
    assert (str(found.effective_from), str(found.effective_until)) == ("2026-05-01", "2027-01-01")
    assert [(clause.title, clause.text) for clause in found.clauses] == [("Guide", "Five days.")]


def test_front_matter_for_another_program_is_skipped_but_for_its_title(tmp_path: Path) -> None:
    (found,) = documents(tmp_path, "a.md", '---\ntitle: "Leave"\nlayout: page\n---\nFive days.\n')
    assert (found.id, found.title, found.version) == ("a.md", "Leave", "2026-01-01")
    assert [clause.text for clause in found.clauses] == ["Five days."]


def test_a_comment_between_two_paragraphs_is_in_no_clause(tmp_path: Path) -> None:
    found = document(tmp_path, "a.md", "# A\n\nSeen <!-- one --> too.\n\n<!-- two -->\n\nAfter.\n")
    assert [clause.text for clause in found.clauses] == ["Seen", "too.", "After."]
