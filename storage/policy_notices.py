"""Telling people of a new version of the rules, and who has read it.

A notice is opened with the publication and pages through the people it concerns; `told_up_to` is the last of them.
That somebody pressed "read" is kept with the words they had before them: their language, and a digest of that text.
Reading is not agreeing, and nothing here says so.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import uuid4

from sqlalchemy import UniqueConstraint, func
from sqlmodel import Field, Session, SQLModel, col, select

from storage.columns import UtcDateTime
from storage.policy_versions import PolicyVersion

if TYPE_CHECKING:
    from collections.abc import Iterable


class PolicyNotice(SQLModel, table=True):
    """One version people are told of, in all its languages. `done`: everybody it concerns has been told."""

    __tablename__ = "policy_notice"
    __table_args__ = (UniqueConstraint("document_id", "version"),)
    id: str = Field(primary_key=True, max_length=32)
    document_id: str = Field(max_length=200)
    version: str = Field(max_length=64)
    opened_at: datetime = Field(sa_type=UtcDateTime)
    told: int = 0
    told_up_to: int = 0
    done: bool = Field(default=False, index=True)


class PolicyRead(SQLModel, table=True):
    """Somebody read a notice. `digest` is the SHA-256 of the document's text in `language`, in hexadecimal."""

    __tablename__ = "policy_read"
    notice_id: str = Field(primary_key=True, foreign_key="policy_notice.id", max_length=32)
    person_id: int = Field(primary_key=True, foreign_key="person.id", index=True)
    read_at: datetime = Field(sa_type=UtcDateTime)
    locale: str = Field(max_length=16)
    language: str = Field(max_length=8)
    digest: str = Field(max_length=64)


@dataclass(frozen=True)
class Told:
    """How many people were told of a version so far, and how many of them have read it."""

    told: int
    read: int


def open_notice(session: Session, document_id: str, version: str, now: datetime) -> PolicyNotice | None:
    """Open the notice of a version; None when there is one already."""
    query = select(PolicyNotice.id).where(
        PolicyNotice.document_id == document_id, PolicyNotice.version == version
    )
    if session.exec(query).first() is not None:
        return None
    row = PolicyNotice(id=uuid4().hex, document_id=document_id, version=version, opened_at=now)
    session.add(row)
    session.flush()
    return row


def get(session: Session, notice_id: str) -> PolicyNotice | None:
    """Return a notice."""
    return session.get(PolicyNotice, notice_id)


def any_unfinished(session: Session) -> bool:
    """Return whether there is a notice that not everybody was told of."""
    return (
        session.exec(select(PolicyNotice.id).where(col(PolicyNotice.done).is_(False)).limit(1)).first()
        is not None
    )


def unfinished(session: Session) -> PolicyNotice | None:
    """Return a notice that not everybody was told of, for this transaction alone."""
    query = (
        select(PolicyNotice).where(col(PolicyNotice.done).is_(False)).order_by(col(PolicyNotice.opened_at))
    )
    return session.exec(query.limit(1).with_for_update(skip_locked=True)).first()


def finished(session: Session) -> list[PolicyNotice]:
    """Return the notices everybody was told of whom they concerned then, the newest first."""
    query = select(PolicyNotice).where(col(PolicyNotice.done))
    return list(session.exec(query.order_by(col(PolicyNotice.opened_at).desc(), col(PolicyNotice.id))))


def keep_read(session: Session, row: PolicyRead) -> bool:
    """Keep that somebody read a notice; False when that is known, and the first time counts."""
    if session.get(PolicyRead, (row.notice_id, row.person_id)) is not None:
        return False
    session.add(row)
    session.flush()
    return True


def read_at(session: Session, notice_id: str, person_id: int) -> datetime | None:
    """Return when somebody read a notice; None when they have not."""
    row = session.get(PolicyRead, (notice_id, person_id))
    return row.read_at if row else None


def counts(session: Session, documents: Iterable[str]) -> dict[tuple[str, str], Told]:
    """Return how many were told of each version of these documents, and how many have read it."""
    read = select(func.count()).select_from(PolicyRead).where(col(PolicyRead.notice_id) == PolicyNotice.id)
    query = select(
        PolicyNotice.document_id, PolicyNotice.version, PolicyNotice.told, read.scalar_subquery()
    ).where(col(PolicyNotice.document_id).in_(sorted(set(documents))))
    return {(document, version): Told(told, done) for document, version, told, done in session.exec(query)}


def digest(session: Session, document_id: str, version: str, language: str) -> str:
    """Return the SHA-256 of a version's text in one language, in hexadecimal."""
    source = session.get_one(PolicyVersion, (document_id, version, language)).source
    return hashlib.sha256(source.encode()).hexdigest()
