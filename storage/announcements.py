"""Announcements: what HR composes, in which words it went out, and everything that was done with it.

A draft is changed in place until it goes out. From then on its words are versions, which are only ever added, and so
is the list of what people did. The words are the company's, said to many, like those of the rule book.
"""

from __future__ import annotations

import hashlib
import json
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from sqlalchemy import and_, or_
from sqlmodel import JSON, Column, Field, Session, SQLModel, col, select

from storage.columns import UtcDateTime

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class State(StrEnum):
    """How far an announcement is."""

    DRAFT = "draft"
    WAITING = "waiting"
    """A second person of HR has to agree."""
    SENDING = "sending"
    PAUSED = "paused"
    STOPPED = "stopped"
    SENT = "sent"
    DISCARDED = "discarded"


class Act(StrEnum):
    """What can be done with an announcement."""

    BEGAN = "began"
    CHANGED = "changed"
    ASKED = "asked"
    """A second person was asked to agree."""
    APPROVED = "approved"
    RETURNED = "returned"
    LAUNCHED = "launched"
    PAUSED = "paused"
    RESUMED = "resumed"
    STOPPED = "stopped"
    CORRECTED = "corrected"
    RETRIED = "retried"
    DISCARDED = "discarded"
    TOLD = "told"
    """HR was told who has not confirmed."""
    LISTED = "listed"
    """Somebody took a list of names out of it."""


class Announcement(SQLModel, table=True):
    """One announcement. `spec` is all that was composed; `fed_to` the last person it was put in the queue for.

    `fed`: everybody is in the queue. `version` is the newest of its words, 0 while it is a draft; `corrected_to`
    the version that those who had an older one have been given. `stamp` counts what its card has shown.
    """

    __tablename__ = "announcement"
    id: str = Field(primary_key=True, max_length=32)
    author_id: int = Field(foreign_key="person.id", index=True)
    state: str = Field(max_length=12, index=True)
    spec: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    created_at: datetime = Field(sa_type=UtcDateTime)
    launched_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    expected: int = 0
    fed_to: int = 0
    fed: bool = False
    version: int = 0
    corrected_to: int = 0
    stamp: int = 0
    shown: str = Field(default="", max_length=200)


class AnnouncementText(SQLModel, table=True):
    """One version of the words that went out, in every language; `digest` is their SHA-256."""

    __tablename__ = "announcement_text"
    announcement_id: str = Field(primary_key=True, foreign_key="announcement.id", max_length=32)
    version: int = Field(primary_key=True)
    words: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    digest: str = Field(max_length=64)
    written_by: int | None = Field(default=None, foreign_key="person.id")
    written_at: datetime = Field(sa_type=UtcDateTime)


class AnnouncementAct(SQLModel, table=True):
    """Something that was done, by whom; None for what time did. `number` is a version or a count."""

    __tablename__ = "announcement_act"
    id: int | None = Field(default=None, primary_key=True)
    announcement_id: str = Field(foreign_key="announcement.id", index=True, max_length=32)
    act: str = Field(max_length=12)
    by_id: int | None = Field(default=None, foreign_key="person.id")
    number: int = 0
    at: datetime = Field(sa_type=UtcDateTime)


def begin(session: Session, author_id: int, spec: Mapping[str, Any], now: datetime) -> Announcement:
    """Store a new draft."""
    row = Announcement(
        id=uuid4().hex, author_id=author_id, state=State.DRAFT, spec=dict(spec), created_at=now
    )
    session.add(row)
    session.flush()
    record(session, row.id, Act.BEGAN, author_id, now)
    return row


def get(session: Session, announcement_id: str, *, lock: bool = False) -> Announcement | None:
    """Return an announcement; `lock` keeps others from changing it before this transaction ends."""
    query = select(Announcement).where(Announcement.id == announcement_id)
    return session.exec(query.with_for_update() if lock else query).first()


def record(  # noqa: PLR0913, PLR0917 - a deed has this many facts
    session: Session, announcement_id: str, act: Act, by_id: int | None, now: datetime, number: int = 0
) -> None:
    """Keep that something was done."""
    session.add(AnnouncementAct(announcement_id=announcement_id, act=act, by_id=by_id, number=number, at=now))
    session.flush()


def acts(session: Session, announcement_id: str) -> list[AnnouncementAct]:
    """Return what was done with an announcement, oldest first."""
    query = select(AnnouncementAct).where(AnnouncementAct.announcement_id == announcement_id)
    return list(session.exec(query.order_by(col(AnnouncementAct.id))))


def acts_by(session: Session, person_id: int) -> list[AnnouncementAct]:
    """Return what somebody did with announcements, oldest first."""
    query = select(AnnouncementAct).where(AnnouncementAct.by_id == person_id)
    return list(session.exec(query.order_by(col(AnnouncementAct.id))))


def write_text(
    session: Session, row: Announcement, words: Mapping[str, Any], by_id: int, now: datetime
) -> AnnouncementText:
    """Add the next version of the words; the announcement has it from now on."""
    row.version += 1
    text = AnnouncementText(
        announcement_id=row.id,
        version=row.version,
        words=dict(words),
        digest=digest_of(words),
        written_by=by_id,
        written_at=now,
    )
    session.add(text)
    session.add(row)
    session.flush()
    return text


def digest_of(words: Mapping[str, Any]) -> str:
    """Return the SHA-256 of words in every language, in hexadecimal: what a confirmation refers to."""
    canonical = json.dumps(words, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def text(session: Session, announcement_id: str, version: int) -> AnnouncementText | None:
    """Return one version of the words."""
    return session.get(AnnouncementText, (announcement_id, version))


def moving(session: Session, since: datetime) -> list[Announcement]:
    """Return the announcements of which messages may still change, oldest first.

    They are under way, or were let go or put right since then.
    """
    under_way = col(Announcement.state).in_((State.SENDING.value, State.PAUSED.value))
    ended = col(Announcement.state).in_((State.SENT.value, State.STOPPED.value))
    lately = and_(ended, col(Announcement.launched_at) > since)
    corrected = select(AnnouncementText.announcement_id).where(
        col(AnnouncementText.written_at) > since, col(AnnouncementText.version) > 1
    )
    query = select(Announcement).where(or_(under_way, lately, col(Announcement.id).in_(corrected)))
    return list(session.exec(query.order_by(col(Announcement.created_at), col(Announcement.id))))


def unfed(session: Session) -> list[str]:
    """Return the announcements that not everybody is in the queue for, or is being put right, oldest first."""
    hungry = and_(col(Announcement.state) == State.SENDING.value, col(Announcement.fed).is_(False))
    query = select(Announcement.id).where(
        or_(hungry, col(Announcement.corrected_to) < col(Announcement.version))
    )
    return list(session.exec(query.order_by(col(Announcement.created_at), col(Announcement.id))))


def newest(session: Session, limit: int) -> Sequence[Announcement]:
    """Return the newest announcements that were not discarded."""
    query = select(Announcement).where(Announcement.state != State.DISCARDED.value)
    return session.exec(query.order_by(col(Announcement.created_at).desc()).limit(limit)).all()
