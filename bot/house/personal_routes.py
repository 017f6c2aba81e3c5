"""What the features know of somebody's own affairs, for questions that the rule book answers in general only."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.features.goals.lines import shown_number
from bot.features.goals.refusals import GoalsNotYours, NoGoalCycle
from bot.features.policies.answers import PersonalWord

if TYPE_CHECKING:
    from sqlmodel import Session

    from bot.clock import Clock
    from bot.features.appeals.service import Appeals
    from bot.features.goals.viewing import Viewing
    from bot.features.one_on_ones.service import OneOnOnes
    from bot.features.scores.service import Scores


def next_talk(one_on_ones: OneOnOnes, clock: Clock, session: Session, person_id: int) -> PersonalWord:
    """Return when somebody's next 1:1 is, and with whom."""
    view = one_on_ones.home_view(session, person_id, clock.now())
    talks = [(talk.next_at, talk.name) for talk in view.reports if talk.next_at is not None]
    talks += [(talk.next_at, talk.name) for talk in view.managers if talk.next_at is not None]
    if not talks:
        return PersonalWord("asking-no-talk")
    next_at, name = min(talks)
    return PersonalWord(
        "asking-next-talk", (("with", name), ("next", next_at.astimezone(ZoneInfo(view.zone))))
    )


def my_score(scores: Scores, session: Session, person_id: int) -> PersonalWord:
    """Return somebody's own newest result, as far as they may see it."""
    own = scores.home_view(session, person_id).own
    if own is None or own.final is None:
        return PersonalWord("asking-no-score")
    if own.band is None:
        return PersonalWord("asking-my-figures", (("cycle", own.cycle), ("final", own.final)))
    return PersonalWord(
        "asking-my-score",
        (("cycle", own.cycle), ("final", own.final), ("band", own.band), ("state", own.state)),
    )


def my_goals(goals: Viewing, session: Session, person_id: int) -> PersonalWord:
    """Return somebody's own goals, as agreed or as far as they are under discussion."""
    try:
        found = goals.sheet(session, person_id, person_id)
    except (NoGoalCycle, GoalsNotYours):
        return PersonalWord("asking-no-goal-cycle")
    if not found.lines:
        return PersonalWord("asking-no-goals", (("cycle", found.cycle.id),))
    agreed = "agreed" if found.talk is None else "changing" if found.agreed is not None else "open"
    lines = tuple(
        f"{line.code} {line.title}{f': {target}' if target else ''} ({line.get('weight')}%)"
        for line in found.lines
        for target in (shown_number(line.get("target"), line),)
    )
    return PersonalWord("asking-my-goals", (("cycle", found.cycle.id), ("state", agreed), ("goals", lines)))


def my_appeal(appeals: Appeals, session: Session, person_id: int) -> PersonalWord:
    """Return how it stands with somebody's right to appeal, or with their appeal."""
    stands = appeals.stands(session, person_id)
    if stands.day is None:
        return PersonalWord("appeals-deadline-none")
    about = (("cycle", stands.cycle), ("day", stands.day))
    if stands.state is not None:
        return PersonalWord("appeals-deadline-state", (*about, ("state", stands.state.value)))
    return PersonalWord("appeals-deadline-over" if stands.late else "appeals-deadline-open", about)
