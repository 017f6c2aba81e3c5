"""The commands' work on scores: what people decide, freezing, and computing everybody anew."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.errors import NotAllowed
from bot.features.scores.deciding import NoSuchReadingError, approve, choose, undecided
from bot.features.scores.recompute import foreseen, recompute_all
from bot.features.scores.results import Status
from bot.features.scores.states import State
from storage import cycles, goal_sheets, people, scores

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from sqlmodel import Session

    from bot.clock import Clock
    from bot.features.scores.configuration import Configuration
    from bot.features.scores.deciding import Undecided
    from bot.features.scores.recompute import Recomputed
    from storage.cycles import Cycle
    from storage.database import Database

PEOPLE_AT_ONCE = 200


class NoSuchCycleError(Exception):
    """A cycle was named that is not there; the message is the sentence to say."""


class RefusedError(Exception):
    """What was asked for is not done; the message says why, without its full stop."""


@dataclass
class Summary:
    """What a computation of many people gave: how many results of each status, and what was in the way of others."""

    cycle: str
    computed: int = 0
    new: int = 0
    statuses: Counter[str] = field(default_factory=Counter)
    problems: Counter[str] = field(default_factory=Counter)
    held_up: list[tuple[str, str, str]] = field(default_factory=list)


class ScoreData:
    """The commands' work on an open database."""

    def __init__(self, database: Database, clock: Clock, rules: Configuration) -> None:
        self._database = database
        self._clock = clock
        self.rules = rules

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
            wanted = self._wanted(session, cycle, unit)
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

    def undecided(self, cycle: str) -> list[Undecided]:
        """Return every line of a cycle that people must decide about."""
        with self._database.snapshot() as session:
            self._cycle(session, cycle)
            return list(undecided(session, cycle))

    def approve(self, number: int, by: str) -> None:
        """Let somebody stand for a reading that was entered by hand. Raises RefusedError."""
        self._decide(approve, number, by)

    def choose(self, number: int, by: str) -> None:
        """Let a metric's owner say which reading counts. Raises RefusedError."""
        self._decide(choose, number, by)

    def freeze(
        self, cycle: str, by: str, *, at: datetime | None = None, although_held: bool = False
    ) -> Summary:
        """Freeze a cycle's data and compute everybody by what there is. Raises RefusedError."""
        now = self._clock.now()
        open_lines = self.undecided(cycle)
        if open_lines:
            message = (
                f"{len(open_lines)} lines wait for a decision; `touchbase scores open {cycle}` lists them. "
                "Nothing is frozen"
            )
            raise RefusedError(message)
        held = self._foreseen(cycle)[Status.HOLD_MISSING]
        if held and not although_held:
            message = (
                f"{held} results would be held, because too much is missing (PM-4.12): extend, or let the pairs "
                "replace the indicators, or say --although-held. Nothing is frozen"
            )
            raise RefusedError(message)
        with self._database.transaction() as session:
            if scores.frozen(session, cycle) is not None:
                message = f"{cycle} is frozen already"
                raise RefusedError(message)
            scores.freeze(session, cycle, at or now, self._person(session, by), now)
        return self.compute(cycle, why="frozen")

    def calibrated(self, cycle: str, by: str, unit: str | None = None) -> int:
        """Keep that calibration is over for everybody, or for one unit; return for how many. Raises RefusedError."""
        now = self._clock.now()
        with self._database.transaction() as session:
            self._cycle(session, cycle)
            who = self._person(session, by)
            ready = [
                versions[-1]
                for versions in scores.of_people(session, self._wanted(session, cycle, unit), cycle).values()
                if versions[-1].state == State.FROZEN and versions[-1].computed.status == Status.SCORED
            ]
            for version in ready:
                scores.enter(session, version.id, State.CALIBRATED, at=now, by_id=who)
        return len(ready)

    def _decide(self, decide: Callable[..., object], number: int, by: str) -> None:
        with self._database.transaction() as session:
            try:
                decide(session, number, self._person(session, by), self._clock.now())
            except NoSuchReadingError as problem:
                message = f"there is nothing to decide about a reading {number}"
                raise RefusedError(message) from problem
            except NotAllowed as problem:
                message = f"{by} may not decide about reading {number}: another person has to"
                raise RefusedError(message) from problem

    def _foreseen(self, cycle: str) -> Counter[Status]:
        found: Counter[Status] = Counter()
        with self._database.snapshot() as session:
            span = self._cycle(session, cycle)
            wanted = self._wanted(session, cycle, None)
            for at in range(0, len(wanted), PEOPLE_AT_ONCE):
                everybody = people.by_ids(session, wanted[at : at + PEOPLE_AT_ONCE])
                found.update(
                    result.status for _, result in foreseen(session, everybody, span, rules=self.rules)
                )
        return found

    def _wanted(self, session: Session, cycle: str, unit: str | None) -> list[int]:
        wanted = goal_sheets.people_with(session, cycle)
        if unit is None:
            return wanted
        members = people.members_below(session, unit)
        return [key for key in wanted if key in members]

    def _person(self, session: Session, by: str) -> int:
        person = people.by_email(session, by)
        if person is None:
            message = f"--by: {by} is nobody we know"
            raise RefusedError(message)
        return person.key

    def _cycle(self, session: Session, cycle: str) -> Cycle:
        found = session.get(cycles.Cycle, cycle)
        if found is None:
            known = ", ".join(each.id for each in cycles.every(session)) or "none"
            message = f"There is no cycle {cycle}; there are {known}."
            raise NoSuchCycleError(message)
        return found


def _count(summary: Summary, one: Recomputed, email: str) -> None:
    if one.version is None:
        summary.problems[one.problem] += 1
        summary.held_up.append((email, one.problem, ", ".join(one.lines)))
        return
    summary.computed += 1
    summary.new += one.new
    summary.statuses[one.version.computed.status] += 1
