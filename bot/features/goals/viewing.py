"""Goals as those see them who may: the sheet, its history, what is new, and what Home shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.access import Action, UnitSubject, can
from bot.features.goals import rules
from bot.features.goals.lines import differences
from bot.features.goals.pairs import cycle_shown, head_of
from bot.features.goals.refusals import NoGoalCycle
from bot.features.goals.shown import Changed, GoalsShown, History, HomeGoals, InShort, News, Told, UpperGoal
from bot.features.goals.talks import Act, State, Talk
from storage import goal_drafts, goal_sheets, people, relations, unit_goals
from storage.people import Person

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from sqlmodel import Session

    from bot.features.goals.lines import Line
    from bot.features.goals.pairs import Pairs
    from bot.features.goals.sheets import Problem
    from bot.features.goals.shown import AgreedSheet, CycleShown
    from bot.features.goals.talks import Move, Proposal
    from storage.cycles import Cycle
    from storage.goal_drafts import DraftState, GoalDraft
    from storage.unit_goals import Goal

ON_HOME = 6
LANGUAGES = ("en", "zh")
_TOLD = frozenset(Act) - {Act.OPEN, Act.PUT, Act.REMOVE, Act.FIX}
"""The acts one is told of; what is done to a draft before it is shared is nobody else's, and what follows by itself
has its own message."""


class Viewing:
    """Reads. Each raises GoalsNotYours for who is none of the two."""

    def __init__(self, pairs: Pairs) -> None:
        self._pairs = pairs

    def sheet(self, session: Session, reader_id: int, person_id: int, cycle_id: str = "") -> GoalsShown:
        """Return somebody's goals for a cycle as the reader sees them."""
        self._pairs.need(session, reader_id, person_id)
        cycle = self._pairs.cycle(session, cycle_id, person_id)
        known = self._pairs.known(session, reader_id, person_id, cycle.id)
        return self._shown(session, reader_id, person_id, cycle, known)

    def of_draft(self, session: Session, reader_id: int, draft_id: str) -> GoalsShown:
        """Return the goals a draft is about, as things stand now."""
        draft, _ = self._pairs.draft(session, reader_id, draft_id)
        return self.sheet(session, reader_id, draft.person_id, draft.cycle)

    def history(self, session: Session, reader_id: int, draft_id: str) -> History:
        """Return every step of a draft."""
        draft, talk = self._pairs.draft(session, reader_id, draft_id)
        cycle = self._pairs.cycle(session, draft.cycle)
        shown = self._shown(session, reader_id, draft.person_id, cycle, (draft, talk))
        return History(shown, tuple(self._told(session, draft, since=0)))

    def last_draft(self, session: Session, reader_id: int, person_id: int, cycle_id: str) -> str:
        """Return the draft that what is agreed came of, otherwise the newest to look back at; empty without one."""
        self._pairs.need(session, reader_id, person_id)
        found = ""
        for draft in reversed(goal_drafts.of_pair(session, person_id, cycle_id)):
            talk = self._pairs.talk(session, draft)
            if talk.state is State.AGREED:
                return draft.id
            if talk.steps and (talk.shared or draft.opened_by == reader_id):
                found = found or draft.id
        return found

    def news(self, session: Session, reader_id: int, draft_id: str, since: int) -> News | None:
        """Return what the other side did with a draft since the reader's step `since`; None for nothing."""
        draft, talk = self._pairs.draft(session, reader_id, draft_id)
        steps = [
            step
            for step in self._told(session, draft, since=since)
            if step.move.by != reader_id and step.move.act in _TOLD
        ]
        if not steps:
            return None
        cycle = self._pairs.cycle(session, draft.cycle)
        first = any(step.move.act is Act.SHARE for step in steps)
        shown = self._shown(session, reader_id, draft.person_id, cycle, (draft, talk))
        return News(
            shown, steps[-1].move.by, first, tuple(each for each in steps if each.move.act is not Act.SHARE)
        )

    def home(self, session: Session, reader_id: int) -> HomeGoals:
        """Return what Home shows: one's own goals, those of one's reports, and whose one may look after.

        Each in their own cycle: a manager outside a pilot may have reports inside of it, and the other way round.
        """
        own = session.get(Person, reader_id)
        reports = people.reports_of(session, reader_id)
        found = self._cycles(session, [*([own] if own is not None else []), *reports])
        if not found:
            return HomeGoals(None, None, (), 0, ())
        mine = found.get(reader_id, next(iter(found.values())))
        places = {
            cycle.id: _Place(
                cycle_shown(session, cycle) if cycle.id != mine.id else None,
                goal_drafts.states(session, among, cycle.id, reader_id),
                goal_sheets.agreed_people(session, among, cycle.id),
            )
            for cycle, among in _among(found)
        }

        def in_short(person: Person) -> InShort:
            return _in_short(person, places[found[person.key].id])

        has_own = reader_id in found and (
            self._pairs.manager(session, reader_id) is not None or reader_id in places[mine.id].agreed
        )
        waiting = sorted(
            (in_short(report) for report in reports if report.key in found),
            key=lambda each: (each.state is State.AGREED, each.agreed, each.name),
        )
        return HomeGoals(
            cycle_shown(session, mine),
            in_short(own) if own is not None and has_own else None,
            tuple(waiting[:ON_HOME]),
            len(waiting[ON_HOME:]),
            self.units_looked_after(session, reader_id),
        )

    def _cycles(self, session: Session, everybody: Sequence[Person]) -> dict[int, Cycle]:
        """Return whose goals belong to which cycle, by person; whose cycle is whose goes by the unit."""
        by_unit: dict[str | None, Cycle | None] = {}
        for person in everybody:
            if person.unit_code not in by_unit:
                by_unit[person.unit_code] = self._cycle_of(session, person.key)
        found = {person.key: by_unit[person.unit_code] for person in everybody}
        return {key: cycle for key, cycle in found.items() if cycle is not None}

    def _cycle_of(self, session: Session, person_id: int) -> Cycle | None:
        try:
            return self._pairs.cycle(session, person_id=person_id)
        except NoGoalCycle:
            return None

    def units_looked_after(self, session: Session, reader_id: int) -> tuple[str, ...]:
        """Return the units whose goals somebody may enter."""
        actor = self._pairs.actor(session, reader_id)
        if not actor.role.startswith("hr") and not people.headed_by(session, reader_id):
            return ()
        above = people.parents(session)
        heads = relations.unit_heads(session)
        found = []
        for code in above:
            path = people.path(code, above)
            subject = UnitSubject(tuple(path), frozenset(heads[each] for each in path if each in heads))
            if can(actor, Action.SET_UNIT_GOALS, subject):
                found.append(code)
        return tuple(sorted(found))

    def uppers(self, session: Session, cycle_id: str) -> dict[str, UpperGoal]:
        """Return every unit's goal of a cycle."""
        return _uppers(session, unit_goals.of_cycle(session, cycle_id).values())

    def _shown(
        self,
        session: Session,
        reader_id: int,
        person_id: int,
        cycle: Cycle,
        known: tuple[GoalDraft, Talk] | None,
    ) -> GoalsShown:
        draft, talk = known or (None, None)
        agreed = self._pairs.agreed(session, person_id, cycle.id)
        manager = self._pairs.manager(session, person_id)
        lines = talk.lines if talk else agreed.lines if agreed else ()
        goals = unit_goals.of_cycle(session, cycle.id)
        uppers = _uppers(session, goals.values())
        earlier = None if talk or agreed else self._pairs.earlier(session, person_id, cycle)
        judged: tuple[Problem, ...] = ()
        would = lines
        if talk is not None:
            judged = self._pairs.sheets.problems(head_of(talk, cycle.id), lines)
            would = talk.with_all_proposals()
        return GoalsShown(
            reader_id=reader_id,
            employee_id=person_id,
            names=self._names(session, {reader_id, person_id, manager or person_id}, talk, draft),
            cycle=cycle_shown(session, cycle),
            manager_id=manager,
            zone=self._pairs.zone,
            talk=talk,
            draft_id=draft.id if draft else "",
            agreed=agreed,
            problems=judged,
            weight=self._pairs.sheets.weight_sum(lines),
            weight_with_proposals=self._pairs.sheets.weight_sum(would),
            chains={line.code: _chain(goals, uppers, line) for line in lines},
            uppers=tuple(uppers[goal.code] for goal in self._nearest(session, person_id, goals.values())),
            changes=_changes(agreed, talk),
            earlier=earlier[0] if earlier else "",
            past=self.last_draft(session, reader_id, person_id, cycle.id) if agreed and not talk else "",
        )

    @staticmethod
    def _nearest(session: Session, person_id: int, goals: Iterable[Goal]) -> list[Goal]:
        """Return goals with those of the person's own unit first, then those of the units above it, then others."""
        unit = session.get_one(Person, person_id).unit_code
        units = relations.units_above(session, unit) if unit else ()
        far = len(units)
        return sorted(
            goals, key=lambda goal: (units.index(goal.unit) if goal.unit in units else far, goal.code)
        )

    def _names(
        self, session: Session, known: set[int], talk: Talk | None, draft: GoalDraft | None
    ) -> Mapping[int, str]:
        if draft is not None and talk is not None:
            known |= {draft.opened_by, *(move.by for move in self._pairs.moves(session, draft))}
        return {person.key: person.name for person in people.by_ids(session, known)}

    def _told(self, session: Session, draft: GoalDraft, since: int) -> Iterable[Told]:
        """Give the steps after `since`, each with the proposal it made or answered."""
        talk = Talk(draft.person_id, None, draft.opened_by, draft.effective_from)
        for move in self._pairs.moves(session, draft):
            before, talk = talk, rules.after(talk, move)
            if move.number <= since:
                continue
            number = move.number if move.act is Act.PROPOSE else move.said.proposal
            proposal = talk.proposal(number) or before.proposal(number)
            yield _as_told(before, move, proposal)


@dataclass(frozen=True)
class _Place:
    """A cycle with what is known of the goals of some people in it; `cycle` None for the reader's own."""

    cycle: CycleShown | None
    states: Mapping[int, DraftState]
    agreed: Collection[int]


def _among(found: Mapping[int, Cycle]) -> list[tuple[Cycle, list[int]]]:
    """Return each cycle with the people in it."""
    cycles = {cycle.id: cycle for cycle in found.values()}
    return [(cycle, [key for key, each in found.items() if each.id == cycle.id]) for cycle in cycles.values()]


def _in_short(person: Person, place: _Place) -> InShort:
    found = place.states.get(person.key)
    state = State(found.state) if found else None
    waiting = found.waiting if found and state in {State.SHARED, State.HALF} else 0
    return InShort(person.key, person.name, state, person.key in place.agreed, waiting, place.cycle)


def _as_told(before: Talk, move: Move, proposal: Proposal | None) -> Told:
    if proposal is not None:
        return Told(move, proposal, proposal.title, differences(proposal.old, proposal.new))
    old = before.line(move.said.code)
    line = old or move.said.line
    fields = differences(old, move.said.line) if move.act is Act.PUT else ()
    return Told(move, None, line.title if line else "", fields)


def _changes(agreed: AgreedSheet | None, talk: Talk | None) -> tuple[Changed, ...]:
    """Return what a draft would change against what is agreed; nothing for a first draft."""
    if agreed is None or talk is None:
        return ()
    old = {line.code: line for line in agreed.lines}
    new = {line.code: line for line in talk.lines}
    found = []
    for code in dict.fromkeys([*old, *new]):
        fields = differences(old.get(code), new.get(code))
        if fields:
            line = new.get(code) or old[code]
            found.append(Changed(code, line.title, fields, gone=code not in new))
    return tuple(found)


def _chain(goals: dict[str, Goal], uppers: Mapping[str, UpperGoal], line: Line) -> tuple[UpperGoal, ...]:
    """Return the goals a line serves, from the nearest up; one nobody entered stands by its code alone."""
    code = line.get("supports")
    found = tuple(uppers[goal.code] for goal in unit_goals.chain(goals, code))
    return found or ((UpperGoal(code, "", {}),) if code else ())


def _uppers(session: Session, goals: Iterable[Goal]) -> dict[str, UpperGoal]:
    names = {language: people.unit_names(session, language) for language in LANGUAGES}
    return {
        goal.code: UpperGoal(
            goal.code,
            goal.title,
            {language: names[language].get(goal.unit, goal.unit) for language in LANGUAGES},
        )
        for goal in goals
    }
