"""A figure put right by hand: a new reading beside the old one, and the result computed anew from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.errors import CorrectionRefused, OtherLinesOpen
from bot.features.scores import figure_reading
from bot.features.scores.arriving import Kind, Origin, Row
from bot.features.scores.figures import Amount, Level
from bot.features.scores.gathering import candidates
from bot.features.scores.inputs import InputError
from bot.features.scores.line_words import is_share
from bot.features.scores.provenance import Method
from bot.features.scores.recompute import NothingToComputeError, recompute
from bot.features.scores.rounding import NotExactError
from bot.features.scores.settling import settle
from bot.features.scores.supposing import supposed_amount
from bot.features.scores.taking_readings import Readings
from storage import people, readings

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from sqlmodel import Session

    from bot.clock import Clock
    from bot.features.scores.configuration import Configuration
    from bot.features.scores.explained import Counted
    from storage.readings import Reading
    from storage.scores import ScoreVersion

_TAKEN_OVER = (
    "code", "kind", "unit", "metric_id", "metric_version", "source_system", "source_record", "period_start",
    "period_end", "as_of", "clause",
)  # fmt: skip


class _Alone:
    """A correction stands alone in its file."""

    @staticmethod
    def before(_key: str, _line: int) -> int | None:
        """Return that nothing came before."""
        return None


class Corrections:
    """Enters corrections and computes results anew, each within the caller's transaction. `rules` reads the numbers."""

    def __init__(self, clock: Clock, rules: Callable[[], Configuration]) -> None:
        self._clock = clock
        self._rules = rules

    def counted(self, session: Session, person_id: int, cycle: str, code: str) -> Reading | None:
        """Return the reading that counts for a line now; None where none does."""
        subject = readings.subject_of(person_id)
        held = [
            each
            for each in readings.of_subjects(session, cycle, [subject]).get(subject, [])
            if each.code == code
        ]
        number = settle(candidates(held)).number
        return next((each for each in held if each.number == number), None)

    def enter(self, session: Session, line: Counted, reading: Reading, value: str, by_id: int) -> int:
        """Enter another value for a line in the place of a reading, and return the new reading's number.

        It waits for a second person (PM-6.1). Raises CorrectionRefused for what such a line cannot have.
        """
        figure = _written(line, reading, value)
        if figure is None or reading.person_id is None:
            raise CorrectionRefused(field="value")
        now = self._clock.now()
        whose = session.get_one(people.Person, reading.person_id)
        by = session.get_one(people.Person, by_id)
        cells = {name: reading.row[name] for name in _TAKEN_OVER if reading.row.get(name)}
        cells |= {
            "employee": whose.email,
            "code": reading.code,
            "figure": figure,
            "value": value.strip(),
            "captured_at": now.isoformat(),
            "method": Method.MANUAL.value,
            "captured_by": by.email,
            "supersedes": reading.row["checksum"],
        }
        origin = Origin("correction", "", people.reference(by_id), now, Method.MANUAL)
        taker = Readings(Kind.READINGS, origin, reading.cycle, _Alone(), dry_run=False)
        taker.take(session, [Row(1, cells)])
        if not taker.report.new:
            raise CorrectionRefused(field="value")
        return _newest(session, reading)

    def recomputed(self, session: Session, person_id: int, cycle: str, why: str) -> ScoreVersion:
        """Return somebody's result as it is with what is stored now. Raises OtherLinesOpen and CorrectionRefused."""
        now: datetime = self._clock.now()
        try:
            return recompute(session, person_id, cycle, why, rules=self._rules(), now=now)
        except NothingToComputeError as problem:
            raise OtherLinesOpen(lines=",".join(problem.lines)) from problem
        except (InputError, NotExactError) as problem:
            raise CorrectionRefused(field="value") from problem


def correctable(line: Counted | None) -> bool:
    """Return whether a line's figure is a number or a level, which can be typed into a form."""
    return line is not None and line.figure is not None and isinstance(line.figure.value, Amount | Level)


def _written(line: Counted, reading: Reading, value: str) -> str | None:
    """Return a typed value as the figure of a row; None for what the line cannot have."""
    percents = value.count("%") + value.count("％")
    if percents > is_share(line):
        return None
    given = supposed_amount(line, value.strip().removeprefix("L"))
    match given, figure_reading.figure({**reading.row, "code": reading.code}).value:
        case Amount(amount), Amount():
            return format(amount, "f")
        case Level(level), Level(_, events):
            return " ".join([str(level), *(["on"] if events else []), *(day.isoformat() for day in events)])
        case _:
            return None


def _newest(session: Session, reading: Reading) -> int:
    held = readings.of_subjects(session, reading.cycle, [reading.subject])[reading.subject]
    return max(each.number for each in held if each.code == reading.code)
