"""Documents that HR brought and nobody else sees yet: read, looked over, then published or discarded.

A draft is one file, which may hold a document in several languages. It is being read, waiting, published,
discarded or refused; only while it waits does it hold the words.
"""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from sqlalchemy import update
from sqlmodel import JSON, Column, Field, Session, SQLModel, col, select

from storage.columns import UtcDateTime
from storage.policy_texts import RuleClause, RuleDocument

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import timedelta

    from storage.policy_versions import DocumentText

ATTEMPTS = 3
"""A file that could not be fetched so often is given up."""


class DraftState(StrEnum):
    """How far a draft has come; all but the first two are final."""

    READING = "reading"
    WAITING = "waiting"
    PUBLISHED = "published"
    DISCARDED = "discarded"
    REFUSED = "refused"


class PolicyDraft(SQLModel, table=True):
    """One file of rules before it is published.

    `file_id` is Slack's name for it, empty for what came from the command line. `problem` says why it was
    refused. `card` is the key of the message that shows it, `stamp` counts the faces that has had, and `page`
    is the page of changes that is shown.
    """

    __tablename__ = "policy_draft"
    id: str = Field(primary_key=True, max_length=32)
    file_id: str = Field(default="", max_length=32)
    name: str = Field(default="", max_length=300)
    state: str = Field(max_length=12, index=True)
    problem: str = ""
    documents: list[dict[str, Any]] = Field(sa_column=Column(JSON, nullable=False))
    card: str = Field(default="", max_length=128)
    page: int = 0
    stamp: int = 0
    attempts: int = 0
    uploaded_by: int | None = Field(default=None, foreign_key="person.id")
    uploaded_at: datetime = Field(sa_type=UtcDateTime)
    lease_until: datetime | None = Field(default=None, sa_type=UtcDateTime)


def begin(  # noqa: PLR0913 - a draft has these properties
    session: Session,
    *,
    name: str,
    now: datetime,
    by: int | None = None,
    file_id: str = "",
    lease: timedelta | None = None,
) -> PolicyDraft:
    """Store a file that is about to be read; nobody else reads it before `lease` is over."""
    row = PolicyDraft(
        id=uuid4().hex,
        file_id=file_id,
        name=name[:300],
        state=DraftState.READING,
        documents=[],
        uploaded_by=by,
        uploaded_at=now,
        lease_until=now + lease if lease else None,
        attempts=1,
    )
    session.add(row)
    session.flush()
    return row


def get(session: Session, draft_id: str) -> PolicyDraft | None:
    """Return a draft."""
    return session.get(PolicyDraft, draft_id)


def held(session: Session, draft_id: str) -> PolicyDraft | None:
    """Return a draft that nobody else can change before this transaction is over."""
    return session.exec(select(PolicyDraft).where(col(PolicyDraft.id) == draft_id).with_for_update()).first()


def claim(session: Session, now: datetime, lease: timedelta) -> PolicyDraft | None:
    """Take over a file whose reader is gone, for so long; None when there is none."""
    abandoned = (
        col(PolicyDraft.state) == DraftState.READING,
        col(PolicyDraft.file_id) != "",
        col(PolicyDraft.lease_until) <= now,
    )
    for row in session.exec(select(PolicyDraft).where(*abandoned).limit(10)):
        # Two copies of the bot may see the same row: the one whose change counts has it.
        taken = session.connection().execute(
            update(PolicyDraft)
            .where(col(PolicyDraft.id) == row.id, *abandoned)
            .values(lease_until=now + lease, attempts=row.attempts + 1)
        )
        if taken.rowcount:
            session.refresh(row)
            return row
    return None


def keep(session: Session, row: PolicyDraft, documents: Sequence[DocumentText]) -> None:
    """Store what was read; from now on the draft waits for HR."""
    row.state, row.lease_until = DraftState.WAITING, None
    row.documents = [_stored(document) for document in documents]
    session.add(row)
    session.flush()


def change(
    session: Session, row: PolicyDraft, *, audience: str | None = None, effective_from: date | None = None
) -> None:
    """Set whom a waiting draft is for, or from which day it is to apply, in all its languages."""
    documents = [
        replace(
            document,
            audience=audience or document.audience,
            effective_from=effective_from or document.effective_from,
        )
        for document in documents_of(row)
    ]
    row.documents = [_stored(document) for document in documents]
    session.add(row)
    session.flush()


def close(session: Session, row: PolicyDraft, state: DraftState, problem: str = "") -> None:
    """End a draft; its words are let go."""
    row.state, row.problem, row.lease_until = state, problem, None
    row.documents = [{**document, "source": "", "clauses": []} for document in row.documents]
    session.add(row)
    session.flush()


def documents_of(row: PolicyDraft) -> tuple[RuleDocument, ...]:
    """Return what a draft would publish; without words when it is over."""
    return tuple(_document(stored) for stored in row.documents)


def waiting(session: Session) -> list[PolicyDraft]:
    """Return the drafts that wait for HR, oldest first."""
    query = select(PolicyDraft).where(col(PolicyDraft.state) == DraftState.WAITING)
    return list(session.exec(query.order_by(col(PolicyDraft.uploaded_at))))


def _stored(document: DocumentText) -> dict[str, Any]:
    draft = RuleDocument(
        id=document.id,
        version=document.version,
        language=document.language,
        governing_language=document.governing_language,
        title=document.title,
        owner=document.owner,
        name=document.name,
        audience=document.audience,
        effective_from=document.effective_from,
        effective_until=document.effective_until,
        source=document.source,
        clauses=tuple(
            RuleClause(each.id, each.title, tuple(each.path), each.text, each.start, each.end)
            for each in document.clauses
        ),
    )
    stored = asdict(draft)
    stored["effective_from"] = draft.effective_from.isoformat()
    stored["effective_until"] = draft.effective_until.isoformat() if draft.effective_until else None
    return stored


def _document(stored: dict[str, Any]) -> RuleDocument:
    until = stored["effective_until"]
    return RuleDocument(
        **{
            **stored,
            "effective_from": date.fromisoformat(stored["effective_from"]),
            "effective_until": date.fromisoformat(until) if until else None,
            "clauses": tuple(
                RuleClause(**{**clause, "path": tuple(clause["path"])}) for clause in stored["clauses"]
            ),
        }
    )
