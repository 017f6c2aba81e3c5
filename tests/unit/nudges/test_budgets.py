"""Whatever comes due, on whatever days, and whatever people answer: the budgets hold (N-01, N-01b, N-02, N-05)."""

from __future__ import annotations

import itertools
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.features.nudges.habits import Habit, answered, ignored, said, snoozed_until
from bot.features.nudges.habits import Snooze as Choice
from bot.features.nudges.kinds import APART, EVENT_BOUND, MANDATORY, UNSOLICITED, Form, Kind
from bot.features.nudges.planning import decide
from bot.features.nudges.rules import Candidate, Message, Sent
from tests.unit.nudges.company import at, hours, manager, talk, thing

if TYPE_CHECKING:
    from bot.features.nudges.hours import Hours
    from bot.features.nudges.rules import Plan

WEEKS = 3
TICK = timedelta(minutes=10)
LOOSE = [kind for kind in Kind if kind not in EVENT_BOUND]
ANSWERS = ("ignore", "answer", *(each.value for each in Choice if each is not Choice.MUTE))

days = st.integers(0, 7 * WEEKS - 1)
walls = st.integers(7 * 60, 20 * 60).map(lambda minute: f"{minute // 60:02}:{minute % 60 // 10 * 10:02}")
loose = st.tuples(st.sampled_from(LOOSE), days, walls, st.integers(1, 60), st.none() | st.integers(0, 5))
talks = st.tuples(days, walls, st.integers(1, 12))
leave = st.none() | st.tuples(days, st.integers(1, 10))


@dataclass
class World:
    """One manager for some weeks, minute by ten minutes."""

    hours: Hours
    waiting: dict[str, Candidate]
    answers: list[str]
    withheld_on: frozenset[int]
    sent: list[tuple[Sent, Message]] = field(default_factory=list)
    habits: dict[Kind, Habit] = field(default_factory=dict)
    now: datetime = field(default_factory=partial(at, 0, "00:00"))

    def live(self) -> None:
        while self.now < at(7 * WEEKS, "00:00"):
            due = [each for each in self.waiting.values() if each.due_at - timedelta(hours=2) <= self.now]
            if due:
                self._tick()
            self.now += TICK

    def _tick(self) -> None:
        person = manager(
            hours=self.hours, sent=tuple(each for each, _ in self.sent), habits=self.habits, reports=12
        )
        withheld = (self.now - at(0, "00:00")).days in self.withheld_on
        plan = decide(person, list(self.waiting.values()), self.now, lambda _kind: withheld)
        self._every_candidate_has_one_fate(plan)
        for message in plan.messages:
            self.sent.append((Sent(self.now, message.form, message.thread), message))
            for item in message.items:
                self._said(item.candidate)
        for item in plan.withheld:
            self.waiting.pop(item.candidate.key)
        for end in plan.ends:
            self.waiting.pop(end.candidate.key)
        for wait in plan.waits:
            assert wait.until > self.now, wait
            kept = wait.candidate
            moved = kept if kept.kind is Kind.PRE_1ON1 else replace(kept, due_at=wait.until)
            self.waiting[kept.key] = replace(moved, held_by=wait.rule)

    def _every_candidate_has_one_fate(self, plan: Plan) -> None:
        said_now = [item.candidate for each in plan.messages for item in each.items]
        kept = [wait.candidate for wait in plan.waits]
        gone = [end.candidate for end in plan.ends] + [item.candidate for item in plan.withheld]
        fates = Counter(each.key for each in (*said_now, *kept, *gone))
        assert fates == Counter(self.waiting.keys())

    def _said(self, candidate: Candidate) -> None:
        answer = self.answers[len(self.sent) % len(self.answers)]
        habit = said(self.habits.get(candidate.kind, Habit()), self.now)
        habit = ignored(habit, self.now)[0] if answer == "ignore" else answered(habit)
        self.habits[candidate.kind] = habit
        del self.waiting[candidate.key]
        if answer in {"ignore", "answer"}:
            return
        back = snoozed_until(Choice(answer), self.hours, self.now, None)
        if back is not None:
            self.waiting[candidate.key] = replace(candidate, due_at=back, asked_for=True)


@settings(max_examples=60)
@given(
    st.lists(loose, max_size=25),
    st.lists(talks, max_size=25),
    st.lists(st.sampled_from(ANSWERS), min_size=1, max_size=6),
    st.frozensets(days, max_size=5),
    leave,
)
def test_no_schedule_of_things_answers_and_days_breaks_the_budgets(
    things: list[tuple[Kind, int, str, int, int | None]],
    booked: list[tuple[int, str, int]],
    answers: list[str],
    withheld_on: frozenset[int],
    away: tuple[int, int] | None,
) -> None:
    spans = () if away is None else ((at(away[0], "12:00").date(), at(sum(away), "12:00").date()),)
    world = World(hours(away=spans), _waiting(things, booked), answers, withheld_on)
    world.live()
    _holds(world)


def _waiting(
    things: list[tuple[Kind, int, str, int, int | None]], booked: list[tuple[int, str, int]]
) -> dict[str, Candidate]:
    found = [
        thing(
            kind,
            key=f"{number}",
            due_at=at(day, wall),
            about_id=number,
            gap_days=gap,
            deadline_days=deadline,
        )
        for number, (kind, day, wall, gap, deadline) in enumerate(things)
    ]
    for number, (day, wall, about) in enumerate(booked):
        start = at(day, wall)
        found += [
            talk(kind, start, about, key=f"{kind}{number}", gap_days=about)
            for kind in (Kind.PRE_1ON1, Kind.DEBRIEF)
        ]
    return {each.key: each for each in found}


def _holds(world: World) -> None:
    weeks: dict[tuple[int, int], list[tuple[Sent, Message]]] = {}
    for each, message in world.sent:
        assert world.hours.is_open(each.at), "N-05"
        year, week, _ = world.hours.day(each.at).isocalendar()
        weeks.setdefault((year, week), []).append((each, message))
    unsolicited = [each.at for each, _ in world.sent if each.form in UNSOLICITED]
    assert all(later - sooner >= APART for sooner, later in itertools.pairwise(unsolicited)), "N-02"
    begun: set[str] = set()
    for these in weeks.values():
        _holds_in_a_week(these, begun)


def _holds_in_a_week(these: list[tuple[Sent, Message]], begun: set[str]) -> None:
    urgent = [
        any(item.candidate.deadline_is_near for item in message.items)
        for each, message in these
        if each.form in UNSOLICITED
    ]
    assert len(urgent) <= 3, "N-01"
    assert len(urgent) < 3 or any(urgent), "N-01"
    first = [each for each, _ in these if each.form is Form.EVENT]
    threads: dict[str, date] = {}
    for each in first:
        threads.setdefault(each.thread, each.at.date())
    assert len(threads) <= 6, "N-01b"
    assert max(Counter(threads.values()).values(), default=0) <= 2, "N-01b"
    assert sum(each.form is Form.EMPLOYEE for each, _ in these) <= 2, "N-18"
    mandatory = sum(each.form is Form.MANDATORY for each, _ in these)
    others = sum(each.form not in {Form.EVENT, Form.MANDATORY} for each, _ in these)
    assert others + len(threads) <= 8, "N-01b"
    assert mandatory <= sum(message.items[0].candidate.kind in MANDATORY for _, message in these)
    begun |= threads.keys()
