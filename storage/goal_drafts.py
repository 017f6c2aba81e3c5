"""Goals under discussion: who opened a draft for whom, and every step of the two since, in order.

A draft and its steps are only ever added, and go together when nothing came of them. What a step says is sealed under
the employee's key; how far the draft was after it, how many lines it had, how many of them served no upper goal and
how many proposals waited stand beside it, for those who may know only that.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import uuid4

from sqlalchemy import and_, bindparam, delete, func, or_
from sqlalchemy import select as select_columns
from sqlalchemy.orm import aliased
from sqlmodel import Field, Session, SQLModel, col, select

from storage.columns import UtcDateTime
from storage.cycles import Cycle
from storage.legal_holds import held_people
from storage.sealing import Place
from storage.secrets import Lock, keyring

if TYPE_CHECKING:
    from collections.abc import Iterable


PRIVATE, SHARE = "private", "share"
"""The state of a draft that only who opened it knows of, and the act that ends it."""
AGREED, WITHDRAWN = "agreed", "withdrawn"


class GoalDraft(SQLModel, table=True):
    """A draft of somebody's goals for a cycle. `effective_from` is the first day they are to count for."""

    __tablename__ = "goal_draft"
    id: str = Field(primary_key=True, max_length=32)
    person_id: int = Field(foreign_key="person.id", index=True)
    cycle: str = Field(max_length=32, index=True)
    opened_by: int = Field(foreign_key="person.id", index=True)
    opened_at: datetime = Field(sa_type=UtcDateTime)
    effective_from: date


class GoalMove(SQLModel, table=True):
    """One step. `state`, `lines`, `orphans` and `waiting` (proposals unanswered) say how the draft stood after it."""

    __tablename__ = "goal_move"
    draft_id: str = Field(primary_key=True, foreign_key="goal_draft.id", max_length=32)
    number: int = Field(primary_key=True)
    by_id: int = Field(foreign_key="person.id", index=True)
    act: str = Field(max_length=16)
    said: bytes
    at: datetime = Field(sa_type=UtcDateTime)
    state: str = Field(max_length=12)
    lines: int
    orphans: int
    waiting: int

    def place(self) -> Place:
        """Return where what this step says lies."""
        return Place("goal_move", f"{self.draft_id}:{self.number}", "said")


@dataclass(frozen=True)
class OpenedMove:
    """A step with what it says."""

    number: int
    by_id: int
    act: str
    said: str
    at: datetime


@dataclass(frozen=True)
class DraftState:
    """How far somebody's newest draft is that the other side knows of, without a word of it."""

    person_id: int
    state: str
    lines: int
    orphans: int
    waiting: int


@dataclass(frozen=True)
class After:
    """How a draft stands after a step."""

    state: str
    lines: int
    orphans: int
    waiting: int = 0


def begin(  # noqa: PLR0913 - a draft has this many facts
    session: Session, person_id: int, cycle: str, *, opened_by: int, effective_from: date, now: datetime
) -> GoalDraft:
    """Store a new draft, which has no step yet."""
    draft = GoalDraft(
        id=uuid4().hex,
        person_id=person_id,
        cycle=cycle,
        opened_by=opened_by,
        opened_at=now,
        effective_from=effective_from,
    )
    session.add(draft)
    session.flush()
    return draft


def add(  # noqa: PLR0913 - a step has this many facts
    session: Session,
    draft: GoalDraft,
    number: int,
    *,
    by_id: int,
    act: str,
    said: str,
    after: After,
    now: datetime,
) -> None:
    """Store a step; its number is refused when the draft has it already. Raises KeyDestroyedError."""
    lock = Lock((draft.person_id,))
    keys = keyring(session, [lock], now=now)
    move = GoalMove(
        draft_id=draft.id,
        number=number,
        by_id=by_id,
        act=act,
        said=b"",
        at=now,
        state=after.state,
        lines=after.lines,
        orphans=after.orphans,
        waiting=after.waiting,
    )
    move.said = keys.seal(lock, said, move.place())
    session.add(move)
    session.flush()


def get(session: Session, draft_id: str, *, lock: bool = False) -> GoalDraft | None:
    """Return a draft; with `lock` nobody else can add to it until this transaction ends."""
    return session.get(GoalDraft, draft_id, with_for_update=lock or None)


def of_pair(session: Session, person_id: int, cycle: str) -> list[GoalDraft]:
    """Return the drafts of somebody's goals for a cycle, the oldest first."""
    return list(session.exec(_OF_PAIR, params={"person": person_id, "cycle": cycle}))


def of_person(session: Session, person_id: int) -> list[GoalDraft]:
    """Return all drafts of somebody's goals, the oldest first."""
    query = select(GoalDraft).where(GoalDraft.person_id == person_id)
    return list(session.exec(query.order_by(col(GoalDraft.opened_at), col(GoalDraft.id))))


def moves(session: Session, draft: GoalDraft) -> list[OpenedMove]:
    """Return a draft's steps in order; none when the employee was erased."""
    rows = session.exec(_MOVES, params={"draft": draft.id}).all()
    lock = Lock((draft.person_id,))
    keys = keyring(session, [lock])
    found = []
    for row in rows:
        said = keys.open(lock, row.said, row.place())
        if said is None:
            return []
        found.append(OpenedMove(row.number, row.by_id, row.act, said, row.at))
    return found


def states(session: Session, people: Iterable[int], cycle: str, reader: int = 0) -> dict[int, DraftState]:
    """Return how far the newest draft of each of these people is that both know of, or that `reader` opened."""
    asked = {"people": sorted(set(people)), "cycle": cycle, "reader": reader}
    rows = session.connection().execute(_STATES, asked)
    return {row[0]: DraftState(*row) for row in rows}


def drop_abandoned(session: Session, quiet_since: datetime, over_by: date, limit: int) -> int:
    """Delete the next drafts nothing came of, and return how many; an agreed one is never among them.

    Those that only who opened them knew, and those set aside, when nobody has touched them since `quiet_since`; those
    the two left open, when their cycle ended by `over_by`. Those of people whose data is held stay. On SQLite call
    `Database.wipe` afterwards.
    """
    given = {"quiet_since": quiet_since, "over_by": over_by, "limit": limit}
    drafts = session.exec(_ABANDONED, params=given).all()
    ids = [draft.id for draft in drafts]
    if ids:
        session.connection().execute(_DROP_MOVES, {"drafts": ids})
        session.connection().execute(_DROP_DRAFTS, {"drafts": ids})
    return len(ids)


_OF_PAIR = (
    select(GoalDraft)
    .where(col(GoalDraft.person_id) == bindparam("person"), col(GoalDraft.cycle) == bindparam("cycle"))
    .order_by(col(GoalDraft.opened_at), col(GoalDraft.id))
)
_MOVES = select(GoalMove).where(col(GoalMove.draft_id) == bindparam("draft")).order_by(col(GoalMove.number))
_OF_ITS_DRAFT = aliased(GoalMove)
_LAST = (
    select_columns(func.max(col(_OF_ITS_DRAFT.number)))
    .where(col(_OF_ITS_DRAFT.draft_id) == col(GoalDraft.id))
    .correlate(GoalDraft)
    .scalar_subquery()
)
_STATES = (
    select_columns(
        col(GoalDraft.person_id),
        col(GoalMove.state),
        col(GoalMove.lines),
        col(GoalMove.orphans),
        col(GoalMove.waiting),
    )
    .join(
        GoalMove,
        (col(GoalMove.draft_id) == col(GoalDraft.id)) & (col(GoalMove.number) == _LAST),
    )
    .where(
        col(GoalDraft.person_id).in_(bindparam("people", expanding=True)),
        col(GoalDraft.cycle) == bindparam("cycle"),
        (col(GoalMove.state) != PRIVATE) | (col(GoalDraft.opened_by) == bindparam("reader")),
    )
    .order_by(col(GoalDraft.opened_at), col(GoalDraft.id))
)
_ABANDONED = (
    select(GoalDraft)
    .join(GoalMove, (col(GoalMove.draft_id) == col(GoalDraft.id)) & (col(GoalMove.number) == _LAST))
    .join(Cycle, col(Cycle.id) == col(GoalDraft.cycle))
    .where(
        or_(
            and_(col(GoalMove.state).in_((PRIVATE, WITHDRAWN)), col(GoalMove.at) < bindparam("quiet_since")),
            and_(col(GoalMove.state) != AGREED, col(Cycle.ends) <= bindparam("over_by")),
        ),
        col(GoalDraft.person_id).not_in(held_people()),
        col(GoalDraft.opened_by).not_in(held_people()),
    )
    .order_by(col(GoalDraft.opened_at), col(GoalDraft.id))
    .limit(bindparam("limit"))
    .with_for_update(skip_locked=True, of=GoalDraft)
)
_DROP_MOVES = delete(GoalMove).where(col(GoalMove.draft_id).in_(bindparam("drafts", expanding=True)))
_DROP_DRAFTS = delete(GoalDraft).where(col(GoalDraft.id).in_(bindparam("drafts", expanding=True)))
