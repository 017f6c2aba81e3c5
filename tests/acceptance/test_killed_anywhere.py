"""The bot killed with -9 at every step of a check-in: nothing acknowledged is lost, nothing is repeated."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest

from storage.database import Database
from tests.acceptance.bot_process import BotProcess, as_a_fork
from tests.acceptance.company import open_company, until
from tests.acceptance.debrief import (
    APPROVAL,
    DEBRIEF,
    MANAGER,
    OPENING,
    SHARING,
    Act,
    effects_are_in,
    in_peace,
    settled,
)

if TYPE_CHECKING:
    from pathlib import Path

    from bot.workspace.models import Message
    from bot.workspace.server import Server
    from tests.acceptance.company import Company

STORY = (OPENING, *DEBRIEF, APPROVAL, *SHARING)
SLOW_SLACK_MS = 150.0

Killing = Callable[["Company", BotProcess, Act], Awaitable[None]]


async def as_it_is_delivered(company: Company, bot: BotProcess, act: Act) -> None:
    """Kill the bot while what was done is on its way to it."""
    person = await act.awaited(company)
    doing = asyncio.ensure_future(act.does(person))
    await asyncio.sleep(0)  # lets the act begin; what it sends is then in the socket
    bot.kill()
    await bot.restart()
    await doing


async def once_acknowledged(company: Company, bot: BotProcess, act: Act) -> None:
    """Kill the bot as soon as it has said that it knows."""
    await act.does(await act.awaited(company))
    await until(lambda: not company.server.dispatcher.undelivered, "the acknowledgement")
    bot.kill()
    await bot.restart()


async def once_in_the_database(company: Company, bot: BotProcess, act: Act) -> None:
    """Kill the bot when what was done has taken effect and its answer is on the way to a slow Slack."""
    person = await act.awaited(company)
    faults = company.server.workspace.faults
    faults.latency_ms = SLOW_SLACK_MS
    await act.does(person)
    await until(lambda: not company.server.dispatcher.undelivered, "the acknowledgement")
    database = Database(str(company.settings["database_url"]))
    await until(lambda: effects_are_in(database), "the effect")
    bot.kill()
    faults.latency_ms = 0
    database.close()
    await bot.restart()


async def once_slack_has_the_answer(company: Company, bot: BotProcess, act: Act) -> None:
    """Kill the bot when Slack has taken its first message, before it can learn so."""
    person = await act.awaited(company)
    taken = _next_message(company.server, bot)
    await act.does(person)
    await until(taken.is_set, "Slack to take the answer")
    await bot.restart()


MOMENTS = (as_it_is_delivered, once_acknowledged, once_in_the_database, once_slack_has_the_answer)


@pytest.mark.parametrize("moment", MOMENTS, ids=[moment.__name__ for moment in MOMENTS])
async def test_a_bot_killed_at_every_step_loses_nothing_and_repeats_nothing(
    tmp_path: Path, moment: Killing
) -> None:
    expected = await in_peace(tmp_path, *STORY)
    async with a_bot(tmp_path) as (company, bot):
        for act in STORY:
            await moment(company, bot, act)
        assert await settled(company) == expected
        assert "ERROR" not in bot.log
        assert '"error"' not in bot.log


@asynccontextmanager
async def a_bot(folder: Path) -> AsyncIterator[tuple[Company, BotProcess]]:
    async with open_company(folder, start=False) as company:
        bot = BotProcess(company, as_a_fork)
        await bot.start()
        try:
            await until(company.person(MANAGER).messages, "the first prompt")
            yield company, bot
        finally:
            await bot.close()


def _next_message(server: Server, bot: BotProcess) -> asyncio.Event:
    taken = asyncio.Event()

    def changed(_old: Message | None, new: Message | None) -> None:
        if new is not None and new.bot_id and not taken.is_set():
            bot.kill()
            taken.set()

    server.workspace.watch_messages(changed)
    return taken
