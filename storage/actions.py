"""Steps the two people of a check-in promised: who, what, by when, and how each one ended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlmodel import Field, Session, SQLModel, col, select

if TYPE_CHECKING:
    from collections.abc import Sequence

OPEN, DONE, DROPPED = "open", "done", "dropped"

DECIDE_DONE, CARRY, DECIDE_DROP = "done", "carry", "drop"
"""What can be said of an open step."""
ENDS = {DECIDE_DONE: DONE, DECIDE_DROP: DROPPED}
CARRIES_BEFORE_ASKING = 3
"""A step carried this often becomes the question whether it is still worth doing (domain 1.7, rule 6)."""


class PromisedAction(SQLModel, table=True):
    """A step one of the two promised. `due_text` keeps the words when they name no calendar day."""

    __tablename__ = "promised_action"
    id: int | None = Field(default=None, primary_key=True)
    note_id: str = Field(foreign_key="note.id", index=True, max_length=32)
    manager_id: int = Field(foreign_key="person.id", index=True)
    employee_id: int = Field(foreign_key="person.id", index=True)
    owner_id: int | None = Field(default=None, foreign_key="person.id")
    what: str
    due: date | None = None
    due_text: str = ""
    shared: bool = False
    status: str = Field(default=OPEN, max_length=16, index=True)
    carried: int = 0
    closed_on: date | None = None

    @property
    def number(self) -> int:
        """The id of a promise already stored."""
        if self.id is None:
            message = "this promise has not been stored yet"
            raise ValueError(message)
        return self.id

    @property
    def worth_asking(self) -> bool:
        """Whether it has been carried so often that the two should ask if it is still worth doing."""
        return self.status == OPEN and self.carried >= CARRIES_BEFORE_ASKING


@dataclass(frozen=True)
class DraftAction:
    """A promise about to be stored. `owner_id` None: nobody was named."""

    what: str
    owner_id: int | None
    due: date | None
    due_text: str = ""


def add(  # noqa: PLR0913 - whose promises they are, and who may see them
    session: Session,
    note_id: str,
    manager_id: int,
    employee_id: int,
    drafts: Sequence[DraftAction],
    *,
    shared: bool,
) -> None:
    """Store what was promised in a note."""
    for draft in drafts:
        session.add(
            PromisedAction(
                note_id=note_id,
                manager_id=manager_id,
                employee_id=employee_id,
                owner_id=draft.owner_id,
                what=draft.what,
                due=draft.due,
                due_text=draft.due_text,
                shared=shared,
            )
        )
    session.flush()


def get(session: Session, action_id: int, *, lock: bool = False) -> PromisedAction | None:
    """Return a promise; locked until the transaction ends when it is about to change."""
    query = select(PromisedAction).where(PromisedAction.id == action_id)
    return session.exec(query.with_for_update() if lock else query).first()


def decide(session: Session, action_id: int, decision: str, day: date) -> None:
    """Store what somebody chose on `day`: `done` or `drop` ends a step, `carry` takes it to the next talk.

    A step that has ended stays as it ended; an unknown one is left alone. Raises ValueError for another word.
    """
    if decision not in ENDS and decision != CARRY:
        raise ValueError(decision)
    action = get(session, action_id, lock=True)
    if action is None or action.status != OPEN:
        return
    if decision == CARRY:
        action.carried += 1
    else:
        action.status, action.closed_on = ENDS[decision], day
    session.add(action)
    session.flush()


def share(session: Session, note_id: str) -> None:
    """Let the employee see what was promised in a note."""
    for action in of_note(session, note_id):
        action.shared = True
        session.add(action)
    session.flush()


def of_note(session: Session, note_id: str) -> list[PromisedAction]:
    """Return everything that was promised in a note, in the order it was said."""
    query = select(PromisedAction).where(PromisedAction.note_id == note_id)
    return list(session.exec(query.order_by(col(PromisedAction.id))))


def open_actions(session: Session, manager_id: int, employee_id: int) -> list[PromisedAction]:
    """Return what a pair promised and has not closed, oldest promise first."""
    query = (
        select(PromisedAction)
        .where(
            PromisedAction.manager_id == manager_id,
            PromisedAction.employee_id == employee_id,
            PromisedAction.status == OPEN,
        )
        .order_by(col(PromisedAction.id))
    )
    return list(session.exec(query))
