"""What people decide about readings: a second person stands for one, an owner chooses between sources."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.access import Action, Actor, ReadingSubject, can
from bot.errors import NotAllowed
from bot.features.scores.gathering import candidates
from bot.features.scores.settling import Settled, Standing, settle
from storage import metrics, people, readings, relations
from storage.readings import Decision

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

    from sqlmodel import Session

    from storage.readings import Reading


AT_ONCE = 500


class NoSuchReadingError(Exception):
    """A reading was named that is not there, or about which there is nothing to decide."""


@dataclass(frozen=True)
class Undecided:
    """A line people must decide about, and the readings to decide between; `whose` is an address or a unit's code.

    `owner` is the metric's, empty where nobody owns it.
    """

    whose: str
    code: str
    standing: Standing
    readings: tuple[Reading, ...]
    owner: str


def undecided(session: Session, cycle: str) -> Iterator[Undecided]:
    """Give every line of a cycle that waits for a second person, or whose sources disagree."""
    subjects = readings.subjects_in(session, cycle)
    for at in range(0, len(subjects), AT_ONCE):
        for held in readings.of_subjects(session, cycle, subjects[at : at + AT_ONCE]).values():
            lines: dict[str, list[Reading]] = {}
            for each in held:
                lines.setdefault(each.code, []).append(each)
            for code, rows in sorted(lines.items()):
                settled = settle(candidates(rows))
                asked = {*settled.rivals, *settled.waiting}
                rivals = tuple(each for each in rows if each.number in asked)
                if rivals:
                    first = rivals[0]
                    yield Undecided(
                        _whose(session, first), code, _stands(settled), rivals, _owner_address(session, first)
                    )


def approve(session: Session, number: int, by_id: int, now: datetime) -> Reading:
    """Let somebody stand for a reading that was entered by hand. Raises NotAllowed and NoSuchReadingError."""
    reading = _found(session, number)
    if not reading.waits or any(each.decision is Decision.APPROVED for each in reading.decided):
        raise NoSuchReadingError
    return _decided(session, reading, Action.APPROVE_READING, Decision.APPROVED, by_id, now)


def choose(session: Session, number: int, by_id: int, now: datetime) -> Reading:
    """Let an owner say which of the sources that disagree counts. Raises NotAllowed and NoSuchReadingError."""
    reading = _found(session, number)
    held = readings.of_subjects(session, reading.cycle, [reading.subject])[reading.subject]
    settled = settle(candidates([each for each in held if each.code == reading.code]))
    if settled.standing is not Standing.DISAGREES or number not in settled.rivals:
        raise NoSuchReadingError
    return _decided(session, reading, Action.CHOOSE_READING, Decision.CHOSEN, by_id, now)


def subject_of(session: Session, reading: Reading, today: date) -> ReadingSubject:
    """Return a reading as `access.can` wants it."""
    if reading.person_id is None:
        unit = reading.subject.removeprefix("unit:")
        return ReadingSubject(
            None, reading.captured_by_id, _owner(session, reading), units=relations.units_above(session, unit)
        )
    where = relations.standing(session, reading.person_id, today)
    return ReadingSubject(
        reading.person_id,
        reading.captured_by_id,
        _owner(session, reading),
        next(iter(where.managers), None),
        where.units,
    )


def _found(session: Session, number: int) -> Reading:
    reading = readings.get(session, number)
    if reading is None:
        raise NoSuchReadingError
    return reading


def _decided(  # noqa: PLR0913, PLR0917 - who decides what about which
    session: Session, reading: Reading, action: Action, decision: Decision, by_id: int, now: datetime
) -> Reading:
    actor = Actor.of(relations.reader(session, by_id, now.date()))
    if not can(actor, action, subject_of(session, reading, now.date())):
        raise NotAllowed
    readings.decide(session, reading, decision, by_id, now)
    return reading


def _owner(session: Session, reading: Reading) -> int | None:
    metric = metrics.get(session, reading.row.get("metric_id", ""), reading.row.get("metric_version", ""))
    return metric.owner_id if metric is not None else None


def _owner_address(session: Session, reading: Reading) -> str:
    owner = _owner(session, reading)
    person = session.get(people.Person, owner) if owner is not None else None
    return person.email if person is not None else ""


def _stands(settled: Settled) -> Standing:
    """Return how a line stands for those who must decide: with a correction that waits it waits."""
    return settled.standing if settled.standing is Standing.DISAGREES else Standing.WAITING


def _whose(session: Session, reading: Reading) -> str:
    if reading.person_id is None:
        return reading.subject.removeprefix("unit:")
    return session.get_one(people.Person, reading.person_id).email
