"""What every feature is built from, and what the features add to it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from bot.features.check_ins.wording import Lexicon, is_handoff
from bot.features.nudges.others import no_goals
from bot.features.policies.library import NothingToSearch
from bot.features.records.retention import Retention
from bot.features.records.service import RecordsService
from bot.features.records.terms import KeepingTerms
from bot.features.records.timelines import Timelines
from prompts import wording

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from slack_sdk.web.async_client import AsyncWebClient
    from sqlmodel import Session

    from bot.clock import Clock
    from bot.delivery.drafts import Renderer
    from bot.delivery.outbox import Outbox
    from bot.delivery.sender import Sender
    from bot.features.appeals.service import Appeals
    from bot.features.cycles.planned import Planned
    from bot.features.cycles.service import Cycles
    from bot.features.goals.viewing import Viewing
    from bot.features.home.listeners import HomePage
    from bot.features.home.parts import HomePart
    from bot.features.home.service import Home
    from bot.features.nudges.listeners import NudgeParts
    from bot.features.nudges.others import CountsGoals
    from bot.features.one_on_ones.service import OneOnOnes
    from bot.features.policies.asking import PersonalRoute
    from bot.features.policies.book import Book
    from bot.features.policies.library import RuleSearch
    from bot.features.records.finding_listeners import FindingDesk
    from bot.features.records.proofs import Proofs
    from bot.features.scores.fairness import Fairness
    from bot.features.scores.listeners import ScoreParts
    from bot.house.rule_questions import RuleQuestions
    from bot.language.writer import Answerer
    from bot.scheduler import Watch
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
    late: list[Callable[[Surface], None]] = field(default_factory=list)
    """What hangs itself up behind every feature that takes messages."""
    home: Home | None = None
    page: HomePage | None = None
    one_on_ones: OneOnOnes | None = None
    proofs: Proofs | None = None
    ledger_channel: str | None = None
    operations_channel: str | None = None
    watch: Watch | None = None
    finding: FindingDesk | None = None
    rule_book: Book | None = None
    open_search: Callable[[], RuleSearch] = NothingToSearch
    answerer_for: Callable[[int], Awaitable[Answerer]] | None = None
    owner: str = ""
    data: Path = field(default_factory=Path)
    closing: list[Callable[[], Awaitable[None]]] = field(default_factory=list)
    questions: RuleQuestions | None = None
    scores: ScoreParts | None = None
    personal_routes: dict[str, PersonalRoute] = field(default_factory=dict)
    """What the features know of somebody's own affairs, by the names of `asking.toml`."""
    nudging: tuple[bool, int] = (True, 20)
    nudges: NudgeParts | None = None
    fairness: Fairness | None = None
    appeals: Appeals | None = None
    goals: Viewing | None = None
    cycles: Cycles | None = None
    held_until: Callable[[Session, int], datetime | None] | None = None
    """Until when somebody's own quiet hours last, as the nudges know them."""
    planned: Planned | None = None
    count_goals: CountsGoals = no_goals
    """How many goals have fresh figures, as the goals know."""
    announcing: tuple[int, tuple[str, ...]] = (500, ())
    """To how many one person of HR may write alone, and the codes of the pilot units."""

    def __post_init__(self) -> None:
        retention = Retention(self.clock, self.terms, self.zone)
        self.records = RecordsService(self.clock, self.outbox, self.calendar, retention)
        self.timelines = Timelines(self.clock, self.calendar, self.zone.key)
        self.lexicon = Lexicon.from_tables(wording.load())

    def needs_a_human(self, words: str) -> bool:
        """Return whether words speak of harm, harassment or a claim: of those nothing is stored."""
        return bool(is_handoff(words, self.lexicon))

    async def refresh_home(self, call: Call) -> None:
        """Show the speaker's App Home as things stand now."""
        if self.page is not None:
            await self.page.publish(call.speaker)
