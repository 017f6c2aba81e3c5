"""Computed results: every version with its whole trace, and the states it went through.

A version and a state are only ever added. What was computed is sealed under the person's key: the short `summary` for
lists, and the `trace`, which is the engine's result as canonical JSON (`canonical.read(Result, …)`). In it people are
called by `people.reference`, never by name or address.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, Session, SQLModel, col, select

from storage.columns import UtcDateTime
from storage.sealing import Place
from storage.secrets import Lock, keyring

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

RELEASED, UNDER_APPEAL, FINAL = "released", "under_appeal", "final"
SEEN = frozenset({RELEASED, UNDER_APPEAL, FINAL})
"""The states of a result that was released."""
_AT_ONCE = 500


class ScoreVersionRow(SQLModel, table=True):
    """One computation. `configuration` is the fingerprint of the rules it was computed by."""

    __tablename__ = "score_version"
    __table_args__ = (UniqueConstraint("person_id", "cycle", "version"),)
    id: str = Field(primary_key=True, max_length=32)
    person_id: int = Field(foreign_key="person.id", index=True)
    cycle: str = Field(max_length=32, index=True)
    version: int
    configuration: str = Field(max_length=64)
    summary: bytes
    trace: bytes
    why: str = Field(max_length=200)
    computed_at: datetime = Field(sa_type=UtcDateTime)

    def place(self, column: str) -> Place:
        """Return where a sealed column of this row lies."""
        return Place("score_version", self.id, column)


class ScoreState(SQLModel, table=True):
    """A version came into a state: when, by whom (None: by the rules), and why."""

    __tablename__ = "score_state"
    number: int | None = Field(default=None, primary_key=True)
    score_id: str = Field(foreign_key="score_version.id", index=True, max_length=32)
    state: str = Field(max_length=16)
    at: datetime = Field(sa_type=UtcDateTime)
    by_id: int | None = Field(default=None, foreign_key="person.id")
    why: str = Field(default="", max_length=200)


class ScoreRules(SQLModel, table=True):
    """The rules results were computed by, as canonical JSON, under their fingerprint."""

    __tablename__ = "score_rules"
    fingerprint: str = Field(primary_key=True, max_length=64)
    content: str
    stored_at: datetime = Field(sa_type=UtcDateTime)


class ScoreFreeze(SQLModel, table=True):
    """The data of a cycle were frozen `at`; what is missing from then on is missing."""

    __tablename__ = "score_freeze"
    cycle: str = Field(primary_key=True, max_length=32)
    at: datetime = Field(sa_type=UtcDateTime)
    by_id: int | None = Field(default=None, foreign_key="person.id")
    stored_at: datetime = Field(sa_type=UtcDateTime)


@dataclass(frozen=True)
class Computed:
    """What a computation gave, in short; the values as they are shown, None where there is none."""

    status: str
    trace_hash: str
    final: str | None = None
    band: str | None = None


@dataclass(frozen=True)
class ScoreVersion:
    """A version, its summary opened. `edition` counts the releases up to this one; 0 before the first.

    `released_at` and `released_by` are of its release, None before it.
    """

    id: str
    person_id: int
    cycle: str
    version: int
    state: str
    computed: Computed
    configuration: str
    why: str
    computed_at: datetime
    edition: int = 0
    released_at: datetime | None = None
    released_by: int | None = None

    @property
    def seen(self) -> bool:
        """Whether the employee may see it."""
        return self.state in SEEN


def add(  # noqa: PLR0913 - a version has this many facts
    session: Session,
    person_id: int,
    cycle: str,
    computed: Computed,
    trace: str,
    *,
    configuration: str,
    state: str,
    why: str,
    now: datetime,
    after: int,
) -> ScoreVersion:
    """Store a computation as the version `after` that number. Raises KeyDestroyedError for who was erased."""
    lock = Lock((person_id,))
    keys = keyring(session, [lock], now=now)
    row = ScoreVersionRow(
        id=uuid4().hex,
        person_id=person_id,
        cycle=cycle,
        version=after + 1,
        configuration=configuration,
        summary=b"",
        trace=b"",
        why=why,
        computed_at=now,
    )
    row.summary = keys.seal(lock, json.dumps(vars(computed)), row.place("summary"))
    row.trace = keys.seal(lock, trace, row.place("trace"))
    session.add(row)
    session.flush()
    enter(session, row.id, state, at=now)
    return ScoreVersion(row.id, person_id, cycle, row.version, state, computed, configuration, why, now)


def enter(  # noqa: PLR0913 - who brought what into which state
    session: Session, score_id: str, state: str, *, at: datetime, by_id: int | None = None, why: str = ""
) -> None:
    """Keep that a version came into a state; whether it may is for who calls to know."""
    session.add(ScoreState(score_id=score_id, state=state, at=at, by_id=by_id, why=why))
    session.flush()


def versions(session: Session, person_id: int, cycle: str) -> list[ScoreVersion]:
    """Return every version of somebody's result, the oldest first; none when they were erased."""
    return of_people(session, [person_id], cycle).get(person_id, [])


def latest(session: Session, person_id: int, cycle: str) -> ScoreVersion | None:
    """Return the newest version, released or not."""
    return next(reversed(versions(session, person_id, cycle)), None)


def released(session: Session, person_id: int, cycle: str) -> ScoreVersion | None:
    """Return the newest version that was released: the one everybody is shown."""
    return next((each for each in reversed(versions(session, person_id, cycle)) if each.seen), None)


def of_people(session: Session, person_ids: Iterable[int], cycle: str) -> dict[int, list[ScoreVersion]]:
    """Return every version of these people's results, by person, the oldest first."""
    found: dict[int, list[ScoreVersion]] = {}
    wanted = sorted(set(person_ids))
    for at in range(0, len(wanted), _AT_ONCE):
        part = wanted[at : at + _AT_ONCE]
        # Not the traces: a list of ten thousand people would hold them all.
        query = select(*_SHORT).where(
            col(ScoreVersionRow.person_id).in_(part), ScoreVersionRow.cycle == cycle
        )
        rows = session.exec(query.order_by(col(ScoreVersionRow.person_id), col(ScoreVersionRow.version)))
        for version in _opened(session, rows.all()):
            found.setdefault(version.person_id, []).append(version)
    return found


def released_people(session: Session, cycle: str) -> set[int]:
    """Return whose result of a cycle was released, without opening any."""
    query = (
        select(ScoreVersionRow.person_id)
        .join(ScoreState, col(ScoreState.score_id) == ScoreVersionRow.id)
        .where(ScoreVersionRow.cycle == cycle, ScoreState.state == RELEASED)
    )
    return set(session.exec(query))


def cycles_of(session: Session, person_id: int) -> list[str]:
    """Return the cycles somebody has a result in."""
    query = select(ScoreVersionRow.cycle).where(ScoreVersionRow.person_id == person_id).distinct()
    return sorted(session.exec(query))


def trace(session: Session, score_id: str) -> str | None:
    """Return the engine's result as it was stored; None when whose it is was erased."""
    row = session.get_one(ScoreVersionRow, score_id)
    lock = Lock((row.person_id,))
    return keyring(session, [lock]).open(lock, row.trace, row.place("trace"))


def states(session: Session, score_id: str) -> list[ScoreState]:
    """Return the states a version went through, the first first."""
    query = select(ScoreState).where(ScoreState.score_id == score_id).order_by(col(ScoreState.number))
    return list(session.exec(query))


def keep_rules(session: Session, fingerprint: str, content: str, now: datetime) -> None:
    """Store the rules results are computed by, once."""
    if session.get(ScoreRules, fingerprint) is None:
        session.add(ScoreRules(fingerprint=fingerprint, content=content, stored_at=now))
        session.flush()


def rules(session: Session, fingerprint: str) -> str | None:
    """Return the rules with this fingerprint, as canonical JSON."""
    row = session.get(ScoreRules, fingerprint)
    return row.content if row is not None else None


def freeze(session: Session, cycle: str, at: datetime, by_id: int | None, now: datetime) -> None:
    """Keep that the data of a cycle are frozen; they are frozen once."""
    session.add(ScoreFreeze(cycle=cycle, at=at, by_id=by_id, stored_at=now))
    session.flush()


def frozen(session: Session, cycle: str) -> ScoreFreeze | None:
    """Return the freeze of a cycle; None before it."""
    return session.get(ScoreFreeze, cycle)


_SHORT = tuple(
    getattr(ScoreVersionRow, name)
    for name in ("id", "person_id", "cycle", "version", "configuration", "summary", "why", "computed_at")
)


def _opened(session: Session, rows: Sequence[Any]) -> list[ScoreVersion]:
    keys = keyring(session, [Lock((row.person_id,)) for row in rows])
    taken: dict[str, list[ScoreState]] = {}
    query = select(ScoreState).where(col(ScoreState.score_id).in_([row.id for row in rows]))
    for state in session.exec(query.order_by(col(ScoreState.number))):
        taken.setdefault(state.score_id, []).append(state)
    found = []
    editions: dict[int, int] = {}
    for row in rows:
        text = keys.open(Lock((row.person_id,)), row.summary, Place("score_version", row.id, "summary"))
        if text is None:
            continue
        states_of = taken[row.id]
        version = ScoreVersion(
            id=row.id,
            person_id=row.person_id,
            cycle=row.cycle,
            version=row.version,
            state=states_of[-1].state,
            computed=Computed(**json.loads(text)),
            configuration=row.configuration,
            why=row.why,
            computed_at=row.computed_at,
        )
        release = next((state for state in states_of if state.state == RELEASED), None)
        if release is not None:
            editions[row.person_id] = editions.get(row.person_id, 0) + 1
            version = replace(
                version,
                edition=editions[row.person_id],
                released_at=release.at,
                released_by=release.by_id,
            )
        found.append(version)
    return found
