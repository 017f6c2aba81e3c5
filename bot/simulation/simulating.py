"""The rules of the nudges run over an organisation, without sending anything or touching a database.

Each person lives on their own: what comes due, what the rules make of it, what they answer, and what follows.
"""

from __future__ import annotations

import heapq
import itertools
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta
from functools import partial
from typing import TYPE_CHECKING

from bot.features.nudges.habits import Habit, answered, ignored, said
from bot.features.nudges.holdout import HoldOut
from bot.features.nudges.kinds import (
    GAP_DAYS,
    GAPS,
    LONG_BEFORE_TALK,
    LONG_GAP_DAYS,
    UNSOLICITED,
    Form,
    Kind,
)
from bot.features.nudges.planning import decide
from bot.features.nudges.rules import Candidate, Recipient, Sent
from bot.features.nudges.talks import next_debrief

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from bot.features.nudges.rules import Message, Plan
    from bot.simulation.world import Someone, World

_DAY = timedelta(days=1)
_REMEMBERED = timedelta(days=8)
"""What was said longer ago decides about no budget."""
_ANSWER_DAYS = 2
_MORNING = time(9, 0)
_GAP = {GAP_DAYS: Kind.GAP_21, LONG_GAP_DAYS: Kind.GAP_28}
GAP_KEEPS = timedelta(days=14)
PROMISE_DAYS = 10
_MOST_LOOKS = 20_000


@dataclass
class Load:
    """What reached one person, by week, and what became of the rest by rule.

    `messages` are counted as the budgets count them (N-01b): the two prompts of a talk are one, as they share a
    thread. `prompts` counts each of them, mandatory notices too.
    """

    person: Someone
    leads: bool
    messages: list[int]
    prompts: list[int]
    unsolicited: list[int]
    kinds: Counter[Kind] = field(default_factory=Counter)
    withheld: int = 0
    dropped: Counter[str] = field(default_factory=Counter)

    @property
    def total(self) -> int:
        """All messages."""
        return sum(self.messages)


def simulate(world: World, progress: Callable[[int, int], None] = lambda _done, _total: None) -> list[Load]:
    """Live through the weeks of everybody, and return what reached each, in the order of the file.

    `progress` is told how many people are done, of how many.
    """
    holdout = HoldOut(f"simulation:{world.seed}".encode())
    loads = []
    for done, person in enumerate(world.people, start=1):
        loads.append(_Life(world, person, holdout).lived())
        progress(done, len(world.people))
    return loads


class _Life:
    """One person's weeks. The agenda holds what happens next: something comes due, or silence is noticed."""

    def __init__(self, world: World, person: Someone, holdout: HoldOut) -> None:
        self._world, self._person, self._holdout = world, person, holdout
        self._chance = world.chance("life", person.email)
        self._reports = {each.number: each for each in world.reports.get(person.email, ())}
        self._numbers = itertools.count()
        self._agenda: list[tuple[datetime, int, Callable[[datetime], None]]] = []
        self._waiting: dict[str, Candidate] = {}
        self._wake: dict[str, datetime] = {}
        self._sent: list[Sent] = []
        self._habits: dict[Kind, Habit] = {}
        spans = tuple((talk.start, talk.end) for each in self._reports.values() for talk in world.talks(each))
        self._hours = world.hours(person)
        self._begin = self._hours.at(world.first, time.min)
        self._busy: dict[date, list[tuple[datetime, datetime]]] = {}
        for span in spans:
            self._busy.setdefault(self._hours.day(span[0]), []).append(span)
        self._last_talk = {number: world.last_talk(each) for number, each in self._reports.items()}
        self._load = Load(
            person, bool(self._reports), [0] * world.weeks, [0] * world.weeks, [0] * world.weeks
        )

    def lived(self) -> Load:
        """Live to the end, and return what came."""
        for known, candidate in self._comes_due():
            self._plan_for(known, partial(self._offer_at, candidate))
        for number, day in self._last_talk.items():
            self._foresee_gaps(number, day)
        end = self._hours.at(self._world.until, time.min)
        for _ in range(_MOST_LOOKS):
            now = min(self._agenda[0][0] if self._agenda else end, min(self._wake.values(), default=end))
            if now >= end:
                break
            self._live(now)
        return self._load

    def _comes_due(self) -> Iterator[tuple[datetime, Candidate]]:
        if self._person.manager is not None:
            yield from self._world.for_employee(self._person)
        if self._reports:
            yield from self._world.for_manager(self._person)

    def _plan_for(self, when: datetime, what: Callable[[datetime], None]) -> None:
        heapq.heappush(self._agenda, (when, next(self._numbers), what))

    def _live(self, now: datetime) -> None:
        while self._agenda and self._agenda[0][0] <= now:
            heapq.heappop(self._agenda)[2](now)
        if any(wake <= now for wake in self._wake.values()):
            self._decide(now)

    def _offer_at(self, candidate: Candidate, _now: datetime) -> None:
        self._offer(candidate)

    def _offer(self, candidate: Candidate) -> None:
        early = candidate.event_start - LONG_BEFORE_TALK if candidate.event_start else candidate.due_at
        self._waiting[candidate.key] = candidate
        self._wake[candidate.key] = (
            min(candidate.due_at, early) if candidate.kind is Kind.PRE_1ON1 else candidate.due_at
        )

    def _decide(self, now: datetime) -> None:
        today = self._hours.day(now)
        self._sent = [each for each in self._sent if now - each.at < _REMEMBERED]
        person = Recipient(
            person_id=self._person.number,
            hours=replace(self._hours, busy=tuple(self._busy.get(today, ()))),
            sent=tuple(self._sent),
            habits=self._habits,
            is_new=self._world.is_new(self._person, today),
            new_reports=self._world.new_reports(self._person, today) if self._reports else frozenset(),
            reports=len(self._reports),
        )
        plan = decide(
            person,
            [self._as_it_stands(each, today) for each in self._waiting.values()],
            now,
            lambda kind: self._holdout.withholds(self._person.number, kind, today),
        )
        self._follow(plan, person, now)

    def _as_it_stands(self, candidate: Candidate, today: date) -> Candidate:
        last = self._last_talk.get(candidate.about_id or 0)
        return replace(candidate, gap_days=(today - last).days) if last is not None else candidate

    def _follow(self, plan: Plan, person: Recipient, now: datetime) -> None:
        for wait in plan.waits:
            kept = wait.candidate
            if kept.kind is not Kind.PRE_1ON1:
                kept = replace(kept, due_at=wait.until, held_by=wait.rule)
            self._waiting[kept.key], self._wake[kept.key] = kept, wait.until
        for end in plan.ends:
            self._drop(end.candidate.key)
            self._load.dropped[end.rule] += 1
        for item in plan.withheld:
            self._drop(item.candidate.key)
            self._load.withheld += 1
            self._acts(item.candidate, now, heard=False)
        for message in plan.messages:
            self._hear(message, person, now)

    def _hear(self, message: Message, person: Recipient, now: datetime) -> None:
        week = (self._hours.day(now) - self._world.first).days // 7
        begun = {each.thread for each in self._sent if each.form is Form.EVENT and each.thread}
        self._sent.append(Sent(now, message.form, message.thread))
        self._load.prompts[week] += 1
        self._load.messages[week] += message.thread not in begun
        self._load.unsolicited[week] += message.form in UNSOLICITED
        for item in message.items:
            each = item.candidate
            self._drop(each.key)
            self._load.kinds[each.kind] += 1
            self._habits[each.kind] = said(self._habits.get(each.kind, Habit()), now)
            heard = self._chance.random() < self._world.behaviour.answers
            if heard:
                self._habits[each.kind] = answered(self._habits[each.kind])
            else:
                self._plan_for(self._after_working_days(now), partial(self._ignore, each.kind))
                if each.kind is Kind.DEBRIEF and not each.sends:
                    self._ask_once_more(each, person, now)
                    continue
            self._acts(each, now, heard=heard)

    def _ask_once_more(self, debrief: Candidate, person: Recipient, now: datetime) -> None:
        again = next_debrief(person, now)
        if again is not None:
            self._offer(replace(debrief, sends=1, due_at=again))

    def _ignore(self, kind: Kind, now: datetime) -> None:
        self._habits[kind], _ = ignored(self._habits.get(kind, Habit()), now)

    def _acts(self, about: Candidate, now: datetime, *, heard: bool) -> None:
        """Let what follows from a word, or from its absence, happen."""
        behaviour = self._world.behaviour
        if about.kind is Kind.DEBRIEF:
            share = behaviour.noted if heard else behaviour.noted_unasked
            if self._chance.random() < share:
                self._note(about, now)
        elif about.kind in GAPS and heard and self._chance.random() < behaviour.after_gap:
            self._plan_for(now + 2 * _DAY, partial(self._talked_at, about.about_id or 0))

    def _note(self, debrief: Candidate, now: datetime) -> None:
        number = debrief.about_id or 0
        self._talked(number, self._hours.day(debrief.event_start or now))
        behaviour = self._world.behaviour
        if self._chance.random() < behaviour.promises and self._chance.random() >= behaviour.kept:
            due = self._hours.at(self._hours.day(now) + PROMISE_DAYS * _DAY, _MORNING)
            late = Candidate(
                f"step:{debrief.key}", Kind.ACTION_DUE, due, due + 14 * _DAY, number, promise_late=True
            )
            self._plan_for(due, partial(self._offer_at, late))

    def _talked_at(self, number: int, now: datetime) -> None:
        self._talked(number, self._hours.day(now))

    def _talked(self, number: int, day: date) -> None:
        self._last_talk[number] = max(day, self._last_talk.get(number, day))
        self._forget_gaps(number)
        self._foresee_gaps(number, day)

    def _foresee_gaps(self, number: int, day: date) -> None:
        for days, kind in _GAP.items():
            due = max(self._hours.at(day + days * _DAY, _MORNING), self._begin)
            gap = Candidate(f"{kind}:{number}:{day}", kind, due, due + GAP_KEEPS, number, since=due)
            self._plan_for(due, partial(self._offer_gap, gap, day))

    def _offer_gap(self, gap: Candidate, day: date, _now: datetime) -> None:
        """Offer a gap that is still there; the long one takes the place of the short one."""
        if self._last_talk.get(gap.about_id or 0) == day:
            self._forget_gaps(gap.about_id)
            self._offer(gap)

    def _forget_gaps(self, number: int | None) -> None:
        for key in [
            key for key, each in self._waiting.items() if each.kind in GAPS and each.about_id == number
        ]:
            self._drop(key)

    def _after_working_days(self, now: datetime) -> datetime:
        day, left = self._hours.day(now), _ANSWER_DAYS
        while left:
            day += _DAY
            left -= self._world.is_working(day)
        return self._hours.at(day + _DAY, time.min)

    def _drop(self, key: str) -> None:
        self._waiting.pop(key, None)
        self._wake.pop(key, None)
