"""What stands in a calendar is read as its owner would: moved, cancelled and left-out instances, zones of its own."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.files.calendars import LARGEST_BYTES, CalendarError, Event, Fault, Guest, read
from tests.unit.calendars.ics import OFFICE, calendar, event, guest

SINCE, UNTIL = datetime(2026, 3, 1, tzinfo=UTC), datetime(2026, 4, 12, tzinfo=UTC)
WEEKLY = event(
    "RRULE:FREQ=WEEKLY", "EXDATE;TZID=Our Office:20260316T100000", start=";TZID=Our Office:20260302T100000"
)


def found(content: bytes, zone: str = "Asia/Shanghai") -> tuple[Event, ...]:
    return read(content, SINCE, UNTIL, zone)


def starts(content: bytes, zone: str = "Asia/Shanghai") -> list[str]:
    return [each.starts_at.strftime("%m-%d %H:%M") for each in found(content, zone)]


def test_what_comes_round_in_a_zone_of_the_calendars_own_keeps_its_wall_time_over_the_clock_change() -> None:
    expected = ["03-02 09:00", "03-09 09:00", "03-23 09:00", "03-30 08:00", "04-06 08:00"]
    assert starts(calendar(OFFICE, WEEKLY)) == expected
    # Named or not, the zone of the whole calendar says nothing about times that have one.
    assert starts(calendar(OFFICE, WEEKLY, head="X-WR-TIMEZONE:Asia/Shanghai")) == expected


def test_a_moved_instance_takes_the_place_of_the_one_it_was_and_keeps_its_name() -> None:
    moved = event("RECURRENCE-ID;TZID=Our Office:20260309T100000", start=";TZID=Our Office:20260310T150000")
    before = {each.name: each.starts_at for each in found(calendar(OFFICE, WEEKLY))}
    after = {each.name: each.starts_at for each in found(calendar(OFFICE, WEEKLY, moved))}
    assert before.keys() == after.keys()
    changed = [(before[name], after[name]) for name in before if before[name] != after[name]]
    assert changed == [(datetime(2026, 3, 9, 9, tzinfo=UTC), datetime(2026, 3, 10, 14, tzinfo=UTC))]


def test_a_cancelled_instance_is_known_to_be_cancelled() -> None:
    off = event(
        "RECURRENCE-ID;TZID=Our Office:20260323T100000",
        "STATUS:CANCELLED",
        start=";TZID=Our Office:20260323T100000",
    )
    cancelled = [each.starts_at.day for each in found(calendar(OFFICE, WEEKLY, off)) if each.cancelled]
    assert cancelled == [23]


def test_an_event_that_happens_once_keeps_its_name_when_it_moves() -> None:
    (before,) = found(calendar(event(start=":20260304T100000Z")))
    (after,) = found(calendar(event(start=":20260305T110000Z")))
    assert (before.name, before.starts_at.day, after.starts_at.day) == (after.name, 4, 5)


@pytest.mark.parametrize(
    ("head", "start"),
    [
        ("", "03-04 02:00"),
        ("X-WR-TIMEZONE:Europe/Berlin", "03-04 09:00"),
        ("X-WR-TIMEZONE:Moon", "03-04 02:00"),
    ],
)
def test_a_time_without_a_zone_is_of_the_calendars_zone_or_of_its_owners(head: str, start: str) -> None:
    assert starts(calendar(event(start=":20260304T100000"), head=head)) == [start]


def test_all_day_events_are_left_out_and_free_ones_take_no_time() -> None:
    free = event("TRANSP:TRANSPARENT", start=":20260304T100000Z")
    whole = (
        "BEGIN:VEVENT\nUID:d\nDTSTAMP:20260101T000000Z\nDTSTART;VALUE=DATE:20260304\nSUMMARY:Off\nEND:VEVENT"
    )
    assert [each.takes_time for each in found(calendar(free, whole))] == [False]


def test_guests_are_people_and_the_organizer_is_one_of_them() -> None:
    invited = event(
        "ORGANIZER:mailto:Boss@Demo.example",
        guest("boss@demo.example"),
        guest("LIN@demo.example", "DECLINED"),
        guest("room@demo.example", kind="ROOM"),
        start=":20260304T100000Z",
    )
    assert found(calendar(invited))[0].guests == (
        Guest("boss@demo.example", declined=False),
        Guest("lin@demo.example", declined=True),
    )


def test_one_event_that_makes_no_sense_does_not_hide_the_others() -> None:
    assert starts(calendar(event(start=":garbage", uid="broken"), event(start=":20260304T100000Z"))) == [
        "03-04 10:00"
    ]


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=SECONDLY",
        "FREQ=MINUTELY",
        "FREQ=DAILY;BYHOUR=1,2,3;BYMINUTE=1,2,3",
    ],
)
def test_what_comes_round_all_the_time_is_no_meeting(rule: str) -> None:
    endless = event(f"RRULE:{rule}", start=":20260304T100000Z")
    assert starts(calendar(endless, event(start=":20260304T100000Z", uid="two"))) == ["03-04 10:00"]


def test_what_has_come_round_since_before_the_calendar_is_left_out() -> None:
    assert starts(calendar(event("RRULE:FREQ=DAILY", start=":00010101T100000Z"))) == []


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", Fault.NO_CALENDAR),
        (b"<html><body>Sign in</body></html>", Fault.NO_CALENDAR),
        (b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\n", Fault.BROKEN),
        (b"BEGIN:VCALENDAR\r\nno colon\r\nEND:VCALENDAR\r\n", Fault.BROKEN),
        (b"BEGIN:VCALENDAR\r\n" + b"X" * LARGEST_BYTES, Fault.TOO_LARGE),
        (b"BEGIN:VCALENDAR\r\n" + b"BEGIN:VEVENT\r\n" * 20_001, Fault.TOO_LARGE),
        (calendar(*[event("RRULE:FREQ=DAILY", start=":20260304T100000Z")] * 1_001), Fault.TOO_LARGE),
    ],
)
def test_what_is_no_calendar_is_refused_for_a_reason(content: bytes, fault: Fault) -> None:
    with pytest.raises(CalendarError) as refused:
        found(content)
    assert refused.value.fault == fault
