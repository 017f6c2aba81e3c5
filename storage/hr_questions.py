"""Questions sent to HR because the rules say nothing about them, and the answers, on their way to the FAQ.

What the asker sent and what came back are sealed under the asker's key. The draft of the FAQ entry, which names
nobody, is sealed under its author's key until it is published with the rule book.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlmodel import Field, Session, SQLModel, col, select

from storage.columns import UtcDateTime
from storage.dropping import drop, drop_some
from storage.legal_holds import held_people
from storage.sealing import Place
from storage.secrets import Lock, keyring

if TYPE_CHECKING:
    from collections.abc import Iterable


class DraftState(StrEnum):
    """How far a draft of an FAQ entry is."""

    NONE = ""
    DRAFT = "draft"
    PUBLISHED = "published"
    DROPPED = "dropped"


class HrQuestion(SQLModel, table=True):
    """A question to HR. `draft` holds the wording for the FAQ as JSON; `clause_id` what it was published as."""

    __tablename__ = "hr_question"
    id: str = Field(primary_key=True, max_length=32)
    question_id: str | None = Field(default=None, max_length=32, unique=True)
    asker_id: int = Field(foreign_key="person.id", index=True)
    language: str = Field(max_length=8)
    words: bytes
    sent_at: datetime = Field(sa_type=UtcDateTime)
    reminded_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    answered_at: datetime | None = Field(default=None, sa_type=UtcDateTime, index=True)
    answered_by: int | None = Field(default=None, foreign_key="person.id")
    answer: bytes | None = None
    draft: bytes | None = None
    draft_state: str = Field(default="", max_length=12)
    published_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    published_by: int | None = Field(default=None, foreign_key="person.id")
    clause_id: str = Field(default="", max_length=300)


@dataclass
class Sent:
    """A question to HR, opened. `draft` is empty once its author was erased, or when there is none.

    `words` and `answer` are empty once the asker was erased; a draft, which names nobody, outlives them.
    """

    id: str
    question_id: str | None
    asker_id: int
    language: str
    words: str
    sent_at: datetime
    reminded_at: datetime | None = None
    answered_at: datetime | None = None
    answered_by: int | None = None
    answer: str = ""
    draft: str = ""
    draft_state: DraftState = DraftState.NONE
    clause_id: str = ""


def add(session: Session, sent: Sent) -> bool:
    """Store a new question to HR; False, with nothing changed, when this one was sent before."""
    if sent.question_id is not None:
        before = select(HrQuestion.id).where(HrQuestion.question_id == sent.question_id)
        if session.exec(before).first() is not None:
            return False
    lock = Lock((sent.asker_id,))
    keys = keyring(session, [lock], now=sent.sent_at)
    session.add(
        HrQuestion(
            id=sent.id,
            question_id=sent.question_id,
            asker_id=sent.asker_id,
            language=sent.language,
            words=keys.seal(lock, sent.words, _place(sent.id, "words")),
            sent_at=sent.sent_at,
        )
    )
    session.flush()
    return True


def get(session: Session, sent_id: str, *, lock: bool = False) -> Sent | None:
    """Return a question to HR, locked when it is to change.

    None when there is none, or its asker was erased and there is no draft either.
    """
    query = select(HrQuestion).where(HrQuestion.id == sent_id)
    row = session.exec(query.with_for_update() if lock else query).first()
    return next(iter(_opened(session, [row] if row else [])), None)


def of_question(session: Session, question_id: str) -> HrQuestion | None:
    """Return what a question was sent to HR as."""
    return session.exec(select(HrQuestion).where(HrQuestion.question_id == question_id)).first()


def answer(  # noqa: PLR0913 - an answer has this many facts
    session: Session, sent: Sent, author_id: int, *, answered: str, draft: str, now: datetime
) -> None:
    """Keep HR's answer, and the draft of the FAQ entry it becomes."""
    row = session.get_one(HrQuestion, sent.id, populate_existing=True)
    asker, author = Lock((sent.asker_id,)), Lock((author_id,))
    keys = keyring(session, [asker, author], now=now)
    row.answer = keys.seal(asker, answered, _place(sent.id, "answer"))
    row.draft = keys.seal(author, draft, _place(sent.id, "draft"))
    row.draft_state = DraftState.DRAFT.value
    row.answered_at, row.answered_by = now, author_id
    session.add(row)
    session.flush()


def redraft(session: Session, sent: Sent, draft: str) -> None:
    """Put other words in the place of a draft that is not published yet."""
    row = session.get_one(HrQuestion, sent.id, populate_existing=True)
    author = Lock((row.answered_by or 0,))
    row.draft = keyring(session, [author]).seal(author, draft, _place(sent.id, "draft"))
    session.add(row)
    session.flush()


def settle_draft(  # noqa: PLR0913 - what became of it has this many facts
    session: Session, sent_id: str, state: DraftState, *, by: int, now: datetime, clause_id: str = ""
) -> None:
    """Keep that a draft was published, as which clause and by whom, or dropped. Its sealed words go."""
    row = session.get_one(HrQuestion, sent_id, populate_existing=True)
    row.draft_state, row.clause_id, row.draft = state.value, clause_id, None
    row.published_at, row.published_by = now, by
    session.add(row)
    session.flush()


def remind(session: Session, sent_id: str, now: datetime) -> None:
    """Keep that HR was reminded of a question."""
    row = session.get_one(HrQuestion, sent_id, populate_existing=True)
    row.reminded_at = now
    session.add(row)
    session.flush()


def unanswered(session: Session, limit: int = 200) -> list[Sent]:
    """Return the questions HR has not answered, the longest waiting first."""
    query = select(HrQuestion).where(col(HrQuestion.answered_at).is_(None))
    return _opened(session, session.exec(query.order_by(col(HrQuestion.sent_at)).limit(limit)).all())


def drafts(session: Session, limit: int = 50) -> list[Sent]:
    """Return the drafts of FAQ entries that wait to be published, oldest first."""
    query = select(HrQuestion).where(HrQuestion.draft_state == DraftState.DRAFT.value)
    found = session.exec(query.order_by(col(HrQuestion.answered_at)).limit(limit)).all()
    return [sent for sent in _opened(session, found) if sent.draft]


def of_person(session: Session, asker_id: int) -> list[Sent]:
    """Return every question somebody sent to HR, first to last."""
    query = select(HrQuestion).where(HrQuestion.asker_id == asker_id)
    return _opened(session, session.exec(query.order_by(col(HrQuestion.sent_at))).all())


@dataclass(frozen=True)
class Reply:
    """What somebody in HR answered, without the asker. `draft` is empty when it was settled."""

    answered_at: datetime
    draft: str
    draft_state: DraftState
    clause_id: str


def by_author(session: Session, author_id: int) -> list[Reply]:
    """Return what somebody in HR answered, first to last, whoever asked and whether or not they are erased."""
    query = select(HrQuestion).where(HrQuestion.answered_by == author_id)
    rows = session.exec(query.order_by(col(HrQuestion.answered_at), col(HrQuestion.id))).all()
    author = Lock((author_id,))
    keys = keyring(session, [author])
    return [
        Reply(
            answered_at=row.answered_at,
            draft=(keys.open(author, row.draft, _place(row.id, "draft")) or "") if row.draft else "",
            draft_state=DraftState(row.draft_state),
            clause_id=row.clause_id,
        )
        for row in rows
        if row.answered_at is not None
    ]


def drop_unanswered(session: Session, asker_id: int) -> int:
    """Delete what somebody sent to HR and nobody answered, and return how many."""
    query = select(HrQuestion).where(HrQuestion.asker_id == asker_id, col(HrQuestion.answered_at).is_(None))
    return drop(session, query)


def drop_before(session: Session, before: datetime, limit: int = 200) -> int:
    """Delete what was sent long enough ago, and return how many. On SQLite call `Database.wipe` afterwards.

    A draft that waits to be published stays, and so does what people sent whose data is held.
    """
    no_draft = select(HrQuestion).where(
        col(HrQuestion.sent_at) < before,
        HrQuestion.draft_state != DraftState.DRAFT.value,
        col(HrQuestion.asker_id).not_in(held_people()),
    )
    return drop_some(session, no_draft.order_by(col(HrQuestion.sent_at)), limit)


def _opened(session: Session, rows: Iterable[HrQuestion]) -> list[Sent]:
    rows = list(rows)
    if not rows:
        return []
    locks = {Lock((person,)) for row in rows for person in (row.asker_id, row.answered_by) if person}
    keys = keyring(session, locks)
    found = []
    for row in rows:
        asker, author = Lock((row.asker_id,)), Lock((row.answered_by or 0,))
        words = keys.open(asker, row.words, _place(row.id, "words"))
        draft = (keys.open(author, row.draft, _place(row.id, "draft")) or "") if row.draft else ""
        if words is None and not draft:
            continue
        found.append(
            Sent(
                id=row.id,
                question_id=row.question_id,
                asker_id=row.asker_id,
                language=row.language,
                words=words or "",
                sent_at=row.sent_at,
                reminded_at=row.reminded_at,
                answered_at=row.answered_at,
                answered_by=row.answered_by,
                answer=(keys.open(asker, row.answer, _place(row.id, "answer")) or "") if row.answer else "",
                draft=draft,
                draft_state=DraftState(row.draft_state),
                clause_id=row.clause_id,
            )
        )
    return found


def _place(sent_id: str, column: str) -> Place:
    return Place("hr_question", sent_id, column)
