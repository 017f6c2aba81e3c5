"""Reading what the rules must know of everybody something is due for, in a fixed number of statements."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache, partial
from typing import TYPE_CHECKING, Protocol

from bot.features.nudges.habits import SLOWEST, Habit, best_hour
from bot.features.nudges.hours import Hours, Span
from bot.features.nudges.kinds import (
    APART,
    GAPS,
    MANDATORY,
    NEW_DAYS,
    SETTLED_BY_A_NOTE,
    SUPPORT_GAP_DAYS,
    WEEK,
    Form,
    Kind,
)
from bot.features.nudges.rules import Candidate, Recipient, Sent
from bot.features.nudges.tasks import is_left
from storage import agendas, cycle_tasks, nudge_decisions, nudge_facts, nudge_habits, nudge_notices, people
from storage.nudge_decisions import ARM_WITHHELD

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from sqlmodel import Session

    from storage.nudge_facts import Newest, OpenStep, Pair
    from storage.nudge_habits import NudgeHabit, NudgeWishes
    from storage.nudges import NudgeCandidate
    from storage.people import Person

SETTLED_FOR = timedelta(hours=48)
TALK = "talk:"
"""What the key of a talk's prompt begins with; its thread follows."""
_ANSWERS_SINCE = timedelta(days=90)


class Calendar(Protocol):
    """Knows which days are worked."""

    @property
    def known_until(self) -> date:
        """The last day whose holidays are certain."""
        ...

    def is_working(self, day: date) -> bool:
        """Return whether people work on a day."""
        ...

    def deadline(self, instant: datetime, n: int, zone: str) -> datetime:
        """Return the end of the n-th working day after `instant` in the IANA zone `zone`."""
        ...


@dataclass(frozen=True)
class Terms:
    """What an operator chose.

    `always_open`: quiet hours are off, for trying Touchbase out at any hour. `withheld`: so many reminders in a
    hundred are left out, to see what they do (N-19).
    """

    always_open: bool = False
    withheld: int = 0


@dataclass(frozen=True)
class Outside:
    """What only Slack and calendars know: do-not-disturb and what somebody is busy with, by person."""

    dnd: Mapping[int, tuple[Span, ...]]
    busy: Mapping[int, tuple[Span, ...]]


NOTHING_OUTSIDE = Outside({}, {})


class Knowledge:
    """What is known of these people, read once."""

    def __init__(  # noqa: PLR0913, PLR0917 - what it is read with
        self,
        session: Session,
        recipients: Iterable[int],
        about: Iterable[int],
        now: datetime,
        calendar: Calendar,
        terms: Terms,
        outside: Outside = NOTHING_OUTSIDE,
        waiting: Iterable[NudgeCandidate] = (),
    ) -> None:
        ids = sorted(set(recipients))
        self._is_working = cache(calendar.is_working)
        self._now, self._calendar, self._terms, self._outside = now, calendar, terms, outside
        self._people = {each.key: each for each in people.by_ids(session, {*ids, *about})}
        self._where = nudge_facts.whereabouts(session, ids)
        self._wishes = {each.person_id: each for each in nudge_habits.wishes_of(session, ids)}
        self._habits: dict[int, dict[Kind, NudgeHabit]] = defaultdict(dict)
        for habit in nudge_habits.habits(session, ids):
            self._habits[habit.recipient_id][Kind(habit.kind)] = habit
        self._away: dict[int, list[tuple[date, date]]] = defaultdict(list)
        for absence in nudge_habits.absences(session, ids, now.date() - timedelta(days=21)):
            self._away[absence.person_id].append((absence.first_on, absence.last_on))
        self._sent = _sent(session, ids, now)
        self._reports: dict[int, dict[int, date]] = defaultdict(dict)
        for report in nudge_facts.reports(session, ids):
            self._reports[report.manager_id][report.person_id] = report.start_date
        self._talks = nudge_facts.newest_talks(session, ids)
        self._awaiting = nudge_facts.awaiting_reply(session, ids)
        self._steps: dict[Pair, list[OpenStep]] = defaultdict(list)
        for step in nudge_facts.open_steps(session, ids):
            self._steps[step.manager_id, step.employee_id].append(step)
        rows = list(waiting)
        self._over = nudge_notices.over(session, rows)
        invited = {row.recipient_id for row in rows if row.kind == Kind.EMP_AGENDA}
        self._written = agendas.written(session, invited, now) if invited else set()
        self._hours_heard = self._best_hours(session, ids)
        # Asked for a few phases at most, and only where something waits that is about one.
        self._left = cache(partial(cycle_tasks.left, session, today=now.date()))

    def person(self, person_id: int) -> Person | None:
        """Return who somebody is."""
        return self._people.get(person_id)

    def zone(self, person_id: int) -> str:
        """Return the zone somebody lives in."""
        if (where := self._where.get(person_id)) is not None:
            return where.timezone
        person = self._people.get(person_id)
        return person.timezone if person is not None else "UTC"

    def recipient(self, person_id: int) -> Recipient:
        """Return somebody as the rules see them."""
        today = self._now.date()
        starts = self._reports[person_id]
        me = self._people.get(person_id)
        wishes = self._wishes.get(person_id)
        new = frozenset(each for each, start in starts.items() if (today - start).days <= NEW_DAYS)
        return Recipient(
            person_id=person_id,
            hours=self.hours(person_id),
            sent=tuple(self._sent[person_id]),
            habits={kind: habit_of(row) for kind, row in self._habits[person_id].items()},
            stopped=wishes is not None and wishes.stopped_at is not None,
            event_prompts=wishes.event_prompts if wishes else nudge_habits.EVERY,
            is_new=bool(starts) and me is not None and (today - me.start_date).days <= NEW_DAYS,
            new_reports=new,
            reports=len(starts),
            best_hours=self._hours_heard.get(person_id, {}),
        )

    def hours(self, person_id: int) -> Hours:
        """Return when somebody may be spoken to."""
        wishes = self._wishes.get(person_id)
        return hours_of(
            self.zone(person_id),
            wishes,
            self._calendar,
            self._terms,
            away=tuple(self._away[person_id]),
            dnd=self._outside.dnd.get(person_id, ()),
            busy=self._outside.busy.get(person_id, ()),
            is_working=self._is_working,
        )

    def candidate(self, row: NudgeCandidate) -> Candidate:
        """Return something that waits, as things stand now."""
        kind = Kind(row.kind)
        pair = (row.recipient_id, row.about_id or 0)
        newest = self._talks.get(pair)
        steps = self._steps.get(pair, [])
        today = self.hours(row.recipient_id).day(self._now)
        deadline = row.facts.get("deadline")
        about = self._people.get(row.about_id or 0)
        return Candidate(
            key=row.key,
            kind=kind,
            due_at=row.due_at if kind is Kind.PRE_1ON1 else row.wake_at,
            until=row.until,
            about_id=row.about_id,
            event_start=row.event_start,
            event_end=row.event_end,
            name=about.name if about else "",
            since=row.due_at,
            gap_days=(today - newest.met_on).days if newest else 0,
            promise_late=any(_is_late(step, row.recipient_id, today) for step in steps),
            reply_waits=pair in self._awaiting,
            open_actions=len(steps),
            deadline_days=self._days_to(row.recipient_id, deadline) if deadline else None,
            settled=self._is_settled(row, kind, pair, newest),
            asked_for=row.snoozes > 0,
            held_by=row.held_by,
            # A notice that went out by itself leaves its one repeat to the rules (N-22).
            sends=row.sends + int(row.facts.get("said_before", 0)),
        )

    def _is_settled(self, row: NudgeCandidate, kind: Kind, pair: Pair, newest: Newest | None) -> bool:
        if kind is Kind.ACTION_DUE:
            number = row.facts.get("action")
            return all(step.number != number for steps in self._steps.values() for step in steps)
        if kind in MANDATORY:
            return row.key in self._over
        if kind is Kind.EMP_AGENDA:
            return pair in self._written
        if "task" in row.facts:
            left = self._left(*(str(row.facts[name]) for name in ("cycle", "phase", "task")))
            return left is None or not is_left(left, row.recipient_id, row.facts)
        if newest is None:
            return False
        if kind is Kind.SUPPORT:
            return (self._now.date() - newest.met_on).days <= SUPPORT_GAP_DAYS
        if kind not in SETTLED_BY_A_NOTE:
            return False
        fresh = self._now - newest.written_at < SETTLED_FOR
        return fresh or (kind in GAPS and newest.written_at > row.due_at)

    def _days_to(self, person_id: int, deadline: str) -> int:
        return self.hours(person_id).working_days_until(date.fromisoformat(deadline), self._now)

    def _best_hours(self, session: Session, ids: Sequence[int]) -> dict[int, dict[Kind, int]]:
        """Return the best hour of every kind that is ignored; nobody else's is looked up."""
        ignored = {
            (person, kind)
            for person in ids
            for kind, habit in self._habits[person].items()
            if habit.streak >= SLOWEST
        }
        if not ignored:
            return {}
        heard: dict[tuple[int, Kind], list[tuple[int, bool]]] = defaultdict(list)
        people_of = {person for person, _ in ignored}
        for each in nudge_facts.heard(session, people_of, self._now - _ANSWERS_SINCE):
            heard[each.recipient_id, Kind(each.kind)].append((each.hour, each.outcome != "ignored"))
        found: dict[int, dict[Kind, int]] = defaultdict(dict)
        for person, kind in ignored:
            if (hour := best_hour(heard[person, kind])) is not None:
                found[person][kind] = hour
        return found


def hours_of(  # noqa: PLR0913 - what somebody's hours are made of
    zone: str,
    wishes: NudgeWishes | None,
    calendar: Calendar,
    terms: Terms,
    *,
    away: tuple[tuple[date, date], ...] = (),
    dnd: tuple[Span, ...] = (),
    busy: tuple[Span, ...] = (),
    is_working: Callable[[date], bool] | None = None,
) -> Hours:
    """Return when somebody who chose this may be spoken to. `is_working` may remember what the calendar says."""
    return Hours(
        zone=zone,
        is_working=is_working or calendar.is_working,
        quiet_from=time.fromisoformat(wishes.quiet_from if wishes else nudge_habits.QUIET_FROM),
        quiet_until=time.fromisoformat(wishes.quiet_until if wishes else nudge_habits.QUIET_UNTIL),
        away=away,
        dnd=dnd,
        busy=busy,
        known_until=None if terms.always_open else calendar.known_until,
        always_open=terms.always_open,
    )


def habit_of(row: NudgeHabit) -> Habit:
    """Return a habit as the rules know it."""
    return Habit(row.streak, row.slow_steps, row.last_at, row.muted_until, row.paused_until)


def _sent(session: Session, ids: Sequence[int], now: datetime) -> dict[int, list[Sent]]:
    """Return the messages of the last week and day, each once however many things it said."""
    found: dict[int, dict[str, Sent]] = defaultdict(dict)
    for row in nudge_decisions.recent(session, ids, now - WEEK - APART):
        if row.arm != ARM_WITHHELD:
            thread = row.message_key.removeprefix(TALK) if row.form == Form.EVENT else ""
            key = f"{row.message_key}@{row.decided_at.isoformat()}"
            found[row.recipient_id].setdefault(key, Sent(row.decided_at, Form(row.form), thread))
    return defaultdict(list, {person: list(each.values()) for person, each in found.items()})


def _is_late(step: OpenStep, person_id: int, today: date) -> bool:
    mine = step.both or step.owner_id == person_id
    return mine and step.due is not None and step.due < today
