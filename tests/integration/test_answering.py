"""Who answers for whom, what the operator sees of it, and what is never loaded without need."""

from __future__ import annotations

from contextlib import AsyncExitStack
from datetime import date
from typing import TYPE_CHECKING

import pytest
import typer
from prometheus_client import REGISTRY
from rich.console import Console
from typer.testing import CliRunner

from bot.clock import SystemClock
from bot.commands import model as model_commands
from bot.commands.door import Door
from bot.language.answering import Answering
from bot.language.plain import PlainAnswerer
from bot.language.writer import Quoted
from bot.settings import Settings
from bot.transactions import Transactions
from storage.database import Database
from storage.people import Person
from tests.engines import sqlite_in
from tests.model_provider import running_provider

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.clock import MovableClock

HIRED = date(2026, 1, 1)
WINDOW = Quoted(
    "PM-7.3", "2026.1", "You may appeal within 10 working days from the day the result is visible."
)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """Open a SQLite database: what is asked of it here is asked on both engines elsewhere."""
    opened = Database(sqlite_in(tmp_path))
    yield opened
    opened.close()


@pytest.fixture
def transactions(database: Database) -> Iterator[Transactions]:
    opened = Transactions(database)
    yield opened
    opened.close()


def settings(**told: str) -> Settings:
    return Settings(_env_file=None, **told)  # type: ignore[arg-type]


def hire(database: Database, name: str) -> int:
    with database.transaction() as session:
        person = Person(
            email=f"{name}@demo.example",
            name=name,
            role="employee",
            locale="en",
            timezone="UTC",
            start_date=HIRED,
        )
        session.add(person)
        session.flush()
        return person.key


def counted(name: str, **labels: str) -> float:
    return REGISTRY.get_sample_value(name, labels) or 0.0


async def test_without_a_model_everything_is_the_extract(
    transactions: Transactions, clock: MovableClock
) -> None:
    for told in ({}, {"TOUCHBASE_MODEL": "gpt"}, {"openai_api_key": "sk-test"}):
        answering = Answering(settings(**told), transactions, clock)
        answerer = await answering.answerer_for(1)
        assert isinstance(answerer, PlainAnswerer)
        assert await answerer.compose("Until when?", [WINDOW], "en") is None
        assert [sentence async for sentence in answerer.compose_stream("Until when?", [WINDOW], "en")] == []
        assert await answerer.rewrite("And then?", ["Until when?"], "en") == "And then?"


async def test_a_person_is_answered_within_their_day_and_a_newcomers_name_is_hidden(
    database: Database, transactions: Transactions, clock: MovableClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    # Noon of today: the costs are read by the real clock, and eleven minutes must not end the day.
    clock.set(SystemClock().now().replace(hour=12))
    asker = hire(database, "Ann Bell")
    async with AsyncExitStack() as closing, running_provider() as provider:
        told = settings(
            TOUCHBASE_MODEL="fake",
            openai_base_url=provider.url,
            TOUCHBASE_MODEL_DAILY_REQUESTS="2",
            TOUCHBASE_MODEL_PRICE="1/2",
        )
        answering = Answering(told, transactions, clock)
        closing.push_async_callback(answering.close)
        extracts = counted("touchbase_model_answers_total", shown="extract")
        first = await (await answering.answerer_for(asker)).compose("Ann Bell: until when?", [WINDOW], "en")
        assert first is not None
        hire(database, "Zed Quill")
        clock.advance(minutes=11)
        second = await (await answering.answerer_for(asker)).compose("Zed Quill: until when?", [WINDOW], "en")
        assert second == first
        assert not {"Ann", "Zed"} & set(provider.everything_sent.replace(":", " ").split())
        third = await (await answering.answerer_for(asker)).compose("Until when?", [WINDOW], "en")
        assert third is None
        assert len(provider.requests) == 2
        assert counted("touchbase_model_answers_total", shown="extract") == extracts + 1
    table = costs(database, told)
    assert "fake" in table
    assert "no price known" not in table


def test_what_was_never_used_cost_nothing(database: Database) -> None:
    assert "No model was asked in the last 30 days." in costs(database, settings())


def costs(database: Database, told: Settings) -> str:
    commands = typer.Typer()
    commands.callback()(lambda: None)
    door = Door(
        lambda: told, lambda _: Database(str(database.url)), lambda _: typer.Exit(1), Console(width=200)
    )
    model_commands.register(commands, door)
    return CliRunner().invoke(commands, ["costs"]).output
