"""What a copy of somebody's records holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.features.records.fair_share import NOTHING_ASKED

if TYPE_CHECKING:
    from datetime import date, datetime

    from bot.features.records.export_calendar import BookedTalk, Calendar
    from bot.features.records.export_parts import DraftCopy, HoldSpan, Request, ResultCopy, SheetCopy
    from bot.features.records.fair_share import FairShare
    from bot.features.records.moments import Timeline
    from bot.features.records.notes import NoteView
    from bot.features.records.readings import Reading
    from bot.features.records.reminder_copy import ReminderCopy
    from bot.features.records.rule_share import RuleShare

PAGE, DOCUMENT = "my-records.html", "my-records.json"
"""What the two files are called."""


@dataclass(frozen=True)
class Profile:
    """Somebody as the company has them. `serves` (as HR) and `heads` are units; `manager` may be empty."""

    name: str
    email: str
    title: str
    unit: str
    manager: str
    manager_changes: int
    role: str
    locale: str
    timezone: str
    start_date: date
    left_on: date | None
    serves: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()


@dataclass(frozen=True)
class Account:
    """A Slack account of theirs, as Slack described it."""

    team_id: str
    user_id: str
    display_name: str
    locale: str
    timezone: str


@dataclass(frozen=True)
class Series:
    """A standing 1:1 with `other`; the wall time is that of the zone."""

    other: str
    wall_time: str
    timezone: str
    interval_days: int
    minutes: int
    paused: bool
    next_on: date
    warn_days: int = 21
    hard_days: int = 28
    paused_until: date | None = None


@dataclass(frozen=True)
class NoteCopy:
    """A note as they may see it, who opened it, its receipts, and how long its shared parts are kept."""

    view: NoteView
    readings: tuple[Reading, ...]
    receipts: tuple[bytes, ...]
    shared_until: date


@dataclass(frozen=True)
class Turn:
    """Something they said in a check-in conversation, and to which question."""

    at: datetime
    question: str
    said: str


@dataclass(frozen=True)
class Talk:
    """A check-in conversation they held about `other`."""

    other: str
    kind: str
    started_at: datetime
    turns: tuple[Turn, ...]


@dataclass(frozen=True)
class MyData:
    """Everything kept about a person that they may see."""

    person_id: int
    made_at: datetime
    locale: str
    timezone: str
    profile: Profile
    accounts: tuple[Account, ...]
    series: tuple[Series, ...]
    notes: tuple[NoteCopy, ...]
    talks: tuple[Talk, ...]
    requests: tuple[Request, ...]
    holds: tuple[HoldSpan, ...]
    rules: RuleShare
    private_days: int
    shared_months: int
    question_months: int
    goal_sheets: tuple[SheetCopy, ...] = ()
    goal_drafts: tuple[DraftCopy, ...] = ()
    results: tuple[ResultCopy, ...] = ()
    timelines: tuple[Timeline, ...] = ()
    """What happened to them, a cycle at a time; the page draws it."""
    calendar: Calendar | None = None
    booked: tuple[BookedTalk, ...] = ()
    reminders: ReminderCopy | None = None
    fairness: FairShare = NOTHING_ASKED


@dataclass(frozen=True)
class Moment:
    """One thing that happened: `kind` is `edition`, `read`, or what was answered; `day` is the talk's."""

    at: datetime
    kind: str
    name: str
    version: int
    day: date


def timeline(data: MyData) -> list[Moment]:
    """Return what happened to a person's notes, newest first; of one instant the later step first."""
    found: list[Moment] = []
    for copy in data.notes:
        view = copy.view
        found += [
            Moment(e.written_at, "edition", e.written_by.name, e.version, view.met_on) for e in view.editions
        ]
        found += [
            Moment(r.said_at, r.kind.value, r.person.name, r.version, view.met_on) for r in view.responses
        ]
        found += [Moment(r.at, "read", r.reader.name, r.version, view.met_on) for r in copy.readings]
    found.reverse()
    return sorted(found, key=lambda moment: moment.at, reverse=True)
