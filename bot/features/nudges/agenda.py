"""What an employee says their coming 1:1 should be about: written in a line, seen by the two of them (N-18)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.access import Action, Actor, PairSubject, can
from bot.errors import BeyondACheckIn, NotAllowed, StepIsOver, TextTooLong
from bot.features.nudges.kinds import AGENDA_LONGEST
from bot.features.nudges.settling import DONE
from storage import agendas, nudge_decisions, people
from storage.agendas import Agenda

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from sqlmodel import Session

    from bot.clock import Clock
    from storage.agendas import Coming
    from storage.people import Person


@dataclass(frozen=True)
class AgendaLine:
    """A coming talk of the reader's with a manager of theirs (`starts_at` in their zone), and their line for it."""

    manager_id: int
    name: str
    starts_at: datetime
    words: str


class Agendas:
    """One method per thing that is done with a line, each within the caller's transaction.

    `beyond` says whether words need a human now (harm, harassment, a claim): of those nothing is stored.
    """

    def __init__(self, clock: Clock, beyond: Callable[[str], bool]) -> None:
        self._clock = clock
        self._beyond = beyond

    def mine(self, session: Session, person_id: int) -> tuple[AgendaLine, ...]:
        """Return the talks of somebody with their managers that come in the next days, one for each manager."""
        now, zone = self._clock.now(), people.zone_of(session, person_id)
        found: dict[int, AgendaLine] = {}
        for row in agendas.coming(session, person_id, now):
            manager, start = row.manager_id, row.starts_at
            if manager in found or not _may(session, person_id, manager, person_id, Action.WRITE_AGENDA):
                continue
            line = agendas.standing(session, manager, [person_id], now).get(person_id)
            said = line.words if line is not None and line.talk_at > now else ""
            name = session.get_one(people.Person, manager).name
            found[manager] = AgendaLine(manager, name, start.astimezone(zone), said)
        return tuple(found.values())

    def with_manager(self, session: Session, person_id: int, manager_id: int) -> AgendaLine:
        """Return somebody's coming talk with a manager; raises StepIsOver when there is none any more."""
        for line in self.mine(session, person_id):
            if line.manager_id == manager_id:
                return line
        raise StepIsOver

    def write(self, session: Session, person_id: int, manager_id: int, words: str) -> AgendaLine:
        """Keep a line for the coming talk; without words, take it back.

        Raises NotAllowed, StepIsOver when the talk has begun, TextTooLong, BeyondACheckIn and KeyDestroyedError.
        """
        if not _may(session, person_id, manager_id, person_id, Action.WRITE_AGENDA):
            raise NotAllowed
        talk = self._coming(session, person_id, manager_id)
        if self._beyond(words):
            raise BeyondACheckIn(person=people.contact_id(session))
        if len(words) > AGENDA_LONGEST:
            raise TextTooLong(field="agenda", length=len(words), limit=AGENDA_LONGEST)
        now = self._clock.now()
        if words:
            agendas.write(session, Agenda(manager_id, person_id, talk.starts_at, words, now))
            nudge_decisions.answered(session, talk.invitation, DONE, now)
        else:
            agendas.drop(session, manager_id, person_id)
        return self.with_manager(session, person_id, manager_id)

    def _coming(self, session: Session, person_id: int, manager_id: int) -> Coming:
        for row in agendas.coming(session, person_id, self._clock.now()):
            if row.manager_id == manager_id:
                return row
        raise StepIsOver


def line_for(session: Session, reader_id: int, manager_id: int, employee_id: int, now: datetime) -> str:
    """Return what an employee said the talk should be about; "" when nothing, or when the reader may not see it."""
    if not _may(session, reader_id, manager_id, employee_id, Action.READ_AGENDA):
        return ""
    found = agendas.standing(session, manager_id, [employee_id], now).get(employee_id)
    return found.words if found is not None else ""


def _may(session: Session, reader_id: int, manager_id: int, employee_id: int, action: Action) -> bool:
    reader, employee = (session.get(people.Person, each) for each in (reader_id, employee_id))
    if reader is None or employee is None:
        return False
    pair = PairSubject(manager_id, employee_id, reports_now=employee.manager_id == manager_id)
    return can(_actor(reader), action, pair)


def _actor(person: Person) -> Actor:
    return Actor(person.key, person.role, here=person.left_on is None)
