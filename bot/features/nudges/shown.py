"""What is shown of nudges: the things one message says, why it came, what is to come, and what was chosen."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from bot.features.nudges.kinds import Form, Kind


@dataclass(frozen=True)
class Line:
    """One thing said. `starts_at` is in the reader's zone; `promised` is what the reader promised last time.

    `words` and `day` are a step's or a goal's, `number` a step's or whose goals; `fresh` of `goals` have new data;
    `when` is `today`, `tomorrow` or `later`. `card` is the kind of outgoing message that draws it from these `facts`,
    "" for what is drawn here. `agenda` is what the employee wants the talk to be about. `task` is what is to be done
    for `missing` of the reader's people, "" where it is something else. `about_kind` is the kind the question of a
    pause is about. `streak`: so many of these went unused. `question` is that of a pilot's fortnight, by its id.
    """

    decision_id: int
    kind: Kind
    about_id: int
    name: str = ""
    starts_at: datetime | None = None
    days: int = 0
    promised: str = ""
    words: str = ""
    day: date | None = None
    number: int = 0
    fresh: int = 0
    goals: int = 0
    card: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)
    agenda: str = ""
    task: str = ""
    missing: int = 0
    when: str = "later"
    about_kind: Kind | None = None
    streak: int = 0
    may_snooze: bool = True
    question: str = ""


@dataclass(frozen=True)
class Said:
    """One message: the lines written out, and how many are only counted."""

    form: Form
    lines: tuple[Line, ...]
    more: int
    plan_round: bool


@dataclass(frozen=True)
class Why:
    """Why something was said: its kind, its rule, whom it is about, and when it was decided, in the reader's zone."""

    kind: Kind
    rule: str
    name: str
    at: datetime


@dataclass(frozen=True)
class Coming:
    """Something that will be said at `at` (the reader's zone), by which rule, together with `others`."""

    at: datetime
    kind: Kind
    name: str
    rule: str


@dataclass(frozen=True)
class NotComing:
    """Something that will not be said, and the rule that says so."""

    kind: Kind
    name: str
    rule: str


@dataclass(frozen=True)
class Week:
    """What is to come in a week, as far as is known.

    `stopped`: reminders are stopped. `withheld`: so many in a hundred are left out, to see what they do.
    """

    coming: tuple[Coming, ...]
    not_coming: tuple[NotComing, ...]
    stopped: bool
    withheld: int = 0


@dataclass(frozen=True)
class MyReminders:
    """What Home shows: what comes next, and what was chosen. `leads`: people report to the reader."""

    week: Week
    muted: tuple[Kind, ...]
    kinds: tuple[Kind, ...]
    event_prompts: str
    quiet_from: str
    quiet_until: str
    away: tuple[tuple[date, date], ...]
    leads: bool
    pulse: str = ""
    """The average of what one's reports said of the talks, where five or more did; otherwise empty."""


@dataclass(frozen=True)
class Slots:
    """Two free half hours of both, in the reader's zone, with one person each."""

    people: tuple[tuple[str, tuple[datetime, ...]], ...]
