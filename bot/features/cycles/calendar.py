"""The calendar of a cycle: its phases with who is in charge, and the announcements it calls for, as one list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.access import Action, CycleSubject, can
from bot.access.hr import works_in_hr
from bot.features.cycles.planned import Stand, made_of
from bot.features.cycles.slots import OPEN, Slot
from bot.features.cycles.slots import standing as how_far
from bot.features.cycles.standing import standing
from prompts.announcements import load_templates
from storage.cycle_acts import Act

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from sqlmodel import Session

    from bot.features.cycles.board import Boards
    from bot.features.cycles.planned import Planned
    from bot.features.cycles.service import Cycles
    from bot.features.cycles.standing import Standing
    from bot.features.cycles.views import PhaseLine

CHANGE = "A-13"
"""The announcement of a change of dates, which an extension drafts."""


@dataclass(frozen=True)
class Entry:
    """An announcement on the calendar, by what it is called in each language."""

    stand: Stand
    titles: Mapping[str, str]

    @property
    def number(self) -> str:
        """Its number, such as `A-04`."""
        return self.stand.slot.template

    @property
    def open(self) -> bool:
        """Whether HR can still do something with it before it goes out."""
        return self.stand.state in OPEN


@dataclass(frozen=True)
class CycleCalendar:
    """A cycle's phases and announcements, the earliest first. `entries` is empty for who is not in HR."""

    cycle: str
    names: Mapping[str, str]
    linked_to_pay: bool
    today: date
    phases: tuple[PhaseLine, ...]
    entries: tuple[Entry, ...]
    may_steer: bool

    def entry(self, name: str) -> Entry | None:
        """Return an announcement by the name of its entry."""
        return next((each for each in self.entries if each.stand.slot.name == name), None)


class Calendars:
    """Reads calendars; nothing it does is kept."""

    def __init__(self, steering: Cycles, boards: Boards, planned: Planned) -> None:
        self._steering = steering
        self._boards = boards
        self._planned = planned

    def view(self, session: Session, by: int, cycle_id: str) -> CycleCalendar:
        """Return a cycle's calendar: the running one's where none is named.

        Raises NotAllowed for who sees no unit's progress, CycleNotFound and CycleNotPlanned.
        """
        stands = standing(session, self._boards.seen_by(session, by, cycle_id))
        who = self._steering.actor(session, by)
        found = self._entries(session, stands) if works_in_hr(who) else ()
        return CycleCalendar(
            cycle=stands.cycle.id,
            names=stands.cycle.names,
            linked_to_pay=stands.terms.linked_to_pay,
            today=self._steering.today(),
            phases=self._boards.lines(stands),
            entries=found,
            may_steer=can(who, Action.STEER_CYCLE, CycleSubject()),
        )

    def _entries(self, session: Session, stands: Standing) -> tuple[Entry, ...]:
        titles = {name: template.title for name, template in load_templates().templates.items()}
        entries = [Entry(each, titles[each.slot.template]) for each in self._planned.stands(session, stands)]
        entries += [Entry(each, titles[CHANGE]) for each in self._changes(session, stands)]
        return tuple(sorted(entries, key=lambda entry: entry.stand.slot.on))

    def _changes(self, session: Session, stands: Standing) -> list[Stand]:
        """Return what was drafted because a phase got more time, on the day it was given."""
        found = []
        for number, act in enumerate(stands.acts):
            made = act.facts.get("announcement", "") if act.act is Act.EXTENDED else ""
            state = made_of(session, str(made))
            if state is None or state[0] == "discarded":
                continue
            on = act.at.astimezone(self._steering.zone).date()
            slot = Slot(f"{CHANGE}.{number}", CHANGE, act.phase_id, on, {}, automatic=False)
            found.append(Stand(slot, how_far(slot, self._steering.today(), state), str(made)))
        return found
