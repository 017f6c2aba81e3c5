"""What the tick does for nudges: look, decide, begin what is said about talks, and draw conclusions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Protocol

from bot.features.nudges.knowing import Outside
from storage import calendars

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping, Sequence

    from sqlmodel import Session

    from bot.clock import Clock
    from bot.features.nudges.hours import Span
    from bot.features.nudges.offers import Offers
    from bot.features.nudges.service import Invite, Nudges
    from bot.features.nudges.settling import Settling
    from bot.transactions import Transactions

LOOK_EVERY, SURVEY_EVERY = timedelta(minutes=10), timedelta(hours=6)
BUSY_BACK, BUSY_AHEAD = timedelta(hours=1), timedelta(days=2)
BATCHES = 50
"""Transactions a tick may take; the rest waits for the next minute."""


class Disturbing(Protocol):
    """Asks Slack when people do not want to be disturbed; who cannot be asked for is absent."""

    def __call__(self, people: Sequence[int], /) -> Awaitable[Mapping[int, tuple[Span, ...]]]:
        """Return the spans of each of these people."""
        ...


@dataclass
class NudgeJobs:
    """Runs the services of the nudges once a minute; running it again changes nothing."""

    transactions: Transactions
    clock: Clock
    nudges: Nudges
    offers: Offers
    settling: Settling
    invite: Invite
    disturbing: Disturbing
    hurry: Callable[[], None]
    looked_at: datetime | None = None
    surveyed_at: datetime | None = None

    async def __call__(self) -> None:
        """Do what is due."""
        await self._look()
        await self._in_batches(self._decide)
        await self._in_batches(self._invite)
        for conclude in (self.settling.judge_due, self.settling.look_up_due, self.offers.pass_on):
            await self._in_batches(partial(self.transactions.write, conclude))
        await self.transactions.write(self.offers.told_first)

    async def _look(self) -> None:
        now = self.clock.now()
        if self.looked_at is None or now - self.looked_at >= LOOK_EVERY:
            await self.transactions.write(self.offers.notice)
            self.looked_at = now
        if self.surveyed_at is None or now - self.surveyed_at >= SURVEY_EVERY:
            await self.transactions.write(self.offers.survey)
            self.surveyed_at = now

    async def _decide(self) -> int:
        people = await self.transactions.read(self.nudges.due_people)
        if not people:
            return 0
        busy = await self.transactions.read(self._busy, people)
        outside = Outside(dnd=await self.disturbing(people), busy=busy)
        return await self.transactions.write(self.nudges.decide_due, outside)

    def _busy(self, session: Session, people: Sequence[int]) -> dict[int, tuple[Span, ...]]:
        """Return when these people are busy by their calendars, as far ahead as anything is put off for it."""
        now = self.clock.now()
        found = calendars.busy_of(session, people, now - BUSY_BACK, now + BUSY_AHEAD)
        return {person: tuple((each.start, each.end) for each in times) for person, times in found.items()}

    async def _invite(self) -> int:
        return await self.transactions.write(self.nudges.invite_due, self.invite)

    async def _in_batches(self, work: Callable[[], Awaitable[int]]) -> None:
        for _ in range(BATCHES):
            if not await work():
                return
            self.hurry()
