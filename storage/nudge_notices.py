"""Which of the notices everybody must hear of need no repeat any more: received, appealed, over, or read (N-22)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, or_, select, tuple_
from sqlmodel import col

from storage.appeals import OVER, Appeal
from storage.nudges import APPEAL_DEADLINE, POLICY_CHANGE, RESULT_RELEASE
from storage.policy_notices import PolicyRead
from storage.releases import AppealWindow, ResultReceipt

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlmodel import Session

    from storage.nudges import NudgeCandidate

SCORE, CYCLE, NOTICE = "score", "cycle", "notice"
"""What the facts of such a notice name it by."""
_RECEIVED = select(col(ResultReceipt.score_id)).where(
    col(ResultReceipt.score_id).in_(bindparam("scores", expanding=True))
)
_CLOSED = select(col(AppealWindow.score_id)).where(
    col(AppealWindow.score_id).in_(bindparam("scores", expanding=True)),
    or_(col(AppealWindow.next_at).is_(None), col(AppealWindow.expired_at).is_not(None)),
)
_APPEALED = select(col(Appeal.person_id), col(Appeal.cycle)).where(
    col(Appeal.person_id).in_(bindparam("people", expanding=True)), col(Appeal.state).not_in(OVER)
)
_READ = select(col(PolicyRead.notice_id), col(PolicyRead.person_id)).where(
    tuple_(col(PolicyRead.notice_id), col(PolicyRead.person_id)).in_(bindparam("read", expanding=True))
)


def over(session: Session, candidates: Iterable[NudgeCandidate]) -> frozenset[str]:
    """Return the keys of those of these candidates that are notices nobody needs to be told again.

    At most four statements, and none where there are no notices.
    """
    rows = list(candidates)
    results = {
        row.key: row for row in rows if row.kind in {RESULT_RELEASE, APPEAL_DEADLINE} and SCORE in row.facts
    }
    changes = {row.key: row for row in rows if row.kind == POLICY_CHANGE and NOTICE in row.facts}
    return frozenset([*_results(session, results), *_changes(session, changes)])


def _results(session: Session, rows: dict[str, NudgeCandidate]) -> list[str]:
    if not rows:
        return []
    ask = session.connection().execute
    scores = {"scores": sorted({str(row.facts[SCORE]) for row in rows.values()})}
    received, closed = set(ask(_RECEIVED, scores).scalars()), set(ask(_CLOSED, scores).scalars())
    people = {"people": sorted({row.recipient_id for row in rows.values()})}
    appealed = {(person, cycle) for person, cycle in ask(_APPEALED, people)}
    return [
        key
        for key, row in rows.items()
        if row.facts[SCORE] in closed
        or (row.kind == RESULT_RELEASE and row.facts[SCORE] in received)
        or (row.kind == APPEAL_DEADLINE and (row.recipient_id, row.facts[CYCLE]) in appealed)
    ]


def _changes(session: Session, rows: dict[str, NudgeCandidate]) -> list[str]:
    if not rows:
        return []
    pairs = {key: (str(row.facts[NOTICE]), row.recipient_id) for key, row in rows.items()}
    read = {
        (notice, person)
        for notice, person in session.connection().execute(_READ, {"read": sorted(pairs.values())})
    }
    return [key for key, pair in pairs.items() if pair in read]
