"""What was decided about each nudge, by which rule, in which arm, and what came of it (domain N-12, N-19, 3.5).

A decision point is somebody, a kind and a day of theirs. What was sent and what was withheld are kept alike, so that
the two can be compared.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import Index, bindparam, update
from sqlmodel import Field, Session, SQLModel, col, select

from storage.columns import UtcDateTime
from storage.per_engine import PerEngine

if TYPE_CHECKING:
    from collections.abc import Iterable

ARM_SENT, ARM_WITHHELD, ARM_MANDATORY = "sent", "withheld", "mandatory"
IGNORED, ANSWERED = "ignored", "answered"


class NudgeDecision(SQLModel, table=True):
    """One candidate decided about. `message_key` is the outbox key of the message it went into, "" when withheld.

    `day` and `hour` are the recipient's own; `form` is what kind of message it counts as. At `judge_at` it counts as
    ignored unless there is an `outcome`; at `effect_at` it is looked up whether the act itself was done (`acted`).
    """

    __tablename__ = "nudge_decision"
    __table_args__ = (
        Index("ix_nudge_decision_of", "recipient_id", "decided_at"),
        Index("ix_nudge_decision_kind", "kind", "decided_at"),
    )
    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(unique=True, max_length=200)
    candidate_key: str = Field(index=True, max_length=160)
    recipient_id: int = Field(foreign_key="person.id")
    about_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    kind: str = Field(max_length=24)
    day: date
    hour: int
    arm: str = Field(max_length=12)
    rule: str = Field(max_length=8)
    form: str = Field(max_length=12)
    message_key: str = Field(default="", index=True, max_length=200)
    decided_at: datetime = Field(sa_type=UtcDateTime)
    judge_at: datetime | None = Field(default=None, index=True, sa_type=UtcDateTime)
    outcome: str | None = Field(default=None, max_length=16)
    answered_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    effect_at: datetime | None = Field(default=None, index=True, sa_type=UtcDateTime)
    acted: bool | None = None

    @property
    def number(self) -> int:
        """The id of a decision already stored."""
        if self.id is None:
            message = "this decision has not been stored yet"
            raise ValueError(message)
        return self.id


@dataclass(frozen=True)
class NewDecision:
    """A decision about to be stored; see `NudgeDecision`."""

    key: str
    candidate_key: str
    recipient_id: int
    about_id: int | None
    kind: str
    day: date
    hour: int
    arm: str
    rule: str
    form: str
    message_key: str
    decided_at: datetime
    judge_at: datetime | None
    effect_at: datetime


_TABLE = SQLModel.metadata.tables["nudge_decision"]
# Built once: every tick asks these.
_RECENT = (
    select(NudgeDecision)
    .where(
        col(NudgeDecision.recipient_id).in_(bindparam("people", expanding=True)),
        col(NudgeDecision.decided_at) >= bindparam("since"),
    )
    .order_by(col(NudgeDecision.id))
)
_TO_JUDGE = (
    select(NudgeDecision)
    .where(col(NudgeDecision.judge_at) <= bindparam("by"))
    .order_by(col(NudgeDecision.judge_at))
    .limit(bindparam("at_most"))
    .with_for_update(skip_locked=True)
)
_TO_LOOK_UP = (
    select(NudgeDecision)
    .where(col(NudgeDecision.effect_at) <= bindparam("by"))
    .order_by(col(NudgeDecision.effect_at))
    .limit(bindparam("at_most"))
    .with_for_update(skip_locked=True)
)
_OF_MESSAGE = (
    select(NudgeDecision)
    .where(col(NudgeDecision.message_key) == bindparam("of_key"))
    .order_by(col(NudgeDecision.id))
)
_ANSWER = (
    update(_TABLE)
    .where(
        _TABLE.c.candidate_key == bindparam("of_key"),
        _TABLE.c.outcome.is_(None),
        _TABLE.c.arm != ARM_WITHHELD,
    )
    .values(outcome=bindparam("came"), answered_at=bindparam("at"), judge_at=bindparam("at"))
)


def recent(session: Session, people: Iterable[int], since: datetime) -> list[NudgeDecision]:
    """Return what was decided for these people since then, oldest first."""
    return list(session.exec(_RECENT, params={"people": sorted(set(people)), "since": since}))


def to_judge(session: Session, now: datetime, limit: int) -> list[NudgeDecision]:
    """Return the decisions whose answer came, or whose time to be answered is over; copies never share one."""
    return list(session.exec(_TO_JUDGE, params={"by": now, "at_most": limit}))


def to_look_up(session: Session, now: datetime, limit: int) -> list[NudgeDecision]:
    """Return the decisions for which it is time to see whether the act was done; copies never share one."""
    return list(session.exec(_TO_LOOK_UP, params={"by": now, "at_most": limit}))


def of_message(session: Session, message_key: str) -> list[NudgeDecision]:
    """Return what went into one message, in the order it is shown."""
    return list(session.exec(_OF_MESSAGE, params={"of_key": message_key}))


def newest_of(session: Session, candidate_key: str) -> NudgeDecision | None:
    """Return the newest decision about a candidate."""
    query = select(NudgeDecision).where(NudgeDecision.candidate_key == candidate_key)
    return session.exec(query.order_by(col(NudgeDecision.id).desc()).limit(1)).first()


def answered(session: Session, candidate_key: str, outcome: str, now: datetime) -> None:
    """Note that somebody answered what was said under a candidate's key; only the first answer counts.

    `outcome` is a word of 16 letters at most. The next tick draws the conclusions (N-11).
    """
    session.connection().execute(_ANSWER, {"of_key": candidate_key, "came": outcome, "at": now})


_ADD = PerEngine(lambda insert: insert(_TABLE).on_conflict_do_nothing(index_elements=["key"]))


def add(session: Session, decisions: Iterable[NewDecision]) -> None:
    """Store decisions, all in one statement; one stored before stays as it is."""
    rows = [vars(each) for each in decisions]
    if rows:
        session.connection().execute(_ADD[session.get_bind().dialect.name], rows)


_OF_KIND = select(NudgeDecision).where(
    col(NudgeDecision.decided_at) >= bindparam("since"),
    col(NudgeDecision.kind) == bindparam("of_kind"),
    col(NudgeDecision.message_key) != "",
)


def said_of_kind(session: Session, kind: str, since: datetime) -> list[NudgeDecision]:
    """Return what was said of one kind since then, to anybody."""
    return list(session.exec(_OF_KIND, params={"since": since, "of_kind": kind}))
