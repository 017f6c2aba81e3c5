"""A company of any size, everything that announces in it, and a Slack that takes what is sent."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest
from sqlmodel import col, select, update

from bot.delivery.drafts import Draft, Drawn, HeldBack
from bot.delivery.outbox import Outbox
from bot.features.announcements.board import Board
from bot.features.announcements.cards import Cards
from bot.features.announcements.jobs import Feeder
from bot.features.announcements.launching import Launches
from bot.features.announcements.messages import Messages
from bot.features.announcements.notices import Notices
from bot.features.announcements.reach import Reach
from bot.features.announcements.receiving import Receiving
from bot.features.announcements.reminding import Reminding
from bot.features.announcements.sending import Sending
from bot.features.announcements.service import Composer
from bot.transactions import Transactions
from bot.working_days import WorkingDays
from prompts.catalog import Catalog
from storage import outbox_claims, people, relations
from storage.outbox import OutboxMessage
from storage.outbox_claims import Hold, Place, Room
from storage.outbox_settling import Arrived, mark_sent
from storage.people import Person, SlackAccount, Unit
from tests.clock import MovableClock

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from storage.database import Database
    from storage.outbox import Priority

MONDAY = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
"""Ten o'clock in Shanghai."""
ADMIN, PARTNER, OTHER_ADMIN, HEAD = "admin", "partner", "other", "head"
TEXT = {"en": "Opens {d1}.", "zh": "{d1} 开始。"}
TITLE = {"en": "New cycle", "zh": "新周期"}
VALUES = "d1: 5 Jan | 1月5日"


@dataclass
class FakeQuestions:
    """Answers nothing; remembers what was asked."""

    asked: list[str] = field(default_factory=list)

    def take(self, _session: object, _person_id: int, words: str, _locale: str) -> str:
        self.asked.append(words)
        return f"q{len(self.asked)}"

    def groups(self, _session: object, question_ids: list[str]) -> list[tuple[str, int]]:
        return [(self.asked[int(each[1:]) - 1], 1) for each in question_ids]

    def begin(self, question_id: str) -> None:
        """Do nothing."""


@dataclass
class Desk:
    """Everything that announces. `people` are numbers by short name; employees are `e1`, `e2` and so on."""

    database: Database
    transactions: Transactions
    clock: MovableClock = field(default_factory=lambda: MovableClock(MONDAY))
    catalog: Catalog = field(default_factory=Catalog.load)
    people: dict[str, int] = field(default_factory=dict)
    rate: float = 300.0
    away: set[int] = field(default_factory=set)
    own_hours: dict[int, datetime] = field(default_factory=dict)
    overtaking: int = 0

    def __post_init__(self) -> None:
        outgoing = Outbox(self.clock)
        self.questions = FakeQuestions()
        self.reach = Reach(
            self.clock,
            WorkingDays("CN"),
            ZoneInfo("Asia/Shanghai"),
            lambda: self.rate,
            {"pilot": lambda *_: [self.people["e1"]]},
            lambda *_: self.away,
            lambda _, person: self.own_hours.get(person),
        )
        self.cards = Cards(self.reach, outgoing, self.catalog.languages, approval_above=500)
        self.composer, self.launches = Composer(self.cards), Launches(self.cards)
        self.sending = Sending(self.cards)
        self.receiving = Receiving(self.reach, outgoing, self.questions)
        self.reminding = Reminding(self.reach, outgoing)
        self.board = Board(self.cards, self.questions)
        self.feeder = Feeder(self.transactions, self.sending, lambda: None)
        self.messages = Messages(
            self.transactions, Notices(self.reach), self.cards, self.reminding, self.catalog
        )

    def employ(self, count: int) -> None:
        """Employ HR, a head of a unit, and so many others: every second one in PLANT, the rest in SALES."""
        with self.database.transaction() as session:
            for code, parent in (("CO", None), ("PLANT", "CO"), ("SALES", "CO")):
                session.add(Unit(code=code, parent_code=parent))
                session.flush()
            hr = ((ADMIN, "hr_admin"), (OTHER_ADMIN, "hr_admin"), (PARTNER, "hr"))
            for name, role in hr:
                self._hire(session, name, "CO", role)
            self._hire(session, HEAD, "PLANT", "employee")
            session.get_one(Unit, "PLANT").head_id = self.people[HEAD]
            relations.serve(session, self.people[PARTNER], ["PLANT"])
            for number in range(1, count + 1):
                self._hire(session, f"e{number}", "PLANT" if number % 2 else "SALES", "employee")

    def _hire(self, session: Any, name: str, unit: str, role: str) -> None:  # noqa: ANN401 - a session
        zh = len(self.people) % 2 == 0
        person = Person(
            email=f"{name}@x.example", name=name, role=role, unit_code=unit, start_date=date(2020, 1, 1)
        )
        session.add(person)
        session.flush()
        self.people[name] = person.key
        session.add(
            SlackAccount(
                team_id="T1",
                user_id=f"U{person.key}",
                person_id=person.key,
                locale="zh-CN" if zh else "en-US",
                timezone="Asia/Shanghai",
                checked_at=MONDAY,
            )
        )

    async def composed(self, who: str = ADMIN, template: str = "free", **way: Any) -> str:  # noqa: ANN401 - fields
        """Compose a whole announcement, and return its id."""
        write, person = self.transactions.write, self.people[who]
        announcement: str = await write(self.composer.begin, person, template)
        await write(
            self.composer.set_words,
            person,
            announcement,
            title=TITLE,
            text=TEXT,
            values=VALUES,
            one_language=False,
        )
        given = {
            "direct": True,
            "channel": "",
            "day": None,
            "at": None,
            "acknowledged": True,
            "helper_id": None,
            "attached": "",
        }
        await write(self.composer.set_way, person, announcement, **given | way)
        return announcement

    async def launched(self, who: str = ADMIN, **way: Any) -> str:  # noqa: ANN401 - fields
        """Compose one and let it go, everybody in the queue."""
        announcement = await self.composed(who, **way)
        assert await self.transactions.write(self.launches.launch, self.people[who], announcement)
        await self.feeder.feed()
        self.only_notices_wait()
        return announcement

    def only_notices_wait(self) -> None:
        """Take for sent what is on its way to HR: here only readers count."""
        with self.database.transaction() as session:
            others = update(OutboxMessage).where(col(OutboxMessage.kind) != "announcements.notice")
            session.exec(others.values(state="sent", channel_id="D0", ts="0.1"))

    async def a_minute(self, limit: int) -> list[int]:
        """Send what a minute allows, in one transaction and without drawing it; return who got something."""

        def work(session: Any) -> list[int]:  # noqa: ANN401 - a session
            now = self.clock.now()
            rows = outbox_claims.claim(session, "sender", now, self.lease, Room(limit))
            mark_sent(session, [_arrived(row, now) for row in rows])
            return [row.person_id or 0 for row in rows if row.kind == "announcements.notice"]

        return await self.transactions.write(work)

    async def overtaken_by(self, priority: Priority) -> str:
        """Put something that goes ahead of announcements, and return its key."""
        self.overtaking += 1
        key = f"note-{self.overtaking}"
        await self.transactions.write(
            Outbox(self.clock).post, key=key, kind="note", payload={}, to=self.overtaking, priority=priority
        )
        return key

    def rows(self, kind: str = "announcements.notice", **where: object) -> list[OutboxMessage]:
        """Return what is in the outbox, oldest first."""
        with self.database.snapshot() as session:
            query = select(OutboxMessage).where(OutboxMessage.kind == kind).order_by(col(OutboxMessage.id))
            rows = list(session.exec(query))
            session.expunge_all()
        return [row for row in rows if all(getattr(row, name) == value for name, value in where.items())]

    async def drawn(self, row: OutboxMessage) -> Drawn | None:
        """Draw a message as the sender does."""
        with self.database.snapshot() as session:
            account = people.account_of(session, row.person_id) if row.person_id else None
            locale = account.locale if account else "en"
        return await self.messages.renderers()[row.kind](Draft(row.kind, row.payload, row.person_id, locale))

    async def claim(self, limit: int = 16) -> list[OutboxMessage]:
        """Claim as the sender does."""

        def work(session: Any) -> list[OutboxMessage]:  # noqa: ANN401 - a session
            now = self.clock.now()
            rows = outbox_claims.claim(session, "sender", now, self.lease, Room(limit))
            session.expunge_all()
            return rows

        return await self.transactions.write(work)

    @property
    def lease(self) -> Any:  # noqa: ANN401 - a span
        """How long a claim lasts."""
        return Outbox(self.clock).lease

    async def send(self, limit: int = 16) -> list[int]:
        """Claim, draw and post as the sender does; return who got something now."""
        got = []
        for row in await self.claim(limit):
            hold = Hold(row.number, "sender")
            try:
                drawn = await self.drawn(row)
            except HeldBack as held:
                await self.transactions.write(outbox_claims.retry_at, hold, held.until, attempts=0)
                continue
            if drawn is None:
                await self.transactions.write(outbox_claims.mark_cancelled, hold, "outdated")
                continue
            await self.transactions.write(mark_sent, [_arrived(row, self.clock.now())])
            if row.kind == "announcements.notice" and row.op == "post":
                got.append(row.person_id or 0)
        return got

    async def send_all(self) -> list[int]:
        """Send until nothing is due."""
        got: list[int] = []
        while any(row.state == "queued" and row.not_before <= self.clock.now() for row in self.every()):
            before = [(row.id, row.state, row.not_before) for row in self.every()]
            got += await self.send(500)
            if [(row.id, row.state, row.not_before) for row in self.every()] == before:
                break
        return got

    def every(self) -> list[OutboxMessage]:
        """Return the whole outbox."""
        with self.database.snapshot() as session:
            rows = list(session.exec(select(OutboxMessage)))
            session.expunge_all()
        return rows


def _arrived(row: OutboxMessage, now: datetime) -> Arrived:
    return Arrived(Hold(row.number, "sender"), Place(f"D{row.person_id}", f"{row.number}.0"), now)


def said(drawn: Drawn | None) -> str:
    """Return all that a message says."""
    assert drawn is not None
    return f"{drawn.text}\n{drawn.blocks}"


@pytest.fixture
async def desk(database: Database) -> AsyncIterator[Desk]:
    """Give a company of twelve, on each engine in turn."""
    transactions = Transactions(database)
    made = Desk(database, transactions)
    made.employ(12)
    yield made
    transactions.close()
