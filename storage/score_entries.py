"""What else a result is computed from: items, calibrations, red-line events and leave, each entered once.

An entry is only ever added, sealed under the person's key; one that corrects another names it. An entry without
content takes back the one it names.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, Session, SQLModel, col, select

from storage.columns import UtcDateTime
from storage.sealing import Place
from storage.secrets import Lock, keyring

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class Kind(StrEnum):
    """What an entry is."""

    ITEM = "item"
    CALIBRATION = "calibration"
    RED_LINE = "red_line"
    LEAVE = "leave"


class ScoreEntryRow(SQLModel, table=True):
    """An entry as it is stored; `mark` knows the same content again."""

    __tablename__ = "score_entry"
    __table_args__ = (UniqueConstraint("person_id", "cycle", "kind", "mark"),)
    number: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    cycle: str = Field(max_length=32)
    kind: str = Field(max_length=16)
    mark: str = Field(max_length=32)
    content: bytes
    supersedes: int | None = Field(default=None, foreign_key="score_entry.number")
    stored_at: datetime = Field(sa_type=UtcDateTime)


@dataclass(frozen=True)
class ScoreEntry:
    """An entry, opened: `content` is what the feature wrote, as canonical JSON; empty where it takes one back."""

    number: int
    person_id: int
    cycle: str
    kind: Kind
    content: str
    stored_at: datetime


def add(  # noqa: PLR0913, PLR0917 - an entry has this many facts
    session: Session,
    person_id: int,
    cycle: str,
    kind: Kind,
    content: str,
    now: datetime,
    supersedes: int | None = None,
) -> bool:
    """Store an entry; False when the very same is there already. Raises KeyDestroyedError."""
    lock = Lock((person_id,))
    keys = keyring(session, [lock], now=now)
    mark = keys.mark(lock, f"{cycle}\n{kind}\n{content}\n{supersedes or ''}")
    there = select(ScoreEntryRow.number).where(
        ScoreEntryRow.person_id == person_id,
        ScoreEntryRow.cycle == cycle,
        ScoreEntryRow.kind == kind.value,
        ScoreEntryRow.mark == mark,
    )
    if session.exec(there).first() is not None:
        return False
    session.add(
        ScoreEntryRow(
            person_id=person_id,
            cycle=cycle,
            kind=kind.value,
            mark=mark,
            content=keys.seal(lock, content, _place(person_id, cycle, kind, mark)),
            supersedes=supersedes,
            stored_at=now,
        )
    )
    session.flush()
    return True


def of_people(session: Session, person_ids: Iterable[int], cycle: str) -> dict[int, list[ScoreEntry]]:
    """Return the entries that count, by person, in the order they came; none of somebody who was erased."""
    query = (
        select(ScoreEntryRow)
        .where(col(ScoreEntryRow.person_id).in_(sorted(set(person_ids))), ScoreEntryRow.cycle == cycle)
        .order_by(col(ScoreEntryRow.number))
    )
    return _open(session, session.exec(query).all())


def of_kind(session: Session, kind: Kind, cycle: str) -> dict[int, list[ScoreEntry]]:
    """Return everybody's entries of one kind that count, as `of_people` does."""
    query = select(ScoreEntryRow).where(ScoreEntryRow.kind == kind.value, ScoreEntryRow.cycle == cycle)
    return _open(session, session.exec(query.order_by(col(ScoreEntryRow.number))).all())


def _open(session: Session, rows: Sequence[ScoreEntryRow]) -> dict[int, list[ScoreEntry]]:
    replaced = {row.supersedes for row in rows}
    keys = keyring(session, [Lock((person,)) for person in {row.person_id for row in rows}])
    found: dict[int, list[ScoreEntry]] = {}
    for row in rows:
        kind = Kind(row.kind)
        place = _place(row.person_id, row.cycle, kind, row.mark)
        content = keys.open(Lock((row.person_id,)), row.content, place)
        if content and row.number is not None and row.number not in replaced:
            entry = ScoreEntry(row.number, row.person_id, row.cycle, kind, content, row.stored_at)
            found.setdefault(row.person_id, []).append(entry)
    return found


def people_with(session: Session, cycle: str) -> set[int]:
    """Return everybody who has an entry in a cycle."""
    query = select(ScoreEntryRow.person_id).where(ScoreEntryRow.cycle == cycle).distinct()
    return set(session.exec(query))


def _place(person_id: int, cycle: str, kind: Kind, mark: str) -> Place:
    return Place("score_entry", f"{person_id}:{cycle}:{kind}:{mark}", "content")
