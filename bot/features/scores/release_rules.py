"""Whose result may be released and why not yet (domain 5.1, PM-1.5), and what follows a release (PM-7.3)."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from enum import IntEnum, StrEnum
from typing import TYPE_CHECKING

from bot.features.scores.question_rules import Calendar, end_of, morning
from bot.features.scores.results import Status
from bot.features.scores.states import SEEN_BY_EMPLOYEE, State

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Mapping
    from datetime import date, datetime
    from zoneinfo import ZoneInfo

LOW_LINE = Decimal(85)
"""A line below this, where band B begins, must not come as a surprise; it is the first level short of "solid"."""
NOTICE_DAYS = 5
"""Working days before the manager review closes by which somebody must have been told (PM-1.5)."""
VISIBLE_DAYS = 30
"""Working days after the cycle's last day on which a result is visible, talk or no talk (PM-8.1)."""
TALKS_END = 50
"""Working days after the cycle in which its talks may still be held: until its retrospective closes (PM-8.2)."""
APPEAL_DAYS = 10
"""Working days from the day a result is visible (PM-7.3)."""
RECEIPT_DAYS, HELP_DAYS, _LAST_CALL_DAYS = (2, 5), 6, APPEAL_DAYS - 2
"""Working days after which a receipt is asked for, HR is told who gave none, and the end of the window is near."""
DUE = "due-"
"""What `asked` begins with where nobody asked for a preview, but the day had come."""
_VISIBLE_BEATS = {0: "day", 2: "again", 5: "named"}
"""What is done on which working day about those whose results are not out on their day."""


class Standing(StrEnum):
    """Whether somebody's result may be released, and otherwise what is in the way."""

    READY = "ready"
    RELEASED = "released"
    NO_RESULT = "no_result"
    NOT_FROZEN = "not_frozen"
    ON_HOLD = "on_hold"
    NOT_CALIBRATED = "not_calibrated"
    NO_INTERVIEW = "no_interview"
    FLAGGED = "flagged"
    """A low line that no confirmed talk prepared, and HR has not decided about."""
    HELD_BACK = "held_back"
    """HR decided that it is not to go out like this."""
    TOLD_FIRST = "told_first"
    """It is lower than what is out: its person is told first, and it goes out a working day later."""


class Beat(IntEnum):
    """What time does after a release, in order."""

    RECEIPT = 0
    RECEIPT_AGAIN = 1
    HELP = 2
    """A named person in HR is told who stayed silent (domain 5.2)."""
    LAST_CALL = 3
    CLOSE = 4


@dataclass(frozen=True)
class Facts:
    """What is known of one person's newest version. `decided`: HR's decisions, by line; True lets it go out.

    `lowers`: it is lower than the version that is out; `told`: its person has known that for a working day.
    """

    state: str | None
    status: str = Status.SCORED.value
    frozen: bool = True
    interviewed: bool = False
    day_has_come: bool = False
    talked_in_time: bool = False
    low: tuple[str, ...] = ()
    decided: Mapping[str, bool] = field(default_factory=dict)
    lowers: bool = False
    told: bool = False

    @property
    def flags(self) -> tuple[str, ...]:
        """The low lines that HR has to decide about."""
        return () if self.talked_in_time else tuple(code for code in self.low if code not in self.decided)


@dataclass(frozen=True)
class Flag:
    """A low line nobody was told about in time: whose, which, and what it scored. `decided` None: not yet."""

    person_id: int
    name: str
    code: str
    score: Decimal
    decided: bool | None = None


@dataclass(frozen=True)
class Preview:
    """What a release would do: how many stand how, and what HR must decide first. `unit` empty: everybody."""

    cycle: str
    unit: str
    unit_names: Mapping[str, str]
    counts: Counter[Standing]
    ready: tuple[int, ...]
    flags: tuple[Flag, ...]
    visible_on: date

    @property
    def anything(self) -> bool:
        """Whether there is anybody at all."""
        return bool(self.counts)


def standing(facts: Facts) -> Standing:
    """Return how somebody's result stands before a release; the first thing in the way is what is said."""
    if facts.state is None:
        return Standing.NO_RESULT
    state = State(facts.state)
    if state in SEEN_BY_EMPLOYEE:
        return Standing.RELEASED
    if not facts.frozen or state is State.PROVISIONAL:
        return Standing.NOT_FROZEN
    if facts.status not in {Status.SCORED, Status.NOT_RATED}:
        return Standing.ON_HOLD
    # Who is not rated is outside calibration (domain 4.4, P3).
    if state is not State.CALIBRATED and facts.status != Status.NOT_RATED:
        return Standing.NOT_CALIBRATED
    if not (facts.interviewed or facts.day_has_come):
        return Standing.NO_INTERVIEW
    if facts.flags:
        return Standing.FLAGGED
    held = not facts.talked_in_time and any(not facts.decided.get(code, True) for code in facts.low)
    if held:
        return Standing.HELD_BACK
    return Standing.TOLD_FIRST if facts.lowers and not facts.told else Standing.READY


def is_lower(final: str | None, before: str | None) -> bool:
    """Return whether a final score is lower than one that is out; none at all is lower than any."""
    return before is not None and (final is None or Decimal(final) < Decimal(before))


def low_lines(scores: Mapping[str, Decimal | None]) -> tuple[str, ...]:
    """Return the lines that are low, by their codes; what was not scored is not low."""
    return tuple(code for code, score in scores.items() if score is not None and score < LOW_LINE)


def told_by(review_closes: date, calendar: Calendar, shared_on: date) -> bool:
    """Return whether what was shared on a day was in hand five working days when the manager review closed."""
    return calendar.add(shared_on, NOTICE_DAYS) <= review_closes


def appeal_until(visible_on: date, calendar: Calendar) -> date:
    """Return the last day of the appeal window of a result that became visible on a day."""
    return calendar.add(visible_on, APPEAL_DAYS)


def visible_beat(days: int) -> str:
    """Return what is done so many working days after results were to be visible; empty when nothing is."""
    return _VISIBLE_BEATS.get(days, "")


def beats(visible_on: date, calendar: Calendar, zone: ZoneInfo) -> tuple[datetime, ...]:
    """Return when time acts after a release, by `Beat`; the last is the first instant after the window."""
    mornings = (calendar.add(visible_on, days) for days in (*RECEIPT_DAYS, HELP_DAYS, _LAST_CALL_DAYS))
    return (
        *(morning(day, zone) for day in mornings),
        end_of(appeal_until(visible_on, calendar), zone),
    )
