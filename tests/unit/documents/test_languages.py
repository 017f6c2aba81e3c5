"""Two languages side by side: a document for each, with the same ids, quoted from the same source."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from knowledge.documents import DocumentError, read, read_all
from tests.unit.documents.files import DAY, documents, stored

if TYPE_CHECKING:
    from pathlib import Path

    from knowledge.documents import Document


def pair(folder: Path, source: str) -> tuple[Document, Document]:
    one, two = documents(folder, "rules.md", source)
    assert one.source == two.source == source
    for document in (one, two):
        assert all(source[clause.start : clause.end] == clause.text for clause in document.clauses)
        assert {clause.language for clause in document.clauses} == {document.language}
    return one, two


def said(document: Document) -> list[tuple[str, str, str]]:
    return [(clause.id, clause.title, clause.text) for clause in document.clauses]


def test_a_table_with_a_column_for_each_language(tmp_path: Path) -> None:
    english, chinese = pair(
        tmp_path,
        "# Rules 制度\n\n| Clause | English | 中文 |\n|---|---|---|\n"
        "| PM-1.1 Purpose | Performance management aligns goals. | 绩效管理用于对齐目标。 |\n"
        "| PM-1.2 Scope | All employees, 60 days or more. | 适用于在岗满 60 天的员工。 |\n",
    )
    assert said(english) == [
        ("PM-1.1", "Purpose", "PM-1.1 Purpose | Performance management aligns goals."),
        ("PM-1.2", "Scope", "PM-1.2 Scope | All employees, 60 days or more."),
    ]
    assert said(chinese) == [
        ("PM-1.1", "Purpose", "绩效管理用于对齐目标。"),
        ("PM-1.2", "Scope", "适用于在岗满 60 天的员工。"),
    ]
    assert (english.title, chinese.title) == ("Rules", "制度")
    assert english.governing_language == chinese.governing_language == "en"


def test_paragraphs_by_turns_keep_their_order_in_both(tmp_path: Path) -> None:
    chinese, english = pair(
        tmp_path,
        "# 差旅制度\n\n# Travel rules\n\n## 火车 / Trains\n\n员工乘坐二等座。\n\nStaff travel second class.\n\n"
        "超过五小时的，可乘坐一等座。\n\nBeyond five hours, first class.\n",
    )
    assert said(chinese) == [
        ("火车-trains/1", "火车", "员工乘坐二等座。"),
        ("火车-trains/2", "火车", "超过五小时的，可乘坐一等座。"),
    ]
    assert said(english) == [
        ("火车-trains/1", "Trains", "Staff travel second class."),
        ("火车-trains/2", "Trains", "Beyond five hours, first class."),
    ]
    assert [clause.path for clause in english.clauses] == [("Travel rules", "Trains")] * 2
    assert chinese.governing_language == english.governing_language == "zh"


def test_both_languages_in_one_line(tmp_path: Path) -> None:
    english, chinese = pair(
        tmp_path,
        "# Leave\n\n- Five days a year. / 每年五天。\n- Ask in time / 提前申请\n"
        "- Call in sick by 10:00 / 请病假须在 10:00 前致电\n",
    )
    assert said(english) == [
        ("leave/1", "Leave", "- Five days a year."),
        ("leave/2", "Leave", "- Ask in time"),
        ("leave/3", "Leave", "- Call in sick by 10:00"),
    ]
    assert said(chinese) == [
        ("leave/1", "Leave", "每年五天。"),
        ("leave/2", "Leave", "提前申请"),
        ("leave/3", "Leave", "请病假须在 10:00 前致电"),
    ]


def test_articles_that_say_the_same_number_have_one_id(tmp_path: Path) -> None:
    chinese, english = pair(
        tmp_path,
        "# 办法 Rules\n\n第一条 为规范休假，制定本办法。\n\nArticle 1. These rules govern leave.\n\n"
        "第二条 年假为五天。\n\nArticle 2. Annual leave is five days.\n",
    )
    assert [clause.id for clause in chinese.clauses] == ["第一条", "第二条"]
    assert [clause.id for clause in english.clauses] == ["第一条", "第二条"]


def test_one_half_after_the_other(tmp_path: Path) -> None:
    english, chinese = pair(
        tmp_path,
        "# Leave\n\n## 1.1 Annual\n\nAnnual leave is five days a year.\n\n# 休假\n\n## 1.1 年假\n\n年假为每年五天。\n",
    )
    assert [clause.text for clause in english.clauses] == ["Annual leave is five days a year."]
    assert [(clause.path, clause.text) for clause in chinese.clauses] == [
        (("休假", "1.1 年假"), "年假为每年五天。")
    ]


@pytest.mark.parametrize(
    ("source", "language"),
    [
        ("# 绩效\n\n员工的 KPI 与 OKR 由经理在 HR 系统中确认，BPM 流程审批以后生效。\n", "zh"),
        ("# Leave\n\nAnnual leave (年假) is five days a year for everybody who works here.\n", "en"),
        ("# 100\n\n12, 13 and 14\n", "en"),
    ],
)
def test_some_words_in_another_language_do_not_make_two_documents(
    tmp_path: Path, source: str, language: str
) -> None:
    assert [document.language for document in documents(tmp_path, "rules.md", source)] == [language]


def test_who_wants_one_document_is_told_that_there_are_two(tmp_path: Path) -> None:
    path = stored(tmp_path, "rules.md", "# Leave\n\nFive days a year.\n\n每年五天。\n")
    with pytest.raises(DocumentError, match="two languages"):
        read(path, effective_from=DAY)
    (only,) = read_all(path, effective_from=DAY, language="zh")
    assert only.clauses[0].text == "Five days a year.\n\n每年五天。"
