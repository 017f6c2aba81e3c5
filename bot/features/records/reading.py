"""From stored rows to what one reader may see. Nothing about a note reaches a person by another way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.access import Action, Actor, NoteSubject, can
from bot.errors import NoteNotFound
from bot.features.records import promises, rules
from bot.features.records.notes import (
    ACTIONS,
    Answer,
    Block,
    Edition,
    NoteView,
    Party,
    Promise,
    Response,
    Status,
    Visibility,
)
from bot.features.records.rules import Sight
from storage import actions, editions, people, records, responses

if TYPE_CHECKING:
    from datetime import date, datetime

    from sqlmodel import Session

    from bot.features.records.promises import OpenAction
    from storage.actions import Promise as StoredPromise
    from storage.records import Note

NOTES_ON_HOME = 5


@dataclass(frozen=True)
class NoteLine:
    """A note in a list: with whom and of which day; `mine` when the reader wrote it."""

    note_id: str
    kind: str
    met_on: date
    other: str
    mine: bool
    status: Status


@dataclass(frozen=True)
class HomeRecords:
    """What App Home shows of a person's records."""

    actions: tuple[OpenAction, ...]
    notes: tuple[NoteLine, ...]


def actor(session: Session, person_id: int) -> Actor:
    """Return somebody as `access.can` wants them; a stranger to the company has no role."""
    person = session.get(people.Person, person_id)
    return Actor(person_id, person.role if person else "")


def subject(note: Note, *, shared: bool) -> NoteSubject:
    """Return a note as `access.can` wants it."""
    return NoteSubject(note.manager_id, note.employee_id, shared=shared)


def view(session: Session, note_id: str, reader_id: int) -> NoteView:
    """Return a note as `reader_id` may see it.

    Raises NoteNotFound alike for a note that is not there and for one they may not know of.
    """
    note = records.get(session, note_id)
    if note is None:
        raise NoteNotFound
    parties = {
        note.manager_id: _party(session, note.manager_id),
        note.employee_id: _party(session, note.employee_id),
    }
    stored = _editions(session, note, parties)
    sight = _sight(session, note, stored, reader_id)
    known = rules.seen(stored, sight)
    if not known:
        raise NoteNotFound
    promised = any(block.name == ACTIONS for block in known[-1].blocks)
    return NoteView(
        note_id=note.id,
        kind=note.kind,
        met_on=note.met_on,
        partial=note.partial,
        status=Status(note.status),
        review_ends_at=note.review_ends_at,
        manager=parties[note.manager_id],
        employee=parties[note.employee_id],
        reader_id=reader_id,
        timezone=timezone_of(session, reader_id),
        editions=known,
        responses=tuple(_responses(session, note, parties)),
        promises=tuple(_promises(session, note_id, parties)) if promised else (),
    )


def home_view(session: Session, person_id: int, now: datetime) -> HomeRecords:
    """Return the open steps and the latest notes a person may see; their own steps first."""
    today = now.astimezone(ZoneInfo(timezone_of(session, person_id))).date()
    steps = (
        _open_action(session, row, person_id, today) for row in actions.open_actions_of(session, person_id)
    )
    notes = (_line(session, note, person_id) for note in records.between(session, person_id, NOTES_ON_HOME))
    return HomeRecords(actions=promises.mine_first(steps), notes=tuple(notes))


def timezone_of(session: Session, person_id: int) -> str:
    """Return the zone a person lives by: what they chose in Slack, otherwise what the company has."""
    account = people.account_of(session, person_id)
    if account is not None:
        return account.timezone
    person = session.get(people.Person, person_id)
    return person.timezone if person else "UTC"


def _sight(session: Session, note: Note, stored: tuple[Edition, ...], reader_id: int) -> Sight:
    shared = any(not block.private for edition in stored for block in edition.blocks)
    reader, about = actor(session, reader_id), subject(note, shared=shared)
    if can(reader, Action.READ_PRIVATE, about):
        return Sight.EVERYTHING
    return Sight.SHARED if can(reader, Action.READ_NOTE, about) else Sight.NOTHING


def _editions(session: Session, note: Note, parties: dict[int, Party]) -> tuple[Edition, ...]:
    return tuple(
        Edition(
            version=edition.version,
            written_by=parties[edition.written_by],
            written_at=edition.written_at,
            reason=edition.reason,
            blocks=tuple(
                Block(block.name, Visibility(block.visibility), block.text, erased=block.erased)
                for block in edition.blocks.values()
            ),
        )
        for edition in editions.of_note(session, note)
    )


def _responses(session: Session, note: Note, parties: dict[int, Party]) -> list[Response]:
    return [
        Response(
            number=row.number,
            version=row.version,
            person=parties[row.person_id],
            kind=Answer(row.kind),
            text=row.text,
            quote=row.quote,
            said_at=row.said_at,
            erased=row.erased,
        )
        for row in responses.of_note(session, note)
    ]


def _promises(session: Session, note_id: str, parties: dict[int, Party]) -> list[Promise]:
    return [
        Promise(
            number=row.number,
            what=row.what,
            owner=parties.get(row.owner_id) if row.owner_id else None,
            due=row.due,
            due_text=row.due_text,
            status=row.status,
            closed_on=row.closed_on,
        )
        for row in actions.of_note(session, note_id)
    ]


def _open_action(session: Session, row: StoredPromise, reader_id: int, today: date) -> OpenAction:
    other = row.employee_id if reader_id == row.manager_id else row.manager_id
    return promises.OpenAction(
        number=row.number,
        what=row.what,
        mine=row.owner_id == reader_id,
        owner=_party(session, row.owner_id).name if row.owner_id else "",
        other=_party(session, other).name,
        due=row.due,
        due_text=row.due_text,
        due_when=promises.due_when(row.due, today),
        worth_asking=row.worth_asking,
    )


def _line(session: Session, note: Note, reader_id: int) -> NoteLine:
    mine = note.manager_id == reader_id
    return NoteLine(
        note_id=note.id,
        kind=note.kind,
        met_on=note.met_on,
        other=_party(session, note.employee_id if mine else note.manager_id).name,
        mine=mine,
        status=Status(note.status),
    )


def _party(session: Session, person_id: int) -> Party:
    person = session.get(people.Person, person_id)
    return Party(person_id, person.name if person else "")
