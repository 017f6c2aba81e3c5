"""The notes, steps and talks a person may see, as lists show them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.features.records import promises, reading
from bot.features.records.lines import NoteLine
from bot.features.records.notes import Status
from storage import people, relations, sight

if TYPE_CHECKING:
    from datetime import date, datetime

    from sqlmodel import Session

    from bot.features.records.notes import Party
    from bot.features.records.promises import OpenAction
    from storage.actions import Promise
    from storage.records import Note

NOTES_ON_HOME = 5


@dataclass(frozen=True)
class HomeRecords:
    """What App Home shows of a person's records; `reports` are whose timelines they may open."""

    actions: tuple[OpenAction, ...]
    notes: tuple[NoteLine, ...]
    reports: tuple[Party, ...] = ()


def home_view(session: Session, person_id: int, now: datetime) -> HomeRecords:
    """Return the open steps and the latest notes a person may see; their own steps first."""
    today = now.astimezone(ZoneInfo(reading.timezone_of(session, person_id))).date()
    reader = relations.reader(session, person_id, now.date())
    steps = (
        open_action(session, row, person_id, today)
        for row in promises.nearest_due(sight.promises_for(session, reader))
    )
    notes = sight.notes_for(session, reader, limit=NOTES_ON_HOME)
    return HomeRecords(
        actions=promises.mine_first(steps),
        notes=tuple(line(session, note, person_id) for note in notes),
        reports=tuple(reading.party(session, report.key) for report in people.reports_of(session, person_id)),
    )


def open_action(session: Session, row: Promise, reader_id: int, today: date) -> OpenAction:
    """Return an open step as one reader sees it; `today` is the day on their calendar."""
    other = row.manager_id if reader_id == row.employee_id else row.employee_id
    return promises.OpenAction(
        number=row.number,
        what=row.what,
        mine=row.both or row.owner_id == reader_id,
        both=row.both,
        owner=reading.party(session, row.owner_id).name if row.owner_id else "",
        other=reading.party(session, other).name,
        due=row.due,
        due_text=row.due_text,
        due_when=promises.due_when(row.due, today),
        worth_asking=row.worth_asking,
    )


def line(session: Session, note: Note, reader_id: int) -> NoteLine:
    """Return a note as a list shows it to one reader."""
    other = note.manager_id if reader_id == note.employee_id else note.employee_id
    first_hand = reader_id in {note.manager_id, note.employee_id}
    return NoteLine(
        note_id=note.id,
        kind=note.kind,
        met_on=note.met_on,
        other=reading.party(session, other).name,
        mine=note.manager_id == reader_id,
        status=Status(note.status),
        author="" if first_hand else reading.party(session, note.manager_id).name,
        own=note.manager_id == note.employee_id,
    )
