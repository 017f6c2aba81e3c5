"""Deciding about everything that waits for one person: what is said now, merged, and what is not (domain 3.2)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.features.nudges import talks
from bot.features.nudges.habits import may_return_at
from bot.features.nudges.kinds import (
    DIGEST_AT,
    DIGEST_ONLY,
    EMPLOYEE_SIDE,
    EVENT_BOUND,
    GAPS,
    LARGE_SPAN,
    MANDATORY,
    MANDATORY_SENDS,
    MERGE_AHEAD,
    SHOWN,
    Form,
    Kind,
)
from bot.features.nudges.rules import (
    Candidate,
    End,
    Item,
    Message,
    Plan,
    Recipient,
    Room,
    Wait,
    barred,
    by_priority,
    room,
)
from bot.features.nudges.timing import no_room, not_now

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    Withholds = Callable[[Kind], bool]


@dataclass
class _Work:
    """A plan in the making."""

    person: Recipient
    now: datetime
    room: Room
    withholds: Withholds
    messages: list[Message] = field(default_factory=list)
    waits: list[Wait] = field(default_factory=list)
    ends: list[End] = field(default_factory=list)
    withheld: list[Item] = field(default_factory=list)

    def wait(self, candidate: Candidate, until: datetime | None, rule: str) -> None:
        """Keep a candidate for later; it ends when that is too late for it."""
        if until is None or until > candidate.until:
            self.ends.append(End(candidate, rule))
        else:
            self.waits.append(Wait(candidate, until, rule))

    def sent(self, message: Message) -> None:
        """Count a message."""
        self.messages.append(message)

    def drawn(self, candidate: Candidate, rule: str) -> bool:
        """Return whether a candidate may be said: its arm is drawn, and kept when it is withheld (N-19)."""
        if candidate.deadline_is_near or not self.withholds(candidate.kind):
            return True
        self.withheld.append(Item(candidate, rule))
        return False


def decide(person: Recipient, candidates: Sequence[Candidate], now: datetime, withholds: Withholds) -> Plan:
    """Return what happens at `now` to all that waits for a person; `withholds` draws the arm of a kind today.

    Everything that waits belongs in `candidates`, whether it is due or not: what is due later today competes for
    the day's threads, and may be merged into a message that goes out now.
    """
    work = _Work(person, now, room(person, now), withholds)
    free = _without_the_barred(work, candidates)
    _mandatory(work, [each for each in free if each.kind in MANDATORY])
    # What its reader put off has its moment from them, and is no thread of a talk any more.
    bound = [each for each in free if each.kind in EVENT_BOUND and not each.asked_for]
    others = [each for each in free if each.kind not in MANDATORY and each not in bound]
    due = [each for each in others if each.due_at <= now]
    work.waits += [Wait(each, each.due_at, each.held_by or "N-17") for each in others if each.due_at > now]
    asked = [each for each in due if each.asked_for]
    employee = [each for each in due if each.kind in EMPLOYEE_SIDE and not each.asked_for]
    digest = _for_the_digest(work, [each for each in due if each not in asked and each not in employee])
    sides = _of_the_employee(work, employee, merged=bool(digest))
    sorted_talks = talks.sort_talks(person, bound, now, work.room, MERGE_AHEAD if digest else timedelta())
    work.waits += sorted_talks.waits
    work.ends += sorted_talks.ends
    ready = [each for each in sorted_talks.ready if work.drawn(each, _event_rule(each))]
    if digest:
        _send_the_digest(work, digest, [*ready, *asked, *sides])
    else:
        for each in ready:
            _send_alone(work, each)
        _come_back(work, asked)
    _send_the_card(work, sorted_talks.carded)
    return Plan(tuple(work.messages), tuple(work.waits), tuple(work.ends), tuple(work.withheld))


def _without_the_barred(work: _Work, candidates: Sequence[Candidate]) -> list[Candidate]:
    free = []
    for each in candidates:
        verdict = barred(work.person, each, work.now)
        if isinstance(verdict, End):
            work.ends.append(verdict)
        elif isinstance(verdict, Wait):
            work.waits.append(verdict)
        else:
            free.append(each)
    return free


def _mandatory(work: _Work, candidates: Sequence[Candidate]) -> None:
    """Say what must be said: once, at most twice, in open hours, whatever its reader chose (N-22)."""
    for each in candidates:
        if each.sends >= MANDATORY_SENDS:
            work.ends.append(End(each, "N-22"))
        elif each.due_at > work.now:
            work.waits.append(Wait(each, each.due_at, "N-22"))
        elif work.person.hours.is_open(work.now):
            work.sent(Message(Form.MANDATORY, (Item(each, "N-22"),), shown=1))
        elif (until := work.person.hours.next_open(work.now)) is not None:
            work.waits.append(Wait(each, until, "N-05"))
        else:
            # The year's holidays are not known: it is kept, and looked at again tomorrow.
            work.waits.append(Wait(each, work.now + timedelta(days=1), "N-05"))


def _for_the_digest(work: _Work, candidates: Sequence[Candidate]) -> list[Item]:
    """Return what the one unsolicited message of the day is made of; the rest is kept for later."""
    timely = []
    for each in candidates:
        verdict = not_now(work.person, each, work.now)
        if verdict is None:
            timely.append(each)
        else:
            work.wait(each, *verdict)
    if not timely:
        return []
    later = no_room(work.person, work.room, timely, work.now)
    if later is not None:
        until, rule = later
        for each in timely:
            work.wait(each, until, rule)
        return []
    items = [
        Item(each, _why(each)) for each in sorted(timely, key=by_priority) if work.drawn(each, _why(each))
    ]
    # Thanks are worth a line beside something else, never a message of their own.
    if items and all(item.candidate.kind is Kind.RECOG for item in items):
        next_week = work.person.hours.next_week(DIGEST_AT, work.now)
        for item in items:
            work.wait(item.candidate, next_week, "N-03")
        return []
    return _few_of_many(work, items)


def _few_of_many(work: _Work, items: list[Item]) -> list[Item]:
    """Show a manager of many people the longest gaps only; one thanks a week (N-14, 3.1)."""
    gaps = sorted(
        (item for item in items if item.candidate.kind in GAPS), key=lambda item: -item.candidate.gap_days
    )
    left_out = gaps[SHOWN:] if work.person.reports > LARGE_SPAN else []
    left_out += [item for item in items if item.candidate.kind is Kind.RECOG][1:]
    next_week = work.person.hours.next_week(DIGEST_AT, work.now)
    for item in left_out:
        work.wait(item.candidate, next_week, "N-14")
    return [item for item in items if item not in left_out]


def _of_the_employee(work: _Work, candidates: Sequence[Candidate], *, merged: bool) -> list[Candidate]:
    """Return what an employee is asked beside the digest; without one it is a message of its own (N-18)."""
    ready = []
    for each in candidates:
        rested = may_return_at(each.kind, work.person.habit(each.kind))
        if not work.person.hours.is_open(work.now):
            work.wait(each, work.person.hours.next_open(work.now), "N-05")
        elif rested is not None and rested > work.now:
            _not_this_week(work, each, rested)
        elif work.drawn(each, "N-18"):
            ready.append(each)
    if merged or not ready:
        return ready
    if min(work.room.employee, work.room.all) < 1:
        for each in ready:
            _not_this_week(work, each, work.person.hours.next_week(DIGEST_AT, work.now))
    else:
        items = tuple(Item(each, "N-18") for each in ready)
        work.sent(Message(Form.EMPLOYEE, items, shown=min(SHOWN, len(items))))
        _spend(work)
    return []


def _not_this_week(work: _Work, candidate: Candidate, until: datetime | None) -> None:
    """Let go of what belongs to a talk; what may be asked in any week of its fortnight waits (N-18)."""
    if candidate.kind is Kind.SURVEY:
        work.wait(candidate, until, "N-18")
    else:
        work.ends.append(End(candidate, "N-18"))


def _send_the_digest(work: _Work, items: Sequence[Item], merged: Sequence[Candidate]) -> None:
    # What happens in half an hour stands first, whatever else there is.
    first = [Item(each, "N-03") for each in merged]
    form = Form.ORIENTATION if work.person.is_new else Form.DIGEST
    gaps = sum(item.candidate.kind in GAPS for item in items)
    every = (*first, *items)
    work.sent(
        Message(
            form,
            every,
            shown=min(SHOWN, len(every)),
            plan_round=work.person.reports > LARGE_SPAN and gaps > 0,
        )
    )
    _spend(work)


def _send_alone(work: _Work, candidate: Candidate) -> None:
    begun = {each.thread for each in work.person.sent} | {each.thread for each in work.messages}
    if candidate.thread not in begun:
        _spend(work)
    work.sent(Message(Form.EVENT, (Item(candidate, _event_rule(candidate)),), 1, thread=candidate.thread))


def _send_the_card(work: _Work, carded: Sequence[Candidate]) -> None:
    wanted = [each for each in carded if work.drawn(each, "N-01b")]
    found = talks.card(work.person, wanted, work.room, work.now)
    if found is not None:
        work.sent(found)
        _spend(work)
    else:
        work.ends += [End(each, "N-01b") for each in wanted]


def _come_back(work: _Work, asked: Sequence[Candidate]) -> None:
    """Say again what its reader put off until now, all of it in one message (N-09)."""
    if not work.person.hours.is_open(work.now):
        for each in asked:
            work.wait(each, work.person.hours.next_open(work.now), "N-05")
    elif asked and work.room.all < 1:
        for each in asked:
            work.wait(each, work.person.hours.next_week(DIGEST_AT, work.now), "N-01b")
    elif asked:
        items = tuple(Item(each, "N-09") for each in sorted(asked, key=by_priority))
        work.sent(Message(Form.ASKED, items, shown=min(SHOWN, len(items))))
        _spend(work)


def _spend(work: _Work) -> None:
    left = work.room
    work.room = Room(
        left.unsolicited,
        left.to_the_new,
        left.talks_today,
        left.talks_this_week,
        left.employee,
        left.all - 1,
        left.apart_from,
    )


def _event_rule(candidate: Candidate) -> str:
    return "N-06" if candidate.kind is Kind.PRE_1ON1 else "N-07"


def _why(candidate: Candidate) -> str:
    if candidate.kind is Kind.ORIENTATION:
        return "N-15"
    return "N-04" if candidate.kind in DIGEST_ONLY else "N-13"
