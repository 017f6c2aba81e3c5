"""What those involved see of questions about figures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime
    from decimal import Decimal

    from bot.features.scores.explained import Explained
    from bot.features.scores.question_rules import State


@dataclass(frozen=True)
class QuestionView:
    """A question as one reader sees it: of the result, the one line in `explained` and nothing else is drawn.

    `own`: the reader asked it. `points` is by how much the result moved; None while that is open. `second`: the
    reader may stand for the correction. `new_value` is what the figure was corrected to, as it was typed.
    """

    id: str
    own: bool
    name: str
    cycle: str
    code: str
    state: State
    asked: str
    evidence: str
    asked_at: datetime
    due_on: date
    explained: Explained
    may_answer: bool = False
    second: bool = False
    correction: int | None = None
    reason: str = ""
    new_value: str = ""
    by: str = ""
    answered_at: datetime | None = None
    takes_effect: datetime | None = None
    points: Decimal | None = None


@dataclass(frozen=True)
class WaitingEntry:
    """A figure entered by hand that waits for a second person: whose, of which line, what, and by whom."""

    number: int
    whose: str
    code: str
    value: str
    by: str


@dataclass(frozen=True)
class OnHome:
    """What Home shows of questions: one's own, those that wait for one's answer, and entries for a second person."""

    own: tuple[QuestionView, ...]
    asked: tuple[QuestionView, ...]
    waiting: tuple[WaitingEntry, ...]
