"""What a copy of somebody's data holds of questions about their figures, of appeals, and of releases."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime


@dataclass(frozen=True)
class QuestionCopy:
    """A question they asked about a figure; `asked` and `answer` are JSON, empty where nothing was said."""

    cycle: str
    code: str
    state: str
    asked_at: datetime
    asked: str
    owner: str
    answered_at: datetime | None
    by: str
    answer: str


@dataclass(frozen=True)
class StepCopy:
    """One thing that was done with an appeal; `words` are JSON."""

    deed: str
    by: str
    at: datetime
    words: str


@dataclass(frozen=True)
class AppealCopy:
    """An appeal they filed. `hearers` are those who heard it, in both stages."""

    cycle: str
    grounds: str
    state: str
    late: bool
    filed_at: datetime
    hearers: tuple[str, ...]
    steps: tuple[StepCopy, ...]


@dataclass(frozen=True)
class DecisionCopy:
    """HR decided about a line that no talk had prepared, before a result went out."""

    code: str
    release: bool
    by: str
    at: datetime
    reason: str


@dataclass(frozen=True)
class FairShare:
    """All of it; `receipts` are when they said that they had seen a result."""

    questions: tuple[QuestionCopy, ...] = ()
    appeals: tuple[AppealCopy, ...] = ()
    receipts: tuple[datetime, ...] = ()
    decisions: tuple[DecisionCopy, ...] = ()


NOTHING_ASKED = FairShare()


def fair_lines(
    share: FairShare, words: Callable[..., str], local: Callable[[datetime], datetime]
) -> list[str]:
    """Return what the page says of it; the words themselves are in the machine-readable copy."""
    return [
        *(
            words(
                "data-page-figure", cycle=each.cycle, code=each.code, at=local(each.asked_at), by=each.owner
            )
            for each in share.questions
        ),
        *(words("data-page-appeal", cycle=each.cycle, at=local(each.filed_at)) for each in share.appeals),
        *(words("data-page-receipt", at=local(each)) for each in share.receipts),
        *(
            words("data-page-decision", code=each.code, by=each.by, at=local(each.at), reason=each.reason)
            for each in share.decisions
        ),
    ]


def fair_document(share: FairShare) -> dict[str, Any]:
    """Return it for machines."""
    return {
        "figure_questions": [
            {**vars(each), "asked_at": each.asked_at.isoformat(), "answered_at": _instant(each.answered_at)}
            for each in share.questions
        ],
        "appeals": [
            {
                **vars(each),
                "filed_at": each.filed_at.isoformat(),
                "hearers": list(each.hearers),
                "steps": [{**vars(step), "at": step.at.isoformat()} for step in each.steps],
            }
            for each in share.appeals
        ],
        "result_receipts": [each.isoformat() for each in share.receipts],
        "release_decisions": [{**vars(each), "at": each.at.isoformat()} for each in share.decisions],
    }


def _instant(at: datetime | None) -> str | None:
    return None if at is None else at.isoformat()
