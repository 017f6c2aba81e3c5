"""The demo company with its released results, and people who ask about them in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from bot.delivery.drafts import Draft
from bot.delivery.outbox import Outbox
from bot.demo import scores as demo_scores
from bot.errors import BotError
from bot.features.scores.intents import ABOUT_A_LINE
from bot.features.scores.messages import renderers
from bot.features.scores.phrases import Phrases
from bot.features.scores.service import SCORE, Scores
from bot.features.scores.supposals import Supposals
from bot.features.scores.understanding import Understanding
from bot.features.scores.words import Words
from bot.transactions import Transactions
from bot.working_days import WorkingDays
from knowledge import scoring
from prompts.catalog import Catalog
from prompts.scores import load_score_phrases
from storage import outbox, people

if TYPE_CHECKING:
    from bot.delivery.drafts import Drawn
    from bot.features.scores.understanding import Understood
    from storage.database import Database
    from tests.clock import MovableClock

CATALOG = Catalog.load()


class Office:
    """What the bot does with a message about results, without Slack."""

    def __init__(self, database: Database, clock: MovableClock) -> None:
        self.database = database
        self.clock = clock
        self.service = Scores(
            clock=clock,
            calendar=WorkingDays("CN"),
            zone=ZoneInfo("Asia/Shanghai"),
            words=Words(scoring.demo_words()),
            outgoing=Outbox(clock),
        )
        self.understanding = Understanding(clock, self.service, Phrases(load_score_phrases()))
        self.supposals = Supposals()
        self.transactions = Transactions(database)
        self._draw = renderers(self.transactions, self.service, self.supposals, CATALOG)[SCORE]
        self._asked = 0
        with database.transaction() as session:
            demo_scores.load(session)

    def number(self, email: str) -> int:
        """Return somebody's id."""
        with self.database.snapshot() as session:
            person = people.by_email(session, f"{email}@demo.example")
            assert person is not None, email
            return person.key

    def understood(self, who: str, words: str) -> Understood | BotError | None:
        """Return what is understood of a message, first as what plainly speaks to the bot; a refusal as it is."""
        with self.database.snapshot() as session:
            speaker = self.number(who)
            try:
                plainly = self.understanding.plainly(session, speaker, words)
                return plainly or self.understanding.in_passing(session, speaker, words)
            except BotError as problem:
                return problem

    async def says(self, who: str, words: str, locale: str = "en") -> str:
        """Return all that is answered to a message; what no part of results takes is empty, a refusal its name."""
        drawn = await self.answer(who, words, locale)
        if drawn is None or isinstance(drawn, BotError):
            return "" if drawn is None else type(drawn).__name__
        return words_of(drawn)

    async def answer(self, who: str, words: str, locale: str = "en") -> Drawn | BotError | None:
        """Answer a message as the listeners do, and draw what is sent."""
        found = self.understood(who, words)
        if found is None or isinstance(found, BotError):
            return found
        self._asked += 1
        question = f"Q{self._asked}"
        speaker, asked = self.number(who), found.asked
        self.supposals.remember(question, asked.value)
        try:
            with self.database.transaction() as session:
                if asked.value:
                    self.service.suppose(
                        session, speaker, found.about_id, found.cycle, asked.code, asked.value
                    )
                self.service.answer(
                    session,
                    speaker,
                    found.about_id,
                    asked.intent,
                    asked_by=question,
                    cycle=found.cycle,
                    line=asked.code if asked.intent in ABOUT_A_LINE else "",
                )
        except BotError as problem:
            return problem
        with self.database.snapshot() as session:
            row = outbox.by_key(session, f"{SCORE}:{question}")
            assert row is not None
            draft = Draft(row.kind, row.payload, row.person_id, locale)
        return await self._draw(draft)


def words_of(drawn: Drawn) -> str:
    """Return all that a message says, block by block."""
    found: list[str] = []

    def walk(node: Any) -> None:  # noqa: ANN401 - blocks are JSON
        if isinstance(node, dict):
            if node.get("type") == "rich_text_section":
                found.append("".join(each.get("text", "") for each in node["elements"]))
            elif isinstance(node.get("text"), str):
                found.append(node["text"])
            else:
                for value in node.values():
                    walk(value)
        elif isinstance(node, list | tuple):
            for value in node:
                walk(value)

    walk(list(drawn.blocks))
    return "\n".join(found)
