"""Files brought in: what is new, what was there, and every fault in one sentence with its line and column."""

from __future__ import annotations

from importlib.resources import as_file
from typing import TYPE_CHECKING

import pytest
from openpyxl import Workbook

from bot.intake.files import ScoreFileError
from storage import metrics, people, readings
from tests.integration.scores.company import COLUMNS, E1, E2, READING, SAMPLES, Company

if TYPE_CHECKING:
    from pathlib import Path

    from bot.features.scores.arriving import Report
    from storage.readings import Reading

pytestmark = pytest.mark.either_engine


def stored(company: Company, email: str = E1) -> list[Reading]:
    with company.database.snapshot() as session:
        person = people.by_email(session, email)
        assert person is not None
        subject = readings.subject_of(person.key)
        return readings.of_subjects(session, "2026H1", [subject]).get(subject, [])


def said(report: Report) -> list[tuple[int, str, str]]:
    return [(each.line, each.column, each.reason) for each in report.rejections]


def test_a_dry_run_says_what_would_change_for_whom_and_changes_nothing(company: Company) -> None:
    report = company.take({}, {"code": "K2", "figure": "0.912", "value": "91.2%"}, dry_run=True)
    assert [(each.whose, each.what, each.after) for each in report.changes] == [
        (E1, "K1", "1,308"),
        (E1, "K2", "91.2%"),
    ]
    assert stored(company) == []
    assert company.take({}).new == 1


def test_a_second_import_changes_nothing_whenever_it_was_captured(company: Company) -> None:
    assert company.take({}).new == 1
    assert (company.take({}).new, company.take({}).unchanged) == (0, 1)
    again = company.take({"captured_at": "2026-07-07T02:10:00+08:00"})
    assert (again.new, again.unchanged) == (0, 1)
    assert len(stored(company)) == 1


def test_what_is_wrong_is_listed_and_what_is_right_is_kept(company: Company) -> None:
    report = company.take(
        {},
        {"employee": "nobody@demo.example"},
        {"code": "K2", "captured_at": "2026-07-06 02:10"},
        {"code": "K3", "method": "phone"},
        {"code": "K4", "source_record": ""},
        {"code": "K5", "figure": "much"},
    )
    assert (report.new, report.rejected) == (1, 5)
    assert said(report) == [
        (3, "employee", "'nobody@demo.example' is nobody we know"),
        (4, "captured_at", "'2026-07-06 02:10' has no time zone; write it like 2026-07-06T02:10:00+08:00"),
        (5, "method", "'phone' is not one of api, file, manual"),
        (6, "source_record", "is empty"),
        (7, "figure", "amount: 'much' is no number; write digits and at most one point, such as 1308.50"),
    ]
    assert [each.code for each in stored(company)] == ["K1"]


@pytest.mark.parametrize("written", ["1,308", "１，３０８", "１３０８", " 1308 ", "+1308"])
def test_a_number_that_can_mean_one_thing_only_is_taken(company: Company, written: str) -> None:
    assert company.take({"figure": written}).new == 1
    assert stored(company)[0].row["figure"] in {"1308", "+1308"}


@pytest.mark.parametrize("written", ["1,30", "1.308,50", "13,08", "1,3080"])
def test_a_comma_that_may_be_a_point_is_refused(company: Company, written: str) -> None:
    ((line, column, reason),) = said(company.take({"figure": written}))
    assert (line, column) == (2, "figure")
    assert reason == (
        f"'{written}' has a comma that may be a decimal point; write 1308.50, with a point and no comma"
    )


def test_a_percent_sign_is_refused_because_it_could_be_a_share_or_points(company: Company) -> None:
    ((_, _, reason),) = said(company.take({"figure": "91.2%"}))
    assert reason.startswith("'91.2%' has a percent sign; write a share such as 0.912, or percent points")


def test_a_row_that_comes_twice_in_a_file_names_the_first_line(company: Company) -> None:
    report = company.take({}, {"code": "K2"}, {}, {"figure": "1309"})
    first = "line 2 has this source's reading of K1 for the same moment already"
    assert said(report) == [(4, "", first), (5, "", first)]
    assert report.new == 2


def test_a_source_that_contradicts_itself_names_the_record_it_corrects(company: Company) -> None:
    company.take({"checksum": "sha256:first"})
    ((_, column, reason),) = said(company.take({"figure": "1276", "value": "1,276"}))
    assert column == "supersedes"
    assert reason.startswith("this source has said something else for the same moment")
    ((_, column, reason),) = said(company.take({"figure": "1276", "supersedes": "sha256:other"}))
    assert (column, reason) == ("supersedes", "no earlier reading of K1 has the checksum 'sha256:other'")
    assert company.take({"figure": "1276", "value": "1,276", "supersedes": "sha256:first"}).new == 1
    assert [each.supersedes for each in stored(company)] == [None, stored(company)[0].number]


def test_a_file_in_another_encoding_changes_nothing_and_names_the_line(company: Company) -> None:
    path = company.file({}, {"unit": "万元"})
    path.write_bytes(path.read_text("utf-8").encode("gbk"))
    with pytest.raises(ScoreFileError, match="line 2 is not UTF-8 but probably GBK"):
        company.intake.take(path)
    path.write_bytes(path.read_bytes().decode("gbk").encode("utf-16"))
    with pytest.raises(ScoreFileError, match="UTF-16"):
        company.intake.take(path)
    assert stored(company) == []


def test_a_renamed_column_is_named(company: Company) -> None:
    columns = ["staff" if each == "employee" else each for each in COLUMNS]
    with pytest.raises(ScoreFileError, match="readings, which lack employee"):
        company.intake.take(company.file({}, columns=columns))
    columns = ["employee", "employee", *COLUMNS[1:]]
    with pytest.raises(ScoreFileError, match="names 'employee' twice"):
        company.intake.take(company.file({}, columns=columns))


def test_a_row_with_too_many_cells_is_refused(company: Company) -> None:
    path = company.file({})
    path.write_text(path.read_text("utf-8").rstrip("\n") + ',"more"\n', "utf-8")
    ((line, _, reason),) = said(company.intake.take(path))
    assert (line, reason) == (2, "there are 21 cells where the first line has 20")


def test_a_row_says_its_cycle_or_lies_in_the_period_of_one(company: Company) -> None:
    outside = {"period_start": "2026-06-01", "period_end": "2026-07-31"}
    ((_, column, reason),) = said(company.take(outside))
    assert (column, reason) == (
        "cycle",
        "the row names none and its period lies in no single one; add a column or --cycle",
    )
    assert company.take(outside, cycle="2026H1").new == 1
    ((_, _, reason),) = said(company.take({"code": "K2"}, cycle="2031H1"))
    assert reason == "'2031H1' is no cycle; there are 2026H1, 2026H2"


def workbook(path: Path, *rows: list[object]) -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    book.save(path)
    return path


def test_a_workbook_is_taken_and_a_formula_cell_is_refused_by_its_place(
    company: Company, tmp_path: Path
) -> None:
    columns = list(READING)
    good: list[object] = [READING[each] for each in columns]
    good[columns.index("figure")] = 1308.5
    formula = [*good]
    formula[columns.index("code")], formula[columns.index("figure")] = "K2", "=SUM(A1:A9)"
    report = company.intake.take(workbook(tmp_path / "readings.xlsx", list(columns), good, [], formula))
    assert report.new == 1
    assert said(report) == [
        (4, "figure", "cell C4 holds a formula, not a value; copy it and paste values only")
    ]
    assert stored(company)[0].row["figure"] == "1308.5"


def test_what_is_no_workbook_is_said_to_be_none(company: Company, tmp_path: Path) -> None:
    (tmp_path / "readings.xlsx").write_bytes(b"no archive")
    with pytest.raises(
        ScoreFileError, match="it is no workbook that can be read; save it as an Excel workbook"
    ):
        company.intake.take(tmp_path / "readings.xlsx")


def test_a_goal_sheet_is_checked_by_the_rules(company: Company) -> None:
    with as_file(SAMPLES / "goal_sheets/lin.jia.yaml") as path:
        written = path.read_text("utf-8")
    changed = company.folder / "sheet.yaml"
    changed.write_text(written.replace("weight: 15, target: 6", "weight: 14.5, target: 6"), "utf-8")
    report = company.intake.take(changed)
    assert said(report) == [(1, "the sheet", "E_WEIGHT_SUM (PM-2.3): found 99.5")]
    changed.write_text(written.replace("type: higher", "type: highest", 1), "utf-8")
    ((_, column, reason),) = said(company.intake.take(changed))
    assert column == "lines[1] K1.type"
    assert reason.startswith("'highest' is not one of higher, lower")
    changed.write_text("lines: [", "utf-8")
    with pytest.raises(ScoreFileError, match="is no YAML"):
        company.intake.take(changed)


def test_a_goal_sheet_is_a_new_version_only_when_it_says_something_new(company: Company) -> None:
    with as_file(SAMPLES / "goal_sheets/lin.jia.yaml") as path:
        assert company.intake.take(path).new == 1
        again = company.intake.take(path)
        assert (again.new, again.unchanged) == (0, 1)
        changed = company.folder / "sheet.yaml"
        changed.write_text(path.read_text("utf-8").replace("target: 1200", "target: 1250"), "utf-8")
    assert [change.after for change in company.intake.take(changed).changes] == ["version 2"]


HEADER = (
    "employee,cycle,unit,role_tier,confirmed_employee,confirmed_manager,"
    "code,type,weight,target,tiers,item,source,supports,clause"
)
SHEET = f"""{HEADER}
{{e}},2026H1,FIN,staff,2026-01-16,2026-01-19,K1,higher,40,"1,200",,,ERP,ORG-1,PM-4.2
{{e}},2026H1,FIN,staff,,,K2,lower,30,0.08,,,CRM,ORG-1,PM-4.3
{{e}},2026H1,FIN,staff,,,K4,step,15,6,10:120 6:100 0:0,,CRM,ORG-1,PM-4.5
{{e}},2026H1,FIN,staff,,,B1,bars,15,L3,,customer_first,REVIEW,ORG-1,PM-4.7
"""


def test_a_goal_sheet_may_come_as_rows(company: Company, tmp_path: Path) -> None:
    path = tmp_path / "sheets.csv"
    path.write_text(SHEET.format(e=E2), "utf-8")
    report = company.intake.take(path)
    assert (said(report), report.new, report.remarks) == ([], 1, [])
    path.write_text(SHEET.format(e=E2).replace("10:120", "10").replace('"1,200"', '"1,20"'), "utf-8")
    assert [(line, column) for line, column, _ in said(company.intake.take(path))] == [
        (2, "target"),
        (4, "tiers"),
    ]


def test_the_metric_dictionary_keeps_one_definition_for_a_version(company: Company, tmp_path: Path) -> None:
    path = tmp_path / "metrics.csv"
    head = "id,version,name_en,name_zh,unit,owner,formula,source,clause\n"
    row = f"erp.net_revenue,2026.1,Net revenue,净收入,万元,{E2},invoiced - returned,ERP sales ledger,PM-4.2\n"
    path.write_text(head + row, "utf-8")
    assert (company.intake.take(path).new, company.intake.take(path).unchanged) == (1, 1)
    path.write_text(head + row.replace("invoiced", "booked"), "utf-8")
    ((_, column, _),) = said(company.intake.take(path))
    assert column == "version"
    with company.database.snapshot() as session:
        kept = metrics.get(session, "erp.net_revenue", "2026.1")
    assert kept is not None
    assert kept.formula == "invoiced - returned"


def test_items_and_decisions_are_taken_once(company: Company, tmp_path: Path) -> None:
    items = tmp_path / "items.csv"
    items.write_text(
        f"employee,cycle,amount,date,why,approver\n{E1},2026H1,+1.50,2026-05-22,reference,{E2}\n"
        f'{E1},2026H1,"1,5",2026-05-22,reference,{E2}\n',
        "utf-8",
    )
    report = company.intake.take(items)
    assert (report.new, [each[:2] for each in said(report)]) == (1, [(3, "amount")])
    assert company.intake.take(items).unchanged == 1
