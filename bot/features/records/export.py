"""What a copy of somebody's records holds, and how it reads for machines: `my-records.json`.

The keys of the JSON are a contract with whoever keeps such a file; a new one may come, none changes its meaning.
Instants are ISO 8601 in UTC, days ISO 8601. Words that were erased are null.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.features.records.export_parts import result_document, sheet_document
from bot.features.records.notes import Answer

if TYPE_CHECKING:
    from datetime import date, datetime

    from bot.features.records.export_parts import HoldSpan, Request, ResultCopy, SheetCopy
    from bot.features.records.notes import Edition, NoteView, Promise, Response
    from bot.features.records.readings import Reading

FORMAT, VERSION = "touchbase-my-records", 1
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
    private_days: int
    shared_months: int
    goal_sheets: tuple[SheetCopy, ...] = ()
    results: tuple[ResultCopy, ...] = ()


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


def document(data: MyData) -> dict[str, Any]:
    """Return the machine-readable copy."""
    profile = data.profile
    return {
        "format": FORMAT,
        "version": VERSION,
        "made_at": _instant(data.made_at),
        "person": {
            "name": profile.name,
            "email": profile.email,
            "title": profile.title,
            "unit": profile.unit,
            "role": profile.role,
            "hr_of_units": list(profile.serves),
            "heads_units": list(profile.heads),
            "locale": profile.locale,
            "timezone": profile.timezone,
            "start_date": profile.start_date.isoformat(),
            "left_on": _day(profile.left_on),
            "slack_accounts": [vars(account) for account in data.accounts],
        },
        "reporting_line": {"manager": profile.manager or None, "changes_seen": profile.manager_changes},
        "standing_one_on_ones": [vars(each) | {"next_on": each.next_on.isoformat()} for each in data.series],
        "notes": [_note(copy) for copy in data.notes],
        "conversations": [_talk(talk) for talk in data.talks],
        "requests": [_request(request) for request in data.requests],
        "legal_holds": [
            {"since": _instant(hold.since), "until": _instant(hold.until) if hold.until else None}
            for hold in data.holds
        ],
        "goal_sheets": [sheet_document(sheet) for sheet in data.goal_sheets],
        "results": [result_document(result) for result in data.results],
        "kept": {
            "private_days_after_writing": data.private_days,
            "shared_months_after_cycle": data.shared_months,
        },
    }


def _note(copy: NoteCopy) -> dict[str, Any]:
    view = copy.view
    return {
        "id": view.note_id,
        "kind": view.kind,
        "met_on": view.met_on.isoformat(),
        "status": view.status.value,
        "partial": view.partial,
        "you_are": "author" if view.is_managers else "employee",
        "manager": view.manager.name,
        "employee": view.employee.name,
        "review_ends_at": _instant(view.review_ends_at) if view.review_ends_at else None,
        "editions": [_edition(edition) for edition in view.editions],
        "answers": [_answer(response) for response in view.responses],
        "steps": [_step(promise) for promise in view.promises],
        "read_by": [
            {
                "name": reading.reader.name,
                "relation": reading.relation,
                "version": reading.version,
                "at": _instant(reading.at),
            }
            for reading in copy.readings
        ],
        "receipts": [base64.b64encode(receipt).decode() for receipt in copy.receipts],
        "private_kept_until": _day(view.private_until),
        "shared_kept_until": copy.shared_until.isoformat(),
        "let_go": [
            {"part": gone.part, "on": gone.on.isoformat(), "ran_out": gone.ran_out} for gone in view.let_go
        ],
    }


def _edition(edition: Edition) -> dict[str, Any]:
    return {
        "version": edition.version,
        "written_by": edition.written_by.name,
        "written_at": _instant(edition.written_at),
        "reason": edition.reason or None,
        "blocks": [
            {
                "name": block.name,
                "audience": block.visibility.value,
                "text": None if block.erased else block.text,
            }
            for block in edition.blocks
        ],
    }


def _answer(response: Response) -> dict[str, Any]:
    has_words = response.kind is not Answer.ACKNOWLEDGED and not response.erased
    return {
        "kind": response.kind.value,
        "by": response.person.name,
        "to_version": response.version,
        "at": _instant(response.said_at),
        "text": response.text if has_words else None,
        "about": response.quote if has_words and response.quote else None,
    }


def _step(promise: Promise) -> dict[str, Any]:
    return {
        "what": promise.what,
        "owner": promise.owner.name if promise.owner else None,
        "due": _day(promise.due),
        "due_as_said": promise.due_text or None,
        "status": promise.status,
        "closed_on": _day(promise.closed_on),
    }


def _talk(talk: Talk) -> dict[str, Any]:
    return {
        "with": talk.other,
        "kind": talk.kind,
        "started_at": _instant(talk.started_at),
        "said": [
            {"at": _instant(turn.at), "question": turn.question or None, "text": turn.said}
            for turn in talk.turns
        ],
    }


def _request(request: Request) -> dict[str, Any]:
    return {
        "kind": request.kind,
        "via": request.via,
        "by": request.by or None,
        "by_yourself": request.themselves,
        "at": _instant(request.at),
    }


def _instant(moment: datetime) -> str:
    return moment.isoformat()


def _day(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None
