"""What came of nudges, counted: nobody's single decision leaves this module but as part of a manager's sum."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import bindparam, case, exists, func, select
from sqlmodel import col

from storage.nudge_decisions import ARM_MANDATORY, ARM_SENT, ARM_WITHHELD, NudgeDecision
from storage.nudge_habits import NudgeHabit
from storage.nudge_support import TalkPulse
from storage.people import Person
from storage.records import Note, NoteBlock

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlmodel import Session

NOT_NEEDED = "not_needed"
DEBRIEF, EVIDENCE = "debrief", "evidence"
"""The kind of nudge and the mode of note that belong together, and the part of a note that holds an example."""


class Counted(NamedTuple):
    """Decisions of one kind and arm about one recipient: so many, and so many followed by the act."""

    kind: str
    arm: str
    recipient_id: int
    manager_id: int | None
    decisions: int
    acts: int


class Delivered(NamedTuple):
    """Messages of one kind in a span: so many said to so many people, so many of them not needed."""

    kind: str
    said: int
    people: int
    not_needed: int


class Muted(NamedTuple):
    """Somebody muted a kind until then."""

    kind: str
    recipient_id: int
    until: datetime


class Reached(NamedTuple):
    """Messages that reached one person in a span; a talk's thread is one."""

    recipient_id: int
    unsolicited: int
    messages: int


class Debriefed(NamedTuple):
    """A note written after it was decided whether to ask for it. `evidence`: it has an example of what was seen.

    That is known from the parts it has; what they say stays sealed.
    """

    manager_id: int
    arm: str
    evidence: bool


def outcomes(session: Session, since: datetime) -> list[Counted]:
    """Return what came of the decisions since then whose effect has been looked up."""
    rows = session.connection().execute(_OUTCOMES, {"since": since})
    return [Counted(*row) for row in rows]


def delivered(session: Session, since: datetime, until: datetime) -> list[Delivered]:
    """Return what was said in a span, by kind."""
    rows = session.connection().execute(_DELIVERED, {"since": since, "until": until})
    return [Delivered(*row) for row in rows]


def muted(session: Session) -> list[Muted]:
    """Return who has ever muted what, and until when."""
    rows = session.connection().execute(_MUTED)
    return [Muted(kind, recipient, until) for kind, recipient, until in rows if until is not None]


def reached(session: Session, since: datetime, until: datetime, unsolicited: Sequence[str]) -> list[Reached]:
    """Return how many messages reached each person in a span; `unsolicited` are the forms that count as such."""
    given = {"since": since, "until": until, "forms": list(unsolicited)}
    return [Reached(*row) for row in session.connection().execute(_REACHED, given)]


def debriefed(session: Session, since: datetime, until: datetime) -> list[Debriefed]:
    """Return the notes of talks whose wrap-up was decided about in a span, each once, under its newest decision."""
    rows = session.connection().execute(_DEBRIEFED, {"since": since, "until": until})
    return list({note: Debriefed(manager, arm, bool(there)) for note, manager, arm, there in rows}.values())


def pulse(session: Session, since: datetime, until: datetime) -> tuple[int, int]:
    """Return the sum and the number of the pulses given in a span."""
    row = session.connection().execute(_PULSE, {"since": since, "until": until}).one()
    return int(row[0] or 0), int(row[1])


_IN_SPAN = (
    col(NudgeDecision.decided_at) >= bindparam("since"),
    col(NudgeDecision.decided_at) < bindparam("until"),
)
_OUTCOMES = (
    select(
        col(NudgeDecision.kind),
        col(NudgeDecision.arm),
        col(NudgeDecision.recipient_id),
        col(Person.manager_id),
        func.count(),
        func.sum(case((col(NudgeDecision.acted).is_(True), 1), else_=0)),
    )
    .join(Person, col(Person.id) == col(NudgeDecision.recipient_id))
    .where(
        col(NudgeDecision.acted).is_not(None),
        col(NudgeDecision.arm).in_((ARM_SENT, ARM_WITHHELD)),
        col(NudgeDecision.decided_at) >= bindparam("since"),
    )
    .group_by(
        col(NudgeDecision.kind),
        col(NudgeDecision.arm),
        col(NudgeDecision.recipient_id),
        col(Person.manager_id),
    )
    .order_by(col(NudgeDecision.kind), col(NudgeDecision.recipient_id))
)
_DELIVERED = (
    select(
        col(NudgeDecision.kind),
        func.count(),
        func.count(col(NudgeDecision.recipient_id).distinct()),
        func.sum(case((col(NudgeDecision.outcome) == NOT_NEEDED, 1), else_=0)),
    )
    .where(*_IN_SPAN, col(NudgeDecision.arm) == ARM_SENT)
    .group_by(col(NudgeDecision.kind))
)
_MUTED = select(col(NudgeHabit.kind), col(NudgeHabit.recipient_id), col(NudgeHabit.muted_until)).where(
    col(NudgeHabit.muted_until).is_not(None)
)
_UNSOLICITED = case(
    (col(NudgeDecision.form).in_(bindparam("forms", expanding=True)), col(NudgeDecision.message_key))
)
_REACHED = (
    select(
        col(NudgeDecision.recipient_id),
        func.count(_UNSOLICITED.distinct()),
        func.count(col(NudgeDecision.message_key).distinct()),
    )
    .where(*_IN_SPAN, col(NudgeDecision.message_key) != "", col(NudgeDecision.arm) != ARM_MANDATORY)
    .group_by(col(NudgeDecision.recipient_id))
)
_DEBRIEFED = (
    select(
        col(Note.id),
        col(NudgeDecision.recipient_id),
        col(NudgeDecision.arm),
        exists().where(
            col(NoteBlock.note_id) == col(Note.id),
            col(NoteBlock.version) == col(Note.version),
            col(NoteBlock.name) == EVIDENCE,
        ),
    )
    .join(
        Note,
        (col(Note.manager_id) == col(NudgeDecision.recipient_id))
        & (col(Note.employee_id) == col(NudgeDecision.about_id))
        # Of a talk that had been when it was decided, and written down after that.
        & (col(Note.met_on) <= col(NudgeDecision.day))
        & (col(Note.created_at) >= col(NudgeDecision.decided_at)),
    )
    .where(
        *_IN_SPAN,
        col(NudgeDecision.kind) == DEBRIEF,
        col(NudgeDecision.arm).in_((ARM_SENT, ARM_WITHHELD)),
        col(Note.mode) == DEBRIEF,
    )
    .order_by(col(NudgeDecision.id))
)
_PULSE = select(func.sum(col(TalkPulse.value)), func.count()).where(
    col(TalkPulse.said_at) >= bindparam("since"), col(TalkPulse.said_at) < bindparam("until")
)
