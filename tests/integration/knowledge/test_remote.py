"""Vectors from an OpenAI-compatible endpoint: made with progress, kept, and done without while the provider is away."""

from __future__ import annotations

import asyncio
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from bot.house.rule_search import VectorCosts
from bot.settings import Settings
from knowledge.embeddings import EmbedderAwayError, RemoteEmbedder
from knowledge.search import Searcher
from knowledge.vectors import Store
from storage import model_use
from storage.database import Database
from storage.people import Person
from tests.engines import sqlite_in
from tests.keys import MASTERS
from tests.model_provider import running_provider
from tests.unit.knowledge.passages import EVERYONE, Letters, passage

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from tests.model_provider import Provider

RULES = [
    passage("TR-1.1", "Ask your manager before you book a train. Keep the receipt."),
    passage("TR-1.2", "Hotels cost at most 120 euros a night."),
    *(passage(f"TR-2.{number}", f"Rule number {number} is about something else.") for number in range(1, 40)),
]
SHARED = "manager before train"
"""Three words of TR-1.1."""


@pytest.fixture
async def provider() -> AsyncIterator[Provider]:
    async with running_provider() as running:
        yield running


def remote(provider: Provider, hide: dict[str, str] | None = None) -> RemoteEmbedder:
    """Return the embedder that asks the provider."""

    def hidden(text: str) -> str:
        for name, token in (hide or {}).items():
            text = text.replace(name, token)
        return text

    return RemoteEmbedder("vectors-1", "sk-test", provider.url, hide=hidden, seconds=1.0)


def first(searcher: Searcher, question: str) -> tuple[str, float]:
    """Return the best clause and how far it stands out in meaning."""
    match = searcher.sight(EVERYONE).matches(question)[0]
    return match.passage.clause, match.meaning


async def test_an_index_is_made_with_progress_in_few_requests_and_kept(
    tmp_path: Path, provider: Provider
) -> None:
    searcher = Searcher(tmp_path / "index", [remote(provider)])
    told: list[tuple[int, int]] = []
    await asyncio.to_thread(searcher.refresh, RULES, lambda done, total: told.append((done, total)))
    assert told == [(32, 41), (41, 41)]
    assert len(provider.requests) == 2, "one for each report, not one a clause"
    clause, meaning = await asyncio.to_thread(first, searcher, SHARED)
    assert clause == "TR-1.1"
    assert meaning > 1
    searcher.close()
    again = Searcher(tmp_path / "index", [remote(provider)])
    before = len(provider.requests)
    await asyncio.to_thread(again.refresh, RULES)
    assert len(provider.requests) == before
    again.close()


async def test_the_old_index_serves_until_the_new_one_is_there(tmp_path: Path, provider: Provider) -> None:
    old = Searcher(tmp_path / "index", [Letters()])
    await asyncio.to_thread(old.refresh, RULES)
    old.close()
    provider.mode = "failing"
    searcher = Searcher(tmp_path / "index", [remote(provider)], beside=[Letters()])
    searcher.show(RULES)
    with pytest.raises(EmbedderAwayError):
        await asyncio.to_thread(searcher.embed)
    asked = len(provider.requests)
    clause, meaning = await asyncio.to_thread(first, searcher, SHARED)
    assert (clause, meaning > 1) == ("TR-1.1", True), "the old vectors are compared"
    assert len(provider.requests) == asked, "and nobody waits for the provider"
    provider.mode = "honest"
    await asyncio.to_thread(searcher.embed)
    await asyncio.to_thread(first, searcher, SHARED)
    assert len(provider.requests) > asked + 2, "the new ones are"
    searcher.close()
    store = Store.in_folder(tmp_path / "index")
    assert store.existing(Letters().name) is None, "and the old ones are gone"
    store.close()


@pytest.mark.parametrize("mode", ["failing", "silent", "no protocol"])
async def test_while_the_provider_is_away_words_answer_and_nobody_waits_twice(
    tmp_path: Path, provider: Provider, mode: str
) -> None:
    searcher = Searcher(tmp_path / "index", [remote(provider)])
    await asyncio.to_thread(searcher.refresh, RULES)
    provider.mode = mode
    asked = len(provider.requests)
    for question in (SHARED, "hotels night", "receipt"):
        clause, meaning = await asyncio.to_thread(first, searcher, question)
        assert clause in {"TR-1.1", "TR-1.2"}
        assert meaning == 0
    assert len(provider.requests) == asked + 1
    searcher.close()


async def test_who_is_named_does_not_reach_the_provider(tmp_path: Path, provider: Provider) -> None:
    named = [passage("TR-3.1", "Ask Chen Wei about trains."), *RULES]
    searcher = Searcher(tmp_path / "index", [remote(provider, {"Chen Wei": "PERSON"})])
    await asyncio.to_thread(searcher.refresh, named)
    await asyncio.to_thread(first, searcher, "Does Chen Wei book trains?")
    assert "trains" in provider.everything_sent
    assert "Chen" not in provider.everything_sent
    searcher.close()


async def test_what_vectors_cost_is_counted_beside_answers_and_takes_nothing_of_anybodys_share(
    tmp_path: Path, provider: Provider
) -> None:
    database = Database(sqlite_in(tmp_path), MASTERS)
    told = Settings(
        _env_file=None,
        openai_base_url=provider.url,
        openai_api_key="sk-test",
        TOUCHBASE_DATA=str(tmp_path / "data"),
        TOUCHBASE_EMBEDDING_MODEL="text-embedding-3-small",
        TOUCHBASE_EMBEDDING_PRICE="1000/0",
    )
    spent = VectorCosts(told, database, "text-embedding-3-small")
    searcher = Searcher(
        tmp_path / "index", [RemoteEmbedder("text-embedding-3-small", "sk-test", provider.url, spent=spent)]
    )
    await asyncio.to_thread(searcher.refresh, RULES)
    await asyncio.to_thread(first, searcher, SHARED)
    searcher.close()
    texts = sum(len(request["input"]) for request in provider.requests)
    with database.transaction() as session:
        (cost,) = model_use.costs(session, date(2020, 1, 1))
        assert (cost.model, cost.requests, cost.input_tokens) == (
            "text-embedding-3-small",
            len(provider.requests),
            texts,
        )
        assert (cost.dollars, cost.unpriced) == (Decimal(texts) / 1000, 0)
        model_use.spend(session, cost.day, cost.model, tokens=None, price=None)
        session.expire_all()
        (cost,) = model_use.costs(session, date(2020, 1, 1))
        assert cost.unpriced == 1
        person = Person(email="a@x.example", name="A", start_date=date(2020, 1, 1))
        session.add(person)
        session.flush()
        limits = model_use.Limits(1, 10, 1, 10)
        assert model_use.take(session, person.key, cost.day, "answers", tokens=10, limits=limits)
    database.close()
