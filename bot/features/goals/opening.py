"""How a draft begins: from nothing, from the goals of the cycle before, from a file, or to change what is agreed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.features.goals import rules, writing
from bot.features.goals.refusals import GoalFileNotRead, GoalsAlreadyOpen, GoalsMovedOn, TooManyGoals
from bot.features.goals.service import CARD
from bot.features.goals.talks import Act, Said, State
from storage import goal_drafts, people
from storage.goal_drafts import After

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sqlmodel import Session

    from bot.features.goals.lines import Line
    from bot.features.goals.pairs import Pairs
    from bot.features.goals.sheets import ReadSheet
    from bot.outgoing import Outgoing
    from storage.cycles import Cycle


@dataclass(frozen=True)
class Change:
    """Why agreed goals are to change, from which day, and whether the company decided so (PM-2.5)."""

    reason: str
    day: date
    company: bool = False


class Opening:
    """Begins drafts, which only who begins them knows of until they are shared.

    Each way raises GoalsNotYours, and GoalsAlreadyOpen while there is a draft the actor knows of.
    """

    def __init__(self, pairs: Pairs, outgoing: Outgoing) -> None:
        self._pairs = pairs
        self._outgoing = outgoing

    def begin(self, session: Session, by: int, person_id: int, cycle_id: str, *, from_earlier: bool) -> str:
        """Begin a draft, empty or with the goals of the cycle before; raises GoalsMovedOn when there are none."""
        cycle = self._free(session, by, person_id, cycle_id)
        if self._pairs.agreed(session, person_id, cycle.id) is not None:
            raise GoalsAlreadyOpen
        lines: tuple[Line, ...] = ()
        if from_earlier:
            found = self._pairs.earlier(session, person_id, cycle)
            if found is None:
                raise GoalsMovedOn
            lines = found[2].lines
        return self._begin(session, by, person_id, cycle, lines, cycle.starts)

    def change(self, session: Session, by: int, person_id: int, cycle_id: str, change: Change) -> str:
        """Begin a draft from what is agreed; raises what `rules.check_change` raises, and GoalsMovedOn."""
        cycle = self._free(session, by, person_id, cycle_id)
        agreed = self._pairs.agreed(session, person_id, cycle.id)
        if agreed is None:
            raise GoalsMovedOn
        rules.check_change(
            self._pairs.today(),
            change.day,
            cycle.starts,
            cycle.ends,
            reason=change.reason,
            company=change.company,
        )
        return self._begin(session, by, person_id, cycle, agreed.lines, change.day, change)

    def bring(
        self, session: Session, by: int, sheets: Sequence[ReadSheet], about_id: int, question: str
    ) -> None:
        """Begin a draft from each sheet of a file, and say where they are.

        A sheet is its `employee`'s, otherwise `about_id`'s. Raises GoalFileNotRead for somebody nobody knows, and
        TooManyGoals.
        """
        for sheet in sheets:
            if len(sheet.lines) > rules.MOST_LINES:
                raise TooManyGoals(limit=rules.MOST_LINES)
            person_id = self._whose(session, sheet, about_id)
            known = self._cycle_named(session, sheet.cycle)
            cycle = self._free(session, by, person_id, known)
            agreed = self._pairs.agreed(session, person_id, cycle.id)
            if agreed is not None:
                raise GoalsAlreadyOpen
            self._begin(session, by, person_id, cycle, sheet.lines, cycle.starts, tier=sheet.tier)
            self.show(session, by, person_id, cycle.id, f"{question}:{person_id}")

    def show(self, session: Session, reader_id: int, person_id: int, cycle_id: str, question: str) -> None:
        """Put the message with somebody's goals, once per question. Raises GoalsNotYours."""
        self._pairs.need(session, reader_id, person_id)
        payload = {"person": person_id, "cycle": self._pairs.cycle(session, cycle_id, person_id).id}
        self._outgoing.post(session, key=f"{CARD}:{question}", kind=CARD, payload=payload, to=reader_id)

    def _free(self, session: Session, by: int, person_id: int, cycle_id: str) -> Cycle:
        self._pairs.need(session, by, person_id)
        cycle = self._pairs.cycle(session, cycle_id, person_id)
        if self._pairs.known(session, by, person_id, cycle.id) is not None:
            raise GoalsAlreadyOpen
        return cycle

    def _begin(  # noqa: PLR0913, PLR0917 - all that a draft begins with
        self,
        session: Session,
        by: int,
        person_id: int,
        cycle: Cycle,
        lines: tuple[Line, ...],
        day: date,
        change: Change | None = None,
        tier: str = "",
    ) -> str:
        now = self._pairs.clock.now()
        draft = goal_drafts.begin(session, person_id, cycle.id, opened_by=by, effective_from=day, now=now)
        unit, usual = self._pairs.place(session, person_id, cycle)
        said = Said(
            lines=lines,
            unit=unit,
            tier=tier or usual,
            words=change.reason if change else "",
            company=change.company if change else False,
        )
        orphans = sum(line.orphan for line in lines)
        goal_drafts.add(
            session,
            draft,
            1,
            by_id=by,
            act=Act.OPEN.value,
            said=writing.written(said),
            after=After(State.PRIVATE.value, len(lines), orphans),
            now=now,
        )
        return draft.id

    @staticmethod
    def _whose(session: Session, sheet: ReadSheet, about_id: int) -> int:
        if not sheet.employee:
            return about_id
        found = people.by_reference(session, sheet.employee)
        if found is None:
            raise GoalFileNotRead(line=0, column="employee")
        return found.key

    def _cycle_named(self, session: Session, cycle_id: str) -> str:
        if cycle_id and self._pairs.has_cycle(session, cycle_id):
            return cycle_id
        if cycle_id:
            raise GoalFileNotRead(line=0, column="cycle")
        return ""
