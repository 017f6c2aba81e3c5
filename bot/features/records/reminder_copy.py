"""The part of a copy about reminders: what somebody chose, what they got, and what they said of their talks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from bot.features.records import reading
from storage import agendas, nudge_decisions, nudge_habits, nudge_support, nudges, surveys

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from sqlmodel import Session

    from storage.surveys import Mine

_ALWAYS = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Reminder:
    """One reminder decided about: sent or withheld, by which rule, and what came of it."""

    day: date
    kind: str
    arm: str
    rule: str
    outcome: str


@dataclass(frozen=True)
class ReminderCopy:
    """What is kept of somebody's reminders. `habits` are kind, unused in a row, and muted until."""

    stopped: bool
    prompts: str
    quiet_from: str
    quiet_until: str
    habits: tuple[tuple[str, int, datetime | None], ...]
    away: tuple[tuple[date, date], ...]
    got: tuple[Reminder, ...]
    waiting: tuple[tuple[str, datetime], ...]
    useful: tuple[tuple[date, int], ...]
    support: tuple[tuple[str, date, str], ...]
    pilot: tuple[Mine, ...] = ()
    """What they were asked as part of a pilot, and what they said."""
    agendas: tuple[tuple[datetime, str, str], ...] = ()
    """When a talk begins, who wrote what it should be about, and what they wrote."""


def reminders_of(session: Session, person_id: int) -> ReminderCopy:
    """Return what is kept of a person's reminders."""
    chosen = nudge_habits.wishes_of(session, [person_id])
    wishes = chosen[0] if chosen else nudge_habits.NudgeWishes(person_id=person_id)
    return ReminderCopy(
        stopped=wishes.stopped_at is not None,
        prompts=wishes.event_prompts,
        quiet_from=wishes.quiet_from,
        quiet_until=wishes.quiet_until,
        habits=tuple(
            (row.kind, row.streak, row.muted_until) for row in nudge_habits.habits(session, [person_id])
        ),
        away=tuple(
            (row.first_on, row.last_on) for row in nudge_habits.absences(session, [person_id], _ALWAYS.date())
        ),
        got=tuple(
            Reminder(row.day, row.kind, row.arm, row.rule, row.outcome or "")
            for row in nudge_decisions.recent(session, [person_id], _ALWAYS)
        ),
        waiting=tuple((row.kind, row.wake_at) for row in nudges.waiting_of(session, [person_id])),
        useful=tuple((row.talk_on, row.value) for row in nudge_support.pulses_by(session, person_id)),
        agendas=tuple(
            (line.talk_at, reading.party(session, line.employee_id).name, line.words)
            for line in agendas.of_person(session, person_id)
        ),
        support=tuple(
            (row.task, row.due_on, row.reason or "") for row in nudge_support.signals_of(session, person_id)
        ),
        pilot=tuple(surveys.of_person(session, person_id)),
    )


def reminder_document(copy: ReminderCopy) -> dict[str, Any]:
    """Return the machine-readable form."""
    return {
        "stopped": copy.stopped,
        "one_on_one_prompts": copy.prompts,
        "quiet_hours": [copy.quiet_from, copy.quiet_until],
        "kinds": [
            {"kind": kind, "unused_in_a_row": streak, "muted_until": until.isoformat() if until else None}
            for kind, streak, until in copy.habits
        ],
        "away": [[first.isoformat(), last.isoformat()] for first, last in copy.away],
        "decided": [vars(each) | {"day": each.day.isoformat()} for each in copy.got],
        "waiting": [{"kind": kind, "until": until.isoformat()} for kind, until in copy.waiting],
        "talks_found_useful": [{"talk": day.isoformat(), "value": value} for day, value in copy.useful],
        "agendas": [
            {"talk": at.isoformat(), "written_by": name, "words": words} for at, name, words in copy.agendas
        ],
        "offers_of_help": [
            {"task": task, "since": day.isoformat(), "reason": reason or None}
            for task, day, reason in copy.support
        ],
        "pilot_questions": [
            {
                "cycle": each.cycle_id,
                "fortnight": each.number,
                "from": each.opens.isoformat(),
                "question": each.question,
                "state": each.state,
                "answer": each.said.value if each.said else None,
                "words": each.said.words if each.said else "",
                "at": each.said_at.isoformat() if each.said_at else None,
            }
            for each in copy.pilot
        ],
    }


def reminder_lines(copy: ReminderCopy, words: Callable[..., str]) -> list[str]:
    """Return what a person reads of it, line by line."""
    lines = [words("data-page-quiet", quiet_from=copy.quiet_from, quiet_until=copy.quiet_until)]
    lines += [words("data-page-away", first=first, last=last) for first, last in copy.away]
    lines += [
        words("data-page-reminder", day=each.day, kind=words(f"nudges-kind-{each.kind}"), rule=each.rule)
        for each in copy.got
        if each.arm != nudge_decisions.ARM_WITHHELD
    ]
    lines += [words("data-page-useful", day=day, value=value) for day, value in copy.useful]
    lines += [
        words(
            "data-page-pilot",
            day=each.opens,
            question=words(f"surveys-question-{each.question}"),
            rated="no" if each.said.value is None else "yes",
            value=each.said.value or 0,
            words=each.said.words,
        )
        for each in copy.pilot
        if each.said is not None
    ]
    lines += [words("data-page-agenda", at=at, name=name, words=said) for at, name, said in copy.agendas]
    return lines
