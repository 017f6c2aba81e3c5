"""The people and the parts that questions about the rules are asked with, on a real database."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from sqlmodel import col, select

from bot.delivery.drafts import Draft, Drawn
from bot.delivery.outbox import Outbox
from bot.features.check_ins.wording import Lexicon, is_handoff
from bot.features.policies import asking_messages, desk_messages
from bot.features.policies.answering import Answering
from bot.features.policies.asking import Asking
from bot.features.policies.digest import Digests
from bot.features.policies.hr_desk import HrDesk
from bot.features.policies.library import Library
from bot.features.policies.lookups import Place, Source
from bot.features.policies.phrases import Phrases
from bot.features.policies.showing import Showing
from bot.working_days import WorkingDays
from knowledge.documents import read_markdown
from prompts import wording
from prompts.asking import load_asking
from prompts.catalog import Catalog
from storage import policies, relations
from storage.outbox import OutboxMessage
from storage.people import Person, SlackAccount, Unit
from tests.clock import MovableClock
from tests.rule_search import SmallSearch

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from bot.features.policies.appearing import Stage
    from bot.features.policies.asking import PersonalRoute
    from bot.language.writer import Answerer
    from bot.transactions import Transactions
    from storage.database import Database

BOOKS = Path(__file__).parents[3] / "knowledge" / "policies"
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
ZONE = "Asia/Shanghai"
PEOPLE = {
    "lin": ("林静 Lin Jing", "employee", "PLANT"),
    "wu": ("吴迪 Wu Di", "employee", "PLANT"),
    "he": ("何静 He Jing", "hr", "HR"),
    "ito": ("伊东 Ito Ken", "hr", "HR"),
    "grace": ("陈雅 Grace Tan", "hr_admin", "HR"),
}
"""Who there is: He serves the plant, Ito the sales; Grace owns the rule book."""


@dataclass
class Desk:
    """Everything that answers, and what it said."""

    database: Database
    transactions: Transactions
    answerer_for: Callable[[int], Awaitable[Answerer]] | None = None
    routes: Mapping[str, PersonalRoute] = field(default_factory=dict)
    clock: MovableClock = field(default_factory=lambda: MovableClock(NOW))
    search: SmallSearch = field(default_factory=SmallSearch)
    stage: Stage | None = None
    owner: str = "this"
    alone: bool = False
    people: dict[str, int] = field(default_factory=dict)
    catalog: Catalog = field(default_factory=Catalog.load)

    def __post_init__(self) -> None:
        self.phrases = Phrases(load_asking())
        self.outbox = Outbox(self.clock)
        self.calendar = WorkingDays("CN")
        self.library = Library(self.transactions, lambda: self.search)
        lexicon = Lexicon.from_tables(wording.load())
        self.service = Asking(
            clock=self.clock,
            outgoing=self.outbox,
            phrases=self.phrases,
            company_zone=ZONE,
            owner=self.owner,
            alone=self.alone,
            needs_a_human=lambda words: bool(is_handoff(words, lexicon)),
            routes=self.routes,
        )
        self.hr = HrDesk(
            clock=self.clock,
            outgoing=self.outbox,
            asking=self.service,
            calendar=self.calendar,
            company_zone=ZONE,
            catalog=self.catalog,
        )
        self.digests = Digests(self.clock, self.outbox, ZONE, lambda words: bool(is_handoff(words, lexicon)))
        self.answering = Answering(
            self.transactions,
            self.service,
            self.library,
            self.hurry,
            answerer_for=self.answerer_for,
            stage=self.stage,
        )
        self.showing = Showing(self.service, lambda _: "何静 He Jing")

    def hurry(self) -> None:
        """Do as a postman does; nothing is sent here."""

    def settle_in(self) -> None:
        """Publish the sample rule book and employ everybody."""
        with self.database.transaction() as session:
            for code in ("PLANT", "SALES", "HR"):
                session.add(Unit(code=code))
            session.flush()
            for short, (name, role, unit) in PEOPLE.items():
                email = "grace.tan@demo.example" if short == "grace" else f"{short}@demo.example"
                person = Person(
                    email=email, name=name, role=role, unit_code=unit, start_date=date(2020, 1, 1)
                )
                session.add(person)
                session.flush()
                self.people[short] = person.key
                session.add(
                    SlackAccount(
                        team_id="T1",
                        user_id=f"U{short.upper()}",
                        person_id=person.key,
                        timezone=ZONE,
                        locale="zh-CN",
                        checked_at=NOW,
                    )
                )
            relations.serve(session, self.people["he"], ["PLANT"])
            relations.serve(session, self.people["ito"], ["SALES"])
            for book in sorted(BOOKS.glob("*.md")):
                policies.publish(session, read_markdown(book), NOW)

    async def ask(
        self, words: str, who: str = "lin", source: Source | None = None, locale: str = "zh-CN"
    ) -> str:
        """Ask a question as a listener does, and return its id once it is answered."""
        question = await self.transactions.write(
            self.service.take, self.people[who], words, source or Source(Place.DIRECT), locale
        )
        await self.answering.answer(question)
        return question

    def posted(self, kind: str | None = None) -> list[OutboxMessage]:
        """Return what was put into the outbox, first to last."""
        with self.database.snapshot() as session:
            rows = list(session.exec(select(OutboxMessage).order_by(col(OutboxMessage.id))))
            for row in rows:
                session.expunge(row)
        return [row for row in rows if kind is None or row.kind == kind]

    async def drawn(self, row: OutboxMessage, locale: str = "zh-CN") -> Drawn:
        """Draw a message as it would be sent now."""
        renderers = asking_messages.renderers(self.transactions, self.showing, self.catalog)
        renderers |= desk_messages.renderers(self.transactions, self.hr, self.digests, self.catalog, ZONE)
        drawn = await renderers[row.kind](Draft(row.kind, row.payload, row.person_id, locale))
        assert drawn is not None
        return drawn

    async def answer(self, words: str, **how: Any) -> str:  # noqa: ANN401 - as `ask` takes it
        """Ask, and return all that the answer says."""
        await self.ask(words, **how)
        return said(await self.drawn(self.posted()[-1]))


def said(drawn: Drawn) -> str:
    """Return all the words of a message."""
    found: list[str] = [drawn.text]

    def walk(node: object) -> None:
        if isinstance(node, dict):
            found.extend(str(node[key]) for key in ("text",) if isinstance(node.get(key), str))
            for value in node.values():
                walk(value)
        elif isinstance(node, list | tuple):
            for value in node:
                walk(value)

    walk(list(drawn.blocks))
    return "\n".join(found)


def actions(drawn: Drawn) -> dict[str, dict[str, Any]]:
    """Return the controls of a message by their action."""
    found: dict[str, dict[str, Any]] = {}
    for block in drawn.blocks:
        for element in [*block.get("elements", ()), block.get("accessory") or {}]:
            if "action_id" in element:
                found[element["action_id"]] = cast("dict[str, Any]", element)
    return found
