"""What a copy of somebody's data says of calendars, for people and for machines."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True)
class BookedTalk:
    """A 1:1 with `other` as the manager's calendar has it; `takes_place` False when it was called off."""

    other: str
    starts_at: datetime
    ends_at: datetime
    takes_place: bool


@dataclass(frozen=True)
class Calendar:
    """What is kept of somebody's calendar, but for its address, which is a secret even here.

    `busy` are the times they are taken, `titles` how many titles they said something of or were asked about.
    """

    source: str
    linked_at: datetime
    read_at: datetime | None
    busy: tuple[tuple[datetime, datetime], ...]
    titles: int


def calendar_document(calendar: Calendar | None) -> dict[str, Any] | None:
    """Return a linked calendar for machines; None where there is none."""
    if calendar is None:
        return None
    return {
        "source": calendar.source,
        "linked_at": _instant(calendar.linked_at),
        "read_at": _instant(calendar.read_at) if calendar.read_at else None,
        "busy": [{"from": _instant(start), "until": _instant(end)} for start, end in calendar.busy],
        "titles_asked_about": calendar.titles,
    }


def booked_document(booked: Iterable[BookedTalk]) -> list[dict[str, Any]]:
    """Return booked talks for machines."""
    return [
        {
            "other": talk.other,
            "from": _instant(talk.starts_at),
            "until": _instant(talk.ends_at),
            "takes_place": talk.takes_place,
        }
        for talk in booked
    ]


def _instant(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat()
