"""Steps the two people of a check-in promised: who, what, by when, and how each one ended.

How a step stands changes; its words are a table of their own, sealed, and only ever added.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import bindparam
from sqlmodel import Field, Session, SQLModel, col, select

from storage.numbers import next_numbers
from storage.sealing import Place
from storage.secrets import PRIVATE_PART, SHARED_PART, Lock, keyring, record_lock

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

OPEN, DONE, DROPPED = "open", "done", "dropped"

DECIDE_DONE, CARRY, DECIDE_DROP, KEEP = "done", "carry", "drop", "keep"
"""What can be said of an open step."""
ENDS = {DECIDE_DONE: DONE, DECIDE_DROP: DROPPED}
CARRIES_BEFORE_ASKING = 3
"""A step carried this often becomes the question whether it is still worth doing (domain 1.7, rule 6)."""


class PromisedAction(SQLModel, table=True):
    """How a step one of the two promised stands. `shared`: the employee may see it; `both`: both promised it.

    `kept_after`: how often it had been carried when somebody last said that it is still worth doing.
    """

    __tablename__ = "promised_action"
    id: int = Field(primary_key=True)
    note_id: str = Field(foreign_key="note.id", index=True, max_length=32)
    manager_id: int = Field(foreign_key="person.id", index=True)
    employee_id: int = Field(foreign_key="person.id", index=True)
    owner_id: int | None = Field(default=None, foreign_key="person.id")
    due: date | None = None
    shared: bool = False
    status: str = Field(default=OPEN, max_length=16, index=True)
    carried: int = 0
    carried_on: date | None = None
    kept_after: int = 0
    due_changes: int = 0
    closed_on: date | None = None
    both: bool = False

    def lock(self, part: str) -> Lock:
        """Return whose keys its words in this part of the note are sealed under."""
        return record_lock(self.note_id, part, self.manager_id, self.employee_id)


class PromiseWords(SQLModel, table=True):
    """What was promised, sealed with a part of the note; a step that is shared later is sealed once more for both."""

    __tablename__ = "promise_words"
    action_id: int = Field(primary_key=True, foreign_key="promised_action.id")
    part: str = Field(primary_key=True, max_length=16)
    what: bytes
    due_text: bytes

    def place(self, column: str) -> Place:
        """Return where a sealed column of this row lies."""
        return Place("promise_words", f"{self.action_id}:{self.part}", column)


@dataclass(frozen=True)
class Promise:
    """A stored step, opened. `due_text` keeps the words when they name no calendar day."""

    number: int
    note_id: str
    manager_id: int
    employee_id: int
    owner_id: int | None
    what: str
    due: date | None
    due_text: str
    shared: bool
    status: str
    carried: int
    closed_on: date | None
    both: bool = False
    kept_after: int = 0

    @property
    def worth_asking(self) -> bool:
        """Whether it has been carried so often that the two should ask if it is still worth doing."""
        return self.status == OPEN and self.carried - self.kept_after >= CARRIES_BEFORE_ASKING


@dataclass(frozen=True)
class DraftAction:
    """A promise about to be stored. `owner_id` None: nobody was named, or `both` were."""

    what: str
    owner_id: int | None
    due: date | None
    due_text: str = ""
    both: bool = False


def add(  # noqa: PLR0913 - whose promises they are, and who may see them
    session: Session,
    note_id: str,
    manager_id: int,
    employee_id: int,
    drafts: Sequence[DraftAction],
    *,
    shared: bool,
    now: datetime,
) -> None:
    """Seal and store what was promised in a note; raises KeyDestroyedError."""
    if not drafts:
        return
    part = SHARED_PART if shared else PRIVATE_PART
    lock = record_lock(note_id, part, manager_id, employee_id)
    keyring(session, [lock], now=now)
    numbered = list(zip(next_numbers(session, "promised_action", len(drafts)), drafts, strict=True))
    session.add_all(
        PromisedAction(
            id=number,
            note_id=note_id,
            manager_id=manager_id,
            employee_id=employee_id,
            owner_id=draft.owner_id,
            due=draft.due,
            shared=shared,
            both=draft.both,
        )
        for number, draft in numbered
    )
    session.flush()
    for number, draft in numbered:
        _add_words(session, number, part, lock, draft.what, draft.due_text)
    session.flush()


def get(session: Session, action_id: int, *, lock: bool = False) -> PromisedAction | None:
    """Return how a promise stands; locked until the transaction ends when it is about to change."""
    query = select(PromisedAction).where(PromisedAction.id == action_id)
    return session.exec(query.with_for_update() if lock else query).first()


def decide(session: Session, action_id: int, decision: str, day: date) -> None:
    """Store what somebody chose on `day`: `done` or `drop` ends a step, `carry` takes it to the next talk.

    Carrying counts once a day. `keep` says that it is still worth doing. A step that has ended stays as it
    ended; an unknown one is left alone. Raises ValueError for another word.
    """
    if decision not in ENDS and decision not in {CARRY, KEEP}:
        raise ValueError(decision)
    action = get(session, action_id, lock=True)
    if action is None or action.status != OPEN:
        return
    if decision == KEEP:
        action.kept_after = action.carried
    elif decision == CARRY:
        action.carried += action.carried_on != day
        action.carried_on = day
    else:
        action.status, action.closed_on = ENDS[decision], day
    session.add(action)
    session.flush()


def move(session: Session, action: PromisedAction, day: date) -> int:
    """Move an open step to another day and return how often it has been moved now."""
    action.due = day
    action.due_changes += 1
    session.add(action)
    session.flush()
    return action.due_changes


def share(session: Session, note_id: str, now: datetime) -> None:
    """Let the employee see what was promised in a note; a step whose words were erased stays as it is."""
    query = select(PromisedAction).where(PromisedAction.note_id == note_id)
    rows = {row.id: row for row in session.exec(query.with_for_update())}
    hidden = [promise for promise in of_note(session, note_id) if not promise.shared]
    keyring(session, {rows[promise.number].lock(SHARED_PART) for promise in hidden}, now=now)
    for promise in hidden:
        row = rows[promise.number]
        lock = row.lock(SHARED_PART)
        _add_words(session, row.id, SHARED_PART, lock, promise.what, promise.due_text)
        row.shared = True
        session.add(row)
    session.flush()


def of_note(session: Session, note_id: str) -> list[Promise]:
    """Return what was promised in a note, in the order it was said; without those whose words were erased."""
    return of_notes(session, [note_id])[note_id]


def of_notes(session: Session, note_ids: Iterable[str]) -> dict[str, list[Promise]]:
    """Return what was promised in each of these notes, as `of_note` does: three queries, however many notes."""
    found: dict[str, list[Promise]] = {note_id: [] for note_id in note_ids}
    rows = session.exec(select(PromisedAction).where(col(PromisedAction.note_id).in_(sorted(found))))
    for promise in opened(session, rows):
        found[promise.note_id].append(promise)
    return found


# Built once: every step of a check-in asks this, and building it takes longer than running it.
_OPEN = (
    select(PromisedAction)
    .where(
        col(PromisedAction.manager_id) == bindparam("manager"),
        col(PromisedAction.employee_id) == bindparam("employee"),
        col(PromisedAction.status) == OPEN,
    )
    .order_by(col(PromisedAction.id))
)


def open_actions(session: Session, manager_id: int, employee_id: int) -> list[Promise]:
    """Return what a pair promised and has not closed, oldest promise first; without what was erased."""
    rows = session.exec(_OPEN, params={"manager": manager_id, "employee": employee_id})
    return opened(session, rows)


def _add_words(  # noqa: PLR0913, PLR0917 - what is sealed, and for whom
    session: Session, number: int, part: str, lock: Lock, what: str, due_text: str
) -> None:
    keys = keyring(session, [lock])
    row = PromiseWords(action_id=number, part=part, what=b"", due_text=b"")
    row.what = keys.seal(lock, what, row.place("what"))
    row.due_text = keys.seal(lock, due_text, row.place("due_text"))
    session.add(row)


def opened(session: Session, rows: Iterable[PromisedAction]) -> list[Promise]:
    """Open the words of these steps, oldest first: one query for the words, one for the keys."""
    steps = sorted(rows, key=lambda row: row.id)
    if not steps:
        return []
    query = select(PromiseWords).where(col(PromiseWords.action_id).in_([step.id for step in steps]))
    words = {(row.action_id, row.part): row for row in session.exec(query)}
    parts = {step.id: SHARED_PART if step.shared else PRIVATE_PART for step in steps}
    keys = keyring(session, {step.lock(parts[step.id]) for step in steps})
    found = []
    for step in steps:
        lock, row = step.lock(parts[step.id]), words[step.id, parts[step.id]]
        what = keys.open(lock, row.what, row.place("what"))
        due_text = keys.open(lock, row.due_text, row.place("due_text"))
        if what is not None and due_text is not None:
            found.append(_promise(step, what, due_text))
    return found


def _promise(row: PromisedAction, what: str, due_text: str) -> Promise:
    return Promise(
        number=row.id,
        note_id=row.note_id,
        manager_id=row.manager_id,
        employee_id=row.employee_id,
        owner_id=row.owner_id,
        what=what,
        due=row.due,
        due_text=due_text,
        shared=row.shared,
        status=row.status,
        carried=row.carried,
        closed_on=row.closed_on,
        both=row.both,
        kept_after=row.kept_after,
    )
