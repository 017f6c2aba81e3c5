"""When an appeal may be filed, who hears it, until when, and what a decision may do (domain 5.4, PM-7.3, PM-7.4)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from enum import IntEnum, StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from zoneinfo import ZoneInfo

STAGE1_DAYS, STAGE2_FILING_DAYS, STAGE2_DAYS, DATA_DAYS = 5, 5, 10, 3
"""Working days: to decide in stage 1, to take it to the panel, to decide there, and for the owner of a figure."""
SOON_DAYS = 2
"""So many working days before a deadline those who are awaited are reminded."""
PANEL, SIGNATURES = 3, 2
"""How many hear stage 2, and how many of those who hear must sign a decision."""
MORNING = time(9, 0)
_DAY = timedelta(days=1)


class Calendar(Protocol):
    """The company's working days."""

    def add(self, day: date, n: int) -> date:
        """Return the `n`-th working day after `day`."""
        ...


class Ground(StrEnum):
    """Why somebody appeals."""

    DATA = "data"
    RULE = "rule"
    PROCESS = "process"
    """No talk, evidence never seen, a late change."""
    JUDGEMENT = "judgement"
    """A behaviour level, or the calibration."""


class Outcome(StrEnum):
    """What was decided. The result as it was is kept, or it is raised; never lowered."""

    ACCEPTED = "accepted"
    PARTLY = "partly"
    UPHELD = "upheld"


class State(StrEnum):
    """How far an appeal is."""

    FILED = "filed"
    STAGE1 = "stage1"
    ANSWERED = "answered"
    """Stage 1 did not accept it in full: it may be taken to the panel."""
    TO_PANEL = "to_panel"
    STAGE2 = "stage2"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


class Deed(StrEnum):
    """What was done with an appeal."""

    FILED = "filed"
    TAKEN_ON = "taken_on"
    FIGURE_ANSWERED = "figure_answered"
    PROPOSED = "proposed"
    SIGNED = "signed"
    DECIDED = "decided"
    TO_PANEL = "to_panel"
    PANEL_NAMED = "panel_named"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"
    """Nobody took it to the panel in time."""


class Beat(IntEnum):
    """What time does while somebody is awaited, in order."""

    SOON = 0
    TODAY = 1
    OVERDUE = 2


OVER = frozenset({State.CLOSED, State.WITHDRAWN})
HEARD = frozenset({State.FILED, State.STAGE1, State.TO_PANEL, State.STAGE2})
"""The states in which somebody other than the appellant is awaited."""
DECIDING = {State.STAGE1: 1, State.STAGE2: 2}
"""The states in which a decision may be made, and the stage each is."""


@dataclass(frozen=True)
class Deadline:
    """The first instant that is too late, and when time acts before it, by `Beat`."""

    due_at: datetime
    beats: tuple[datetime, ...]


@dataclass(frozen=True)
class Window:
    """The days for an appeal. `told`: result and notice both reached its person before it closed."""

    closes_at: datetime
    told: bool


@dataclass(frozen=True)
class Decision:
    """What is proposed or decided: the outcome, why, by which clauses and evidence, and the points it adds."""

    outcome: Outcome
    reason: str
    clauses: str
    evidence: str
    points: Decimal = Decimal(0)


def is_open(window: Window, now: datetime) -> bool:
    """Return whether an appeal may be filed now; who was never told files late and is heard all the same."""
    return now < window.closes_at or not window.told


def is_late(window: Window, now: datetime) -> bool:
    """Return whether an appeal filed now is filed after the window."""
    return now >= window.closes_at


def deadline(start: date, days: int, calendar: Calendar, zone: ZoneInfo) -> Deadline:
    """Return what is due by the end of the `days`-th working day after `start`."""
    last = calendar.add(start, days)
    due_at = datetime.combine(last + _DAY, time.min, zone)
    return Deadline(
        due_at,
        (
            datetime.combine(calendar.add(start, days - SOON_DAYS), MORNING, zone),
            datetime.combine(last, MORNING, zone),
            due_at,
        ),
    )


def beat_at(now: datetime, due_at: datetime, zone: ZoneInfo) -> Beat:
    """Return which reminder an instant calls for."""
    if now >= due_at:
        return Beat.OVERDUE
    return Beat.TODAY if now >= _morning_of_last_day(due_at, zone) else Beat.SOON


def next_beat(now: datetime, due_at: datetime, calendar: Calendar, zone: ZoneInfo) -> datetime:
    """Return when time acts next: on the last day, when it is over, and then every working day."""
    ahead = [each for each in (_morning_of_last_day(due_at, zone), due_at) if each > now]
    return ahead[0] if ahead else next_morning(now.astimezone(zone).date(), calendar, zone)


def _morning_of_last_day(due_at: datetime, zone: ZoneInfo) -> datetime:
    # The instant stored is the first that is too late.
    last = (due_at.astimezone(zone) - timedelta(microseconds=1)).date()
    return datetime.combine(last, MORNING, zone)


def next_morning(today: date, calendar: Calendar, zone: ZoneInfo) -> datetime:
    """Return the morning of the next working day."""
    return datetime.combine(calendar.add(today, 1), MORNING, zone)


def stage1_deadline(
    filed_on: date, answered_on: date | None, calendar: Calendar, zone: ZoneInfo, *, waits: bool
) -> Deadline:
    """Return until when stage 1 is decided.

    While a figure is looked into (`waits`) the five days pause, for at most three: they begin on the day of its
    owner's answer, otherwise three working days after the filing.
    """
    if answered_on is not None:
        return deadline(answered_on, STAGE1_DAYS, calendar, zone)
    return deadline(filed_on, STAGE1_DAYS + (DATA_DAYS if waits else 0), calendar, zone)


def needed(hearers: int) -> int:
    """Return how many of those who hear must sign: two, and the one where there is only one."""
    return min(SIGNATURES, hearers)


def free(candidates: Collection[int], involved: Collection[int], appellant: int) -> list[int]:
    """Return who of these may sit on a panel: nobody involved before, and never the appellant."""
    return sorted(set(candidates) - set(involved) - {appellant})


def not_free(members: Sequence[int], involved: Collection[int], appellant: int) -> int | None:
    """Return who of a named panel may not sit on it, None for a panel of three that may."""
    allowed = free(members, involved, appellant)
    for at, member in enumerate(members):
        if member not in allowed or member in members[:at]:
            return member
    return None if len(members) == PANEL else (members[0] if members else 0)


def points_of(written: str, outcome: Outcome, room: Decimal) -> Decimal | None:
    """Return the points a decision adds, None for what it may not do.

    A result that is kept gets none. What is added is above 0, at most `room`, with one decimal at most.
    """
    text = written.strip().removeprefix("+")
    if outcome is Outcome.UPHELD:
        return Decimal(0) if text in {"", "0"} else None
    try:
        points = Decimal(text or "0")
    except InvalidOperation:
        return None
    exponent = points.as_tuple().exponent
    if not points.is_finite() or not isinstance(exponent, int) or exponent < -1:
        return None
    return points if Decimal(0) <= points <= max(room, Decimal(0)) else None


def after_decision(stage: int, outcome: Outcome) -> State:
    """Return where an appeal goes from a decision: what stage 1 did not accept in full may go to the panel."""
    return State.ANSWERED if stage == 1 and outcome is not Outcome.ACCEPTED else State.CLOSED
