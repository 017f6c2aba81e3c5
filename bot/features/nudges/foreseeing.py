"""What somebody will get in the days to come, as far as it is known now: the same rules, run ahead of time."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.features.nudges.habits import said
from bot.features.nudges.kinds import LONG_BEFORE_TALK, Kind
from bot.features.nudges.planning import decide
from bot.features.nudges.rules import Candidate, Message, Sent

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.features.nudges.rules import End, Recipient

_MOST_STEPS = 500


@dataclass(frozen=True)
class Foreseen:
    """A message that will come at `at`, unless something changes before."""

    at: datetime
    message: Message


@dataclass(frozen=True)
class Ahead:
    """What will be said until the end of the time looked at, and what will not, each with its rule."""

    messages: tuple[Foreseen, ...]
    ends: tuple[End, ...]


def foresee(person: Recipient, candidates: Sequence[Candidate], now: datetime, until: datetime) -> Ahead:
    """Run the rules from `now` until `until`; nothing is withheld, for the draw of a day is nobody's to know."""
    waiting = {each.key: each for each in candidates}
    messages: list[Foreseen] = []
    ends: list[End] = []
    for _ in range(_MOST_STEPS):
        if not waiting or now > until:
            break
        plan = decide(person, list(waiting.values()), now, _withholds_nothing)
        ends += plan.ends
        messages += [Foreseen(now, message) for message in plan.messages]
        person = _having_heard(person, plan.messages, now)
        waiting = {
            wait.candidate.key: wait.candidate
            if wait.candidate.kind is Kind.PRE_1ON1
            else replace(wait.candidate, due_at=wait.until, held_by=wait.rule)
            for wait in plan.waits
        }
        if not plan.waits:
            break
        now = max(now, min(_next_look(wait.candidate, wait.until, now) for wait in plan.waits))
    return Ahead(tuple(messages), tuple(ends))


def _next_look(candidate: Candidate, until: datetime, now: datetime) -> datetime:
    if candidate.kind is Kind.PRE_1ON1 and candidate.event_start is not None:
        early = candidate.event_start - LONG_BEFORE_TALK
        return early if early > now else until
    return until


def _having_heard(person: Recipient, messages: Sequence[Message], now: datetime) -> Recipient:
    kinds = {item.candidate.kind for message in messages for item in message.items}
    habits = {**person.habits, **{kind: said(person.habit(kind), now) for kind in kinds}}
    heard = tuple(Sent(now, message.form, message.thread) for message in messages)
    return replace(person, sent=person.sent + heard, habits=habits)


def _withholds_nothing(_kind: Kind) -> bool:
    return False
