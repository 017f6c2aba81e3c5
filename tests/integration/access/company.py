"""A small company on a real database, and what it means that every way of asking gives one answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from sqlmodel import col, select

from bot import access
from bot.access import Action, can
from bot.features.records import asking, reading
from storage import process_facts, records, relations, sight
from storage.actions import OPEN, DraftAction, PromisedAction
from storage.people import Person, SlackAccount, Unit
from storage.records import DraftBlock, DraftNote, Note

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlmodel import Session

FIRST_DAY = date(2026, 3, 2)
MORNING = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
TREE = {"GROUP": None, "SALES": "GROUP", "EAST": "SALES", "PLANT": "GROUP"}
NAMES = ("focus", "voice", "actions")


@dataclass(frozen=True)
class Written:
    """A note's parts: whom each is for, in the order of NAMES."""

    audiences: tuple[str, ...]

    @property
    def blocks(self) -> tuple[DraftBlock, ...]:
        """The parts, each with a word."""
        return tuple(
            DraftBlock(name, audience, name) for name, audience in zip(NAMES, self.audiences, strict=True)
        )


def found_units(session: Session) -> None:
    """Enter the tree of units."""
    for code, parent in TREE.items():
        session.add(Unit(code=code, parent_code=parent))
    session.flush()


def hire(
    session: Session,
    name: str,
    *,
    role: str = "employee",
    unit: str | None = None,
    manager: int | None = None,
) -> int:
    """Enter somebody and their Slack account."""
    person = Person(
        email=f"{name}@example.com",
        name=name,
        role=role,
        unit_code=unit,
        manager_id=manager,
        start_date=date(2020, 1, 1),
    )
    session.add(person)
    session.flush()
    session.add(SlackAccount(team_id="T1", user_id=f"U{name}", person_id=person.key, checked_at=MORNING))
    session.flush()
    return person.key


def write(session: Session, author: int, employee: int, written: Written, minute: int = 0) -> Note:
    """Store a note with one promise."""
    draft = DraftNote(
        check_in_id=None,
        kind="one_on_one",
        mode="debrief",
        manager_id=author,
        employee_id=employee,
        met_on=FIRST_DAY,
        cycle_id=None,
        partial=False,
        blocks=written.blocks,
        actions=(DraftAction("call", author, None),),
    )
    return records.create(session, draft, MORNING + timedelta(minutes=minute))


def confirm(session: Session, note: Note, status: str = records.FINAL) -> None:
    """End a note's review."""
    note.status = status
    session.add(note)
    session.flush()


def disagreements(session: Session, today: date) -> list[str]:
    """Return where `can`, the SQL filter and the lists say different things, for every reader and note."""
    people = list(session.exec(select(Person.id).order_by(col(Person.id))))
    notes = list(session.exec(select(Note).order_by(col(Note.id))))
    steps = list(session.exec(select(PromisedAction).order_by(col(PromisedAction.id))))
    about = {note.id: reading.judge(session, note, note.employee_id, today)[1] for note in notes}
    promised = {step.id: asking.step(session, step, today) for step in steps}
    found = []
    for person_id in (*filter(None, people), 0):
        reader = relations.reader(session, person_id, today)
        actor = access.Actor.of(reader)
        levels = {note.id: access.sight(actor, about[note.id]) for note in notes}
        asked = {
            row.id: access.Sight(row.sight)
            for row in session.connection().execute(sight.visible_notes(reader))
        }
        known = {note_id: level for note_id, level in levels.items() if level}
        found += [f"{person_id}: can says {known}, SQL says {asked}"] if asked != known else []
        for level in (sight.Sight.FACTS, sight.Sight.HANDED_OVER):
            listed = {note.id for note in sight.notes_for(session, reader, level=level, limit=1000)}
            allowed = {note_id for note_id, sees in levels.items() if sees >= level}
            found += [f"{person_id}: the list of {level.name} shows {listed}"] if listed != allowed else []
        found += _facts(session, reader, levels, notes)
        open_steps = {step.number for step in sight.promises_for(session, reader)}
        allowed_steps = {
            step.id
            for step in steps
            if step.status == OPEN and can(actor, Action.READ_ACTION, promised[step.id])
        }
        found += [f"{person_id}: the list of steps shows {open_steps}"] if open_steps != allowed_steps else []
    return found


def _facts(
    session: Session, reader: relations.Reader, levels: dict[str, access.Sight], notes: Iterable[Note]
) -> list[str]:
    found = []
    for employee in {note.employee_id for note in notes}:
        facts = process_facts.facts_for(session, reader, employee)
        shown = {(fact.note_id, fact.readable) for fact in facts}
        allowed = {
            (note.id, levels[note.id] > access.Sight.FACTS)
            for note in notes
            if note.employee_id == employee and levels[note.id]
        }
        found += [f"{reader.person_id}: the facts about {employee} are {shown}"] if shown != allowed else []
    return found
