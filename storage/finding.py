"""Which notes a reader may look through: by person, kind and cycle, newest first. No words are searched in here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import or_
from sqlalchemy import select as select_columns
from sqlmodel import Session, col

from storage import sight
from storage.cycles import Cycle
from storage.records import Note

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement

    from storage.relations import Reader
    from storage.sight import Sight


@dataclass(frozen=True)
class Wanted:
    """Which of the notes: with or about a person, of a kind, of a cycle; None for any."""

    person_id: int | None = None
    kind: str | None = None
    cycle_id: str | None = None


@dataclass(frozen=True)
class Choices:
    """What there is to choose from: people by id, kinds, and cycles with their names by language."""

    people: tuple[int, ...]
    kinds: tuple[str, ...]
    cycles: tuple[Cycle, ...]


def notes(  # noqa: PLR0913 - which notes, and which page of them
    session: Session, reader: Reader, wanted: Wanted, *, lowest: Sight, offset: int = 0, limit: int
) -> list[tuple[Note, Sight]]:
    """Return notes of which the reader may see `lowest` or more, each with how much that is, newest first."""
    level = sight.level(reader)
    query = (
        select_columns(Note, level)
        .where(sight.at_least(lowest, reader), *_conditions(wanted))
        .order_by(col(Note.created_at).desc(), col(Note.id))
        .offset(offset)
        .limit(limit)
    )
    return [(note, sight.Sight(seen)) for note, seen in session.execute(query)]


def choices(session: Session, reader: Reader, *, lowest: Sight) -> Choices:
    """Return the people, kinds and cycles of the notes the reader may see."""
    there = sight.at_least(lowest, reader)
    rows = session.connection().execute(
        select_columns(col(Note.manager_id), col(Note.employee_id), col(Note.kind), col(Note.cycle_id))
        .where(there)
        .distinct()
    )
    people: set[int] = set()
    kinds: set[str] = set()
    cycle_ids: set[str] = set()
    for manager_id, employee_id, kind, cycle_id in rows:
        people |= {manager_id, employee_id}
        kinds.add(kind)
        cycle_ids |= {cycle_id} if cycle_id else set()
    cycles = [found for each in cycle_ids if (found := session.get(Cycle, each)) is not None]
    return Choices(
        people=tuple(sorted(people)),
        kinds=tuple(sorted(kinds)),
        cycles=tuple(sorted(cycles, key=lambda cycle: cycle.starts, reverse=True)),
    )


def _conditions(wanted: Wanted) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.person_id is not None:
        found.append(or_(col(Note.manager_id) == wanted.person_id, col(Note.employee_id) == wanted.person_id))
    if wanted.kind is not None:
        found.append(col(Note.kind) == wanted.kind)
    if wanted.cycle_id is not None:
        found.append(col(Note.cycle_id) == wanted.cycle_id)
    return found
