"""The day on which results are visible whether or not there was a talk: working day 30 after the cycle (PM-8.1).

From that morning on, every working day until the retrospective closes, whoever has nothing in the way is released as
by HR: the same guards, the same messages. What people have to decide first is put to them: HR's administrators on the
day itself and two working days later, and after five whoever in HR serves the person, by name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.features.scores.release_rules import DUE, Standing, standing, visible_beat
from bot.features.scores.releases import PREVIEW
from storage import cycle_turns, cycles, goal_sheets, people, relations, scores
from storage.outbox import Priority

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlmodel import Session

    from bot.clock import Clock
    from bot.features.scores.publishing import Publishing
    from bot.features.scores.release_facts import ReleaseFacts
    from bot.outgoing import Outgoing
    from storage.cycle_turns import CycleTurn
    from storage.cycles import Cycle

TURN = "visible"
"""What the day's turn is called in `cycle_turn`."""
WHY = "visible_day"
"""Why a version was released, for programs."""
AT_ONCE = 50
_OUT = frozenset({Standing.RELEASED, Standing.NO_RESULT})


class VisibleDay:
    """Does what the day does, some people at a time, each within the caller's transaction."""

    def __init__(self, clock: Clock, facts: ReleaseFacts, publishing: Publishing, outgoing: Outgoing) -> None:
        self._clock = clock
        self._facts = facts
        self._publishing = publishing
        self._outgoing = outgoing

    def act_due(self, session: Session) -> int:
        """Release the next of those whose day has come; return how many people were looked at."""
        now = self._clock.now()
        for cycle in cycles.every(session):
            if self._facts.is_visibility_morning(cycle, now):
                turn = cycle_turns.take(session, TURN, cycle.id, self._facts.today)
                if turn is not None:
                    return self._go_on(session, cycle, turn)
        return 0

    def _go_on(self, session: Session, cycle: Cycle, turn: CycleTurn) -> int:
        part = [each for each in goal_sheets.people_with(session, cycle.id) if each > turn.upto][:AT_ONCE]
        turn.left_over += self._release(session, cycle, part)
        if part:
            turn.upto = part[-1]
        else:
            turn.done_at = self._clock.now()
            self._put_to_hr(session, cycle, turn.left_over)
        cycle_turns.keep(session, turn)
        return max(1, len(part))

    def _release(self, session: Session, cycle: Cycle, part: list[int]) -> int:
        """Release who is ready, and return how many others are left."""
        versions = scores.of_people(session, part, cycle.id)
        # What follows a release is a correction, and goes out as one.
        first = [each for each in part if not any(version.seen for version in versions.get(each, ()))]
        left, flagged = 0, []
        for person_id, (facts, _) in self._facts.of_people(session, cycle, first).items():
            stands = standing(facts)
            if stands is Standing.READY:
                self._publishing.publish(session, versions[person_id][-1], by_id=None, why=WHY)
            elif stands not in _OUT:
                left += 1
                flagged += [person_id] if stands is Standing.FLAGGED else []
        if visible_beat(self._facts.days_visible(cycle)) == "named":
            self._put_to_named(session, cycle, flagged)
        return left

    def _put_to_hr(self, session: Session, cycle: Cycle, left: int) -> None:
        beat = visible_beat(self._facts.days_visible(cycle))
        if left and beat in {"day", "again"}:
            for admin in people.with_role(session, relations.HR_ADMIN):
                self._put(session, cycle, admin.key, beat)

    def _put_to_named(self, session: Session, cycle: Cycle, flagged: Iterable[int]) -> None:
        for person_id in flagged:
            for helper in relations.helpers_of(session, person_id, self._facts.today)[:1]:
                self._put(session, cycle, helper.key, "named")

    def _put(self, session: Session, cycle: Cycle, to: int, beat: str) -> None:
        """Put who is left to somebody in HR, once for each beat; who of them they serve is seen when it is drawn."""
        asked_by = f"{DUE}{beat}-{cycle.id}-{to}"
        self._outgoing.post(
            session,
            key=f"{PREVIEW}:{asked_by}",
            kind=PREVIEW,
            payload={"cycle": cycle.id, "unit": "", "asked": asked_by},
            to=to,
            priority=Priority.NUDGE,
        )
