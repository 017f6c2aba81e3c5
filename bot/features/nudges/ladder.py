"""How help is offered when talks stay away, step by step, and never as a punishment (domain 3.4)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from bot.features.nudges.kinds import GAP_DAYS, NEAR_DEADLINE_DAYS, SUPPORT_GAP_DAYS

CHANGE_AFTER, ASK_AFTER = 3, 5
HR_AFTER = timedelta(hours=24)
SUBSTITUTE_AFTER_DAYS = 3


class Step(StrEnum):
    """What is done; each includes nothing of those after it."""

    NOTHING = "nothing"
    SLOTS = "e0"
    """Free slots are offered."""
    CHANGE = "e1"
    """The offer changes: a shorter form, another time."""
    ASK = "e2"
    """One tap says why; a peer coach is offered, and only comes when wanted."""
    SUPPORT = "e3"
    """The manager is told first; a day later their HR partner sees task, date and chosen reason."""
    SUBSTITUTE = "e4"
    """HR finds somebody else to hold the talk, so that the employee is not harmed."""


@dataclass(frozen=True)
class Standing:
    """How it stands with one talk. `days_to_deadline` are working days, negative after it, None without one."""

    gap_days: int = 0
    streak: int = 0
    mandatory: bool = False
    days_to_deadline: int | None = None


def step_for(standing: Standing) -> Step:
    """Return the highest step whose trigger holds."""
    left = standing.days_to_deadline if standing.mandatory else None
    if left is not None and left <= -SUBSTITUTE_AFTER_DAYS:
        return Step.SUBSTITUTE
    if standing.gap_days > SUPPORT_GAP_DAYS or (left is not None and left <= NEAR_DEADLINE_DAYS):
        return Step.SUPPORT
    if standing.streak >= ASK_AFTER:
        return Step.ASK
    if standing.streak >= CHANGE_AFTER:
        return Step.CHANGE
    return Step.SLOTS if standing.gap_days > GAP_DAYS else Step.NOTHING
