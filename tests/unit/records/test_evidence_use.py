"""The no-surprise rule at its edges: exactly five working days, holidays, zones, corrections."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.features.records.evidence_use import Shown, Use, Verdict, last_day_to_share, shown_since, verdict
from bot.features.records.notes import Visibility
from bot.working_days import WorkingDays
from tests.unit.records.notes_at_hand import MONDAY, block, edition

CHINA, GERMANY = WorkingDays("CN"), WorkingDays("DE")
CLOSES = date(2026, 7, 20)
"""A Monday; no holiday is near."""
SHANGHAI = ZoneInfo("Asia/Shanghai")


def shown(since: datetime | None, *, waiting: bool = False, questioned: bool = False) -> Shown:
    return Shown(since, waiting, questioned)


def at(month: int, day: int, hour: int = 10, zone: ZoneInfo = SHANGHAI) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=zone).astimezone(UTC)


@pytest.mark.parametrize(
    ("since", "expected"),
    [
        (at(7, 13), Verdict(Use.USABLE)),  # Tuesday to Monday: exactly five working days
        (at(7, 13, 23), Verdict(Use.USABLE)),
        (at(7, 14, 0), Verdict(Use.TOO_LATE, 1)),
        (at(7, 15), Verdict(Use.TOO_LATE, 2)),
        (at(7, 12), Verdict(Use.USABLE)),  # a Sunday
        (at(7, 11), Verdict(Use.USABLE)),
        (at(7, 20), Verdict(Use.TOO_LATE, 5)),
        (at(7, 24), Verdict(Use.TOO_LATE, 9)),
        (at(1, 5), Verdict(Use.USABLE)),
    ],
)
def test_it_counts_when_five_working_days_were_left(since: datetime, expected: Verdict) -> None:
    assert verdict(shown(since), CLOSES, "Asia/Shanghai", CHINA) == expected


@pytest.mark.parametrize(
    ("calendar", "zone", "since", "expected"),
    [
        # Closes on 12 October 2026: China rests 1 to 7 October and works on Saturday the 10th instead.
        (CHINA, "Asia/Shanghai", at(9, 30), Verdict(Use.TOO_LATE, 1)),
        (CHINA, "Asia/Shanghai", at(9, 29), Verdict(Use.USABLE)),
        (GERMANY, "Europe/Berlin", at(10, 5), Verdict(Use.USABLE)),
        (GERMANY, "Europe/Berlin", at(10, 6), Verdict(Use.TOO_LATE, 1)),
    ],
)
def test_holidays_and_days_worked_for_them_count_as_they_are(
    calendar: WorkingDays, zone: str, since: datetime, expected: Verdict
) -> None:
    assert verdict(shown(since), date(2026, 10, 12), zone, calendar) == expected


def test_the_day_is_the_companys_wherever_the_employee_lives() -> None:
    late_in_berlin = at(7, 13, 20, ZoneInfo("Europe/Berlin"))
    assert verdict(shown(late_in_berlin), CLOSES, "Asia/Shanghai", CHINA) == Verdict(Use.TOO_LATE, 1)
    assert verdict(shown(late_in_berlin), CLOSES, "Europe/Berlin", CHINA) == Verdict(Use.USABLE)


def test_what_was_never_shown_is_private_whatever_else() -> None:
    assert verdict(shown(None, questioned=True), None, "UTC", CHINA) == Verdict(Use.PRIVATE)


def test_what_is_still_to_be_read_waits_and_what_is_late_stays_late() -> None:
    assert verdict(shown(at(7, 1), waiting=True), CLOSES, "UTC", CHINA).use is Use.NOT_READ
    assert verdict(shown(at(7, 16), waiting=True), CLOSES, "UTC", CHINA).use is Use.TOO_LATE


def test_a_questioned_sentence_stays_usable_with_its_dispute() -> None:
    asked = verdict(shown(at(7, 1), questioned=True), CLOSES, "UTC", CHINA)
    assert asked == Verdict(Use.USABLE, questioned=True)


def test_without_a_manager_review_nothing_can_be_said() -> None:
    assert verdict(shown(at(7, 1)), None, "UTC", CHINA).use is Use.NO_REVIEW


def test_words_count_from_when_they_were_shown_as_they_are() -> None:
    private = edition(1, block("evidence", "a", Visibility.PRIVATE))
    opened = edition(2, block("evidence", "a"))
    other = edition(3, block("evidence", "a"), block("focus", "new"))
    corrected = edition(4, block("evidence", "b"))
    assert shown_since([private], "evidence") is None
    assert shown_since([private, opened, other], "evidence") == opened.written_at > MONDAY
    assert shown_since([private, opened, other, corrected], "evidence") == corrected.written_at
    assert shown_since([opened], "voice") is None


@given(st.dates(date(2025, 1, 1), date(2027, 12, 31)), st.sampled_from([CHINA, GERMANY]))
def test_the_last_day_to_share_is_the_last_that_is_in_time(closes: date, calendar: WorkingDays) -> None:
    last = last_day_to_share(closes, calendar)
    for day, use in ((last, Use.USABLE), (last + timedelta(days=1), Use.TOO_LATE)):
        since = datetime.combine(day, time(12), SHANGHAI)
        assert verdict(shown(since), closes, "Asia/Shanghai", calendar).use is use
