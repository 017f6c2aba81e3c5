"""What every feature is built from, and what the features add to it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from bot.features.check_ins.wording import Lexicon
from bot.features.policies.library import NothingToSearch
from bot.features.records.retention import Retention
from bot.features.records.service import RecordsService
from bot.features.records.terms import KeepingTerms
from prompts import wording

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from zoneinfo import ZoneInfo

    from slack_sdk.web.async_client import AsyncWebClient

    from bot.clock import Clock
    from bot.delivery.drafts import Renderer
    from bot.delivery.outbox import Outbox
    from bot.delivery.sender import Sender
    from bot.features.home.listeners import HomePage
    from bot.features.home.parts import HomePart
    from bot.features.home.service import Home
    from bot.features.one_on_ones.service import OneOnOnes
    from bot.features.policies.book import Book
    from bot.features.policies.library import RuleSearch
    from bot.features.records.finding_listeners import FindingDesk
    from bot.features.records.proofs import Proofs
    from bot.features.scores.listeners import ScoreParts
    from bot.language.writer import Answerer
    from bot.rule_questions import RuleQuestions
    from bot.slack.calls import Call
    from bot.slack.surface import Surface
    from bot.transactions import Transactions
    from bot.working_days import WorkingDays
    from prompts.catalog import Catalog


@dataclass
class House:
    """The parts every feature is built from, and what the features add to them."""

    catalog: Catalog
    clock: Clock
    outbox: Outbox
    transactions: Transactions
    calendar: WorkingDays
    zone: ZoneInfo
    client: AsyncWebClient
    surface: Surface
    postman: Sender
    terms: KeepingTerms = field(default_factory=KeepingTerms)
    renderers: dict[str, Renderer] = field(default_factory=dict)
    jobs: list[tuple[str, Callable[[], Awaitable[object]]]] = field(default_factory=list)
    home_parts: list[HomePart] = field(default_factory=list)
    home: Home | None = None
    page: HomePage | None = None
    one_on_ones: OneOnOnes | None = None
    proofs: Proofs | None = None
    ledger_channel: str | None = None
    finding: FindingDesk | None = None
    rule_book: Book | None = None
    open_search: Callable[[], RuleSearch] = NothingToSearch
    answerer_for: Callable[[int], Awaitable[Answerer]] | None = None
    owner: str = ""
    data: Path = field(default_factory=Path)
    closing: list[Callable[[], Awaitable[None]]] = field(default_factory=list)
    questions: RuleQuestions | None = None
    scores: ScoreParts | None = None

    def __post_init__(self) -> None:
        retention = Retention(self.clock, self.terms, self.zone)
        self.records = RecordsService(self.clock, self.outbox, self.calendar, retention)
        self.lexicon = Lexicon.from_tables(wording.load())

    async def refresh_home(self, call: Call) -> None:
        """Show the speaker's App Home as things stand now."""
        if self.page is not None:
            await self.page.publish(call.speaker)
