from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import pytest
from sqlmodel import col, select

from bot.delivery.drafts import Draft, Drawn
from bot.delivery.outbox import Outbox
from bot.errors import ClauseNotFound
from bot.features.policies.listeners import register
from bot.features.policies.messages import renderers
from bot.features.policies.publishing import Publishing
from bot.features.policies.service import CLAUSE, Policies
from bot.slack.calls import Call
from bot.slack.identity import Speaker
from bot.transactions import Transactions
from bot.working_days import WorkingDays
from knowledge.documents import Document, read_markdown
from prompts.catalog import Catalog
from storage import policies
from storage.outbox import OutboxMessage
from storage.people import Person
from storage.policies import PolicyVersion, VersionIsPublishedError
from tests.clock import MovableClock

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator, Sequence

    from bot.slack.surface import Surface
    from storage.database import Database
    from storage.policies import ClauseInForce

pytestmark = pytest.mark.either_engine

CATALOG = Catalog.load()
BOOKS = Path(__file__).parents[2] / "knowledge" / "policies"
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
TODAY = NOW.date()
EVERYBODY = frozenset({"everyone"})


def rule_book(language: str, version: str = "1", effective: str = "2026-01-01", words: str = "") -> Document:
    """Return a small rule book governed by its Chinese text."""
    said = words or {"en": "Shared notes are visible to both.", "zh": "共享记录双方可见。"}[language]
    title = {"en": "Notes", "zh": "记录"}[language]
    return read_markdown(
        f"---\nid: PM\nversion: {version}\neffective_from: {effective}\nlanguage: {language}\n"
        "governing_language: zh\nowner: hr@demo.example\n---\n"
        f"# Rules 规则\n## 3 Talks\n### PM-3.4 {title}\n{said}\n"
    )


def publish(database: Database, *books: Document) -> None:
    with database.transaction() as session:
        for book in books:
            policies.publish(session, book, NOW)


def clause(
    database: Database, language: str, day: date = TODAY, number: str = "PM-3.4"
) -> ClauseInForce | None:
    with database.snapshot() as session:
        ref = policies.clause_ref(number.rpartition("-")[0], number)
        return policies.clause_in_force(session, ref, language, day, EVERYBODY)


def version_of(database: Database, language: str, day: date) -> tuple[str, str] | None:
    found = clause(database, language, day)
    return (found.version, found.language) if found else None


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_clause_of_the_sample_rule_book_is_kept_to_the_letter(
    database: Database, language: str
) -> None:
    book = read_markdown(BOOKS / f"performance-rules.{language}.md")
    publish(database, book)
    for each in book.clauses:
        kept = clause(database, language, max(TODAY, book.effective_from), each.id)
        assert kept is not None
        assert kept.text == each.text == book.source[kept.start : kept.end]
        assert (kept.title, kept.path, kept.version) == (each.title, each.path, book.version)


def test_publishing_the_same_version_a_second_time_changes_nothing(database: Database) -> None:
    with database.transaction() as session:
        assert policies.publish(session, rule_book("en"), NOW)
        assert not policies.publish(session, rule_book("en"), NOW)
        assert session.get(PolicyVersion, ("PM", "1", "en")) is not None


@pytest.mark.parametrize(
    "changed", [rule_book("en", words="Other words."), rule_book("en", effective="2026-02-01")]
)
def test_a_version_people_may_have_read_cannot_change(database: Database, changed: Document) -> None:
    publish(database, rule_book("en"))
    with pytest.raises(VersionIsPublishedError, match=r"PM version 1 \(en\).*new version"):
        publish(database, changed)


def test_each_day_has_the_version_that_applied_on_it(database: Database) -> None:
    publish(database, rule_book("en"), rule_book("en", "2", "2026-04-01"))
    assert version_of(database, "en", date(2025, 12, 31)) is None
    assert version_of(database, "en", date(2026, 1, 1)) == ("1", "en")
    assert version_of(database, "en", date(2026, 3, 31)) == ("1", "en")
    assert version_of(database, "en", date(2026, 4, 1)) == ("2", "en")


def test_a_translation_of_an_earlier_version_gives_way_to_the_governing_text(database: Database) -> None:
    publish(database, rule_book("zh"), rule_book("en"), rule_book("zh", "2", "2026-04-01"))
    assert version_of(database, "en", date(2026, 3, 31)) == ("1", "en")
    assert version_of(database, "en", date(2026, 4, 1)) == ("2", "zh")


def test_a_clause_that_the_version_in_force_dropped_is_not_found(database: Database) -> None:
    publish(database, rule_book("en"))
    other = rule_book("en", "2", "2026-02-01")
    publish(database, replace(other, clauses=(replace(other.clauses[0], id="PM-3.5"),)))
    assert clause(database, "en") is None
    assert clause(database, "en", number="PM-3.5") is not None


@pytest.mark.parametrize("number", ["PM-9.9", "HR-3.4", "3.4", ""])
def test_a_number_nobody_knows_is_not_found(database: Database, number: str) -> None:
    publish(database, rule_book("en"))
    assert clause(database, "en", number=number) is None


class RecordingSurface:
    """Keeps what was registered."""

    def __init__(self) -> None:
        self.words: dict[str, Callable[[Call], Awaitable[None]]] = {}
        self.messages: list[Callable[[Call], Awaitable[bool]]] = []

    def word(self, words: Sequence[str], handler: Callable[[Call], Awaitable[None]]) -> None:
        """Keep a word's handler."""
        self.words |= dict.fromkeys(words, handler)

    def message(self, handler: Callable[[Call], Awaitable[bool]]) -> None:
        """Keep a message handler."""
        self.messages.append(handler)


class Asking:
    """Somebody with a Slack account in front of the real service, database and outbox."""

    def __init__(self, database: Database, transactions: Transactions) -> None:
        clock = MovableClock(NOW)
        service = Policies(clock, Outbox(clock), "Asia/Shanghai")
        self.surface = RecordingSurface()
        self.typed: list[str] = []
        register(cast("Surface", self.surface), service, self.in_words)
        publishing = Publishing(clock, Outbox(clock), WorkingDays("CN"), "Asia/Shanghai")
        self._draw = renderers(transactions, service, publishing, CATALOG)
        self._database = database
        self._transactions = transactions
        with database.transaction() as session:
            person = Person(email="lin@demo.example", name="Lin", start_date=TODAY)
            session.add(person)
            session.flush()
            self._person_id = person.key

    def call(self, words: str) -> Call:
        """Return what the listeners get when these words are typed."""
        speaker = Speaker(self._person_id, "Lin", "employee", "zh-CN", "UTC", "T1", "U1")
        nobody = cast("Any", None)
        return Call(
            speaker,
            None,
            {},
            nobody,
            self._transactions,
            cast("Any", self),
            value=words,
            channel="D1",
            ts="1.2",
        )

    async def in_words(self, call: Call) -> None:
        """Keep what was typed and names no clause."""
        self.typed.append(call.value)

    def hurry(self) -> None:
        """Do as a postman does; nothing is sent here."""

    async def answers(self, locale: str = "zh-CN") -> list[tuple[str, Drawn]]:
        """Return what would be sent, drawn in `locale`."""
        with self._database.snapshot() as session:
            rows = [
                (row.kind, row.payload)
                for row in session.exec(select(OutboxMessage).order_by(col(OutboxMessage.id)))
            ]
        drawn = []
        for kind, payload in rows:
            answer = await self._draw[kind](Draft(kind, payload, self._person_id, locale))
            assert answer is not None
            drawn.append((kind, answer))
        return drawn


@pytest.fixture
def asking(database: Database) -> Iterator[Asking]:
    transactions = Transactions(database)
    publish(database, rule_book("en"), rule_book("zh"))
    yield Asking(database, transactions)
    transactions.close()


@pytest.mark.both_engines
@pytest.mark.parametrize(
    ("locale", "words"), [("en-US", "Shared notes are visible"), ("zh-CN", "共享记录双方可见")]
)
async def test_a_clause_number_in_a_message_is_answered_in_the_readers_language(
    asking: Asking, locale: str, words: str
) -> None:
    assert await asking.surface.messages[0](asking.call("第3.4条"))
    [(kind, drawn)] = await asking.answers(locale)
    assert kind == CLAUSE
    assert words in str(drawn.blocks)


async def test_other_messages_are_left_to_other_features(asking: Asking) -> None:
    assert not await asking.surface.messages[0](asking.call("I promised Lin a new laptop"))
    assert await asking.answers() == []


@pytest.mark.parametrize("word", ["ask", "提问"])
async def test_asking_for_a_number_shows_the_clause(asking: Asking, word: str) -> None:
    await asking.surface.words[word](asking.call("3.4"))
    [(kind, _)] = await asking.answers()
    assert kind == CLAUSE


async def test_words_that_name_no_clause_are_a_question_in_plain_words(asking: Asking) -> None:
    await asking.surface.words["ask"](asking.call("How is my score computed?"))
    assert asking.typed == ["How is my score computed?"]
    assert await asking.answers() == []


async def test_the_same_question_delivered_twice_is_answered_once(asking: Asking) -> None:
    for _ in range(2):
        await asking.surface.words["ask"](asking.call("PM-3.4"))
    assert len(await asking.answers()) == 1


async def test_an_unknown_clause_is_named_in_the_error(asking: Asking) -> None:
    with pytest.raises(ClauseNotFound) as caught:
        await asking.surface.messages[0](asking.call("PM-99.1"))
    assert caught.value.variables == {"clause": "PM-99.1"}
    assert await asking.answers() == []
