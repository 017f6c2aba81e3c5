"""Who sees which part of a note, how it moves from one state to the next, and when its review ends."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time
from typing import TYPE_CHECKING, Protocol
from zoneinfo import ZoneInfo

from bot.errors import NoTextFound, NothingChanged, TextTooLong
from bot.features.records.notes import ACTIONS, Block, Status, Visibility

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from bot.features.records.notes import Edition

REVIEW_WORKING_DAYS = 3
"""An employee's silence makes a note final after this many working days (domain 1.3)."""
REMINDER_WORKING_DAYS = 2
"""A request to acknowledge is repeated once, after this many working days (domain N-18)."""
DAY_STARTS, DAY_ENDS = time(9), time(18, 30)
"""The reader's local hours in which we may remind; the rest is quiet (domain N-05)."""

EDITABLE = ("focus", "evidence", "voice", "summary")
"""The parts whose words a correction may change. Promises have buttons of their own."""
TEXT_LIMIT = 3000
"""Characters a person may type into one field: what Slack's own input takes."""


class Calendar(Protocol):
    """The company's working days."""

    def add(self, day: date, n: int) -> date:
        """Return the `n`-th working day after `day`."""
        ...

    def deadline(self, instant: datetime, n: int, zone: str) -> datetime:
        """Return the end of the `n`-th working day after `instant`, where `zone` is."""
        ...


NOTHING: frozenset[Visibility] = frozenset()
EVERYTHING = frozenset(Visibility)
FOR_EMPLOYEE = EVERYTHING - {Visibility.PRIVATE}
FOR_SUCCESSOR = frozenset({Visibility.SHARED, Visibility.SHARED_HR})
FOR_HR = frozenset({Visibility.SHARED_HR})
"""The blocks each kind of reader may read; what thanks somebody is for them and its author alone."""


def seen(editions: Iterable[Edition], readable: frozenset[Visibility]) -> tuple[Edition, ...]:
    """Return the editions as a reader of these blocks may know them, oldest first.

    Who reads everything sees every edition. Anybody else sees the editions in which what they may read
    changed, each with its own number; an edition that only touched other parts does not exist for them.
    """
    if readable == EVERYTHING:
        return tuple(editions)
    found: list[Edition] = []
    for edition in editions:
        blocks = tuple(block for block in edition.blocks if block.visibility in readable)
        if blocks and (not found or found[-1].blocks != blocks):
            found.append(replace(edition, blocks=blocks))
    return tuple(found)


def without_reasons(editions: Iterable[Edition]) -> tuple[Edition, ...]:
    """Return editions without why they were written: a reason may speak of parts the reader does not see."""
    return tuple(replace(edition, reason="") for edition in editions)


def corrected(edition: Edition, texts: Mapping[str, str]) -> tuple[Block, ...]:
    """Return the blocks of the next edition, with `texts` in place of what those blocks said.

    Raises NoTextFound for a block left empty, TextTooLong, and NothingChanged when every word is as it was.
    """
    before = readable(edition)
    blocks = tuple(_rewritten(block, texts) for block in before)
    if blocks == before:
        raise NothingChanged
    return blocks


def widened(edition: Edition, kind: str, name: str | None) -> tuple[Block, ...]:
    """Return the blocks of the next edition with the private block `name`, or all of them, shared.

    There is no way back: nothing here makes a block narrower. Raises NothingChanged when nothing was private.
    """
    audience = Visibility.RECIPIENT if kind == "recognition" else Visibility.SHARED
    before = readable(edition)
    blocks = tuple(
        replace(block, visibility=audience) if block.private and name in {None, block.name} else block
        for block in before
    )
    if blocks == before:
        raise NothingChanged
    return blocks


def readable(edition: Edition) -> tuple[Block, ...]:
    """Return the blocks whose words are there still; the next edition is made of these."""
    return tuple(block for block in edition.blocks if not block.erased)


def opens_promises(before: Iterable[Block], after: Iterable[Block]) -> bool:
    """Return whether the promises become readable by the employee between two editions."""
    hidden = any(block.name == ACTIONS and block.private for block in before)
    return hidden and any(block.name == ACTIONS and not block.private for block in after)


def employee_sees_change(before: Iterable[Block], after: Iterable[Block]) -> bool:
    """Return whether the employee reads anything else after an edition than before it."""
    return [block for block in before if not block.private] != [block for block in after if not block.private]


def after_response(status: Status, *, to_current: bool) -> Status:
    """Return where a note stands after any answer; one to an earlier edition settles nothing."""
    waiting = status in {Status.IN_REVIEW, Status.UNACKNOWLEDGED}
    return Status.FINAL if waiting and to_current else status


def after_edition(status: Status, *, employee_sees_it: bool) -> Status:
    """Return where a note stands after a new edition: what the employee has not read goes back to them."""
    return Status.IN_REVIEW if employee_sees_it else status


def after_silence(status: Status) -> Status:
    """Return where a note stands when its review ends: silence is kept as silence, never as consent."""
    return Status.UNACKNOWLEDGED if status is Status.IN_REVIEW else status


def review_ends(started: datetime, timezone: str, calendar: Calendar) -> datetime:
    """Return when a review that began at `started` ends: with the employee's third working day."""
    return calendar.deadline(started, REVIEW_WORKING_DAYS, timezone)


def reminder_due(started: datetime, timezone: str, calendar: Calendar) -> datetime:
    """Return when a silent employee is reminded: two working days on, at the same local time unless quiet."""
    local = started.astimezone(ZoneInfo(timezone))
    day = calendar.add(local.date(), REMINDER_WORKING_DAYS)
    if local.time() >= DAY_ENDS:
        return datetime.combine(calendar.add(day, 1), DAY_STARTS, local.tzinfo)
    return datetime.combine(day, max(local.time(), DAY_STARTS), local.tzinfo)


def checked(words: str, field: str) -> str:
    """Return what was typed into `field`, trimmed; raises NoTextFound or TextTooLong."""
    said = words.strip()
    if not said:
        raise NoTextFound(field=field)
    if len(said) > TEXT_LIMIT:
        raise TextTooLong(field=field, length=len(said), limit=TEXT_LIMIT)
    return said


def _rewritten(block: Block, texts: Mapping[str, str]) -> Block:
    if block.name not in EDITABLE or block.name not in texts:
        return block
    if texts[block.name].strip() == block.text.strip():
        return block
    return replace(block, text=checked(texts[block.name], block.name))
