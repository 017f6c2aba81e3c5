"""Where people got stuck, counted: of a few people, over a few days, and never whose it was.

Nothing sealed is opened: that a prompt ran out, a reminder was put off, a question found no rule, is in open columns.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, func
from sqlalchemy import select as select_columns
from sqlmodel import col

from storage.appeals import Appeal
from storage.check_ins import CheckInRow
from storage.figure_questions import FigureQuestion
from storage.nudge_decisions import NudgeDecision
from storage.outbox import OutboxMessage
from storage.questions import PolicyQuestion, State
from storage.responses import DISPUTED, NoteResponse

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from sqlalchemy import ColumnElement, Select
    from sqlmodel import Session

OVERTAKEN = "overtaken"
"""A button was pressed that had been overtaken. Also where its answer in the outbox says of which part it was."""
ABANDONED, SNOOZED, DECLINED = "abandoned", "snoozed", "declined"
NOT_COVERED, DISPUTES, QUESTIONED, APPEALS = "not_covered", "disputes", "questioned", "appeals"


def _count(person: Any, at: Any, *further: ColumnElement[bool]) -> Select[int]:  # noqa: ANN401 - columns
    return select_columns(func.count()).where(
        col(person).in_(bindparam("people", expanding=True)),
        col(at) >= bindparam("since"),
        col(at) < bindparam("until"),
        *further,
    )


_COUNTS = {
    # A check-in that was begun and never answered, or that its reader closed without a word.
    ABANDONED: _count(
        CheckInRow.manager_id,
        CheckInRow.touched_at,
        col(CheckInRow.step).in_(("closed_expired", "closed_skipped")),
    ),
    SNOOZED: _count(
        NudgeDecision.recipient_id, NudgeDecision.answered_at, col(NudgeDecision.outcome) == "snoozed"
    ),
    DECLINED: _count(
        NudgeDecision.recipient_id, NudgeDecision.answered_at, col(NudgeDecision.outcome) == "not_needed"
    ),
    NOT_COVERED: _count(
        PolicyQuestion.asker_id, PolicyQuestion.asked_at, col(PolicyQuestion.state) == State.ABSENT.value
    ),
    DISPUTES: _count(NoteResponse.person_id, NoteResponse.said_at, col(NoteResponse.kind) == DISPUTED),
    QUESTIONED: _count(FigureQuestion.person_id, FigureQuestion.asked_at),
    APPEALS: _count(Appeal.person_id, Appeal.filed_at),
}
KINDS = (OVERTAKEN, *_COUNTS)
_OVERTAKEN = select_columns(col(OutboxMessage.payload)[OVERTAKEN].as_string()).where(
    col(OutboxMessage.person_id).in_(bindparam("people", expanding=True)),
    col(OutboxMessage.created_at) >= bindparam("since"),
    col(OutboxMessage.created_at) < bindparam("until"),
    col(OutboxMessage.payload)[OVERTAKEN].as_string().is_not(None),
)


def counts(session: Session, people: Collection[int], since: datetime, until: datetime) -> dict[str, int]:
    """Return how often each kind of friction met these people from `since` on and before `until` (UTC)."""
    given = {"people": sorted(people), "since": since, "until": until}
    counted = {
        kind: session.connection().execute(query, given).scalar_one() for kind, query in _COUNTS.items()
    }
    return {OVERTAKEN: sum(overtaken(session, people, since, until).values()), **counted}


def overtaken(session: Session, people: Collection[int], since: datetime, until: datetime) -> Counter[str]:
    """Return how often these people pressed a button in a message that had been overtaken, by the part it was of.

    A part is what the names of its buttons begin with. What is pressed on Home or in a window is not counted: there
    the sentence that answers is shown and not kept.
    """
    given = {"people": sorted(people), "since": since, "until": until}
    return Counter(part for (part,) in session.connection().execute(_OVERTAKEN, given))
