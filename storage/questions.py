"""Questions about the rules: who asked, where, what became of it.

What was asked and what was answered are sealed under the asker's key. Which clauses were used is counted apart, by
day and without a name (`storage.clause_use`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import false
from sqlmodel import Field, Session, SQLModel, col, or_, select

from storage.columns import UtcDateTime
from storage.dropping import drop, drop_some
from storage.legal_holds import held_people
from storage.sealing import Place
from storage.secrets import Lock, keyring

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import ColumnElement
    from sqlmodel.sql.expression import SelectOfScalar


class State(StrEnum):
    """What became of a question; all but the first are final."""

    ASKED = "asked"
    ANSWERED = "answered"
    ABSENT = "absent"
    """The rules in force say nothing about it."""
    REFUSED = "refused"
    ROUTED = "routed"
    """It is about the asker's own affairs, which another feature knows or nobody does yet."""


class PolicyQuestion(SQLModel, table=True):
    """A question. `channel` and `thread_ts` say where in Slack when it was asked before others.

    `topic` is what was refused, or the personal route. While it is ASKED, `owner` is the process that works on it, alone
    until `claimed_until`; `appeared`: its answer began to appear in Slack. `feedback` is `up`, `down` or empty.
    """

    __tablename__ = "policy_question"
    id: str = Field(primary_key=True, max_length=32)
    asker_id: int = Field(foreign_key="person.id", index=True)
    place: str = Field(max_length=16)
    channel: str = Field(default="", max_length=32)
    thread_ts: str = Field(default="", max_length=32)
    language: str = Field(max_length=8)
    state: str = Field(max_length=12, index=True)
    topic: str = Field(default="", max_length=32)
    asked: bytes
    answer: bytes | None = None
    asked_at: datetime = Field(sa_type=UtcDateTime, index=True)
    answered_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    owner: str = Field(default="", max_length=64)
    claimed_until: datetime | None = Field(default=None, sa_type=UtcDateTime)
    attempts: int = 0
    feedback: str = Field(default="", max_length=8)
    feedback_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    appeared: bool = Field(default=False, sa_column_kwargs={"server_default": false()})


@dataclass
class Question:
    """A question, opened. `asked` and `answer` are what the feature wrote, as JSON; `keep` stores changes."""

    id: str
    asker_id: int
    place: str
    language: str
    state: State
    asked: str
    asked_at: datetime
    channel: str = ""
    thread_ts: str = ""
    topic: str = ""
    answer: str = ""
    answered_at: datetime | None = None
    owner: str = ""
    claimed_until: datetime | None = None
    attempts: int = 0
    feedback: str = ""
    appeared: bool = False

    @property
    def lock(self) -> Lock:
        """Whose key its words are sealed under."""
        return Lock((self.asker_id,))


def add(session: Session, question: Question) -> None:
    """Store a new question; raises KeyDestroyedError when the asker was erased."""
    keys = keyring(session, [question.lock], now=question.asked_at)
    session.add(
        PolicyQuestion(
            id=question.id,
            asker_id=question.asker_id,
            place=question.place,
            channel=question.channel,
            thread_ts=question.thread_ts,
            language=question.language,
            state=question.state.value,
            topic=question.topic,
            asked=keys.seal(question.lock, question.asked, _place(question.id, "asked")),
            answer=keys.seal(question.lock, question.answer, _place(question.id, "answer"))
            if question.answer
            else None,
            asked_at=question.asked_at,
            answered_at=question.answered_at,
            owner=question.owner,
            claimed_until=question.claimed_until,
            attempts=question.attempts,
        )
    )
    session.flush()


def get(session: Session, question_id: str, *, lock: bool = False) -> Question | None:
    """Return a question; None when there is none, or its asker was erased. Locked when it is about to change."""
    query = select(PolicyQuestion).where(PolicyQuestion.id == question_id)
    row = session.exec(query.with_for_update() if lock else query).first()
    return next(iter(_opened(session, [row] if row else [])), None)


def several(session: Session, question_ids: Iterable[str]) -> list[Question]:
    """Return these questions, oldest first, as far as they are still there and open."""
    query = select(PolicyQuestion).where(col(PolicyQuestion.id).in_(list(question_ids)))
    return _opened(session, session.exec(query.order_by(col(PolicyQuestion.asked_at))))


def conclude(session: Session, question: Question, *, now: datetime) -> None:
    """Store what became of a question: its state, topic and answer."""
    row = session.get_one(PolicyQuestion, question.id, populate_existing=True)
    keys = keyring(session, [question.lock])
    row.state, row.topic, row.answered_at = question.state.value, question.topic, now
    row.answer = keys.seal(question.lock, question.answer, _place(question.id, "answer"))
    row.claimed_until, row.owner = None, ""
    session.add(row)
    session.flush()


def rate(session: Session, question_id: str, feedback: str, now: datetime) -> None:
    """Keep what the asker thinks of an answer; the last word counts."""
    row = session.get_one(PolicyQuestion, question_id, populate_existing=True)
    row.feedback, row.feedback_at = feedback, now
    session.add(row)
    session.flush()


def appears(session: Session, question_id: str, owner: str) -> bool:
    """Keep that an answer begins to appear; False when the question is answered, or `owner` lost it meanwhile."""
    row = session.get(PolicyQuestion, question_id, populate_existing=True, with_for_update=True)
    if row is None or row.state != State.ASKED.value or row.owner != owner:
        return False
    row.appeared = True
    session.flush()
    return True


def last_before(session: Session, asker_id: int, since: datetime) -> Question | None:
    """Return the newest question somebody asked at or after `since`, refused ones aside."""
    query = (
        select(PolicyQuestion)
        .where(
            PolicyQuestion.asker_id == asker_id,
            col(PolicyQuestion.asked_at) >= since,
            PolicyQuestion.state != State.REFUSED.value,
        )
        .order_by(col(PolicyQuestion.asked_at).desc(), col(PolicyQuestion.id).desc())
        .limit(1)
    )
    return next(iter(_opened(session, session.exec(query).all())), None)


def any_left(session: Session, now: datetime, *, owner: str, alone: bool) -> bool:
    """Return whether `claim` would find anything."""
    return session.exec(_left(now, owner, alone=alone).limit(1)).first() is not None


def claim(session: Session, now: datetime, lease: timedelta, *, owner: str, alone: bool) -> Question | None:
    """Take over a question nobody works on any more; copies of the bot never share one.

    `alone`: no other process answers, so whatever another one began is nobody's now.
    """
    query = _left(now, owner, alone=alone).order_by(col(PolicyQuestion.asked_at)).limit(1)
    row = session.exec(query.with_for_update(skip_locked=True)).first()
    if row is None:
        return None
    row.owner, row.claimed_until, row.attempts = owner, now + lease, row.attempts + 1
    session.add(row)
    session.flush()
    found = _opened(session, [row])
    if not found:
        # Whoever asked was erased meanwhile: nobody waits for an answer.
        row.state, row.claimed_until = State.ABSENT.value, None
        session.add(row)
        session.flush()
        return claim(session, now, lease, owner=owner, alone=alone)
    return found[0]


def between(
    session: Session, since: datetime, until: datetime, *, states: Iterable[State] = tuple(State)
) -> list[Question]:
    """Return the questions asked from `since` on and before `until` that ended so, first to last."""
    query = (
        select(PolicyQuestion)
        .where(
            col(PolicyQuestion.asked_at) >= since,
            col(PolicyQuestion.asked_at) < until,
            col(PolicyQuestion.state).in_([state.value for state in states]),
        )
        .order_by(col(PolicyQuestion.asked_at), col(PolicyQuestion.id))
    )
    return _opened(session, session.exec(query).all())


def of_person(session: Session, asker_id: int) -> list[Question]:
    """Return every question somebody asked, first to last."""
    query = select(PolicyQuestion).where(PolicyQuestion.asker_id == asker_id)
    rows = session.exec(query.order_by(col(PolicyQuestion.asked_at), col(PolicyQuestion.id))).all()
    return _opened(session, rows)


def drop_before(session: Session, before: datetime, limit: int = 200) -> int:
    """Delete questions settled long enough ago, and return how many. On SQLite call `Database.wipe` afterwards.

    Those of people whose data is held stay.
    """
    settled = select(PolicyQuestion).where(
        col(PolicyQuestion.asked_at) < before,
        PolicyQuestion.state != State.ASKED.value,
        col(PolicyQuestion.asker_id).not_in(held_people()),
    )
    return drop_some(session, settled.order_by(col(PolicyQuestion.asked_at)), limit)


def drop_of_person(session: Session, asker_id: int) -> int:
    """Delete every question somebody asked, and return how many."""
    return drop(session, select(PolicyQuestion).where(PolicyQuestion.asker_id == asker_id))


def _left(now: datetime, owner: str, *, alone: bool) -> SelectOfScalar[PolicyQuestion]:
    lapsed: ColumnElement[bool] = col(PolicyQuestion.claimed_until) <= now
    free = or_(lapsed, col(PolicyQuestion.owner) != owner) if alone else lapsed
    return select(PolicyQuestion).where(PolicyQuestion.state == State.ASKED.value, free)


def _opened(session: Session, rows: Iterable[PolicyQuestion]) -> list[Question]:
    rows = list(rows)
    if not rows:
        return []
    keys = keyring(session, {Lock((row.asker_id,)) for row in rows})
    found = []
    for row in rows:
        lock = Lock((row.asker_id,))
        asked = keys.open(lock, row.asked, _place(row.id, "asked"))
        if asked is None:
            continue
        answer = keys.open(lock, row.answer, _place(row.id, "answer")) if row.answer else ""
        found.append(
            Question(
                id=row.id,
                asker_id=row.asker_id,
                place=row.place,
                language=row.language,
                state=State(row.state),
                asked=asked,
                asked_at=row.asked_at,
                channel=row.channel,
                thread_ts=row.thread_ts,
                topic=row.topic,
                answer=answer or "",
                answered_at=row.answered_at,
                owner=row.owner,
                claimed_until=row.claimed_until,
                attempts=row.attempts,
                feedback=row.feedback,
                appeared=row.appeared,
            )
        )
    return found


def _place(question_id: str, column: str) -> Place:
    return Place("policy_question", question_id, column)
