"""People and candidates for the tests of the rules: a manager in Berlin, a week in March."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.features.nudges.hours import Hours
from bot.features.nudges.kinds import Kind
from bot.features.nudges.rules import Candidate, Recipient

BERLIN = ZoneInfo("Europe/Berlin")
MONDAY = date(2026, 3, 2)


def at(day: int, wall: str) -> datetime:
    """Return a moment of that week: 0 is Monday, -3 the Friday before."""
    return datetime.combine(MONDAY + timedelta(days=day), time.fromisoformat(wall), BERLIN)


def hours(**changes: Any) -> Hours:  # noqa: ANN401 - any field
    given: dict[str, Any] = {"zone": "Europe/Berlin", "is_working": lambda day: day.weekday() < 5}
    return Hours(**{**given, **changes})


def manager(**changes: Any) -> Recipient:  # noqa: ANN401 - any field
    given: dict[str, Any] = {"person_id": 1, "hours": hours(), "reports": 5}
    return Recipient(**{**given, **changes})


def thing(kind: Kind = Kind.ACTION_DUE, **changes: Any) -> Candidate:  # noqa: ANN401 - any field
    given: dict[str, Any] = {
        "key": kind.value,
        "kind": kind,
        "due_at": at(-7, "09:00"),
        "until": at(60, "09:00"),
        "about_id": 7,
    }
    return Candidate(**{**given, **changes})


def talk(kind: Kind, start: datetime, about: int = 7, **changes: Any) -> Candidate:  # noqa: ANN401 - any field
    """Return a prompt of a booked talk of half an hour."""
    end = start + timedelta(minutes=30)
    before = kind is Kind.PRE_1ON1
    given: dict[str, Any] = {
        "key": f"{kind}:{about}",
        "kind": kind,
        "about_id": about,
        "due_at": start - timedelta(minutes=30) if before else end + timedelta(minutes=10),
        "until": start if before else end + timedelta(days=10),
        "event_start": start,
        "event_end": end,
    }
    return Candidate(**{**given, **changes})


def sends_all(_kind: Kind) -> bool:
    """Withhold nothing."""
    return False
