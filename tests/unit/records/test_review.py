from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.errors import NoteNotFound
from bot.features.records import promises, rules
from bot.features.records.note_ref import NoteRef
from bot.features.records.notes import Status
from bot.features.records.promises import DueWhen, OpenAction
from bot.working_days import WorkingDays

SHANGHAI = "Asia/Shanghai"
CHINA = WorkingDays("CN")


def shanghai(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 3, day, hour, minute, tzinfo=ZoneInfo(SHANGHAI))


@pytest.mark.parametrize("status", [Status.IN_REVIEW, Status.UNACKNOWLEDGED, Status.FINAL])
def test_any_answer_to_the_current_edition_makes_a_note_final(status: Status) -> None:
    assert rules.after_response(status, to_current=True) is Status.FINAL


def test_an_answer_to_an_earlier_edition_settles_nothing() -> None:
    assert rules.after_response(Status.IN_REVIEW, to_current=False) is Status.IN_REVIEW


@pytest.mark.parametrize("status", Status)
def test_what_the_employee_has_not_read_goes_back_to_them(status: Status) -> None:
    assert rules.after_edition(status, employee_sees_it=True) is Status.IN_REVIEW
    assert rules.after_edition(status, employee_sees_it=False) is status


def test_silence_is_never_consent() -> None:
    assert rules.after_silence(Status.IN_REVIEW) is Status.UNACKNOWLEDGED
    assert rules.after_silence(Status.FINAL) is Status.FINAL


def test_a_review_lasts_until_the_end_of_the_third_working_day() -> None:
    ends = rules.review_ends(shanghai(5, 16), SHANGHAI, CHINA)
    assert ends == shanghai(11, 0)


def test_a_reminder_comes_two_working_days_on_at_the_same_local_time() -> None:
    assert rules.reminder_due(shanghai(5, 16).astimezone(UTC), SHANGHAI, CHINA) == shanghai(9, 16)


def test_a_reminder_waits_for_the_morning() -> None:
    assert rules.reminder_due(shanghai(2, 7), SHANGHAI, CHINA) == shanghai(4, 9)


def test_a_reminder_due_in_the_evening_comes_the_next_working_morning_and_in_time() -> None:
    due = rules.reminder_due(shanghai(4, 22), SHANGHAI, CHINA)
    assert due == shanghai(9, 9)
    assert due < rules.review_ends(shanghai(4, 22), SHANGHAI, CHINA)


@pytest.mark.parametrize(
    ("due", "when"),
    [
        (None, DueWhen.OPEN_ENDED),
        (date(2026, 3, 1), DueWhen.EARLIER),
        (date(2026, 3, 2), DueWhen.TODAY),
        (date(2026, 3, 3), DueWhen.LATER),
    ],
)
def test_a_step_knows_where_its_day_lies(due: date | None, when: DueWhen) -> None:
    assert promises.due_when(due, date(2026, 3, 2)) is when


def test_my_own_steps_come_first_and_keep_their_order() -> None:
    steps = [
        OpenAction(number, "x", mine, "", "", None, "", DueWhen.OPEN_ENDED, worth_asking=False)
        for number, mine in [(1, False), (2, True), (3, False), (4, True)]
    ]
    assert [step.number for step in promises.mine_first(steps)] == [2, 4, 1, 3]


def test_a_button_carries_the_note_the_edition_and_the_part() -> None:
    assert NoteRef.parse(str(NoteRef("abc", 2, "voice"))) == NoteRef("abc", 2, "voice")
    assert NoteRef.parse("abc:2") == NoteRef("abc", 2)


@pytest.mark.parametrize("carried", ["", "abc", "abc:", ":1", "abc:one", "abc:-1"])
def test_a_button_that_carries_nothing_of_ours_finds_no_note(carried: str) -> None:
    with pytest.raises(NoteNotFound):
        NoteRef.parse(carried)
