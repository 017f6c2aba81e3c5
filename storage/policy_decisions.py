"""What was decided about published versions: that one is withdrawn, or published again after that.

A decision is a fact beside the version, which itself never changes; the newest one counts. It holds for the
version in every language, and from the very next question on.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import func
from sqlmodel import Field, Session, SQLModel, col, select

from storage.columns import UtcDateTime


class Decision(StrEnum):
    """What was decided."""

    WITHDRAWN = "withdrawn"
    RESTORED = "restored"


class PolicyDecision(SQLModel, table=True):
    """One decision about one version. `decided_by` is None for what came from the command line."""

    __tablename__ = "policy_decision"
    id: int | None = Field(default=None, primary_key=True)
    document_id: str = Field(max_length=200, index=True)
    version: str = Field(max_length=64)
    decision: str = Field(max_length=16)
    decided_at: datetime = Field(sa_type=UtcDateTime)
    decided_by: int | None = Field(default=None, foreign_key="person.id")


def withdraw(session: Session, document_id: str, version: str, now: datetime, by: int | None = None) -> bool:
    """Withdraw a version; False when it is withdrawn already."""
    if is_withdrawn(session, document_id, version):
        return False
    _decide(session, document_id, version, Decision.WITHDRAWN, now, by)
    return True


def restore(session: Session, document_id: str, version: str, now: datetime, by: int | None = None) -> None:
    """Publish a withdrawn version again."""
    _decide(session, document_id, version, Decision.RESTORED, now, by)


def is_withdrawn(session: Session, document_id: str, version: str) -> bool:
    """Return whether a version is withdrawn now."""
    return (document_id, version) in withdrawn(session, document_id)


def withdrawn(session: Session, document_id: str | None = None) -> frozenset[tuple[str, str]]:
    """Return every withdrawn version by document and version; of one document when it is named."""
    query = select(PolicyDecision).order_by(col(PolicyDecision.id))
    if document_id is not None:
        query = query.where(col(PolicyDecision.document_id) == document_id)
    newest = {(row.document_id, row.version): row.decision for row in session.exec(query)}
    return frozenset(key for key, decision in newest.items() if decision == Decision.WITHDRAWN)


def decisions_of(session: Session, document_id: str) -> list[PolicyDecision]:
    """Return what was decided about a document's versions, oldest first."""
    query = select(PolicyDecision).where(col(PolicyDecision.document_id) == document_id)
    return list(session.exec(query.order_by(col(PolicyDecision.id))))


def last_decision(session: Session) -> int:
    """Return the number of the newest decision about anything; 0 when there is none."""
    return session.exec(select(func.max(PolicyDecision.id))).one() or 0


def _decide(  # noqa: PLR0913, PLR0917 - a decision has these properties
    session: Session, document_id: str, version: str, decision: Decision, now: datetime, by: int | None
) -> None:
    session.add(
        PolicyDecision(
            document_id=document_id, version=version, decision=decision, decided_at=now, decided_by=by
        )
    )
    session.flush()
