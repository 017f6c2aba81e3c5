"""What may be worth saying to somebody, waiting for its moment: the candidates of the nudges.

Who knows that something is due offers it here, in the transaction that made it due; whether, when and together with
what it is said is decided by the nudges (domain 3.2). A candidate holds ids and dates and never words.

    waiting ──▶ sent | dropped | withdrawn
       ▲ └──▶ inviting ──▶ sent   │
       └────── offered anew ──────┘

Inviting is what a talk's prompt is until the check-in that says it has been begun.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import JSON, Index, bindparam, case, or_, text, update
from sqlmodel import Field, Session, SQLModel, col, select

from storage.columns import UtcDateTime
from storage.payloads import refuse_words
from storage.per_engine import PerEngine, on_postgresql

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sqlalchemy import Executable

    from storage.per_engine import Inserting

PRE_1ON1, DEBRIEF = "pre_1on1", "debrief"
GAP_21, GAP_28 = "gap_21", "gap_28"
EMP_AGENDA, EMP_PULSE = "emp_agenda", "emp_pulse"
ACTION_DUE, MID_WINDOW, GOALS_OPEN, RECOG = "action_due", "mid_window", "goals_open", "recog"
ORIENTATION, PAUSE, SUPPORT = "orientation", "pause", "support"
SURVEY = "survey"
RESULT_RELEASE, APPEAL_DEADLINE, POLICY_CHANGE = "result_release", "appeal_deadline", "policy_change"
MANDATORY = frozenset({RESULT_RELEASE, APPEAL_DEADLINE, POLICY_CHANGE})
"""Delivered once whatever its reader chose, outside quiet hours (N-22)."""
KINDS = MANDATORY | {
    PRE_1ON1, DEBRIEF, GAP_21, GAP_28, EMP_AGENDA, EMP_PULSE, ACTION_DUE, MID_WINDOW, GOALS_OPEN, RECOG,
    ORIENTATION, PAUSE, SUPPORT, SURVEY,
}  # fmt: skip

WAITING, INVITING, SENT, DROPPED, WITHDRAWN = "waiting", "inviting", "sent", "dropped", "withdrawn"
PEOPLE_LOCKS = 0x70BD  # the class of our advisory locks on people, apart from anybody else's
EARLIEST_BEFORE_TALK = timedelta(minutes=120)
"""A talk's preparation is looked at this long before its start: its moment may have to be that early (N-06)."""


class NudgeCandidate(SQLModel, table=True):
    """One thing that may be said to `recipient_id`, about somebody or about nobody.

    It is due at `due_at` and pointless after `until`; `wake_at` is when it is looked at next, and `held_by` the rule
    that made it wait. `sends` counts how often it was said, `snoozes` how often it was put off.
    """

    __tablename__ = "nudge_candidate"
    __table_args__ = (
        Index("ix_nudge_candidate_next", "state", "wake_at"),
        Index("ix_nudge_candidate_of", "recipient_id", "state"),
    )
    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(unique=True, max_length=160)
    recipient_id: int = Field(foreign_key="person.id")
    kind: str = Field(max_length=24)
    about_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    due_at: datetime = Field(sa_type=UtcDateTime)
    until: datetime = Field(sa_type=UtcDateTime)
    event_start: datetime | None = Field(default=None, sa_type=UtcDateTime)
    event_end: datetime | None = Field(default=None, sa_type=UtcDateTime)
    facts: dict[str, Any] = Field(sa_type=JSON)
    state: str = Field(default=WAITING, max_length=12)
    wake_at: datetime = Field(sa_type=UtcDateTime)
    held_by: str | None = Field(default=None, max_length=8)
    sends: int = 0
    snoozes: int = 0

    @property
    def number(self) -> int:
        """The id of a candidate already stored."""
        if self.id is None:
            message = "this candidate has not been stored yet"
            raise ValueError(message)
        return self.id


_TABLE = SQLModel.metadata.tables["nudge_candidate"]


def _offering(insert: Inserting) -> Executable:
    statement = insert(_TABLE)
    new = statement.excluded
    anew = or_(_TABLE.c.due_at != new.due_at, _TABLE.c.state != WAITING)
    kept = {
        name: new[name]
        for name in (
            "recipient_id",
            "kind",
            "about_id",
            "due_at",
            "until",
            "event_start",
            "event_end",
            "facts",
        )
    }
    # What was put off stays put off until it is due at another time.
    moved = {
        "wake_at": case((anew, new.wake_at), else_=_TABLE.c.wake_at),
        "held_by": case((anew, None), else_=_TABLE.c.held_by),
        "state": WAITING,
    }
    offered_again = or_(
        _TABLE.c.state == WAITING,
        _TABLE.c.state == WITHDRAWN,
        (_TABLE.c.state == DROPPED) & (_TABLE.c.due_at != new.due_at),
    )
    return statement.on_conflict_do_update(
        index_elements=["key"], set_=kept | moved, where=offered_again & (_TABLE.c.sends == 0)
    )


_OFFER = PerEngine(_offering)
_WITHDRAW = (
    update(_TABLE)
    .where(_TABLE.c.key == bindparam("of_key"), _TABLE.c.state == WAITING)
    .values(state=WITHDRAWN)
)


@dataclass(frozen=True)
class Offered:
    """What may be worth saying, from when until when (UTC), and the start and end of the talk it is bound to."""

    recipient_id: int
    kind: str
    about_id: int | None
    key: str
    due_at: datetime
    until: datetime
    event_start: datetime | None = None
    event_end: datetime | None = None
    facts: Mapping[str, str | int] = field(default_factory=dict)


def offer(  # noqa: PLR0913 - a candidate has this many facts
    session: Session,
    *,
    recipient_id: int,
    kind: str,
    about_id: int | None,
    key: str,
    due_at: datetime,
    until: datetime,
    event_start: datetime | None = None,
    event_end: datetime | None = None,
    facts: Mapping[str, str | int],
) -> None:
    """Offer one thing as `offer_all` does."""
    one = Offered(recipient_id, kind, about_id, key, due_at, until, event_start, event_end, facts)
    offer_all(session, [one])


def offer_all(session: Session, offers: Sequence[Offered]) -> None:
    """Say that these may be worth saying, in one statement.

    Offered again under the same key each stays what it is, and moves when it is due at another time, unless it was
    said already. Raises ValueError for an unknown kind and for words in the facts.
    """
    if offers:
        rows = [_row(each) for each in offers]
        session.connection().execute(_OFFER[session.get_bind().dialect.name], rows)


def _row(offered: Offered) -> dict[str, Any]:
    if offered.kind not in KINDS:
        raise ValueError(offered.kind)
    refuse_words(dict(offered.facts))
    start, wake_at = offered.event_start, offered.due_at
    if offered.kind == PRE_1ON1 and start is not None:
        wake_at = min(wake_at, start - EARLIEST_BEFORE_TALK)
    more = {"facts": dict(offered.facts), "state": WAITING, "wake_at": wake_at, "sends": 0, "snoozes": 0}
    return {**vars(offered), **more}


def not_yet(offered: Offered) -> NudgeCandidate:
    """Return what is not offered yet as it would wait, for whoever looks ahead; it is never stored."""
    return NudgeCandidate(**_row(offered))


def withdraw(session: Session, key: str) -> None:
    """Take back one offer as `withdraw_all` does."""
    withdraw_all(session, [key])


def withdraw_all(session: Session, keys: Sequence[str]) -> None:
    """Take back what was offered under these keys, where it still waits: its reason is gone (N-08)."""
    if keys:
        session.connection().execute(_WITHDRAW, [{"of_key": key} for key in keys])


_DUE = (
    select(NudgeCandidate.recipient_id)
    .where(col(NudgeCandidate.state) == WAITING, col(NudgeCandidate.wake_at) <= bindparam("by"))
    .order_by(col(NudgeCandidate.wake_at), col(NudgeCandidate.id))
    .limit(bindparam("at_most"))
)
_ALL_OF = (
    select(NudgeCandidate)
    .where(
        col(NudgeCandidate.state) == WAITING,
        col(NudgeCandidate.recipient_id).in_(bindparam("people", expanding=True)),
    )
    .order_by(col(NudgeCandidate.id))
)
_HOLD = text(
    "SELECT person FROM unnest(CAST(:people AS integer[])) AS held(person)"
    " WHERE pg_try_advisory_xact_lock(:class, person) ORDER BY person"
)
# Copies of the bot never decide about the same person at once; the other copy's people are left to it.
_HELD = _ALL_OF.with_for_update(skip_locked=True)


@dataclass(frozen=True)
class Due:
    """Everything that waits for the people to whom something is due now, and whether there are more such people."""

    candidates: tuple[NudgeCandidate, ...]
    more: bool


def claim_due(session: Session, now: datetime, limit: int) -> Due:
    """Take all that waits for those who have something due; looks at `limit` due candidates, earliest first."""
    found = list(session.exec(_DUE, params={"by": now, "at_most": limit}))
    mine = _held_people(session, sorted(set(found)))
    if not mine:
        return Due((), more=False)
    rows = session.exec(_HELD, params={"people": mine})
    return Due(tuple(rows), more=len(found) == limit)


def _held_people(session: Session, people: list[int]) -> list[int]:
    """Return those of these people whom no other copy is deciding about, and hold them until the transaction ends.

    Rows alone would not do: what was offered a moment ago is locked by nobody, and to decide about it one must know
    what the other copy is just saying.
    """
    if not people or not on_postgresql(session):
        return people
    return list(session.connection().execute(_HOLD, {"people": people, "class": PEOPLE_LOCKS}).scalars())


def due_people(session: Session, now: datetime, limit: int) -> list[int]:
    """Return who has something due; looks at `limit` due candidates, earliest first."""
    return sorted(set(session.exec(_DUE, params={"by": now, "at_most": limit})))


def waiting_of(session: Session, people: Iterable[int]) -> list[NudgeCandidate]:
    """Return what waits for these people."""
    return list(session.exec(_ALL_OF, params={"people": sorted(set(people))}))


def by_keys(session: Session, keys: Iterable[str]) -> list[NudgeCandidate]:
    """Return the candidates offered under these keys, in the order they were offered."""
    query = select(NudgeCandidate).where(col(NudgeCandidate.key).in_(sorted(set(keys))))
    return list(session.exec(query.order_by(col(NudgeCandidate.id))))


def drop(session: Session, key: str) -> None:
    """Let go of what was offered under `key`, said or not: nobody needs it any more."""
    row = session.exec(select(NudgeCandidate).where(NudgeCandidate.key == key)).first()
    if row is not None and row.state in {WAITING, INVITING}:
        row.state = DROPPED
        session.add(row)
        session.flush()
