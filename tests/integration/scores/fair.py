"""The demo company after its release: people who question figures, HR who releases, and time that moves."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from sqlmodel import col, select

from bot.delivery.drafts import Draft
from bot.delivery.outbox import Outbox
from bot.demo import company as demo
from bot.demo import scores as demo_scores
from bot.features.nudges.asking import Asking
from bot.features.nudges.holdout import HoldOut
from bot.features.nudges.knowing import Terms
from bot.features.nudges.messages import Messages
from bot.features.nudges.seeing import Seeing
from bot.features.nudges.service import Nudges
from bot.features.scores.configuration_reading import configuration
from bot.features.scores.fairness import Fairness
from bot.features.scores.release_messages import renderers as release_renderers
from bot.features.scores.words import Words
from bot.transactions import Transactions
from bot.working_days import WorkingDays
from knowledge import scoring
from prompts.catalog import Catalog
from storage import nudge_decisions, people, scores
from storage.outbox import OutboxMessage, State
from tests.clock import MovableClock

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.features.nudges.shown import Coming
    from storage.database import Database
    from storage.scores import ScoreVersion

ZONE = ZoneInfo("Asia/Shanghai")
CALENDAR = WorkingDays("CN")
CATALOG = Catalog.load()
CYCLE = "2026H1"
MONDAY = datetime(2026, 8, 3, 10, 0, tzinfo=ZONE)
"""Two working days after the demo company's first release."""


class FairOffice:
    """What the bot does about results that may be wrong, without Slack."""

    def __init__(self, database: Database, clock: MovableClock | None = None) -> None:
        self.database = database
        self.clock = clock or MovableClock(MONDAY)
        self.fairness = Fairness.made(
            clock=self.clock,
            calendar=CALENDAR,
            zone=ZONE,
            words=Words(scoring.demo_words()),
            outgoing=Outbox(self.clock),
            rules=lambda: configuration(scoring.demo_tables()),
        )

        holdout = HoldOut(b"key", percent=0)
        self.nudges = Nudges(self.clock, CALENDAR, holdout, Terms(always_open=True))
        self.seeing = Seeing(self.clock, CALENDAR, Terms(always_open=True))

    def coming(self, name: str) -> Sequence[Coming]:
        """Return what somebody is told they will hear of in the coming week."""
        with self.database.snapshot() as session:
            return self.seeing.week(session, self.number(name)).coming

    def told_again(self, name: str) -> list[str]:
        """Return the kinds of notices that were said once more to somebody, first to last."""
        with self.database.snapshot() as session:
            rows = nudge_decisions.recent(session, [self.number(name)], MONDAY)
            assert {(row.rule, row.arm) for row in rows} <= {("N-22", "mandatory")}
            return [row.kind for row in rows]

    async def said_again(self, name: str, locale: str) -> str:
        """Return all the newest such notice says."""
        transactions = Transactions(self.database)
        try:
            draw = release_renderers(transactions, self.fairness, ZONE, CATALOG)
            asking = Asking(self.clock, Outbox(self.clock))
            messages = Messages(transactions, self.seeing, asking, CATALOG, cards=draw).renderers()
            row = self.rows(name)[-1]
            drawn = await messages[row.kind](Draft(row.kind, row.payload, row.person_id, locale))
            assert drawn is not None
            return str([block.to_dict() if hasattr(block, "to_dict") else block for block in drawn.blocks])
        finally:
            transactions.close()

    @classmethod
    def after_release(cls, database: Database) -> FairOffice:
        """Return the company two working days after its first release."""
        with database.transaction() as session:
            demo.load_people(session, MONDAY)
            demo_scores.load(session)
        return cls(database)

    def number(self, name: str) -> int:
        """Return somebody's id."""
        with self.database.snapshot() as session:
            person = people.by_email(session, f"{name}@demo.example")
            assert person is not None, name
            return person.key

    def shown(self, name: str) -> ScoreVersion:
        """Return the version that everybody who may see it is shown."""
        with self.database.snapshot() as session:
            version = scores.released(session, self.number(name), CYCLE)
            assert version is not None
            return version

    def told(self, name: str) -> list[str]:
        """Return the kinds of messages put to somebody, first to last."""
        return [row.kind for row in self.rows(name)]

    def rows(self, name: str) -> list[OutboxMessage]:
        """Return the messages put to somebody, first to last."""
        with self.database.snapshot() as session:
            query = select(OutboxMessage).where(
                OutboxMessage.person_id == self.number(name), OutboxMessage.op == "post"
            )
            return list(session.exec(query.order_by(col(OutboxMessage.id))))

    def deliver(self) -> None:
        """Let everything that waits arrive in Slack now."""
        with self.database.transaction() as session:
            for row in session.exec(select(OutboxMessage).where(OutboxMessage.state == State.QUEUED.value)):
                row.state, row.sent_at = State.SENT.value, self.clock.now()
                session.add(row)

    def until(self, year: int, month: int, day: int, hour: int = 9) -> None:
        """Move to an hour of the company's day, and let time do what is due by then."""
        self.clock.set(datetime(year, month, day, hour, 0, tzinfo=ZONE))
        with self.database.transaction() as session:
            self.fairness.questions.remind_due(session)
            self.fairness.windows.act_due(session)
            self.nudges.decide_due(session)
