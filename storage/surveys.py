"""One question a fortnight to everybody in a pilot: which was asked when, of whom, and what they said.

What somebody said is sealed under their own key. Who was asked in which unit stays readable, so that a share of
answers can be told; nothing else can be when the key is gone.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import UniqueConstraint, bindparam
from sqlalchemy import select as select_columns
from sqlmodel import Field, Session, SQLModel, col, or_, select

from storage.columns import UtcDateTime
from storage.cycle_acts import Act, CycleActRow, CycleTerms
from storage.cycles import Cycle, CyclePhase
from storage.nudges import NudgeCandidate
from storage.per_engine import PerEngine
from storage.sealing import Place
from storage.secrets import Lock, keyring

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

OPEN, ANSWERED, SKIPPED = "open", "answered", "skipped"
"""What became of a question: nothing yet, an answer, or "not now"."""


class SurveyRound(SQLModel, table=True):
    """A fortnight of a pilot, first and last day included, and its question. `told_at`: HR has had its digest."""

    __tablename__ = "survey_round"
    __table_args__ = (UniqueConstraint("cycle_id", "number"),)
    id: str = Field(primary_key=True, max_length=32)
    cycle_id: str = Field(foreign_key="cycle.id", max_length=32)
    number: int
    question: str = Field(max_length=32)
    opens: date
    closes: date
    told_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class SurveyAsk(SQLModel, table=True):
    """Somebody who is asked in a round. `key` is that of the reminder that asks; `unit_code` theirs on that day.

    `said` is sealed under their key: JSON with `value` from 1 to 5 and `words`, which may be empty.
    """

    __tablename__ = "survey_ask"
    cycle_id: str = Field(primary_key=True, foreign_key="cycle.id", max_length=32)
    number: int = Field(primary_key=True)
    person_id: int = Field(primary_key=True, foreign_key="person.id", index=True)
    key: str = Field(unique=True, max_length=160)
    unit_code: str | None = Field(default=None, max_length=64)
    state: str = Field(default=OPEN, max_length=12)
    said: bytes | None = None
    said_at: datetime | None = Field(default=None, sa_type=UtcDateTime)

    @property
    def place(self) -> Place:
        """Where what was said lies."""
        return Place("survey_ask", self.key, "said")


@dataclass(frozen=True)
class Pilot:
    """A cycle that is limited to units, from the first day of its first phase to the last of its last one."""

    cycle_id: str
    names: Mapping[str, str]
    units: tuple[str, ...]
    ends: date
    first_on: date
    last_on: date


@dataclass(frozen=True)
class Said:
    """What somebody said: how far they agree, from 1 to 5, or None when they only wrote something."""

    value: int | None
    words: str = ""


@dataclass(frozen=True)
class Asked:
    """Somebody who was asked, in which unit, and what they said; None when nothing, or when it cannot be read."""

    person_id: int
    unit: str
    said: Said | None


@dataclass(frozen=True)
class Mine:
    """A question somebody was asked, and what they said."""

    cycle_id: str
    number: int
    question: str
    opens: date
    state: str
    said: Said | None
    said_at: datetime | None


_TERMS = select_columns(col(Cycle.id), col(Cycle.names), col(CycleTerms.units), col(Cycle.ends)).where(
    col(CycleTerms.cycle_id) == col(Cycle.id),
    col(Cycle.id).in_(
        select_columns(col(CycleActRow.cycle_id)).where(col(CycleActRow.act) == Act.OPENED.value)
    ),
)
_DAYS = select_columns(col(CyclePhase.cycle_id), col(CyclePhase.opens), col(CyclePhase.closes))
_ROUNDS = (
    select(SurveyRound)
    .where(col(SurveyRound.cycle_id) == bindparam("cycle"))
    .order_by(col(SurveyRound.number))
)
_UNTOLD = (
    select(SurveyRound)
    .where(col(SurveyRound.told_at).is_(None), col(SurveyRound.closes) < bindparam("today"))
    .order_by(col(SurveyRound.closes), col(SurveyRound.cycle_id))
)
_OF_ROUND = (
    select(SurveyAsk)
    .join(NudgeCandidate, col(NudgeCandidate.key) == col(SurveyAsk.key))
    .where(
        col(SurveyAsk.cycle_id) == bindparam("cycle"),
        col(SurveyAsk.number) == bindparam("number"),
        # Whoever was on leave, or has muted the question, was never asked.
        or_(col(NudgeCandidate.sends) > 0, col(SurveyAsk.state) != OPEN),
    )
    .order_by(col(SurveyAsk.person_id))
)
_ASKS = SQLModel.metadata.tables["survey_ask"]
_ADD = PerEngine(
    lambda insert: insert(_ASKS).on_conflict_do_nothing(index_elements=["cycle_id", "number", "person_id"])
)


def pilots(session: Session) -> list[Pilot]:
    """Return every cycle that is limited to units and has begun: a phase of it was opened."""
    found = [row for row in session.connection().execute(_TERMS) if row[2]]
    if not found:
        return []
    days: dict[str, list[tuple[date, date]]] = {}
    for cycle, opens, closes in session.connection().execute(_DAYS):
        days.setdefault(cycle, []).append((opens, closes))
    return [
        Pilot(
            cycle,
            names,
            tuple(units),
            ends,
            min(opens for opens, _ in days[cycle]),
            max(closes for _, closes in days[cycle]),
        )
        for cycle, names, units, ends in found
        if cycle in days
    ]


def begin(session: Session, round_: SurveyRound) -> SurveyRound:
    """Return a round as it is stored; the first to begin it says which question it asks."""
    query = select(SurveyRound).where(
        SurveyRound.cycle_id == round_.cycle_id, SurveyRound.number == round_.number
    )
    found = session.exec(query).first()
    if found is None:
        session.add(round_)
        session.flush()
        return round_
    return found


def get(session: Session, round_id: str) -> SurveyRound | None:
    """Return a round by its id."""
    return session.get(SurveyRound, round_id)


def rounds(session: Session, cycle_id: str) -> list[SurveyRound]:
    """Return a pilot's rounds, the first one first."""
    return list(session.exec(_ROUNDS, params={"cycle": cycle_id}))


def untold(session: Session, today: date) -> list[SurveyRound]:
    """Return the rounds that are over and whose digest nobody has had, the oldest first."""
    return list(session.exec(_UNTOLD, params={"today": today}))


def ask(session: Session, asks: Sequence[SurveyAsk]) -> None:
    """Keep who is asked; whoever is kept already stays as they are."""
    rows = [each.model_dump() for each in asks]
    if rows:
        session.connection().execute(_ADD[session.get_bind().dialect.name], rows)


def by_key(session: Session, key: str, *, lock: bool = False) -> SurveyAsk | None:
    """Return what is asked under a reminder's key; `lock` keeps others from it until the transaction ends."""
    query = select(SurveyAsk).where(SurveyAsk.key == key)
    return session.exec(query.with_for_update() if lock else query).first()


def tell(session: Session, row: SurveyRound, now: datetime) -> None:
    """Keep that HR has had the digest of a round."""
    row.told_at = now
    session.add(row)
    session.flush()


def is_told(session: Session, row: SurveyAsk) -> bool:
    """Return whether HR has had the digest of the round somebody was asked in: then its answers stand."""
    told = select(SurveyRound.told_at).where(
        SurveyRound.cycle_id == row.cycle_id, SurveyRound.number == row.number
    )
    return session.exec(told).first() is not None


def say(session: Session, row: SurveyAsk, said: Said, now: datetime) -> None:
    """Keep what somebody says; the last word counts. Raises KeyDestroyedError when they were erased."""
    lock = Lock((row.person_id,))
    keys = keyring(session, [lock], now=now)
    row.said = keys.seal(lock, json.dumps({"value": said.value, "words": said.words}), row.place)
    row.state, row.said_at = ANSWERED, now
    session.add(row)
    session.flush()


def skip(session: Session, row: SurveyAsk) -> None:
    """Keep that somebody does not want to answer now, unless they have."""
    if row.state == OPEN:
        row.state = SKIPPED
        session.add(row)
        session.flush()


def said_by(session: Session, row: SurveyAsk) -> Said | None:
    """Return what was said; None when nothing, or when its key is gone."""
    return next(iter(_opened(session, [row]).values()))


def asked(session: Session, cycle_id: str, number: int) -> list[Asked]:
    """Return everybody who was asked in a round, with what they said."""
    rows = list(session.exec(_OF_ROUND, params={"cycle": cycle_id, "number": number}))
    said = _opened(session, rows)
    return [Asked(row.person_id, row.unit_code or "", said[row.key]) for row in rows]


def of_person(session: Session, person_id: int) -> list[Mine]:
    """Return what somebody was asked and said, oldest first."""
    query = select(SurveyAsk, SurveyRound).where(
        SurveyAsk.person_id == person_id,
        col(SurveyRound.cycle_id) == col(SurveyAsk.cycle_id),
        col(SurveyRound.number) == col(SurveyAsk.number),
    )
    rows = list(session.exec(query.order_by(col(SurveyRound.opens), col(SurveyRound.cycle_id))))
    said = _opened(session, [row for row, _ in rows])
    return [
        Mine(row.cycle_id, row.number, round_.question, round_.opens, row.state, said[row.key], row.said_at)
        for row, round_ in rows
    ]


def _opened(session: Session, rows: Iterable[SurveyAsk]) -> dict[str, Said | None]:
    rows = list(rows)
    found: dict[str, Said | None] = {row.key: None for row in rows}
    sealed = [row for row in rows if row.said is not None]
    if sealed:
        keys = keyring(session, {Lock((row.person_id,)) for row in sealed})
        for row in sealed:
            text = keys.open(Lock((row.person_id,)), row.said or b"", row.place)
            if text is not None:
                facts = json.loads(text)
                found[row.key] = Said(facts["value"], facts["words"])
    return found
