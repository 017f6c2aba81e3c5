"""Prompts bound to booked talks: which get a thread, when exactly, and what waits for the card (N-01b, N-06, N-07)."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.features.nudges.habits import may_return_at
from bot.features.nudges.kinds import (
    BEFORE_TALK,
    DEBRIEF_SENDS,
    DIGEST_AT,
    LONG_BEFORE_TALK,
    SHOWN,
    SLOT,
    WRAP_UP_AT,
    Form,
    Kind,
)
from bot.features.nudges.rules import Candidate, End, Item, Message, Wait, by_priority

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date, datetime

    from bot.features.nudges.rules import Recipient, Room

AFTER_TALK = timedelta(minutes=10)
WITH_ACTIONS, WRAP_UP_ONLY = "actions", "wrap_up"


@dataclass
class Talks:
    """What happens to the prompts of talks: `ready` may be said now, `carded` on the card of 17:30."""

    ready: list[Candidate] = field(default_factory=list)
    carded: list[Candidate] = field(default_factory=list)
    waits: list[Wait] = field(default_factory=list)
    ends: list[End] = field(default_factory=list)


def sort_talks(
    person: Recipient, candidates: Sequence[Candidate], now: datetime, room: Room, ahead: timedelta
) -> Talks:
    """Sort the prompts of talks that nothing else speaks against.

    A prompt exact to the minute counts as ready up to `ahead` before its moment, when a message goes out anyway.
    """
    done = Talks()
    for candidate in (each for each in candidates if _unwanted(person, each)):
        _unwanted_goes(person, candidate, now, done)
    left = [each for each in candidates if not _unwanted(person, each)]
    with_a_thread = threads_for(person, left, now, room)
    for candidate in left:
        if candidate.kind is Kind.PRE_1ON1:
            _before(person, candidate, now, done, ahead, with_a_thread)
        else:
            _after(person, candidate, now, done, with_a_thread)
    return done


def threads_for(
    person: Recipient, candidates: Iterable[Candidate], now: datetime, room: Room
) -> frozenset[str]:
    """Return the talks of today that have a thread or may begin one: those that matter most (N-13).

    All talks of the day compete, whether their prompt is due already or not, so that an unimportant talk in the
    morning does not take the place of an important one in the afternoon.
    """
    begun = {each.thread for each in person.sent if each.form is Form.EVENT}
    today = person.hours.day(now)
    wanting = [
        each
        for each in candidates
        if each.thread not in begun and each.held_by != "N-01b" and _falls_on(person, each) <= today
    ]
    ranked = list(dict.fromkeys(each.thread for each in sorted(wanting, key=by_priority)))
    return frozenset(begun) | frozenset(ranked[: room.talks])


def card(person: Recipient, carded: Sequence[Candidate], room: Room, now: datetime) -> Message | None:
    """Return the card of 17:30 with the talks that got no thread; None when there is no room or had been one."""
    had_one = any(
        each.form is Form.WRAP_UP and person.hours.day(each.at) == person.hours.day(now)
        for each in person.sent
    )
    if not carded or had_one or room.all < 1:
        return None
    items = tuple(Item(each, "N-01b") for each in sorted(carded, key=by_priority))
    return Message(Form.WRAP_UP, items, shown=min(SHOWN, len(items)))


def next_debrief(person: Recipient, now: datetime) -> datetime | None:
    """Return when a wrap-up nobody answered is asked for the second and last time (N-07)."""
    first = person.hours.next_at(DIGEST_AT, now)
    return person.hours.next_at(DIGEST_AT, first) if first else None


def _falls_on(person: Recipient, candidate: Candidate) -> date:
    """Return the first day on which a prompt may go out: before a talk soon after midnight, that is the day before."""
    if candidate.kind is Kind.PRE_1ON1 and candidate.event_start is not None:
        return person.hours.day(candidate.event_start - LONG_BEFORE_TALK)
    return person.hours.day(candidate.due_at)


def _unwanted(person: Recipient, candidate: Candidate) -> bool:
    if person.event_prompts == WRAP_UP_ONLY:
        return True
    return person.event_prompts == WITH_ACTIONS and not candidate.open_actions


def _unwanted_goes(person: Recipient, candidate: Candidate, now: datetime, done: Talks) -> None:
    if candidate.kind is Kind.PRE_1ON1 or person.event_prompts != WRAP_UP_ONLY:
        done.ends.append(End(candidate, "N-01b"))
    else:
        _to_the_card(person, candidate, now, done)


def _before(  # noqa: PLR0913, PLR0917 - what the moment depends on
    person: Recipient,
    candidate: Candidate,
    now: datetime,
    done: Talks,
    ahead: timedelta,
    with_a_thread: frozenset[str],
) -> None:
    """Half an hour before the talk exactly, otherwise two hours before, otherwise not at all (N-06)."""
    start = candidate.event_start or candidate.due_at + BEFORE_TALK
    event = (start, candidate.event_end or start)
    moments = [
        moment
        for moment in (start - LONG_BEFORE_TALK, start - BEFORE_TALK)
        if moment + SLOT > now and person.hours.is_open(max(moment, now))
    ]
    free = [moment for moment in moments if person.hours.is_free(max(moment, now), but=event)]
    chosen = start - BEFORE_TALK if start - BEFORE_TALK in free else next(iter(free), None)
    if chosen is None:
        done.ends.append(End(candidate, "N-06"))
    elif now < chosen - ahead:
        done.waits.append(Wait(candidate, chosen, "N-06"))
    elif candidate.thread not in with_a_thread:
        done.ends.append(End(candidate, "N-01b"))
    elif (rested := may_return_at(candidate.kind, person.habit(candidate.kind))) and rested > now:
        done.ends.append(End(candidate, "N-10"))
    else:
        done.ready.append(candidate)


def _after(
    person: Recipient, candidate: Candidate, now: datetime, done: Talks, with_a_thread: frozenset[str]
) -> None:
    """Ten minutes after the talk, in the next free ten minutes of the day, or the next working morning (N-07)."""
    hours = person.hours
    if candidate.sends >= DEBRIEF_SENDS:
        done.ends.append(End(candidate, "N-07"))
        return
    if now < candidate.due_at:
        done.waits.append(Wait(candidate, candidate.due_at, candidate.held_by or "N-07"))
        return
    if candidate.held_by == "N-01b":
        _to_the_card(person, candidate, now, done)
        return
    moment = hours.next_free(now)
    if moment is None:
        _wait_or_end(candidate, hours.next_at(DIGEST_AT, now), "N-07", done)
    elif moment > now:
        _wait_or_end(candidate, moment, "N-06", done)
    elif candidate.thread not in with_a_thread:
        _to_the_card(person, candidate, now, done)
    elif (rested := may_return_at(candidate.kind, person.habit(candidate.kind))) and rested > now:
        done.ends.append(End(candidate, "N-10"))
    else:
        done.ready.append(candidate)


def _to_the_card(person: Recipient, candidate: Candidate, now: datetime, done: Talks) -> None:
    hours = person.hours
    if now < candidate.due_at:
        done.waits.append(Wait(candidate, candidate.due_at, candidate.held_by or "N-07"))
        return
    at = hours.at(hours.day(now), WRAP_UP_AT)
    if candidate.held_by != "N-01b" and now > at:
        at = hours.next_at(WRAP_UP_AT, now) or at
    if now < at:
        done.waits.append(Wait(replace(candidate, held_by="N-01b"), at, "N-01b"))
    elif hours.is_open(now):
        done.carded.append(candidate)
    else:
        _wait_or_end(candidate, hours.next_at(WRAP_UP_AT, now), "N-01b", done)


def _wait_or_end(candidate: Candidate, until: datetime | None, rule: str, done: Talks) -> None:
    if until is None or until > candidate.until:
        done.ends.append(End(candidate, rule))
    else:
        done.waits.append(Wait(candidate, until, rule))
