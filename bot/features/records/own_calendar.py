"""What is kept of somebody's calendar and their booked talks, for the copy of their data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.features.records import reading
from bot.features.records.export_calendar import BookedTalk, Calendar
from storage import calendar_titles, calendars

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlmodel import Session


def calendar_of(session: Session, person_id: int) -> Calendar | None:
    """Return somebody's linked calendar; None where there is none."""
    row = calendars.of_person(session, person_id)
    if row is None:
        return None
    return Calendar(
        source=row.source,
        linked_at=row.linked_at,
        read_at=row.read_at,
        busy=tuple((each.start, each.end) for each in calendars.all_busy(session, person_id)),
        titles=len(calendar_titles.of_person(session, person_id)),
    )


def booked_of(session: Session, person_id: int) -> Iterator[BookedTalk]:
    """Give the talks of theirs that stand in a calendar, on either side."""
    for row in calendars.talks_of(session, person_id):
        other = row.employee_id if row.manager_id == person_id else row.manager_id
        yield BookedTalk(
            reading.party(session, other).name, row.starts_at, row.ends_at, takes_place=row.takes_place
        )
