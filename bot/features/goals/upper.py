"""The goals of units that people's goals serve, and by count how far a unit's people are with theirs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.access import Action, UnitSubject, can
from bot.features.goals.pairs import cycle_shown
from bot.features.goals.refusals import UnitGoalsNotYours, UnknownUpperGoal
from bot.features.goals.talks import State
from storage import goal_drafts, goal_sheets, people, relations, unit_goals

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlmodel import Session

    from bot.features.goals.pairs import Pairs
    from bot.features.goals.shown import CycleShown
    from storage.people import Person
    from storage.unit_goals import Goal

NAMED = 20
"""So many who have not agreed their goals yet are named to HR."""
MOST_UNITS = 20
"""So many units are counted at once."""
LANGUAGES = ("en", "zh")


@dataclass(frozen=True)
class UnitFacts:
    """A unit's people by count: all of them, those with agreed goals, half confirmed, under discussion, none.

    `orphans`: lines that serve no upper goal, agreed or under discussion. `waiting`: who has not agreed yet, as far as
    the reader may know, and how many more there are.
    """

    code: str
    names: Mapping[str, str]
    people: int
    agreed: int
    half: int
    discussed: int
    orphans: int
    waiting: tuple[str, ...]
    more: int
    goals: tuple[Goal, ...]

    @property
    def none(self) -> int:
        """How many have no goals the other side knows of."""
        return self.people - self.agreed - self.half - self.discussed


@dataclass(frozen=True)
class UnitsShown:
    """The units somebody looks after, in a cycle; `above`: for each unit the goals its own may serve.

    `left`: how many more units there are.
    """

    cycle: CycleShown
    units: tuple[UnitFacts, ...]
    above: Mapping[str, tuple[Goal, ...]]
    left: int = 0


class UnitGoals:
    """Keeps units' goals. Each step raises UnitGoalsNotYours."""

    def __init__(self, pairs: Pairs) -> None:
        self._pairs = pairs

    def view(self, session: Session, reader_id: int, codes: Sequence[str], cycle_id: str = "") -> UnitsShown:
        """Return the first of these units, of which the reader looks after each."""
        cycle = self._pairs.cycle(session, cycle_id)
        goals = unit_goals.of_cycle(session, cycle.id)
        shown = codes[:MOST_UNITS]
        for code in shown:
            self._need(session, reader_id, code, Action.READ_ALIGNMENT)
        return UnitsShown(
            cycle_shown(session, cycle),
            tuple(self._facts(session, reader_id, code, cycle.id, goals) for code in shown),
            {code: self._above(session, code, goals) for code in shown},
            len(codes) - len(shown),
        )

    def keep(  # noqa: PLR0913, PLR0917 - a goal has this many facts
        self, session: Session, by: int, cycle_id: str, unit: str, title: str, supports: str, code: str = ""
    ) -> str:
        """Enter a unit's goal, or word it anew under its `code`; returns the code. Raises UnknownUpperGoal."""
        self._need(session, by, unit, Action.SET_UNIT_GOALS)
        cycle = self._pairs.cycle(session, cycle_id)
        goals = unit_goals.of_cycle(session, cycle.id)
        if code and (code not in goals or goals[code].unit != unit):
            raise UnknownUpperGoal(field="title")
        if supports and supports not in {goal.code for goal in self._above(session, unit, goals)}:
            raise UnknownUpperGoal(field="supports")
        chosen = code or _free_code(session, cycle.id, unit)
        unit_goals.keep(
            session,
            cycle.id,
            chosen,
            unit=unit,
            title=title,
            supports=supports or None,
            by_id=by,
            now=self._pairs.clock.now(),
        )
        return chosen

    def drop(self, session: Session, by: int, cycle_id: str, code: str) -> None:
        """Say that a unit's goal holds no longer; it stays readable. Raises UnknownUpperGoal for one there is not."""
        goal = unit_goals.of_cycle(session, cycle_id).get(code)
        if goal is None:
            raise UnknownUpperGoal(field="title")
        self._need(session, by, goal.unit, Action.SET_UNIT_GOALS)
        unit_goals.keep(
            session,
            cycle_id,
            code,
            unit=goal.unit,
            title=goal.title,
            supports=goal.supports,
            dropped=True,
            by_id=by,
            now=self._pairs.clock.now(),
        )

    def _need(self, session: Session, reader_id: int, unit: str, action: Action) -> None:
        heads = relations.unit_heads(session)
        path = relations.units_above(session, unit)
        subject = UnitSubject(path, frozenset(heads[each] for each in path if each in heads))
        if not can(self._pairs.actor(session, reader_id), action, subject):
            raise UnitGoalsNotYours

    def _facts(
        self, session: Session, reader_id: int, code: str, cycle_id: str, goals: Mapping[str, Goal]
    ) -> UnitFacts:
        today = self._pairs.today()
        here = [each for each in relations.of_unit(session, code) if relations.is_here(session, each, today)]
        keys = [each.key for each in here]
        states = goal_drafts.states(session, keys, cycle_id)
        agreed = goal_sheets.agreed_people(session, keys, cycle_id)
        open_states = {key: found for key, found in states.items() if State(found.state) in _OPEN}
        # Whoever changes agreed goals has goals that count all the while.
        halves = {key for key, found in open_states.items() if found.state == State.HALF} - agreed
        waiting = [each for each in here if each.key not in agreed]
        named = self._named(session, reader_id, waiting)
        return UnitFacts(
            code=code,
            names={language: people.unit_names(session, language).get(code, code) for language in LANGUAGES},
            people=len(here),
            agreed=len(agreed),
            half=len(halves),
            discussed=len(open_states.keys() - agreed - halves),
            orphans=self._orphans(session, agreed, cycle_id)
            + sum(found.orphans for key, found in open_states.items() if key not in agreed),
            waiting=named,
            more=len(waiting) - len(named) if named else 0,
            goals=tuple(goal for goal in goals.values() if goal.unit == code),
        )

    def _orphans(self, session: Session, agreed: set[int], cycle_id: str) -> int:
        found = goal_sheets.agreed(session, agreed, cycle_id).values()
        return sum(
            line.orphan for versions in found for line in self._pairs.sheets.sheet(versions[-1].content)[1]
        )

    def _named(self, session: Session, reader_id: int, waiting: Sequence[Person]) -> tuple[str, ...]:
        known = (
            each.name
            for each in sorted(waiting, key=lambda each: each.name)[:NAMED]
            if self._pairs.may(session, reader_id, each.key, Action.READ_GOAL_FACTS)
        )
        return tuple(known)

    @staticmethod
    def _above(session: Session, unit: str, goals: Mapping[str, Goal]) -> tuple[Goal, ...]:
        path = relations.units_above(session, unit)[1:]
        return tuple(goal for goal in goals.values() if goal.unit in path)


def _free_code(session: Session, cycle_id: str, unit: str) -> str:
    """Return a code that no goal of the cycle has or had."""
    taken = unit_goals.codes(session, cycle_id)
    return next(code for at in range(1, 1000) if (code := f"{unit}-{cycle_id}-{at}") not in taken)


_OPEN = frozenset({State.SHARED, State.HALF})
