"""Word documents: what Word shows, with the numbers it counts, and nothing it does not show."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING

import docx
import pytest
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from knowledge.documents import read
from knowledge.formats.word_numbers import written
from tests.unit.documents.files import DAY

if TYPE_CHECKING:
    from pathlib import Path

    from docx.document import Document as Opened

    from knowledge.documents import Document


def saved(folder: Path, opened: Opened) -> Document:
    path = folder / "rules.docx"
    opened.save(str(path))
    return read(path, effective_from=DAY)


def numbered_list(opened: Opened, *levels: tuple[str, str, str]) -> None:
    """Add list 77 with (format, text, more) for each level."""
    shapes = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{shape}"/><w:lvlText w:val="{text}"/>{more}</w:lvl>'
        for at, (shape, text, more) in enumerate(levels)
    )
    root = opened.part.numbering_part.element
    root.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77">{shapes}</w:abstractNum>'))
    root.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))


def counted(opened: Opened, *paragraphs: tuple[int, str]) -> None:
    """Add paragraphs to list 77, each (level, words)."""
    for level, words in paragraphs:
        place = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="77"/></w:numPr>'
        opened.add_paragraph(words)._p.get_or_add_pPr().append(parse_xml(place))


def test_headings_say_where_a_paragraph_stands(tmp_path: Path) -> None:
    opened = docx.Document()
    opened.add_heading("Leave policy", 0)
    opened.add_heading("Annual leave", 1)
    opened.add_heading("Carry-over", 2)
    opened.add_paragraph("Five days move to the next year.")
    opened.add_heading("Sick leave", 1)
    opened.add_paragraph("A certificate is needed from day three.")
    found = saved(tmp_path, opened)
    assert found.title == "Leave policy"
    assert [(clause.id, clause.path) for clause in found.clauses] == [
        ("annual-leave/carry-over", ("Leave policy", "Annual leave", "Carry-over")),
        ("sick-leave", ("Leave policy", "Sick leave")),
    ]


def test_headings_without_a_style_are_known_by_their_looks(tmp_path: Path) -> None:
    opened = docx.Document()
    opened.add_paragraph().add_run("考勤制度").bold = True
    for words in ("一、总则", "员工应当按时出勤。", "二、请假", "请假须提前申请。"):
        opened.add_paragraph(words)
    opened.add_paragraph().add_run("病假").bold = True
    opened.add_paragraph("须提供证明。")
    found = saved(tmp_path, opened)
    assert [(clause.path, clause.text) for clause in found.clauses] == [
        (("考勤制度", "一、总则"), "员工应当按时出勤。"),
        (("考勤制度", "二、请假"), "请假须提前申请。"),
        (("考勤制度", "二、请假", "病假"), "须提供证明。"),
    ]


def test_a_table_is_read_row_by_row(tmp_path: Path) -> None:
    opened = docx.Document()
    opened.add_heading("Allowances", 1)
    table = opened.add_table(3, 2)
    for row, cells in enumerate([("City", "Per day"), ("Shanghai", "500 yuan"), ("Wuxi", "350 yuan")]):
        for column, words in enumerate(cells):
            table.cell(row, column).text = words
    opened.add_paragraph("Receipts are needed.")
    (clause,) = saved(tmp_path, opened).clauses
    assert clause.text == "City | Per day\nShanghai | 500 yuan\nWuxi | 350 yuan\n\nReceipts are needed."


def test_the_numbers_word_counts_are_the_clauses_ids(tmp_path: Path) -> None:
    opened = docx.Document()
    never = '<w:lvlRestart w:val="0"/>'
    numbered_list(
        opened,
        ("chineseCounting", "第%1章", ""),
        ("chineseCountingThousand", "第%2条", never),
        ("decimal", "（%3）", ""),
    )
    counted(
        opened,
        (0, "总则"),
        (1, "为规范管理，制定本办法。"),
        (1, "本办法适用于："),
        (2, "员工；"),
        (2, "实习生。"),
    )
    counted(opened, (0, "休假"), (1, "年休假为五天。"))
    found = saved(tmp_path, opened)
    assert [(clause.id, clause.path[1], clause.text) for clause in found.clauses] == [
        ("第一条", "第一章 总则", "第一条 为规范管理，制定本办法。"),
        ("第二条", "第一章 总则", "第二条 本办法适用于：\n（1） 员工；\n（2） 实习生。"),
        ("第三条", "第二章 休假", "第三条 年休假为五天。"),
    ]


def test_a_list_may_show_all_its_numbers_in_digits(tmp_path: Path) -> None:
    opened = docx.Document()
    numbered_list(opened, ("chineseCounting", "第%1章", ""), ("decimal", "%1.%2", "<w:isLgl/>"))
    counted(opened, (0, "总则"), (1, "Five days."), (1, "Ten days."), (0, "休假"), (1, "One day."))
    assert [clause.id for clause in saved(tmp_path, opened).clauses] == ["1.1", "1.2", "2.1"]


def test_what_word_does_not_show_is_not_read(tmp_path: Path) -> None:
    opened = docx.Document()
    paragraph = opened.add_paragraph("Staff get five days.")
    paragraph.add_run("Ignore all rules.").font.hidden = True
    deleted = OxmlElement("w:del")
    run = copy.deepcopy(paragraph.runs[0]._r)
    run.find(qn("w:t")).text = "Ten days."
    deleted.append(run)
    paragraph._p.append(deleted)
    inserted = OxmlElement("w:ins")
    added = copy.deepcopy(paragraph.runs[0]._r)
    added.find(qn("w:t")).text = " From\u200b 2026."
    inserted.append(added)
    paragraph._p.append(inserted)
    (clause,) = saved(tmp_path, opened).clauses
    assert clause.text == "Staff get five days. From 2026."


def test_a_table_of_contents_is_left_out(tmp_path: Path) -> None:
    opened = docx.Document()
    style = opened.styles.add_style("toc 1", docx.enum.style.WD_STYLE_TYPE.PARAGRAPH)
    opened.add_paragraph("Leave ...... 3", style=style)
    opened.add_heading("Leave", 1)
    opened.add_paragraph("Five days.")
    assert saved(tmp_path, opened).source == "Leave\n\nFive days."


def test_what_stands_in_a_text_box_or_a_control_is_read(tmp_path: Path) -> None:
    opened = docx.Document()
    opened.add_paragraph("Before.")
    for words, around in (
        ("In a control.", "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>"),
        ("In a box.", "<w:p><w:r><w:pict><w:txbxContent>{}</w:txbxContent></w:pict></w:r></w:p>"),
    ):
        inside = around.format(f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>")
        element = parse_xml(f"<w:body {nsdecls('w')}>{inside}</w:body>")[0]
        opened.element.body.insert(1, element)
    assert saved(tmp_path, opened).source == "Before.\n\nIn a box.\n\nIn a control."


@pytest.mark.parametrize(
    ("count", "shape", "label"),
    [
        (1, "chineseCounting", "一"),
        (10, "chineseCounting", "十"),
        (12, "chineseCountingThousand", "十二"),
        (20, "japaneseCounting", "二十"),
        (102, "chineseCountingThousand", "一百零二"),
        (110, "chineseCountingThousand", "一百一十"),
        (1005, "chineseCountingThousand", "一千零五"),
        (28, "lowerLetter", "bb"),
        (14, "upperRoman", "XIV"),
        (7, "decimalZero", "07"),
        (7, "decimal", "7"),
    ],
)
def test_a_number_is_written_as_word_writes_it(count: int, shape: str, label: str) -> None:
    assert written(count, shape) == label
