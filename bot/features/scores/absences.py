"""Who is on leave, as far as leave was brought in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.features.scores import canonical
from bot.features.scores.inputs import Leave
from storage import cycles, score_entries
from storage.score_entries import Kind

if TYPE_CHECKING:
    from datetime import date

    from sqlmodel import Session


def on_leave(session: Session, day: date) -> set[int]:
    """Return who is on leave on a day, by number; nobody where there is no cycle.

    Leave is brought in for a cycle; beside a pilot there are two that a day falls in.
    """
    return {
        person_id
        for cycle in cycles.at_work(session, day)
        for person_id, entries in score_entries.of_kind(session, Kind.LEAVE, cycle.id).items()
        if any(_covers(canonical.read(Leave, entry.content), day) for entry in entries)
    }


def _covers(leave: Leave, day: date) -> bool:
    return leave.start <= day <= leave.end
