"""Check-in conversations and the turns they were made of.

What was said is sealed like the private part of a note, under the keys of the two together and with a key of the
conversation's own: it opens here, in memory. A conversation whose key was destroyed is over: nothing finds it any more.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, insert, or_, select, update
from sqlmodel import Field, Session, SQLModel

from storage.columns import UtcDateTime
from storage.per_engine import partial_index
from storage.sealing import Place
from storage.secrets import PRIVATE_PART, Lock, keyring, record_lock

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Row, Select


class CheckInRow(SQLModel, table=True):
    """A conversation as it is stored: `state` sealed, the columns beside it for finding it.

    `dropped_at` is when its words were dropped because they had been kept long enough.
    """

    __tablename__ = "check_in"
    id: str = Field(primary_key=True, max_length=32)
    manager_id: int = Field(foreign_key="person.id", index=True)
    employee_id: int | None = Field(default=None, foreign_key="person.id")
    kind: str = Field(max_length=32)
    step: str = Field(max_length=24, index=True)
    turn: int
    state: bytes
    card: str = Field(default="", max_length=128)
    occurrence: str | None = Field(default=None, max_length=128, unique=True)
    started_at: datetime = Field(sa_type=UtcDateTime)
    touched_at: datetime = Field(sa_type=UtcDateTime)
    wake_at: datetime | None = Field(default=None, sa_type=UtcDateTime, index=True)
    dropped_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class CheckInTurn(SQLModel, table=True):
    """What happened at one turn and what was asked after it; only ever added, so nothing said is lost."""

    __tablename__ = "check_in_turn"
    check_in_id: str = Field(primary_key=True, foreign_key="check_in.id", max_length=32)
    turn: int = Field(primary_key=True)
    step: str = Field(max_length=24)
    event: str = Field(max_length=24)
    question: str = Field(default="", max_length=64)
    said: bytes
    at: datetime = Field(sa_type=UtcDateTime)


_TALKS, _TURNS = (SQLModel.metadata.tables[name] for name in ("check_in", "check_in_turn"))
_STILL_THERE = _TALKS.c.dropped_at.is_(None)
# Only what still has words is looked through for what has had them long enough.
partial_index("ix_check_in_kept", _TALKS.c.touched_at, where="dropped_at IS NULL")


@dataclass
class Conversation:
    """A conversation as it stands, opened; `keep` stores what was changed in it.

    `state` is the rules' own record as JSON; `card` the outbox key of the message that shows the conversation now;
    `occurrence` the 1:1 that caused it; `wake_at` when waiting ends.
    """

    id: str
    manager_id: int
    employee_id: int | None
    kind: str
    step: str
    turn: int
    state: str
    started_at: datetime
    touched_at: datetime
    card: str = ""
    occurrence: str | None = None
    wake_at: datetime | None = None

    @property
    def lock(self) -> Lock:
        """Whose keys its words are sealed under."""
        return _lock(self.id, self.manager_id, self.employee_id)


@dataclass(frozen=True)
class Turn:
    """One turn of a conversation, opened. `question` is the key of what was asked after it."""

    turn: int
    step: str
    event: str
    question: str
    said: str
    at: datetime


def _with_and_without_lock(query: Select[Any]) -> dict[bool, Select[Any]]:
    return {True: query.with_for_update(), False: query}


# Built once: building them takes longer than running them. With a lock for what is about to change, and without.
_GET = _with_and_without_lock(select(_TALKS).where(_TALKS.c.id == bindparam("of_id"), _STILL_THERE))
_OF_MANAGER = _with_and_without_lock(
    select(_TALKS)
    .where(
        _TALKS.c.manager_id == bindparam("manager"),
        _TALKS.c.step.in_(bindparam("steps", expanding=True)),
        _STILL_THERE,
    )
    .order_by(_TALKS.c.touched_at.desc(), _TALKS.c.turn.desc())
)
_OF_OCCURRENCE = select(_TALKS).where(_TALKS.c.occurrence == bindparam("of_occurrence"))
_CAUSED = select(_TALKS.c.id).where(_TALKS.c.occurrence == bindparam("of_occurrence"))
_TO_WAKE = (
    select(_TALKS)
    .where(_TALKS.c.wake_at <= bindparam("by"))
    .order_by(_TALKS.c.wake_at)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
)
_TURNS_OF = select(_TURNS).where(_TURNS.c.check_in_id == bindparam("of_id")).order_by(_TURNS.c.turn)
_CHANGED = ("step", "turn", "state", "card", "touched_at", "wake_at")
_ADD, _ADD_TURN = insert(_TALKS), insert(_TURNS)
_KEEP = (
    update(_TALKS)
    .where(_TALKS.c.id == bindparam("of_id"))
    .values({name: bindparam(f"new_{name}", type_=_TALKS.c[name].type) for name in _CHANGED})
)
_LET_SLEEP = update(_TALKS).where(_TALKS.c.id.in_(bindparam("ids", expanding=True))).values(wake_at=None)


def add(session: Session, talk: Conversation) -> None:
    """Store a new conversation, with the key its words are sealed under; raises KeyDestroyedError."""
    keys = keyring(session, [talk.lock], now=talk.started_at)
    row = {
        "id": talk.id,
        "manager_id": talk.manager_id,
        "employee_id": talk.employee_id,
        "kind": talk.kind,
        "step": talk.step,
        "turn": talk.turn,
        "state": keys.seal(talk.lock, talk.state, _place_of_state(talk.id)),
        "card": talk.card,
        "occurrence": talk.occurrence,
        "started_at": talk.started_at,
        "touched_at": talk.touched_at,
        "wake_at": talk.wake_at,
        "dropped_at": None,
    }
    session.connection().execute(_ADD, row)


def keep(session: Session, talk: Conversation) -> None:
    """Store a conversation as it stands now; raises KeyDestroyedError."""
    lock = talk.lock
    sealed = keyring(session, [lock]).seal(lock, talk.state, _place_of_state(talk.id))
    row = {
        "of_id": talk.id,
        "new_step": talk.step,
        "new_turn": talk.turn,
        "new_state": sealed,
        "new_card": talk.card,
        "new_touched_at": talk.touched_at,
        "new_wake_at": talk.wake_at,
    }
    session.connection().execute(_KEEP, row)


def log(session: Session, talk: Conversation, turn: Turn) -> None:
    """Add a turn to a stored conversation; raises KeyDestroyedError."""
    lock = talk.lock
    row = {
        "check_in_id": talk.id,
        "turn": turn.turn,
        "step": turn.step,
        "event": turn.event,
        "question": turn.question,
        "said": keyring(session, [lock]).seal(lock, turn.said, _place_of_said(talk.id, turn.turn)),
        "at": turn.at,
    }
    session.connection().execute(_ADD_TURN, row)


def let_sleep(session: Session, check_in_ids: Iterable[str]) -> None:
    """Let time have no effect on these conversations any more."""
    session.connection().execute(_LET_SLEEP, {"ids": sorted(check_in_ids)})


def get(session: Session, check_in_id: str, *, lock: bool = False) -> Conversation | None:
    """Return a conversation; locked until the transaction ends when it is about to change."""
    found = session.connection().execute(_GET[lock], {"of_id": check_in_id}).all()
    return next(iter(_opened(session, found)), None)


def of_manager(
    session: Session, manager_id: int, steps: frozenset[str], *, lock: bool = False
) -> list[Conversation]:
    """Return a manager's conversations that stand at one of these steps, last touched first."""
    given = {"manager": manager_id, "steps": sorted(steps)}
    return _opened(session, session.connection().execute(_OF_MANAGER[lock], given).all())


def with_person(session: Session, person_id: int) -> list[Conversation]:
    """Return every conversation somebody held or was the subject of, first to last."""
    theirs = or_(_TALKS.c.manager_id == person_id, _TALKS.c.employee_id == person_id)
    found = session.connection().execute(select(_TALKS).where(theirs).order_by(_TALKS.c.started_at)).all()
    return _opened(session, found)


def to_wake(session: Session, now: datetime, limit: int = 100) -> list[Conversation]:
    """Return the conversations something is due for, earliest first; copies of the bot never share one.

    Those whose key was destroyed are never due again.
    """
    found = session.connection().execute(_TO_WAKE, {"by": now, "most": limit}).all()
    opened = _opened(session, found)
    gone = {row.id for row in found} - {talk.id for talk in opened}
    if gone:
        let_sleep(session, gone)
    return opened


def turns(session: Session, talk: Conversation) -> list[Turn]:
    """Return every turn of a conversation, first to last; none when its key was destroyed."""
    lock = talk.lock
    keys = keyring(session, [lock])
    found = []
    for row in session.connection().execute(_TURNS_OF, {"of_id": talk.id}):
        said = keys.open(lock, row.said, _place_of_said(talk.id, row.turn))
        if said is not None:
            found.append(Turn(row.turn, row.step, row.event, row.question, said, row.at))
    return found


def was_caused(session: Session, occurrence: str) -> bool:
    """Return whether a 1:1's moment has caused a conversation already, its words dropped or not."""
    return session.connection().execute(_CAUSED, {"of_occurrence": occurrence}).first() is not None


def of_occurrence(session: Session, occurrence: str) -> Conversation | None:
    """Return the conversation a 1:1's moment has already caused."""
    found = session.connection().execute(_OF_OCCURRENCE, {"of_occurrence": occurrence}).all()
    return next(iter(_opened(session, found)), None)


def _opened(session: Session, rows: Iterable[Row[Any]]) -> list[Conversation]:
    """Open conversations, leaving out those whose key was destroyed: one query for all their keys."""
    locked = [(row, _lock(row.id, row.manager_id, row.employee_id)) for row in rows]
    if not locked:
        return []
    keys = keyring(session, [lock for _, lock in locked])
    opened = ((row, keys.open(lock, row.state, _place_of_state(row.id))) for row, lock in locked)
    return [
        Conversation(
            id=row.id,
            manager_id=row.manager_id,
            employee_id=row.employee_id,
            kind=row.kind,
            step=row.step,
            turn=row.turn,
            state=state,
            started_at=row.started_at,
            touched_at=row.touched_at,
            card=row.card,
            occurrence=row.occurrence,
            wake_at=row.wake_at,
        )
        for row, state in opened
        if state is not None
    ]


def _lock(check_in_id: str, manager_id: int, employee_id: int | None) -> Lock:
    return record_lock(check_in_id, PRIVATE_PART, manager_id, employee_id)


def _place_of_state(check_in_id: str) -> Place:
    return Place("check_in", check_in_id, "state")


def _place_of_said(check_in_id: str, turn: int) -> Place:
    return Place("check_in_turn", f"{check_in_id}:{turn}", "said")
