"""What the rules know of a person and of what may be said to them, and what they decide (domain 3.2).

Each outcome names its rule: it is what "why did I get this?" and the preview tell.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.features.nudges.habits import Habit
from bot.features.nudges.kinds import (
    APART,
    EMPLOYEE_A_WEEK,
    EMPLOYEE_SIDE,
    EVENT_BOUND,
    GAP_DAYS,
    LONG_GAP_DAYS,
    MANDATORY,
    MESSAGES_A_WEEK,
    NEAR_DEADLINE_DAYS,
    NUDGES_TO_THE_NEW_A_WEEK,
    PRIORITY_DEADLINE,
    PRIORITY_GAP,
    PRIORITY_LONG_GAP,
    PRIORITY_PROMISE,
    PRIORITY_REPLY,
    PRIORITY_SOME_DAY,
    PRIORITY_WINDOW,
    TALKS_A_DAY,
    TALKS_A_WEEK,
    UNSOLICITED,
    UNSOLICITED_A_WEEK,
    Form,
    Kind,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from bot.features.nudges.hours import Hours


@dataclass(frozen=True)
class Candidate:
    """One thing that may be said, as it stands now, from `due_at` on: for what was put off, that is when it comes back.

    `gap_days` since the pair's last talk, `promise_late`: a step the recipient promised is past its day,
    `reply_waits`: the employee waits for an answer, `open_actions` of the pair, `deadline_days`: working days to a
    hard deadline. `settled`: it was done already, or is not needed (N-08). `asked_for`: its reader put it off until
    now. `since` is when the waiting began, `name` whom it is about: both only order what is equal otherwise.
    """

    key: str
    kind: Kind
    due_at: datetime
    until: datetime
    about_id: int | None = None
    event_start: datetime | None = None
    event_end: datetime | None = None
    name: str = ""
    since: datetime | None = None
    gap_days: int = 0
    promise_late: bool = False
    reply_waits: bool = False
    open_actions: int = 0
    deadline_days: int | None = None
    settled: bool = False
    asked_for: bool = False
    held_by: str | None = None
    sends: int = 0

    @property
    def thread(self) -> str:
        """What the prompts of one talk have in common."""
        start = self.event_start.isoformat() if self.event_start else ""
        return f"{self.about_id}@{start}"

    @property
    def deadline_is_near(self) -> bool:
        """Whether a hard deadline is at most two working days away."""
        return self.deadline_days is not None and self.deadline_days <= NEAR_DEADLINE_DAYS

    @property
    def warns(self) -> bool:
        """Whether a manager hears by it, before HR does, of a deadline that is near: no rest of its kind delays it."""
        return self.kind is Kind.SUPPORT and self.deadline_is_near

    @property
    def priority(self) -> int:
        """How much it matters beside others of the day (N-13)."""
        if self.deadline_is_near or self.kind is Kind.SUPPORT:
            return PRIORITY_DEADLINE
        if self.promise_late:
            return PRIORITY_PROMISE
        if self.reply_waits:
            return PRIORITY_REPLY
        if self.kind is Kind.GAP_28 or self.gap_days > LONG_GAP_DAYS:
            return PRIORITY_LONG_GAP
        if self.kind is Kind.MID_WINDOW:
            return PRIORITY_WINDOW
        if self.kind in {Kind.GAP_21, Kind.ACTION_DUE, Kind.GOALS_OPEN} or self.gap_days > GAP_DAYS:
            return PRIORITY_GAP
        return PRIORITY_SOME_DAY


def by_priority(candidate: Candidate) -> tuple[int, float, str, str]:
    """Return the sort key of N-13: what matters most first, then who waited longest, then by name."""
    since = candidate.since or candidate.due_at
    return (
        -candidate.priority,
        since.timestamp() - candidate.gap_days * 86_400,
        candidate.name,
        candidate.key,
    )


@dataclass(frozen=True)
class Sent:
    """A message that went out. `thread` is a talk's, "" for everything else."""

    at: datetime
    form: Form
    thread: str = ""


@dataclass(frozen=True)
class Recipient:
    """Somebody as the rules see them. `sent` is what went out in this ISO week of theirs and the day before it.

    `is_new`: they lead people for 30 days at most; `new_reports` are those of theirs who are new (N-15).
    `best_hours`: when they answer each kind most, as far as is known. `event_prompts` is what they chose.
    """

    person_id: int
    hours: Hours
    sent: tuple[Sent, ...] = ()
    habits: Mapping[Kind, Habit] = field(default_factory=dict)
    stopped: bool = False
    event_prompts: str = "every"
    is_new: bool = False
    new_reports: frozenset[int] = frozenset()
    reports: int = 0
    best_hours: Mapping[Kind, int] = field(default_factory=dict)

    def habit(self, kind: Kind) -> Habit:
        """Return how a kind fares with this person."""
        return self.habits.get(kind, Habit())


@dataclass(frozen=True)
class Item:
    """One candidate that is said, and the rule that brought it about now."""

    candidate: Candidate
    rule: str


@dataclass(frozen=True)
class Message:
    """One message to send now. `shown` of its items are written out, the rest are counted (N-03).

    `plan_round`: there are so many people that a round of talks is offered instead of a list (N-14).
    """

    form: Form
    items: tuple[Item, ...]
    shown: int
    thread: str = ""
    plan_round: bool = False

    @property
    def more(self) -> int:
        """How many items are only counted."""
        return len(self.items) - self.shown


@dataclass(frozen=True)
class Wait:
    """Look again at `until`; `rule` is why."""

    candidate: Candidate
    until: datetime
    rule: str


@dataclass(frozen=True)
class End:
    """Say nothing, now or later; `rule` is why."""

    candidate: Candidate
    rule: str


@dataclass(frozen=True)
class Plan:
    """What happens to everything that waits for one person: said, kept for later, dropped, or withheld (N-19).

    What is withheld counts as decided, like what is said, and waits or ends as that would.
    """

    messages: tuple[Message, ...] = ()
    waits: tuple[Wait, ...] = ()
    ends: tuple[End, ...] = ()
    withheld: tuple[Item, ...] = ()


@dataclass(frozen=True)
class Room:
    """How many messages there is still room for, on one day of one person."""

    unsolicited: int
    to_the_new: int
    talks_today: int
    talks_this_week: int
    employee: int
    all: int
    apart_from: datetime | None
    """When the next unsolicited message may go out at the earliest (N-02)."""

    @property
    def talks(self) -> int:
        """How many threads of talks may still be begun today (N-01b)."""
        return max(0, min(self.talks_today, self.talks_this_week, self.all))


def room(person: Recipient, now: datetime) -> Room:
    """Return what the budgets of N-01, N-01b, N-02 and N-18 leave; mandatory notices are beside them (N-22)."""
    today = person.hours.day(now)
    week = today.isocalendar()[:2]
    these = [each for each in person.sent if person.hours.day(each.at).isocalendar()[:2] == week]
    threads = {each.thread: each for each in reversed(these) if each.form is Form.EVENT}
    others = [each for each in these if each.form is not Form.EVENT]
    counted = len(threads) + sum(each.form is not Form.MANDATORY for each in others)
    unsolicited = [each.at for each in person.sent if each.form in UNSOLICITED]
    return Room(
        unsolicited=UNSOLICITED_A_WEEK - sum(each.form in UNSOLICITED for each in these),
        to_the_new=NUDGES_TO_THE_NEW_A_WEEK - sum(each.form is Form.ORIENTATION for each in these),
        talks_today=TALKS_A_DAY - sum(person.hours.day(each.at) == today for each in threads.values()),
        talks_this_week=TALKS_A_WEEK - len(threads),
        employee=EMPLOYEE_A_WEEK - sum(each.form is Form.EMPLOYEE for each in these),
        all=MESSAGES_A_WEEK - counted,
        apart_from=max(unsolicited) + APART if unsolicited else None,
    )


def barred(person: Recipient, candidate: Candidate, now: datetime) -> End | Wait | None:
    """Return why a candidate is not said whatever the hour, or not before long; None when nothing speaks against it."""
    kind = candidate.kind
    if candidate.settled and (kind not in MANDATORY or candidate.sends):
        return End(candidate, "N-08")
    if now > candidate.until and (kind not in MANDATORY or candidate.sends):
        return End(candidate, {Kind.PRE_1ON1: "N-06", Kind.DEBRIEF: "N-07"}.get(kind, "N-17"))
    if kind in MANDATORY:
        return None
    if person.stopped:
        return End(candidate, "N-21")
    habit = person.habit(kind)
    if habit.is_muted(now):
        return End(candidate, "N-09")
    if habit.is_paused(now) and not candidate.warns:
        return _paused(candidate, habit)
    new = person.is_new or candidate.about_id in person.new_reports
    if new and kind is not Kind.ORIENTATION and kind not in EMPLOYEE_SIDE:
        return End(candidate, "N-15")
    return None


def _paused(candidate: Candidate, habit: Habit) -> End | Wait:
    if candidate.kind in EVENT_BOUND or habit.paused_until is None or habit.paused_until > candidate.until:
        return End(candidate, "N-10")
    return Wait(candidate, habit.paused_until, "N-10")
