"""iCalendar texts (RFC 5545) as the events they hold within a stretch of time.

`icalendar` reads the lines and the zones a calendar defines for itself, `recurring_ical_events` works out what comes
round, moved and cancelled instances included. What cannot be told is left out, event by event; a text that is no
calendar at all is refused.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from bot.clock import time_zones

if TYPE_CHECKING:
    from collections.abc import Iterator

LARGEST_BYTES = 5 * 1024 * 1024
MOST_EVENTS = 20_000
"""So many events a calendar may hold; five megabytes of the shortest are more than anybody's."""
MOST_RULES = 1_000
TOO_OFTEN = {"SECONDLY", "MINUTELY", "HOURLY"}
MOST_A_DAY = 8
OLDEST = 1970
"""Nothing that comes round so often, or since so long, is a meeting; working it out would take for ever."""
ENDINGS = {".ics", ".ical", ".icalendar"}


class Fault(StrEnum):
    """Why a calendar was not read."""

    NO_CALENDAR = "no_calendar"
    BROKEN = "broken"
    TOO_LARGE = "too_large"


class CalendarError(Exception):
    """A calendar could not be read, or not be fetched; `fault` is why, for the sentence that says so."""

    def __init__(self, fault: str) -> None:
        super().__init__(fault)
        self.fault = fault


@dataclass(frozen=True)
class Guest:
    """Somebody invited: their address in lower case, and whether they declined."""

    address: str
    declined: bool


@dataclass(frozen=True)
class Event:
    """One event, or one instance of one that comes round; the instants are UTC.

    `name` is the same however the event moves. `guests` are people, the organizer among them, and no rooms.
    """

    name: str
    title: str
    starts_at: datetime
    ends_at: datetime
    guests: tuple[Guest, ...]
    cancelled: bool
    takes_time: bool


def read(content: bytes, since: datetime, until: datetime, zone: str) -> tuple[Event, ...]:
    """Return the events between two instants, first to last, all-day ones left out.

    Times without a zone are of the calendar's own zone if it names one, else of `zone`. Raises CalendarError.
    """
    # They are loaded when somebody brings a calendar: most processes never see one.
    import recurring_ical_events  # noqa: PLC0415 - as above

    calendar = _parsed(content)
    floating = _zone_of(calendar, zone)
    repeating = _repeating(calendar)
    found = []
    try:
        spans = recurring_ical_events.of(calendar, skip_bad_series=True).between(since, until)
        for event in spans:
            read_event = _event(event, repeating, floating)
            if read_event is not None and read_event.ends_at > since and read_event.starts_at < until:
                found.append(read_event)
    except Exception as problem:
        # What both libraries make of a malformed text is not one family of errors.
        raise CalendarError(Fault.BROKEN) from problem
    return tuple(sorted(found, key=lambda each: (each.starts_at, each.ends_at, each.name)))


def _parsed(content: bytes) -> Any:  # noqa: ANN401 - the library's calendar
    import icalendar  # noqa: PLC0415 - as above

    if len(content) > LARGEST_BYTES:
        raise CalendarError(Fault.TOO_LARGE)
    if b"BEGIN:VCALENDAR" not in content[:4096].upper():
        raise CalendarError(Fault.NO_CALENDAR)
    if content.upper().count(b"BEGIN:VEVENT") > MOST_EVENTS:
        raise CalendarError(Fault.TOO_LARGE)
    try:
        calendar = icalendar.Calendar.from_ical(content)
    except Exception as problem:
        raise CalendarError(Fault.BROKEN) from problem
    if getattr(calendar, "name", None) != "VCALENDAR":
        raise CalendarError(Fault.BROKEN)
    calendar.subcomponents = [each for each in calendar.subcomponents if not _is_endless(each)]
    if sum("RRULE" in each for each in calendar.subcomponents) > MOST_RULES:
        raise CalendarError(Fault.TOO_LARGE)
    return calendar


def _zone_of(calendar: Any, zone: str) -> ZoneInfo:  # noqa: ANN401 - as above
    # Taken out: the expander would read times in zones the calendar defines by it, too.
    named = str(calendar.pop("X-WR-TIMEZONE", "") or "")
    return ZoneInfo(named if named in time_zones() else zone)


def _is_endless(component: Any) -> bool:  # noqa: ANN401 - as above
    rule = component.get("RRULE")
    rules = rule if isinstance(rule, list) else [rule] if rule else []
    return any(_comes_too_often(one) for one in rules) or (bool(rules) and _is_ancient(component))


def _comes_too_often(rule: Any) -> bool:  # noqa: ANN401 - as above
    a_day = 1
    for part in ("BYHOUR", "BYMINUTE", "BYSECOND"):
        a_day *= max(len(rule.get(part, ())), 1)
    return a_day > MOST_A_DAY or bool(TOO_OFTEN & {str(each).upper() for each in rule.get("FREQ", ())})


def _is_ancient(component: Any) -> bool:  # noqa: ANN401 - as above
    start = getattr(component.get("DTSTART"), "dt", None)
    return start is None or start.year < OLDEST


def _repeating(calendar: Any) -> frozenset[str]:  # noqa: ANN401 - as above
    """Return the names of what comes round: the expander gives every event an instance, also what happens once."""
    return frozenset(
        str(each.get("UID") or "")
        for each in calendar.walk("VEVENT")
        if "RRULE" in each or "RDATE" in each or "RECURRENCE-ID" in each
    )


def _event(
    event: Any,  # noqa: ANN401 - as above
    repeating: frozenset[str],
    floating: ZoneInfo,
) -> Event | None:
    start, end = event.start, event.end
    if not isinstance(start, datetime) or not isinstance(end, datetime):
        return None
    starts_at, ends_at = _instant(start, floating), _instant(end, floating)
    if ends_at <= starts_at:
        return None
    uid = str(event.get("UID") or "")
    return Event(
        name=f"{uid}\n{_instance(event, floating)}" if uid in repeating else uid,
        title=" ".join(str(event.get("SUMMARY") or "").split()),
        starts_at=starts_at,
        ends_at=ends_at,
        guests=tuple(_guests(event)),
        cancelled=str(event.get("STATUS") or "").upper() == "CANCELLED",
        takes_time=str(event.get("TRANSP") or "").upper() != "TRANSPARENT",
    )


def _instance(event: Any, floating: ZoneInfo) -> str:  # noqa: ANN401 - as above
    moment = event["RECURRENCE-ID"].dt
    return _instant(moment, floating).isoformat() if isinstance(moment, datetime) else moment.isoformat()


def _guests(event: Any) -> Iterator[Guest]:  # noqa: ANN401 - as above
    invited = event.get("ATTENDEE") or []
    seen = set()
    organizer = event.get("ORGANIZER")
    everybody = [*(invited if isinstance(invited, list) else [invited]), *([organizer] if organizer else [])]
    for each in everybody:
        kind = str(each.params.get("CUTYPE", "INDIVIDUAL")).upper()
        address = str(each).removeprefix("mailto:").removeprefix("MAILTO:").strip().lower()
        if kind in {"ROOM", "RESOURCE"} or address in seen or "@" not in address:
            continue
        seen.add(address)
        yield Guest(address, str(each.params.get("PARTSTAT", "")).upper() == "DECLINED")


def _instant(moment: datetime, floating: ZoneInfo) -> datetime:
    return (moment if moment.tzinfo is not None else moment.replace(tzinfo=floating)).astimezone(UTC)
