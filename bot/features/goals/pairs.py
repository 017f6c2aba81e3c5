"""The two whose goals are talked over: who may see them, how a draft stands, and what is agreed."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING

from bot.access import Action, Actor, GoalsSubject, Place, can
from bot.features.goals import rules, writing
from bot.features.goals.refusals import GoalsMovedOn, GoalsNotYours, NoGoalCycle
from bot.features.goals.sheets import SheetHead
from bot.features.goals.shown import AgreedSheet, CycleShown
from bot.features.goals.talks import Act, Move, State, Talk
from storage import cycle_acts, cycles, goal_drafts, goal_sheets, people, pilots, relations

if TYPE_CHECKING:
    from datetime import date, datetime
    from zoneinfo import ZoneInfo

    from sqlmodel import Session

    from bot.clock import Clock
    from bot.features.goals.sheets import SheetRules
    from storage.cycles import Cycle
    from storage.goal_drafts import GoalDraft
    from storage.goal_sheets import GoalSheetVersion

GOAL_SETTING = "goal_setting"
STAFF, UNIT_HEAD = "staff", "unit_head"
NO_UNIT = "-"
"""What stands for the unit of somebody who is in none."""


class Pairs:
    """Reads what is stored of the two; each call is within the caller's transaction."""

    def __init__(self, clock: Clock, zone: ZoneInfo, sheets: SheetRules) -> None:
        self.clock, self.zone, self.sheets = clock, zone, sheets

    def today(self) -> date:
        """Return the day on the company's clocks."""
        return self.clock.now().astimezone(self.zone).date()

    def day_of(self, instant: datetime) -> date:
        """Return the day of an instant on the company's clocks."""
        return instant.astimezone(self.zone).date()

    def may(self, session: Session, reader_id: int, person_id: int, action: Action) -> bool:
        """Return whether somebody may do something with a person's goals."""
        stands = relations.standing(session, person_id, self.today())
        subject = GoalsSubject(person_id, Place(stands.managers, stands.units))
        return can(self.actor(session, reader_id), action, subject)

    def actor(self, session: Session, person_id: int) -> Actor:
        """Return somebody as who acts."""
        return Actor.of(relations.reader(session, person_id, self.today()))

    def need(self, session: Session, reader_id: int, person_id: int) -> None:
        """Raise GoalsNotYours unless somebody is one of the two."""
        if not self.may(session, reader_id, person_id, Action.DISCUSS_GOALS):
            raise GoalsNotYours

    def cycle(self, session: Session, cycle_id: str = "", person_id: int | None = None) -> Cycle:
        """Return a cycle; without its id the one whose goals are being set, otherwise today's, or the last there was.

        Of those that are `person_id`'s: a pilot is nobody else's. Raises NoGoalCycle.
        """
        if cycle_id:
            found = session.get(cycles.Cycle, cycle_id)
        else:
            today = self.today()
            mine = [
                each
                for each in cycles.every(session)
                if person_id is None or pilots.includes(session, each.id, person_id)
            ]
            known = {each.id: each for each in mine}
            opens = [
                each.cycle_id
                for each in cycles.open_phases(session, today)
                if each.key == GOAL_SETTING and each.cycle_id in known
            ]
            found = known[opens[-1]] if opens else None
            at_work = (each for each in mine if each.starts <= today <= each.ends)
            begun = (each for each in mine if each.starts <= today)
            found = found or next(at_work, None) or next(begun, None)
        if found is None:
            raise NoGoalCycle
        return found

    @staticmethod
    def has_cycle(session: Session, cycle_id: str) -> bool:
        """Return whether there is such a cycle."""
        return session.get(cycles.Cycle, cycle_id) is not None

    def manager(self, session: Session, person_id: int) -> int | None:
        """Return who manages somebody today, as far as they are here."""
        return relations.manager_of(session, person_id, self.today())

    def talk(self, session: Session, draft: GoalDraft) -> Talk:
        """Return how a draft stands."""
        empty = Talk(
            draft.person_id,
            self.manager(session, draft.person_id),
            draft.opened_by,
            draft.effective_from,
        )
        return reduce(rules.after, self.moves(session, draft), empty)

    def moves(self, session: Session, draft: GoalDraft) -> list[Move]:
        """Return a draft's steps in order."""
        return [
            Move(move.number, move.by_id, move.at, Act(move.act), writing.read(move.said))
            for move in goal_drafts.moves(session, draft)
        ]

    def known(
        self, session: Session, reader_id: int, person_id: int, cycle_id: str
    ) -> tuple[GoalDraft, Talk] | None:
        """Return the draft the reader is shown: what both talk over, otherwise their own; None without one."""
        own = None
        for draft in reversed(goal_drafts.of_pair(session, person_id, cycle_id)):
            talk = self.talk(session, draft)
            if talk.over or not talk.steps:
                continue
            if talk.shared:
                return draft, talk
            if draft.opened_by == reader_id and own is None:
                own = draft, talk
        return own

    def shared(self, session: Session, person_id: int, cycle_id: str) -> bool:
        """Return whether a draft is under discussion."""
        return any(
            self.talk(session, draft).state in {State.SHARED, State.HALF}
            for draft in goal_drafts.of_pair(session, person_id, cycle_id)
        )

    def draft(
        self, session: Session, reader_id: int, draft_id: str, *, lock: bool = False
    ) -> tuple[GoalDraft, Talk]:
        """Return a draft the reader may know of. Raises GoalsNotYours, and GoalsMovedOn for one that is gone."""
        draft = goal_drafts.get(session, draft_id, lock=lock)
        if draft is None:
            raise GoalsMovedOn
        self.need(session, reader_id, draft.person_id)
        talk = self.talk(session, draft)
        if not talk.steps:
            raise GoalsMovedOn
        if not talk.shared and draft.opened_by != reader_id:
            raise GoalsNotYours
        return draft, talk

    def agreed(self, session: Session, person_id: int, cycle_id: str) -> AgreedSheet | None:
        """Return the goals that count in a cycle."""
        found = goal_sheets.current(session, person_id, cycle_id)
        return None if found is None else self._opened(found)

    def earlier(
        self, session: Session, person_id: int, cycle: Cycle
    ) -> tuple[str, SheetHead, AgreedSheet] | None:
        """Return the newest goals agreed for a cycle before, with the cycle's id."""
        before = [each for each in cycles.every(session) if each.starts < cycle.starts]
        for each in before:
            found = goal_sheets.current(session, person_id, each.id)
            if found is not None:
                head, _ = self.sheets.sheet(found.content)
                return each.id, head, self._opened(found)
        return None

    def place(self, session: Session, person_id: int, cycle: Cycle) -> tuple[str, str]:
        """Return the unit and the tier of roles a new draft is for: as agreed last, otherwise as people stand now."""
        person = session.get_one(people.Person, person_id)
        unit = person.unit_code or NO_UNIT
        now = goal_sheets.current(session, person_id, cycle.id)
        before = self.earlier(session, person_id, cycle)
        head = self.sheets.sheet(now.content)[0] if now else before[1] if before else None
        if head is not None and head.unit == unit:
            return unit, head.tier
        return unit, UNIT_HEAD if people.headed_by(session, person_id) else STAFF

    def _opened(self, version: GoalSheetVersion) -> AgreedSheet:
        return AgreedSheet(
            version=version.version,
            effective_from=version.effective_from,
            lines=self.sheets.sheet(version.content)[1],
            employee_on=version.confirmed_by_employee_on,
            manager_on=version.confirmed_by_manager_on,
            reason=version.reason,
        )


def head_of(talk: Talk, cycle_id: str) -> SheetHead:
    """Return whose sheet a draft is to become, and for what."""
    return SheetHead(talk.employee, cycle_id, talk.unit, talk.tier)


def cycle_shown(session: Session, cycle: Cycle) -> CycleShown:
    """Return what is shown of a cycle."""
    linked = cycle_acts.linked_to_pay(session, cycle.id)
    return CycleShown(cycle.id, cycle.names, cycle.starts, cycle.ends, linked)
