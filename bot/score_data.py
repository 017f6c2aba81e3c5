"""The commands' work on scores: taking data in, freezing, and computing everybody anew."""

from __future__ import annotations

from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from bot import score_files
from bot.features.scores.arriving import Kind, Origin, Report, Row
from bot.features.scores.configuration_reading import ConfigurationError, configuration
from bot.features.scores.recompute import recompute_all
from bot.features.scores.taking_entries import Entries
from bot.features.scores.taking_readings import Readings
from bot.features.scores.taking_sheets import Sheets
from bot.score_files import ScoreFileError, SeenLines
from knowledge import scoring
from storage import cycles, goal_sheets, people

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path
    from typing import Protocol

    from sqlmodel import Session

    from bot.clock import Clock
    from bot.features.scores.configuration import Configuration
    from bot.features.scores.recompute import Recomputed
    from storage.cycles import Cycle
    from storage.database import Database

    class Batches(Protocol):
        """Takes rows in, batch by batch."""

        report: Report

        def take(self, session: Session, rows: Sequence[Row]) -> None:
            """Take a batch within the caller's transaction."""
            ...


BATCH = 2_000
"""So many rows are stored in one transaction: others who write wait no longer than that takes."""
PEOPLE_AT_ONCE = 200
RULES = "scoring.toml"
"""The company's own numbers, in the data folder; without it the demo rule book's apply."""
OPERATOR = "operator"
YAML = {".yaml", ".yml"}


class NoSuchCycleError(Exception):
    """A cycle was named that is not there; the message is the sentence to say."""


@dataclass
class Summary:
    """What a computation of many people gave: how many results of each status, and what was in the way of others."""

    cycle: str
    computed: int = 0
    new: int = 0
    statuses: Counter[str] = field(default_factory=Counter)
    problems: Counter[str] = field(default_factory=Counter)
    held_up: list[tuple[str, str, str]] = field(default_factory=list)


def rules_of(folder: Path) -> Configuration:
    """Return the numbers scores are computed by. Raises ScoreFileError when the company's own do not read."""
    own = folder / RULES
    if not own.exists():
        return configuration(scoring.demo_tables())
    try:
        return configuration(scoring.tables(own.read_text(encoding="utf-8")))
    except (ConfigurationError, ValueError) as problem:
        message = f"{own}: {problem}"
        raise ScoreFileError(message) from problem


class ScoreData:
    """The commands' work on an open database."""

    def __init__(self, database: Database, clock: Clock, rules: Configuration) -> None:
        self._database = database
        self._clock = clock
        self.rules = rules

    def take(  # noqa: PLR0913 - what may be said of a file
        self,
        path: Path,
        *,
        kind: Kind | None = None,
        cycle: str | None = None,
        by: str | None = None,
        dry_run: bool = False,
        progress: Callable[[int], None] = lambda _rows: None,
    ) -> Report:
        """Take a file in, whole batches at a time; with `dry_run` only say what would change.

        `by` is the address of who brings it. Raises ScoreFileError, before anything is changed, when the file as a
        whole cannot be read.
        """
        origin = Origin(path.name, score_files.checksum(path), self._who(by), self._clock.now())
        if path.suffix.casefold() in YAML:
            return self._take_document(score_files.document(path), origin, cycle, dry_run=dry_run)
        table = score_files.table(path)
        found = kind or score_files.kind_of(table.columns)
        score_files.check_columns(table.columns, found)
        return self.take_rows(table.rows, found, origin, cycle=cycle, dry_run=dry_run, progress=progress)

    def take_rows(  # noqa: PLR0913 - as above
        self,
        rows: Iterator[Row],
        kind: Kind,
        origin: Origin,
        *,
        cycle: str | None = None,
        dry_run: bool = False,
        progress: Callable[[int], None] = lambda _rows: None,
    ) -> Report:
        """Take rows in, a batch in each transaction."""
        with closing(SeenLines()) as seen:
            taker: Batches
            if kind in {Kind.READINGS, Kind.UNIT_SCORES}:
                taker = Readings(kind, origin, cycle, seen, dry_run=dry_run)
            else:
                taker = Entries(kind, origin, cycle, dry_run=dry_run)
            done = 0
            while batch := list(islice(rows, BATCH)):
                # A dry run only reads, so nobody waits for it.
                with self._database.transaction() as session:
                    taker.take(session, batch)
                    if dry_run:
                        session.rollback()
                done += len(batch)
                progress(done)
        return taker.report

    def compute(
        self,
        cycle: str,
        *,
        unit: str | None = None,
        why: str = "computed",
        progress: Callable[[int, int], None] = lambda _done, _total: None,
    ) -> Summary:
        """Compute everybody who has a goal sheet in a cycle, or those of one unit and the units below it."""
        summary = Summary(cycle)
        with self._database.snapshot() as session:
            self._cycle(session, cycle)
            wanted = goal_sheets.people_with(session, cycle)
            if unit is not None:
                members = people.members_below(session, unit)
                wanted = [key for key in wanted if key in members]
        for at in range(0, len(wanted), PEOPLE_AT_ONCE):
            part = wanted[at : at + PEOPLE_AT_ONCE]
            now = self._clock.now()
            with self._database.transaction() as session:
                span = self._cycle(session, cycle)
                everybody = sorted(people.by_ids(session, part), key=lambda person: person.key)
                emails = {person.key: person.email for person in everybody}
                for one in recompute_all(session, everybody, span, why, rules=self.rules, now=now):
                    _count(summary, one, emails[one.person_id])
            progress(at + len(part), len(wanted))
        return summary

    def _take_document(self, found: object, origin: Origin, cycle: str | None, *, dry_run: bool) -> Report:
        tables = found if isinstance(found, list) else [found]
        if not all(isinstance(each, dict) and "lines" in each for each in tables):
            message = (
                "it is no goal sheet: a goal sheet is a table with employee, cycle, unit, role_tier and lines"
            )
            raise ScoreFileError(message)
        del cycle
        taker = Sheets(origin, self.rules, dry_run=dry_run)
        with self._database.transaction() as session:
            for number, each in enumerate(tables, start=1):
                taker.take(session, number, each)
            if dry_run:
                session.rollback()
        return taker.report

    def _cycle(self, session: Session, cycle: str) -> Cycle:
        found = session.get(cycles.Cycle, cycle)
        if found is None:
            known = ", ".join(each.id for each in cycles.every(session)) or "none"
            message = f"There is no cycle {cycle}; there are {known}."
            raise NoSuchCycleError(message)
        return found

    def _who(self, by: str | None) -> str:
        if by is None:
            return OPERATOR
        with self._database.snapshot() as session:
            person = people.by_email(session, by)
        if person is None:
            message = f"--by: {by} is nobody we know"
            raise ScoreFileError(message)
        return people.reference(person.key)


def _count(summary: Summary, one: Recomputed, email: str) -> None:
    if one.version is None:
        summary.problems[one.problem] += 1
        summary.held_up.append((email, one.problem, ", ".join(one.lines)))
        return
    summary.computed += 1
    summary.new += one.new
    summary.statuses[one.version.computed.status] += 1
