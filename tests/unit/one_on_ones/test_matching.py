"""Which events are talks: by who is invited, and by a title only after its owner said so."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.features.one_on_ones import matching
from bot.features.one_on_ones.matching import Match, Owner, Question, Report
from bot.files.calendars import Event, Guest
from bot.language.names import written_names

START = datetime(2026, 3, 4, 10, 0, tzinfo=UTC)
BOSS, ANNA, LIN = "boss@x.example", "anna@x.example", "lin@x.example"
OWNER = Owner(
    BOSS,
    (
        Report(1, ANNA, written_names("Anna Schmidt")),
        Report(2, LIN, written_names("林晓东 Lin Xiaodong")),
        Report(3, "ann@x.example", written_names("Ann Lee")),
    ),
    {},
)


def event(
    title: str = "", *guests: str, declined: str = "", minutes: int = 30, cancelled: bool = False
) -> Event:
    invited = tuple(Guest(address, declined=address == declined) for address in guests)
    end = START + timedelta(minutes=minutes)
    return Event("uid", title, START, end, invited, cancelled, takes_time=True)


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (event("Whatever", BOSS, ANNA), Match(1, takes_place=True)),
        (event("The manager is the organizer of it", ANNA), Match(1, takes_place=True)),
        (event("x", BOSS, ANNA, cancelled=True), Match(1, takes_place=False)),
        (event("x", BOSS, ANNA, declined=ANNA), Match(1, takes_place=False)),
        (event("x", BOSS, ANNA, declined=BOSS), Match(1, takes_place=False)),
        (event("Anna 1:1", BOSS, ANNA, LIN), None),
        (event("Anna 1:1", BOSS, "other@x.example"), None),
        (event("x", BOSS, ANNA, minutes=181), None),
    ],
)
def test_who_is_invited_decides(found: Event, expected: Match | None) -> None:
    assert matching.matched(found, OWNER) == expected


@pytest.mark.parametrize(
    ("title", "report"),
    [
        ("Anna / Ben 1:1", 1),
        ("1on1 ANNA", 1),
        ("和林晓东一对一", 2),
        ("晓东 1:1", 2),
        ("Ann <> Boss", 3),
        ("Annabel, planning", None),
        ("Anna and Lin", None),
        ("Focus time", None),
    ],
)
def test_a_title_that_names_one_report_is_a_question(title: str, report: int | None) -> None:
    found = matching.matched(event(title), OWNER)
    assert found == (None if report is None else Question(report, title))


def test_what_was_said_of_a_title_holds_for_every_event_called_so() -> None:
    key = matching.title_key("Anna / Ben 1:1")
    yes, no = replace(OWNER, titles={key: 1}), replace(OWNER, titles={key: 0})
    assert matching.matched(event("ANNA /  ben 1:1"), yes) == Match(1, takes_place=True)
    assert matching.matched(event("Anna / Ben 1:1", cancelled=True), yes) == Match(1, takes_place=False)
    assert matching.matched(event("Anna / Ben 1:1"), no) is None
    gone = replace(yes, reports=yes.reports[1:])
    assert matching.matched(event("Anna / Ben 1:1"), gone) is None, "she reports to somebody else now"
