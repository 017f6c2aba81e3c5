"""The announcements of a cycle: laid before HR as drafts, let go or skipped by HR, and moved with the cycle's days.

Nothing is sent from here: a draft goes out when HR says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Protocol

from bot.features.cycles import slots
from bot.features.cycles.refusals import NotToPlan, PlannedNotFound, ReasonMissing
from bot.features.cycles.slots import Slot
from bot.features.cycles.standing import standing
from bot.language.names import spoken_name
from prompts.announcements import load_templates
from prompts.cycle_announcements import load_called
from storage import announcements, people
from storage.cycle_acts import Act

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sqlmodel import Session

    from bot.features.cycles.service import Cycles
    from bot.features.cycles.standing import Standing
    from storage.cycle_acts import CycleAct

_OF_SLOTS = frozenset({Act.ANNOUNCED, Act.SKIPPED, Act.TAKEN_BACK})
_LATER = frozenset({slots.WAITING, slots.SCHEDULED})
"""HR let it go, and nobody has been given anything of it."""

Values = dict[str, dict[str, str]]


@dataclass(frozen=True)
class Plan:
    """What a draft is made of: its template, the values that are known by name and language, its day, and for whom."""

    template: str
    values: Mapping[str, Mapping[str, str]]
    on: date
    units: tuple[str, ...]


class Announcer(Protocol):
    """What composes and sends announcements."""

    def prepare(self, session: Session, by: int, plan: Plan) -> str:
        """Make a draft, lay it before somebody in HR, and return its id."""
        ...

    def redate(self, session: Session, by: int, announcement_id: str, before: Plan, after: Plan) -> None:
        """Give a draft other days, but where HR wrote something else than it was made of before."""
        ...

    def take_back(self, session: Session, by: int, announcement_id: str) -> None:
        """Stop for good what was let go."""
        ...

    def let_go(self, session: Session, by: int, announcement_id: str) -> None:
        """Let a draft go out on its day."""
        ...


@dataclass(frozen=True)
class Stand:
    """A planned announcement and how far it is. `announcement_id` is what was made of it, empty where nothing was.

    `reason` is why it is skipped.
    """

    slot: Slot
    state: str
    announcement_id: str = ""
    reason: str = ""


class Planned:
    """One method per thing HR can do with the announcements of a cycle; `announcer` None where nothing is sent."""

    def __init__(self, steering: Cycles, announcer: Announcer | None = None) -> None:
        self._steering = steering
        self.announcer = announcer
        steering.settle = self.settle

    def stands(self, session: Session, stands: Standing) -> tuple[Stand, ...]:
        """Return every planned announcement of a cycle and how far it is, the earliest first."""
        today, last = self._steering.today(), last_acts(stands.acts)
        return tuple(_stand(session, slot, last.get(slot.name), today) for slot in self._slots(stands))

    def prepare(self, session: Session, by: int, cycle_id: str, name: str) -> str:
        """Lay a draft of a planned announcement before somebody in HR, with all that is known filled in.

        Raises NotAllowed, PlannedNotFound and NotToPlan.
        """
        self._steering.require(session, by)
        stands, found = self._found(session, cycle_id, name)
        if found.state not in {slots.PLANNED, slots.MISSED, slots.SKIPPED} or self.announcer is None:
            raise NotToPlan(name=found.slot.name)
        return self._prepare(session, by, stands, found.slot, self.announcer)

    def due(self, stands: Standing) -> bool:
        """Return whether a draft is to be laid before HR. Changes nothing."""
        return self.announcer is not None and bool(self._near(stands))

    def prepare_due(self, session: Session, by: int, cycle_id: str) -> int:
        """Lay before HR what is near and was never laid before anybody; return how many drafts that are."""
        stands = standing(session, cycle_id, hold=True)
        if self.announcer is None:
            return 0
        near = self._near(stands)
        for slot in near:
            self._prepare(session, by, stands, slot, self.announcer)
        return len(near)

    def let_go(self, session: Session, by: int, cycle_id: str, name: str) -> None:
        """Let a draft go out on its day, as its card does. Raises NotToPlan, and what keeps an announcement back."""
        self._steering.require(session, by)
        _, found = self._found(session, cycle_id, name)
        if found.state != slots.PREPARED or self.announcer is None:
            raise NotToPlan(name=found.slot.name)
        self.announcer.let_go(session, by, found.announcement_id)

    def skip(self, session: Session, by: int, cycle_id: str, name: str, reason: str) -> None:
        """Say that a planned announcement is not to be made, and why.

        Raises NotAllowed, PlannedNotFound, NotToPlan and ReasonMissing.
        """
        self._steering.require(session, by)
        stands, found = self._found(session, cycle_id, name)
        if found.state not in slots.OPEN:
            raise NotToPlan(name=found.slot.name)
        if not reason.strip():
            raise ReasonMissing
        if found.state == slots.PREPARED:
            if self.announcer is None:
                raise NotToPlan(name=found.slot.name)
            self.announcer.take_back(session, by, found.announcement_id)
        facts = {"slot": found.slot.name}
        self._steering.keep(
            session, stands.cycle.id, found.slot.phase, Act.SKIPPED, by, reason=reason.strip(), facts=facts
        )

    def settle(self, session: Session, by: int, cycle_id: str) -> int:
        """Bring what was made of planned announcements in line with the cycle's days; return how many changed.

        A draft gets the new days. What was let go for a day that moved is stopped and planned anew: HR agreed to
        other words.
        """
        stands = standing(session, cycle_id, hold=True)
        moved = self._moved(session, stands)
        if self.announcer is None:
            return 0
        for slot, act, found in moved:
            if found.state == slots.PREPARED:
                before, after = (
                    self._plan(session, by, stands, each) for each in (_as_told(slot, act), slot)
                )
                self.announcer.redate(session, by, found.announcement_id, before, after)
                self._note(session, by, stands, slot, found.announcement_id)
            else:
                self.announcer.take_back(session, by, found.announcement_id)
                facts = {"slot": slot.name, "announcement": found.announcement_id}
                self._steering.keep(session, stands.cycle.id, slot.phase, Act.TAKEN_BACK, by, facts=facts)
        return len(moved)

    def out_of_step(self, session: Session, stands: Standing) -> bool:
        """Return whether `settle` would change anything. Changes nothing itself."""
        return self.announcer is not None and bool(self._moved(session, stands))

    def _moved(self, session: Session, stands: Standing) -> list[tuple[Slot, CycleAct, Stand]]:
        """Return what was made for other days than the cycle has now, and can still be changed."""
        today, last = self._steering.today(), last_acts(stands.acts)
        found = []
        for slot in self._slots(stands):
            act = last.get(slot.name)
            if act is None or act.act is not Act.ANNOUNCED or _days(slot) == act.facts["days"]:
                continue
            stand = _stand(session, slot, act, today)
            if stand.state == slots.PREPARED or stand.state in _LATER:
                found.append((slot, act, stand))
        return found

    def _near(self, stands: Standing) -> list[Slot]:
        today, last = self._steering.today(), last_acts(stands.acts)
        return [
            slot
            for slot in self._slots(stands)
            if slots.to_prepare(slot, today, self._steering.calendar) and _untouched(last.get(slot.name))
        ]

    def _prepare(self, session: Session, by: int, stands: Standing, slot: Slot, announcer: Announcer) -> str:
        made = announcer.prepare(session, by, self._plan(session, by, stands, slot))
        self._note(session, by, stands, slot, made)
        return made

    def _note(self, session: Session, by: int, stands: Standing, slot: Slot, announcement_id: str) -> None:
        facts = {"slot": slot.name, "announcement": announcement_id, "days": _days(slot)}
        self._steering.keep(session, stands.cycle.id, slot.phase, Act.ANNOUNCED, by, facts=facts)

    def _plan(self, session: Session, by: int, stands: Standing, slot: Slot) -> Plan:
        template = load_templates().templates[slot.template]
        catalog = self._steering.catalog
        person = session.get(people.Person, by)
        values: Values = {}
        for language, words in template.text.items():
            known = {
                "cycle": stands.cycle.names.get(language, stands.cycle.id),
                "helper": spoken_name(person.name, language) if person else "",
                "m": catalog.text(language, "cycles-planned-manager"),
                **{
                    name: catalog.text(language, "cycles-change-day", day=day)
                    for name, day in slot.dates.items()
                },
            }
            for name, value in known.items():
                if f"{{{name}}}" in words or f"{{{name}}}" in template.title[language]:
                    values.setdefault(name, {})[language] = value
        return Plan(slot.template, values, slot.on, tuple(stands.terms.units))

    def _found(self, session: Session, cycle_id: str, name: str) -> tuple[Standing, Stand]:
        stands = standing(session, cycle_id, hold=True)
        for each in self.stands(session, stands):
            if each.slot.name.casefold() == name.strip().casefold():
                return stands, each
        raise PlannedNotFound(name=name)

    def _slots(self, stands: Standing) -> tuple[Slot, ...]:
        return slots.slots(load_called(), stands.phases, self._steering.calendar)


def last_acts(acts: Iterable[CycleAct]) -> dict[str, CycleAct]:
    """Return the last thing that was done with each planned announcement, by its name."""
    return {str(act.facts["slot"]): act for act in acts if act.act in _OF_SLOTS}


def made_of(session: Session, announcement_id: str) -> tuple[str, date | None] | None:
    """Return the state of an announcement and the day it goes out on; None where there is none."""
    row = announcements.get(session, announcement_id) if announcement_id else None
    if row is None:
        return None
    day = row.spec.get("day")
    return str(row.state), date.fromisoformat(day) if day else None


def _stand(session: Session, slot: Slot, act: CycleAct | None, today: date) -> Stand:
    if act is not None and act.act is Act.SKIPPED:
        return Stand(slot, slots.SKIPPED, reason=act.reason)
    made = str(act.facts["announcement"]) if act is not None and act.act is Act.ANNOUNCED else ""
    state = slots.standing(slot, today, made_of(session, made))
    there = state not in {slots.PLANNED, slots.MISSED}
    return Stand(slot, state, made if there else "")


def _untouched(act: CycleAct | None) -> bool:
    return act is None or act.act is Act.TAKEN_BACK


def _days(slot: Slot) -> dict[str, str]:
    return {"": slot.on.isoformat(), **{name: day.isoformat() for name, day in slot.dates.items()}}


def _as_told(slot: Slot, act: CycleAct) -> Slot:
    """Return a slot with the days it had when its draft was made."""
    days = {name: date.fromisoformat(day) for name, day in act.facts["days"].items()}
    return Slot(slot.name, slot.template, slot.phase, days.pop(""), days, slot.automatic)
