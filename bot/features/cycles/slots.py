"""The announcements a cycle calls for, worked out from its phases: on which day, and which days their words name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from bot.features.cycles.rules import AHEAD, shifted

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from bot.features.cycles.rules import Phase, WorkingCalendar

PLANNED, MISSED, PREPARED, WAITING = "planned", "missed", "prepared", "waiting"
SCHEDULED, SENDING, SENT, STOPPED = "scheduled", "sending", "sent", "stopped"
SKIPPED, AUTOMATIC = "skipped", "automatic"
"""How far an announcement of a cycle is.

`planned`: nobody has begun with it; `missed`: nor is there time left. `prepared`: a draft lies with HR; `waiting`: a
second person has to agree. `scheduled`: HR let it go and its day is still to come.
"""
OPEN = frozenset({PLANNED, PREPARED})
"""Nothing of it can reach anybody yet, and HR may still do something with it."""


class Called(Protocol):
    """What the table of announcements says of one."""

    @property
    def name(self) -> str:
        """Its entry, such as `A-04a`."""
        ...

    @property
    def template(self) -> str:
        """The template of its words, such as `A-04`."""
        ...

    @property
    def phase(self) -> str:
        """The phase it is tied to."""
        ...

    @property
    def at(self) -> str:
        """Which edge of the phase: `opens` or `closes`."""
        ...

    @property
    def days(self) -> int:
        """How many working days after that edge."""
        ...

    @property
    def automatic(self) -> bool:
        """Whether it is sent to each person by itself."""
        ...

    @property
    def dates(self) -> Mapping[str, tuple[str, str]]:
        """The phase and the edge of each variable that is a day."""
        ...


@dataclass(frozen=True)
class Slot:
    """An announcement on its day. `dates` are the days its words name, by variable."""

    name: str
    template: str
    phase: str
    on: date
    dates: Mapping[str, date]
    automatic: bool


def slots(called: Iterable[Called], phases: Sequence[Phase], calendar: WorkingCalendar) -> tuple[Slot, ...]:
    """Return the announcements of a cycle, the earliest first.

    A day off moves to the next working day. A template that would go out twice on one day goes out once, as where
    the self-review is too short for a second word.
    """
    by_id = {phase.id: phase for phase in phases}
    found: dict[tuple[str, date], Slot] = {}
    for each in called:
        if each.phase not in by_id or any(phase not in by_id for phase, _ in each.dates.values()):
            continue
        edge = _edge(by_id, each.phase, each.at)
        on = shifted(edge, each.days, calendar) if each.days else _worked(edge, calendar)
        dates = {name: _edge(by_id, *where) for name, where in each.dates.items()}
        found.setdefault(
            (each.template, on), Slot(each.name, each.template, each.phase, on, dates, each.automatic)
        )
    return tuple(sorted(found.values(), key=lambda slot: slot.on))


def to_prepare(slot: Slot, today: date, calendar: WorkingCalendar) -> bool:
    """Return whether it is time to lay a draft before HR: from three working days ahead, and not once it is late."""
    return not slot.automatic and today <= slot.on <= shifted(today, AHEAD, calendar)


def standing(slot: Slot, today: date, announcement: tuple[str, date | None] | None) -> str:
    """Return how far a slot is that was not skipped.

    `announcement` is the state of what was made of it and the day it goes out on; None where there is nothing yet, or
    nothing any more.
    """
    if slot.automatic:
        return AUTOMATIC
    if announcement is None or announcement[0] == "discarded":
        return MISSED if slot.on < today else PLANNED
    state, day = announcement
    if state in {"sending", "paused"}:
        return SCHEDULED if day is not None and day > today else SENDING
    return {"draft": PREPARED, "waiting": WAITING, "stopped": STOPPED, "sent": SENT}[state]


def _edge(phases: Mapping[str, Phase], number: str, edge: str) -> date:
    phase = phases[number]
    return phase.opens if edge == "opens" else phase.closes


def _worked(day: date, calendar: WorkingCalendar) -> date:
    return day if calendar.is_working(day) else shifted(day, 1, calendar)
