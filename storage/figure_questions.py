"""Questions about single figures: who asked, who owns the figure, what was answered, and what time does next.

What the asker said and what came back are sealed under the asker's key.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import bindparam
from sqlmodel import Field, Session, SQLModel, col, select

from storage.columns import UtcDateTime
from storage.sealing import Place
from storage.secrets import Lock, keyring

if TYPE_CHECKING:
    from collections.abc import Iterable

OPEN, WAITING, ANNOUNCED, STANDS, CORRECTED = "open", "waiting", "announced", "stands", "corrected"
"""Asked; corrected by hand and waiting for a second person; told and about to take effect; answered."""
UNDER_WAY = (OPEN, WAITING, ANNOUNCED)


class FigureQuestion(SQLModel, table=True):
    """A question about the figure of one line. `score_id` is the version it was asked about.

    `next_at` is when time does something next, and `step` what; None when there is nothing left to do. `correction`
    is the reading that took the figure's place.
    """

    __tablename__ = "figure_question"
    id: str = Field(primary_key=True, max_length=32)
    person_id: int = Field(foreign_key="person.id", index=True)
    cycle: str = Field(max_length=32)
    code: str = Field(max_length=64)
    score_id: str = Field(foreign_key="score_version.id", max_length=32)
    owner_id: int = Field(foreign_key="person.id", index=True)
    words: bytes
    asked_at: datetime = Field(sa_type=UtcDateTime)
    due_at: datetime = Field(sa_type=UtcDateTime)
    state: str = Field(default=OPEN, max_length=12, index=True)
    step: int = 0
    next_at: datetime | None = Field(default=None, sa_type=UtcDateTime, index=True)
    answered_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    answered_by: int | None = Field(default=None, foreign_key="person.id")
    answer: bytes | None = None
    correction: int | None = Field(default=None, foreign_key="reading.number")
    new_score_id: str | None = Field(default=None, foreign_key="score_version.id", max_length=32)

    def place(self, column: str) -> Place:
        """Return where a sealed column of this row lies."""
        return Place("figure_question", self.id, column)


@dataclass(frozen=True)
class Words:
    """What was said in a question, opened: the asker's words, and the answer; empty when there is none yet."""

    asked: str
    answer: str


# Built once: this is asked with every explanation.
_OPEN_CODES = select(FigureQuestion.code).where(
    FigureQuestion.person_id == bindparam("person"),
    FigureQuestion.cycle == bindparam("cycle"),
    col(FigureQuestion.state).in_(UNDER_WAY),
)
_DUE = (
    select(FigureQuestion)
    .where(col(FigureQuestion.next_at) <= bindparam("now"))
    .order_by(col(FigureQuestion.next_at))
    .limit(bindparam("limit"))
    .with_for_update(skip_locked=True)
)


def add(session: Session, question: FigureQuestion, words: str) -> None:
    """Store a new question, its words sealed. Raises KeyDestroyedError."""
    lock = Lock((question.person_id,))
    keys = keyring(session, [lock], now=question.asked_at)
    question.words = keys.seal(lock, words, question.place("words"))
    session.add(question)
    session.flush()


def get(session: Session, question_id: str, *, lock: bool = False) -> FigureQuestion | None:
    """Return a question, locked when it is to change."""
    query = select(FigureQuestion).where(FigureQuestion.id == question_id)
    return session.exec(query.with_for_update() if lock else query).first()


def words_of(session: Session, question: FigureQuestion) -> Words | None:
    """Return what was said; None when whose question it is was erased."""
    lock = Lock((question.person_id,))
    keys = keyring(session, [lock])
    asked = keys.open(lock, question.words, question.place("words"))
    if asked is None:
        return None
    answer = keys.open(lock, question.answer, question.place("answer")) if question.answer else ""
    return Words(asked, answer or "")


def answer(session: Session, question: FigureQuestion, words: str, by_id: int, now: datetime) -> None:
    """Put an answer to a question, sealed under the asker's key. Raises KeyDestroyedError."""
    lock = Lock((question.person_id,))
    question.answer = keyring(session, [lock], now=now).seal(lock, words, question.place("answer"))
    question.answered_at, question.answered_by = now, by_id
    keep(session, question)


def keep(session: Session, question: FigureQuestion) -> None:
    """Store what changed in a question."""
    session.add(question)
    session.flush()


def open_codes(session: Session, person_id: int, cycle: str) -> frozenset[str]:
    """Return the lines of somebody's result about which a question is under way."""
    found = session.exec(_OPEN_CODES, params={"person": person_id, "cycle": cycle})
    return frozenset(found)


def open_about(session: Session, person_id: int, cycle: str, code: str) -> FigureQuestion | None:
    """Return the question under way about a line."""
    query = select(FigureQuestion).where(
        FigureQuestion.person_id == person_id,
        FigureQuestion.cycle == cycle,
        FigureQuestion.code == code,
        col(FigureQuestion.state).in_(UNDER_WAY),
    )
    return session.exec(query).first()


def correcting(session: Session, reading_number: int) -> FigureQuestion | None:
    """Return the question that a reading is the correction of, while it waits for a second person."""
    query = select(FigureQuestion).where(
        FigureQuestion.correction == reading_number, FigureQuestion.state == WAITING
    )
    return session.exec(query.with_for_update()).first()


def due(session: Session, now: datetime, limit: int) -> list[FigureQuestion]:
    """Return the questions for which time does something now, the longest due first, locked."""
    return list(session.exec(_DUE, params={"now": now, "limit": limit}))


def of_person(session: Session, person_id: int) -> list[FigureQuestion]:
    """Return every question somebody asked, first to last."""
    query = select(FigureQuestion).where(FigureQuestion.person_id == person_id)
    return list(session.exec(query.order_by(col(FigureQuestion.asked_at), col(FigureQuestion.id))))


def in_cycle(session: Session, cycle: str) -> list[FigureQuestion]:
    """Return every question about results of a cycle, without opening any."""
    return list(session.exec(select(FigureQuestion).where(FigureQuestion.cycle == cycle)))


def of_owner(session: Session, owner_id: int) -> list[FigureQuestion]:
    """Return the questions that wait for somebody's answer, the first due first."""
    query = select(FigureQuestion).where(FigureQuestion.owner_id == owner_id, FigureQuestion.state == OPEN)
    return list(session.exec(query.order_by(col(FigureQuestion.due_at))))


def who_answered(session: Session, person_id: int, cycle: str) -> Iterable[int]:
    """Return who owned or answered a question about somebody's result of a cycle."""
    query = select(FigureQuestion).where(FigureQuestion.person_id == person_id, FigureQuestion.cycle == cycle)
    for row in session.exec(query):
        yield row.owner_id
        if row.answered_by is not None:
            yield row.answered_by
