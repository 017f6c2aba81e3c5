"""What came of nudges: answered, ignored after two working days, and the act itself done or not (N-10…N-12, 3.5)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.features.nudges import habits
from bot.features.nudges.kinds import NEVER_WITHHELD, Kind
from bot.features.nudges.knowing import habit_of
from storage import (
    actions,
    cycle_tasks,
    goal_sheets,
    nudge_decisions,
    nudge_facts,
    nudge_habits,
    nudges,
)
from storage.nudge_decisions import ANSWERED, IGNORED, NudgeDecision

if TYPE_CHECKING:
    from sqlmodel import Session

    from bot.clock import Clock

BATCH = 100
NOT_NEEDED, DONE, SNOOZED = "not_needed", "done", "snoozed"
OVER = frozenset({NOT_NEEDED, DONE})
"""Answers after which a thing is not said again."""
PAUSE_KEEPS = timedelta(days=14)


class Settling:
    """Draws the conclusions, each method within the caller's transaction."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def judge_due(self, session: Session) -> int:
        """Take every answer and every silence that is due into the habits; return how many."""
        now = self._clock.now()
        rows = nudge_decisions.to_judge(session, now, BATCH)
        for row in rows:
            if row.outcome is None:
                row.outcome = ANSWERED if self._was_done(session, row) else IGNORED
            self._conclude(session, row)
            row.judge_at = None
            session.add(row)
        session.flush()
        return len(rows)

    def look_up_due(self, session: Session) -> int:
        """Note for every decision, sent or withheld, whether the act was done within five working days."""
        rows = nudge_decisions.to_look_up(session, self._clock.now(), BATCH)
        for row in rows:
            row.acted, row.effect_at = self._was_done(session, row), None
            session.add(row)
        session.flush()
        return len(rows)

    def _conclude(self, session: Session, row: NudgeDecision) -> None:
        kind, now = Kind(row.kind), self._clock.now()
        stored = nudge_habits.habit(session, row.recipient_id, row.kind)
        if row.outcome == IGNORED:
            after, ask = habits.ignored(habit_of(stored), now)
            if ask and kind not in NEVER_WITHHELD:
                self._ask_why(session, row)
        else:
            after = habits.answered(habit_of(stored))
        stored.streak, stored.slow_steps = after.streak, after.slow_steps
        stored.paused_until = after.paused_until
        session.add(stored)
        if row.outcome in OVER:
            nudges.drop(session, row.candidate_key)

    def _ask_why(self, session: Session, row: NudgeDecision) -> None:
        """Ask once what would be better; the question is subject to the same rules (N-10, E2)."""
        now = self._clock.now()
        nudges.offer(
            session,
            recipient_id=row.recipient_id,
            kind=nudges.PAUSE,
            about_id=None,
            key=f"pause:{row.recipient_id}:{row.kind}:{row.day.isoformat()}",
            due_at=now,
            until=now + PAUSE_KEEPS,
            facts={"kind": row.kind},
        )

    def _was_begun(self, session: Session, row: NudgeDecision) -> bool:
        """Return whether a task of a cycle is done for more people than when it was spoken of."""
        found = nudges.by_keys(session, [row.candidate_key])
        facts = found[0].facts if found else {}
        if "task" not in facts:
            return False
        today = self._clock.now().date()
        left = cycle_tasks.left(session, facts["cycle"], facts["phase"], facts["task"], today)
        return left is not None and left.by_manager.get(row.recipient_id, 0) < int(facts["missing"])

    def _was_done(self, session: Session, row: NudgeDecision) -> bool:
        if row.kind in {Kind.MID_WINDOW, Kind.SUPPORT} and row.about_id is None:
            return self._was_begun(session, row)
        # That something was put off or not needed is an answer, and not the act.
        if row.outcome in {DONE, ANSWERED} and row.kind not in _ABOUT_TALKS:
            return True
        if row.kind == Kind.ACTION_DUE:
            found = nudges.by_keys(session, [row.candidate_key])
            action = actions.get(session, int(found[0].facts["action"])) if found else None
            return action is not None and action.status != actions.OPEN
        if row.kind == Kind.GOALS_OPEN:
            found = nudges.by_keys(session, [row.candidate_key])
            if not found:
                return False
            facts = found[0].facts
            return bool(goal_sheets.agreed_people(session, [int(facts["employee"])], str(facts["cycle"])))
        if row.about_id is None or row.kind not in _ABOUT_TALKS:
            return False
        pair = (row.recipient_id, row.about_id)
        if row.kind == Kind.PRE_1ON1:
            return nudge_facts.was_begun(session, pair, row.decided_at)
        newest = nudge_facts.newest_talks(session, [row.recipient_id]).get(pair)
        return newest is not None and newest.written_at > row.decided_at


_ABOUT_TALKS = frozenset({Kind.PRE_1ON1, Kind.DEBRIEF, Kind.GAP_21, Kind.GAP_28, Kind.SUPPORT})
