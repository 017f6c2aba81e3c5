"""What managers hear of the tasks of a cycle: the mid-review window, help before a deadline, and after it (3.4, E3, E4).

A manager always hears first. HR sees task, date and chosen reason a day later; when a talk that must be held was not,
HR finds somebody else to hold it, and the employee hears so in neutral words. There is no list of who is behind.
"""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.features.nudges.kinds import DIGEST_AT, NEAR_DEADLINE_DAYS
from bot.features.nudges.ladder import SUBSTITUTE_AFTER_DAYS, Standing, Step, step_for
from storage import cycle_tasks, nudge_facts, nudge_support, nudges, people, relations
from storage.nudge_support import SupportSignal
from storage.nudges import Offered
from storage.outbox import Priority

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import date

    from sqlmodel import Session

    from bot.clock import Clock
    from bot.features.nudges.knowing import Calendar
    from bot.outgoing import Outgoing
    from storage.cycle_tasks import Left, Task

SUBSTITUTE_HR, SUBSTITUTE_MANAGER, SUBSTITUTE_EMPLOYEE = (
    "nudges.substitute_hr",
    "nudges.substitute_manager",
    "nudges.substitute_employee",
)
"""Outgoing messages: somebody else is to hold a talk; to HR who finds them, and to the two it concerns."""
TALKS = frozenset({"interview"})
"""The tasks that are a talk which must be held (E4)."""
WINDOW, HALF_WAY_DAYS = "mid_review", 5
AHEAD = timedelta(days=8)


class Tasks:
    """Offers and tells what is due; doing it again changes nothing. Each within the caller's transaction.

    `known` says what is to be done in which phase until when.
    """

    def __init__(
        self,
        clock: Clock,
        calendar: Calendar,
        zone: ZoneInfo,
        outgoing: Outgoing,
        known: Callable[[Session, date], Sequence[Task]],
    ) -> None:
        self._clock = clock
        self._calendar = calendar
        self._zone = zone
        self._outgoing = outgoing
        self._known = known

    def offer(self, session: Session) -> None:
        """Offer what is due soon, and find substitutes for talks nobody has held."""
        today = self._clock.now().astimezone(self._zone).date()
        for task in self._known(session, today):
            left = cycle_tasks.left(session, task.cycle, task.phase, task.done, today)
            if left is None or not left.by_manager:
                continue
            days = self._days_to(task.closes, today)
            step = step_for(Standing(mandatory=True, days_to_deadline=days))
            if step is Step.SUBSTITUTE:
                if task.done in TALKS:
                    self._substitute(session, task, left, today)
            else:
                self._offer(session, task, left)

    def is_open(self, session: Session, manager_id: int, facts: Mapping[str, object]) -> bool:
        """Return whether a manager still has something to do of the task in these facts, by its old deadline."""
        today = self._clock.now().astimezone(self._zone).date()
        cycle, phase, done = (str(facts[name]) for name in ("cycle", "phase", "task"))
        left = cycle_tasks.left(session, cycle, phase, done, today)
        return left is not None and is_left(left, manager_id, facts)

    def waiting_for(
        self, session: Session, reader_id: int, cycle: str, task: str, manager_id: int
    ) -> list[str]:
        """Return the names of those whose talk somebody else is to hold, as far as the reader is to know."""
        today = self._clock.now().astimezone(self._zone).date()
        left = cycle_tasks.people_left(session, cycle, task, [manager_id], today).get(manager_id, [])
        mine = [each for each in left if reader_id == manager_id or self._partner(session, each) == reader_id]
        return [person.name for person in people.by_ids(session, mine)]

    def still_waits(self, session: Session, person_id: int, cycle: str, task: str) -> bool:
        """Return whether somebody's own talk has still to be held."""
        person = session.get(people.Person, person_id)
        if person is None or person.manager_id is None:
            return False
        today = self._clock.now().astimezone(self._zone).date()
        left = cycle_tasks.people_left(session, cycle, task, [person.manager_id], today)
        return person_id in left.get(person.manager_id, [])

    def _offer(self, session: Session, task: Task, left: Left) -> None:
        zones = _zones(session, left.by_manager)
        now = self._clock.now()
        offers = [
            offer
            for manager, missing in left.by_manager.items()
            if manager in zones
            for offer in self._offers(task, manager, missing, zones[manager])
            if offer.due_at <= now + AHEAD and offer.until > now
        ]
        nudges.offer_all(session, offers)

    def _offers(self, task: Task, manager: int, missing: int, zone: ZoneInfo) -> Iterator[Offered]:
        facts: dict[str, str | int] = {
            "task": task.done,
            "cycle": task.cycle,
            "phase": task.phase,
            "deadline": task.closes.isoformat(),
            "missing": missing,
        }
        about = f"{task.cycle}:{task.phase}:{manager}"
        last = datetime.combine(task.closes + timedelta(days=1), time.min, zone).astimezone(UTC)
        for kind, day in self._moments(task):
            key, due = f"{kind}:{about}:{(task.closes - day).days}", _morning(day, zone)
            yield Offered(manager, kind, None, key, due, last, facts=facts)
        day = max(self._before(task.closes, NEAR_DEADLINE_DAYS), task.opens)
        # A deadline that was moved is a new one: its manager is told first again.
        key = f"support:{about}:{task.closes.isoformat()}"
        keeps = last + timedelta(days=SUBSTITUTE_AFTER_DAYS)
        yield Offered(manager, nudges.SUPPORT, None, key, _morning(day, zone), keeps, facts=facts)

    def _moments(self, task: Task) -> Iterator[tuple[str, date]]:
        """Give on which days a task is spoken of before help is offered; goals speak for themselves (A-04)."""
        if task.done == WINDOW:
            yield nudges.MID_WINDOW, task.opens
            yield nudges.MID_WINDOW, max(self._before(task.closes, HALF_WAY_DAYS), task.opens)

    def _substitute(self, session: Session, task: Task, left: Left, today: date) -> None:
        waiting = cycle_tasks.people_left(session, task.cycle, task.done, left.by_manager, today)
        keys = {manager: f"substitute:{task.cycle}:{task.phase}:{manager}" for manager in waiting}
        known = nudge_support.signals(session, keys.values())
        now = self._clock.now()
        for manager, employees in waiting.items():
            if keys[manager] in known:
                continue
            session.add(
                SupportSignal(
                    key=keys[manager], manager_id=manager, task=task.done, due_on=task.closes,
                    told_at=now, hr_told_at=now,
                )
            )  # fmt: skip
            self._tell(session, task, keys[manager], manager, employees)
        session.flush()

    def _tell(self, session: Session, task: Task, key: str, manager: int, employees: list[int]) -> None:
        facts = {
            "cycle": task.cycle,
            "task": task.done,
            "day": task.closes.isoformat(),
            "manager": manager,
        }
        partners = {self._partner(session, each) for each in employees} - {None}
        told = [(SUBSTITUTE_MANAGER, manager)]
        told += [(SUBSTITUTE_HR, partner) for partner in partners if partner is not None]
        told += [(SUBSTITUTE_EMPLOYEE, each) for each in employees if partners]
        for kind, person in told:
            self._outgoing.post(
                session,
                key=f"{kind}:{key}:{person}",
                kind=kind,
                payload=facts,
                to=person,
                priority=Priority.NUDGE,
            )

    def _partner(self, session: Session, person_id: int) -> int | None:
        """Return who in HR helps somebody; nobody is their own partner."""
        today = self._clock.now().astimezone(self._zone).date()
        found = [each.key for each in relations.hr_of(session, person_id, today) if each.key != person_id]
        return found[0] if found else None

    def _days_to(self, day: date, today: date) -> int:
        """Return the working days from today until a day, it included; negative after it."""
        first, last = sorted((today, day))
        count = sum(
            self._calendar.is_working(first + timedelta(days=each))
            for each in range(1, (last - first).days + 1)
        )
        return count if day >= today else -count

    def _before(self, day: date, n: int) -> date:
        while n:
            day -= timedelta(days=1)
            n -= self._calendar.is_working(day)
        return day


def is_left(left: Left, manager_id: int, facts: Mapping[str, object]) -> bool:
    """Return whether a task is still open for a manager, and its deadline is still the one that was spoken of."""
    return manager_id in left.by_manager and left.closes.isoformat() == facts.get("deadline")


def _zones(session: Session, managers: Mapping[int, int]) -> dict[int, ZoneInfo]:
    where = nudge_facts.whereabouts(session, managers)
    return {
        person.key: ZoneInfo(where[person.key].timezone if person.key in where else person.timezone)
        for person in people.by_ids(session, managers)
    }


def _morning(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, DIGEST_AT, zone).astimezone(UTC)
