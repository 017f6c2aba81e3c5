"""Everything people's results are computed from, gathered from what is stored, for many people at once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.features.scores import canonical, figure_reading
from bot.features.scores.figures import Figure, Missing
from bot.features.scores.goal_sheets import Confirmed, GoalSheet
from bot.features.scores.inputs import (
    Calibration,
    Decisions,
    Inputs,
    Item,
    Leave,
    Period,
    RedLine,
    Score,
    UnitScores,
)
from bot.features.scores.rounding import exact
from bot.features.scores.settling import Candidate, Settled, Standing, settle
from storage import goal_sheets, people, readings, score_entries
from storage.readings import UNIT_SCORE, Decision
from storage.score_entries import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from sqlmodel import Session

    from bot.features.scores.states import State
    from storage.cycles import Cycle
    from storage.goal_sheets import GoalSheetVersion
    from storage.people import Person
    from storage.readings import Reading
    from storage.score_entries import ScoreEntry

_ENTRIES = {Kind.ITEM: Item, Kind.CALIBRATION: Calibration, Kind.RED_LINE: RedLine, Kind.LEAVE: Leave}
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Open:
    """A line nobody can count yet: it waits for a second person, or its sources disagree."""

    code: str
    standing: Standing
    rivals: tuple[int, ...]


@dataclass(frozen=True)
class Gathered:
    """One person's inputs; `undecided` are the lines that are taken as missing until people decide.

    `strays` are the codes of readings for which the sheet has no line.
    """

    inputs: Inputs
    undecided: tuple[Open, ...] = ()
    strays: tuple[str, ...] = ()


def gather(session: Session, everybody: Iterable[Person], cycle: Cycle, state: State) -> dict[int, Gathered]:
    """Return the inputs of all of these people who have an agreed goal sheet and were here in the cycle."""
    wanted = {person.key: person for person in everybody}
    sheets = goal_sheets.agreed(session, wanted, cycle.id)
    subjects = {key: readings.subject_of(key) for key in sheets}
    theirs = readings.of_subjects(session, cycle.id, subjects.values())
    entries = score_entries.of_people(session, sheets, cycle.id)
    units = Units(session, cycle.id)
    found = {}
    for key, versions in sheets.items():
        stretches = _stretches(wanted[key], cycle, versions)
        if stretches:
            held = theirs.get(subjects[key], [])
            found[key] = _person(key, cycle.id, state, stretches, held, entries.get(key, []), units)
    return found


class Units:
    """The units' scores in one cycle, as far as they are settled."""

    def __init__(self, session: Session, cycle: str) -> None:
        self._above = people.parents(session)
        held = readings.of_subjects(session, cycle, (readings.subject_of(None, code) for code in self._above))
        self._scores = {
            subject.removeprefix("unit:"): _score([each for each in rows if each.code == UNIT_SCORE])
            for subject, rows in held.items()
        }

    def of(self, unit: str) -> UnitScores:
        """Return a unit's score and that of the organisation it belongs to."""
        top = unit
        passed = {top}
        while (above := self._above.get(top)) is not None and above not in passed:
            passed.add(above)
            top = above
        return UnitScores(self._scores.get(unit), self._scores.get(top))


def candidates(rows: Sequence[Reading]) -> list[Candidate]:
    """Return readings of one line as candidates; one that cannot be read any more is none."""
    return [_candidate(each) for each in rows]


def value_of(reading: Reading) -> object:
    """Return what a reading says: a unit's score, or the value of a figure."""
    if reading.code == UNIT_SCORE and reading.person_id is None:
        return exact(reading.row["score"], "score")
    return figure_reading.figure({**reading.row, "code": reading.code}).value


def _candidate(reading: Reading) -> Candidate:
    chosen = [each for each in reading.decided if each.decision is Decision.CHOSEN]
    last = chosen[-1] if chosen else None
    return Candidate(
        number=reading.number,
        source=reading.source_system,
        captured_at=reading.captured_at,
        value=value_of(reading),
        supersedes=reading.supersedes,
        waits=reading.waits and _approver(reading) is None,
        chosen=last.number if last else None,
        chosen_upto=last.upto if last else 0,
    )


def _approver(reading: Reading) -> int | None:
    return next((each.by_id for each in reading.decided if each.decision is Decision.APPROVED), None)


def _approved_row(reading: Reading) -> Mapping[str, str]:
    """Return a reading's columns, with who approved it later as the second person."""
    approver = _approver(reading)
    if approver is None:
        return reading.row
    return {**reading.row, "approved_by": people.reference(approver)}


def _score(rows: Sequence[Reading]) -> Score | None:
    settled = settle(candidates(rows))
    if settled.standing is not Standing.ACCEPTED:
        return None
    reading = next(each for each in rows if each.number == settled.number)
    row = _approved_row(reading)
    return Score(exact(row["score"], "score"), figure_reading.provenance(row))


@dataclass(frozen=True)
class _Stretch:
    start: date
    end: date
    sheet: GoalSheet


def _stretches(person: Person, cycle: Cycle, versions: Sequence[GoalSheetVersion]) -> list[_Stretch]:
    """Return the spans in which one role in one unit was agreed; a changed goal in the same role counts for all of it."""
    start = max(cycle.starts, person.start_date)
    end = cycle.ends if person.left_on is None else min(cycle.ends, person.left_on - ONE_DAY)
    parts: list[tuple[date, GoalSheet]] = []
    for version in versions:
        sheet = replace(
            canonical.read(GoalSheet, version.content),
            confirmed=Confirmed(version.confirmed_by_employee_on, version.confirmed_by_manager_on),
        )
        begins = max(start, version.effective_from)
        if parts and (_same_role(parts[-1][1], sheet) or begins <= parts[-1][0]):
            begins, _ = parts.pop()
        parts.append((begins if parts else start, sheet))
    ends = [begins - ONE_DAY for begins, _ in parts[1:]] + [end]
    return [
        _Stretch(begins, last, sheet)
        for (begins, sheet), last in zip(parts, ends, strict=True)
        if begins <= last
    ]


def _same_role(one: GoalSheet, other: GoalSheet) -> bool:
    return (one.unit, one.role_tier) == (other.unit, other.role_tier)


def _person(  # noqa: PLR0913, PLR0917 - all that one person's inputs are made of
    key: int,
    cycle: str,
    state: State,
    stretches: Sequence[_Stretch],
    held: Sequence[Reading],
    entries: Sequence[ScoreEntry],
    units: Units,
) -> Gathered:
    opened: list[object] = [canonical.read(_ENTRIES[entry.kind], entry.content) for entry in entries]
    calibrations = [each for each in opened if isinstance(each, Calibration)]
    undecided: list[Open] = []
    codes = {line.code for stretch in stretches for line in stretch.sheet.lines}
    periods = []
    for stretch in stretches:
        figures, open_lines = _figures(stretch, held, alone=len(stretches) == 1)
        undecided += open_lines
        items = tuple(
            each for each in opened if isinstance(each, Item) and stretch.start <= each.on <= stretch.end
        )
        periods.append(
            Period(stretch.start, stretch.end, stretch.sheet, figures, units.of(stretch.sheet.unit), items)
        )
    return Gathered(
        Inputs(
            employee=people.reference(key),
            cycle=cycle,
            periods=tuple(periods),
            decisions=Decisions(
                calibrations[-1] if calibrations else None,
                tuple(each for each in opened if isinstance(each, RedLine)),
            ),
            leaves=tuple(each for each in opened if isinstance(each, Leave)),
            state=state,
        ),
        tuple(undecided),
        tuple(sorted({each.code for each in held} - codes)),
    )


def _figures(
    stretch: _Stretch, held: Sequence[Reading], *, alone: bool
) -> tuple[tuple[Figure, ...], list[Open]]:
    figures, undecided = [], []
    for line in stretch.sheet.lines:
        rows = [each for each in held if each.code == line.code and (alone or _within(each, stretch))]
        settled = settle(candidates(rows))
        if settled.standing in {Standing.WAITING, Standing.DISAGREES}:
            undecided.append(Open(line.code, settled.standing, settled.rivals or settled.waiting))
        figures += _figure(line.code, line.source, rows, settled)
    return tuple(figures), undecided


def _figure(code: str, source: str, rows: Sequence[Reading], settled: Settled) -> list[Figure]:
    if settled.number is None:
        # Without any reading the engine itself says that it is missing.
        return [Figure(code, Missing(source))] if rows else []
    reading = next(each for each in rows if each.number == settled.number)
    return [figure_reading.figure({**_approved_row(reading), "code": code})]


def _within(reading: Reading, stretch: _Stretch) -> bool:
    starts, ends = reading.row.get("period_start"), reading.row.get("period_end")
    if not starts or not ends:
        return True
    return stretch.start.isoformat() <= starts and ends <= stretch.end.isoformat()
