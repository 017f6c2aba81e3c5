"""Readings: what sources and people delivered for a line of somebody's goal sheet, or for a unit.

A reading is only ever added; a later one from the same source, or one that names it in `supersedes`, takes its place.
What was delivered is sealed under the person's key; a unit's is nobody's, and stands in plain. Which reading counts is
for `bot.features.scores.settling` to say: here is what was delivered, and what people decided about it.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from sqlalchemy import Index, UniqueConstraint, bindparam, insert
from sqlalchemy import select as select_columns
from sqlmodel import Field, Session, SQLModel, col, select

from storage.columns import UtcDateTime
from storage.per_engine import partial_index
from storage.sealing import Place
from storage.secrets import Keyring, Lock, keyring

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

UNIT_SCORE = "D"
"""The code of a unit's own score."""
_AT_ONCE = 500


class Decision(StrEnum):
    """What a person may decide about a reading."""

    APPROVED = "approved"
    """A second person stands for what was entered by hand."""
    CHOSEN = "chosen"
    """Of sources that disagree this one counts."""


class ReadingRow(SQLModel, table=True):
    """A reading as it is stored. `subject` is `person:12` or `unit:FIN`; `mark` knows the same content again.

    `waits`: it was entered by hand, and nobody else stood for it in the file.
    """

    __tablename__ = "reading"
    __table_args__ = (
        UniqueConstraint("subject", "cycle", "code", "mark", "captured_at"),
        Index("ix_reading_cycle_subject", "cycle", "subject"),
        # Few rows wait among very many.
        partial_index("ix_reading_waits", "number", where="waits"),
    )
    number: int | None = Field(default=None, primary_key=True)
    subject: str = Field(max_length=80)
    person_id: int | None = Field(default=None, foreign_key="person.id")
    cycle: str = Field(max_length=32)
    code: str = Field(max_length=64)
    source_system: str = Field(max_length=200)
    mark: str = Field(max_length=32)
    captured_at: datetime = Field(sa_type=UtcDateTime)
    waits: bool = False
    captured_by_id: int | None = Field(default=None, foreign_key="person.id")
    supersedes: int | None = Field(default=None, foreign_key="reading.number")
    content: bytes
    stored_at: datetime = Field(sa_type=UtcDateTime)


class ReadingDecision(SQLModel, table=True):
    """What somebody decided about a reading. `upto` is the newest reading of that line they saw."""

    __tablename__ = "reading_decision"
    number: int | None = Field(default=None, primary_key=True)
    reading_number: int = Field(foreign_key="reading.number", index=True)
    decision: str = Field(max_length=12)
    by_id: int = Field(foreign_key="person.id")
    upto: int
    at: datetime = Field(sa_type=UtcDateTime)


@dataclass(frozen=True)
class Draft:
    """A reading about to be stored: whose (a person's, otherwise a unit's), and the columns that say what it is."""

    cycle: str
    code: str
    row: Mapping[str, str]
    captured_at: datetime
    person_id: int | None = None
    unit: str = ""
    waits: bool = False
    captured_by_id: int | None = None
    supersedes: int | None = None

    @property
    def subject(self) -> str:
        """Whose it is."""
        return subject_of(self.person_id, self.unit)


@dataclass(frozen=True)
class Decided:
    """A decision somebody took; `number` tells which came later."""

    number: int
    decision: Decision
    by_id: int
    upto: int
    at: datetime


@dataclass(frozen=True)
class Reading:
    """A reading, opened. `row` has the columns of the provenance record and what the figure means."""

    number: int
    subject: str
    person_id: int | None
    cycle: str
    code: str
    source_system: str
    captured_at: datetime
    waits: bool
    captured_by_id: int | None
    supersedes: int | None
    row: Mapping[str, str]
    stored_at: datetime
    decided: tuple[Decided, ...] = field(default=())


@dataclass(frozen=True)
class Known:
    """What is there already for a line, without opening it."""

    number: int
    code: str
    subject: str
    source_system: str
    mark: str
    captured_at: datetime


def subject_of(person_id: int | None, unit: str = "") -> str:
    """Return what a person or a unit is called in `subject`."""
    return f"unit:{unit}" if person_id is None else f"person:{person_id}"


def keys_for(session: Session, person_ids: Iterable[int], now: datetime) -> Keyring:
    """Return the keys of these people, made where there is none yet."""
    return keyring(session, [Lock((person,)) for person in person_ids], now=now)


def mark_of(keys: Keyring, draft: Draft) -> str:
    """Return what knows a reading's content again, whenever it was captured. Raises KeyDestroyedError."""
    # A mark between fields that no cell of a table holds.
    said = [f"{name}\x1f{draft.row[name]}" for name in sorted(draft.row.keys() - _SAID_ABOUT_IT)]
    text = "\x1e".join([draft.cycle, draft.code, *said])
    if draft.person_id is None:
        return hashlib.sha256(text.encode()).hexdigest()[:32]
    return keys.mark(Lock((draft.person_id,)), text)


def known(
    session: Session, cycle: str, subjects: Iterable[str], codes: Iterable[str]
) -> dict[tuple[str, str], list[Known]]:
    """Return what is stored of these subjects and lines in a cycle, by subject and code, the oldest first."""
    found: dict[tuple[str, str], list[Known]] = {}
    wanted = sorted(set(codes))
    for part in _parts(sorted(set(subjects))):
        given = {"cycle": cycle, "subjects": part, "codes": wanted}
        for row in session.connection().execute(_KNOWN, given):
            each = Known(row[0] or 0, *row[1:])
            found.setdefault((each.subject, each.code), []).append(each)
    return found


def add_all(session: Session, keys: Keyring, drafts: Sequence[tuple[Draft, str]], now: datetime) -> None:
    """Store readings, each with its mark. Raises KeyDestroyedError."""
    rows = [
        {
            "subject": draft.subject,
            "person_id": draft.person_id,
            "cycle": draft.cycle,
            "code": draft.code,
            "source_system": draft.row.get("source_system", ""),
            "mark": mark,
            "captured_at": draft.captured_at,
            "waits": draft.waits,
            "captured_by_id": draft.captured_by_id,
            "supersedes": draft.supersedes,
            "content": _sealed(keys, draft, mark),
            "stored_at": now,
        }
        for draft, mark in drafts
    ]
    if rows:
        session.connection().execute(_ADD, rows)


def of_subjects(session: Session, cycle: str, subjects: Iterable[str]) -> dict[str, list[Reading]]:
    """Return every reading of these subjects in a cycle, by subject, the oldest first; none of who was erased."""
    found: dict[str, list[Reading]] = {}
    for part in _parts(sorted(set(subjects))):
        query = select(ReadingRow).where(ReadingRow.cycle == cycle, col(ReadingRow.subject).in_(part))
        for reading in _opened(session, session.exec(query.order_by(col(ReadingRow.number))).all()):
            found.setdefault(reading.subject, []).append(reading)
    return found


def get(session: Session, number: int) -> Reading | None:
    """Return one reading; None when there is none, or whose it is was erased."""
    row = session.get(ReadingRow, number)
    return next(iter(_opened(session, [row] if row else [])), None)


def decide(session: Session, reading: Reading, decision: Decision, by_id: int, now: datetime) -> None:
    """Keep what somebody decided about a reading."""
    given = {"cycle": reading.cycle, "subjects": [reading.subject], "codes": [reading.code]}
    upto = max(row.number for row in session.connection().execute(_KNOWN, given))
    session.add(
        ReadingDecision(
            reading_number=reading.number, decision=decision.value, by_id=by_id, upto=upto, at=now
        )
    )
    session.flush()


def subjects_in(session: Session, cycle: str) -> list[str]:
    """Return whose readings there are in a cycle."""
    return sorted(session.exec(select(ReadingRow.subject).where(ReadingRow.cycle == cycle).distinct()))


_SAID_ABOUT_IT = {"captured_at", "captured_by", "approved_by", "checksum", "supersedes"}
"""What differs when the same thing is delivered again."""
_ADD = insert(ReadingRow)
# Built once: it is asked for every few hundred rows of a file.
_KNOWN = (
    select_columns(
        col(ReadingRow.number),
        col(ReadingRow.code),
        col(ReadingRow.subject),
        col(ReadingRow.source_system),
        col(ReadingRow.mark),
        col(ReadingRow.captured_at),
    )
    .where(
        col(ReadingRow.cycle) == bindparam("cycle"),
        col(ReadingRow.subject).in_(bindparam("subjects", expanding=True)),
        col(ReadingRow.code).in_(bindparam("codes", expanding=True)),
    )
    .order_by(col(ReadingRow.number))
)


def _sealed(keys: Keyring, draft: Draft, mark: str) -> bytes:
    text = json.dumps(dict(draft.row), sort_keys=True, ensure_ascii=False)
    if draft.person_id is None:
        return text.encode()
    place = _place(draft.subject, draft.cycle, draft.code, mark, draft.captured_at)
    return keys.seal(Lock((draft.person_id,)), text, place)


def _place(subject: str, cycle: str, code: str, mark: str, captured_at: datetime) -> Place:
    # The number is given by the database, after sealing; this is as unique.
    return Place("reading", f"{subject}:{cycle}:{code}:{mark}:{captured_at.timestamp():.6f}", "content")


def _opened(session: Session, rows: Sequence[ReadingRow]) -> list[Reading]:
    keys = keyring(session, [Lock((row.person_id,)) for row in rows if row.person_id is not None])
    decided = _decided(session, [row.number for row in rows])
    found = []
    for row in rows:
        text: str | None
        if row.person_id is None:
            text = row.content.decode()
        else:
            place = _place(row.subject, row.cycle, row.code, row.mark, row.captured_at)
            text = keys.open(Lock((row.person_id,)), row.content, place)
        if text is not None and row.number is not None:
            about: dict[str, Any] = row.model_dump(exclude={"content", "mark"})
            found.append(Reading(**about, row=json.loads(text), decided=tuple(decided.get(row.number, ()))))
    return found


def _decided(session: Session, numbers: Sequence[int | None]) -> dict[int, list[Decided]]:
    found: dict[int, list[Decided]] = {}
    for part in _parts(list(numbers)):
        query = select(ReadingDecision).where(col(ReadingDecision.reading_number).in_(part))
        for row in session.exec(query.order_by(col(ReadingDecision.number))):
            one = Decided(row.number or 0, Decision(row.decision), row.by_id, row.upto, row.at)
            found.setdefault(row.reading_number, []).append(one)
    return found


def _parts(values: Sequence[Any]) -> Iterable[Sequence[Any]]:
    return (values[at : at + _AT_ONCE] for at in range(0, len(values), _AT_ONCE))
