"""A process that feeds and sends announcements as the bot does, until it is killed; the clock stands in office hours."""

from __future__ import annotations

import asyncio
import os
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot import logs
from bot.clock import SystemClock
from bot.delivery.outbox import Outbox
from bot.features.announcements.cards import Cards
from bot.features.announcements.jobs import Feeder
from bot.features.announcements.launching import Launches
from bot.features.announcements.messages import Messages
from bot.features.announcements.notices import NOTICE, Notices
from bot.features.announcements.reach import Reach
from bot.features.announcements.reminding import Reminding
from bot.features.announcements.sending import Sending
from bot.features.announcements.service import Composer
from bot.transactions import Transactions
from bot.working_days import WorkingDays
from prompts.catalog import Catalog
from storage.database import Database
from storage.people import Person
from tests.bench.sender_process import KIND, drawn, send
from tests.clock import RunningClock

if TYPE_CHECKING:
    from sqlmodel import Session

    from bot.clock import Clock
    from bot.delivery.drafts import Draft, Drawn, Renderer
    from bot.delivery.sender import Sender


CALENDAR = WorkingDays("GB")
MORNING = time(9, 30)
POISONED_OF = 500
"""Of so many readers, one whose message cannot be drawn."""
BETWEEN_LOOKS = 0.5
WORDS = {
    "title": {"en": "New cycle", "zh": "新周期"},
    "text": {"en": "Opens {d1}. Bring your own draft.", "zh": "{d1} 开始。请带上你的草案。"},
}


def office_hours() -> datetime:
    """Return the morning of the last working day that is over: before now, so that what is looked for is found."""
    day = SystemClock().now() - timedelta(days=1)
    while not CALENDAR.is_working(day.date()):
        day -= timedelta(days=1)
    return datetime.combine(day.date(), MORNING, day.tzinfo)


class Desk:
    """All that announces, put together as in the bot."""

    def __init__(self, clock: Clock, transactions: Transactions) -> None:
        reach = Reach(clock, CALENDAR, ZoneInfo("UTC"), lambda: 300.0)
        outbox, catalog = Outbox(clock), Catalog.load()
        cards = Cards(reach, outbox, catalog.languages, approval_above=10**9)
        self.transactions = transactions
        self.composer, self.launches, self.sending = Composer(cards), Launches(cards), Sending(cards)
        self.messages = Messages(transactions, Notices(reach), cards, Reminding(reach, outbox), catalog)

    def feeder(self, sender: Sender) -> Feeder:
        """Return what puts readers into the queue."""
        return Feeder(self.transactions, self.sending, sender.hurry)

    def renderers(self) -> dict[str, Renderer]:
        """Return who draws what; some readers' messages cannot be drawn."""
        ours = self.messages.renderers()
        return {**ours, KIND: drawn, NOTICE: _poisoned(ours[NOTICE])}

    async def composed(self, author: int, address: str) -> str:
        """Compose one for all but its author, whose address this is, and return its id."""
        write = self.transactions.write
        announcement: str = await write(self.composer.begin, author, "free")
        await write(
            self.composer.set_words,
            author,
            announcement,
            **WORDS,
            values="d1: 5 Jan | 1月5日",
            one_language=False,
        )
        await write(
            self.composer.set_way,
            author,
            announcement,
            direct=True,
            channel="",
            day=None,
            at=None,
            acknowledged=True,
            helper_id=None,
            attached="",
        )
        await write(
            self.composer.set_aim,
            author,
            announcement,
            who="everyone",
            units=(),
            addresses="",
            without=address,
            not_away=False,
        )
        return announcement


async def queue_an_announcement(url: str, clock: Clock, *, author: int) -> str:
    """Announce something to everybody but its author, the last person, put all of it in the queue, and return its id."""
    transactions = Transactions(Database(url))
    announcement = await launched(transactions, clock, author)
    desk = Desk(clock, transactions)
    await Feeder(transactions, desk.sending, lambda: None).feed()
    transactions.close()
    transactions.database.close()
    return announcement


async def launched(transactions: Transactions, clock: Clock, author: int) -> str:
    """Let the last person be an administrator of HR who has just announced something, and return its id."""
    announcement = await drafted(transactions, clock, author)
    await transactions.write(Desk(clock, transactions).launches.launch, author, announcement)
    return announcement


async def drafted(transactions: Transactions, clock: Clock, author: int) -> str:
    """Let the last person be an administrator of HR with a finished draft, and return its id."""
    await transactions.write(_promote, author)
    return await Desk(clock, transactions).composed(author, f"person{author - 1}@bench.example")


def _promote(session: Session, author: int) -> None:
    session.get_one(Person, author).role = "hr_admin"


def is_poisoned(person_id: int) -> bool:
    """Return whether somebody's message cannot be drawn."""
    return person_id % POISONED_OF == 0


def _poisoned(renderer: Renderer) -> Renderer:
    async def drawing(draft: Draft) -> Drawn | None:
        if draft.person_id is not None and is_poisoned(draft.person_id):
            reason = "this one cannot be drawn"
            raise ValueError(reason)
        return await renderer(draft)

    return drawing


async def announce() -> None:
    """Feed and send for ever."""
    ahead = timedelta(seconds=float(os.environ["BENCH_AHEAD"]))
    clock = RunningClock(SystemClock().now() + ahead)
    desks: list[Desk] = []

    def renderers_of(transactions: Transactions) -> dict[str, Renderer]:
        desks.append(Desk(clock, transactions))
        return desks[0].renderers()

    async def feed(_transactions: Transactions, sender: Sender) -> None:
        feeder = desks[0].feeder(sender)
        while True:
            await feeder.feed()
            await asyncio.sleep(BETWEEN_LOOKS)

    await send(clock, renderers_of, feed)


if __name__ == "__main__":
    logs.to_stderr()
    asyncio.run(announce())
