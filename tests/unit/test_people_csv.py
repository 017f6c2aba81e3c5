from __future__ import annotations

import contextlib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.files.people import COLUMNS, PeopleFileError, parse
from storage import samples
from storage.people_import import PersonRow

HEADER = ",".join(COLUMNS)
LIN = (
    "lin@demo.example,林佳 Lin Jia,Account manager,SALES,boss@demo.example,"
    "employee,zh,Asia/Shanghai,2019-08-05"
)
LIN_ROW = PersonRow(
    line=2,
    email="lin@demo.example",
    name="林佳 Lin Jia",
    title="Account manager",
    unit_code="SALES",
    manager_email="boss@demo.example",
    role="employee",
    locale="zh",
    timezone="Asia/Shanghai",
    start_date=date(2019, 8, 5),
)


def table(*rows: str) -> bytes:
    return "\n".join([HEADER, *rows]).encode()


def said(raw: bytes) -> list[tuple[int, str, str]]:
    return [(problem.line, problem.column, problem.reason) for problem in parse(raw).problems]


def lin(**changes: str) -> str:
    cells = dict(zip(COLUMNS, LIN.split(","), strict=True)) | changes
    return ",".join(cells.values())


def test_a_row_becomes_a_person() -> None:
    assert parse(table(LIN)).rows == (LIN_ROW,)


def test_the_sample_company_is_read_without_a_problem() -> None:
    read = parse(samples.people_csv().encode())
    assert read.problems == ()
    assert [row.email for row in read.rows] == [person.email for person in samples.people()]


@pytest.mark.parametrize(
    "raw",
    [
        b"\xef\xbb\xbf" + table(LIN),
        table(LIN).replace(b"\n", b"\r\n"),
        table(LIN).replace(b",", b";"),
        table(LIN).replace(b",", b"\t"),
        table(LIN).replace(b",", b" , "),
        table(LIN) + b"\n\n,,,,,,,,\n",
        table(LIN + ",,"),
        table(LIN).replace(b"email,name", b"Email, NAME "),
        table(lin(email=" Lin@Demo.Example ", role="Employee")),
        table(lin(start_date="2019/8/5")),
        table(lin(name='"林佳  Lin\nJia"')),
    ],
    ids=["bom", "crlf", "semicolons", "tabs", "spaces", "blank", "empty", "header", "case", "date", "lines"],
)
def test_what_spreadsheets_do_to_a_file_is_put_up_with(raw: bytes) -> None:
    read = parse(raw)
    assert (read.rows, read.problems) == ((LIN_ROW,), ())


def test_columns_may_stand_in_any_order() -> None:
    backwards = [",".join(reversed(line.split(","))) for line in (HEADER, LIN)]
    assert parse("\n".join(backwards).encode()).rows == (LIN_ROW,)


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"", "the file is empty; its first line must be email,name"),
        (HEADER.encode(), "no people below"),
        (
            table(LIN).decode().encode("gb18030"),
            "line 2 is not UTF-8 but probably GBK.*save it as 'CSV UTF-8'",
        ),
        (table(lin(name="Jürgen Müller")).decode().encode("latin-1"), r"line 2 is not UTF-8; save it as"),
        (table(LIN).decode().encode("utf-16"), "in UTF-16.*save it as 'CSV UTF-8'"),
        (table(LIN).decode().encode("utf-16-le"), "in UTF-16"),
        (table(LIN).replace(b"locale", b"language"), "missing 'locale'; not known 'language'"),
        (table(LIN).replace(b"title", b"name"), "missing 'title'; given twice 'name'"),
        (table(lin(name='"Lin')), "line 2 cannot be read.*quotation mark"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_the_fix(raw: bytes, message: str) -> None:
    with pytest.raises(PeopleFileError, match=message):
        parse(raw)


@pytest.mark.parametrize(
    ("changes", "column", "reason"),
    [
        ({"email": "lin"}, "email", "'lin' is not an e-mail address"),
        ({"email": ""}, "email", "'' is not an e-mail address"),
        ({"name": ""}, "name", "there is no name"),
        ({"name": "x" * 201}, "name", "longer than 200 characters"),
        ({"role": "boss"}, "role", "'boss' is not a role; use employee, hr, hr_admin"),
        ({"locale": "Chinese"}, "locale", "'Chinese' is not a language; use a code such as en or zh"),
        (
            {"timezone": "Beijing"},
            "timezone",
            "'Beijing' is not a time zone; use an IANA name such as Asia/Shanghai",
        ),
        ({"start_date": "05/08/2019"}, "start_date", "'05/08/2019' is not a date; write it as 2026-01-31"),
        ({"start_date": "2019-02-30"}, "start_date", "'2019-02-30' is not a date; write it as 2026-01-31"),
    ],
)
def test_a_mistake_is_named_with_its_line_and_column(
    changes: dict[str, str], column: str, reason: str
) -> None:
    other = lin(email="anna@demo.example")
    assert said(table(other, lin(**changes))) == [(3, column, reason)]
    assert [row.email for row in parse(table(other, lin(**changes))).rows] == ["anna@demo.example"]


def test_every_mistake_of_a_row_is_named_at_once() -> None:
    assert [column for _, column, _ in said(table(lin(name="", role="", timezone="")))] == [
        "name",
        "role",
        "timezone",
    ]


def test_an_address_given_twice_counts_once() -> None:
    read = parse(table(LIN, lin(email="LIN@demo.example", name="Somebody else")))
    assert [row.name for row in read.rows] == ["林佳 Lin Jia"]
    assert [(each.line, each.reason) for each in read.problems] == [
        (3, "'lin@demo.example' is in line 2 already")
    ]


def test_a_row_with_cells_missing_is_named() -> None:
    assert said(table("lin@demo.example,Lin")) == [(2, "", "there are 2 cells where the first line has 9")]


def test_lines_are_counted_as_an_editor_counts_them() -> None:
    raw = table(lin(title='"Account\nmanager"'), "", lin(email="x"))
    assert [line for line, _, _ in said(raw)] == [5]


def test_who_stands_in_a_refused_row_is_still_listed() -> None:
    read = parse(table(lin(role="boss")))
    assert (read.rows, read.listed, read.complete) == ((), frozenset({"lin@demo.example"}), True)


@pytest.mark.parametrize("row", [lin(email="lin@@"), "lin@demo.example,Lin"])
def test_a_list_with_an_unreadable_address_is_not_complete(row: str) -> None:
    assert not parse(table(row)).complete


@given(st.binary(max_size=300))
def test_no_file_makes_the_reader_stumble(raw: bytes) -> None:
    for candidate in (raw, HEADER.encode() + b"\n" + raw):
        with contextlib.suppress(PeopleFileError):
            parse(candidate)
