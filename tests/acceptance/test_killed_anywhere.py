"""The bot killed with -9 at every step of a check-in: nothing acknowledged is lost, nothing is repeated."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import asynccontextmanager
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from storage.database import Database
from tests.acceptance.bot_process import BotProcess, as_a_command, as_a_fork
from tests.acceptance.company import open_company
from tests.acceptance.debrief import (
    APPROVAL,
    CHINESE_MANAGER,
    DEBRIEF,
    IN_CHINESE,
    MANAGER,
    OPENING,
    SAID,
    SHARING,
    STORY,
    Act,
    effects_are_in,
    in_peace,
    pair_of,
    settled,
    stored,
    told,
)
from tests.acceptance.employee import elements, until

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from bot.workspace.models import Message
    from tests.acceptance.bot_process import Launch
    from tests.acceptance.company import Company
    from tests.acceptance.employee import Employee
    from tests.engines import PostgresEngine

SLOW_SLACK_MS = 150.0
PAST_IT = "We are past that one already."
NAMES = ("Helen", "Moore", "Chen Wei", "陈维", "helen.moore", "chen.wei")

Killing = Callable[["Company", BotProcess, Act], Awaitable[None]]


async def as_it_is_delivered(company: Company, bot: BotProcess, act: Act) -> None:
    """Kill the bot while what was done is on its way to it."""
    person = await act.awaited(company)
    changes: list[str] = []
    forget = company.server.workspace.listen(lambda change: changes.append(change.kind))
    before = stored(company)
    doing = asyncio.ensure_future(act.does(person))
    await asyncio.sleep(0)  # lets the act begin; what it sends is then in the socket
    bot.kill()
    await bot.restart()
    await doing
    forget()
    # Slack offers a button's press for three seconds, and the bot may take longer to come back. The person is
    # told to try again; what they do twice must not be stored already.
    if "notice" in changes and stored(company) == before:
        await act.does(person)


async def once_acknowledged(company: Company, bot: BotProcess, act: Act) -> None:
    """Kill the bot as soon as it has said that it knows."""
    await _acknowledged(company, act)
    bot.kill()
    await bot.restart()


async def once_in_the_database(company: Company, bot: BotProcess, act: Act) -> None:
    """Kill the bot when what was done has taken effect and its answer is on the way to a slow Slack."""
    await act.awaited(company)
    faults = company.server.workspace.faults
    faults.latency_ms = SLOW_SLACK_MS
    await _acknowledged(company, act)
    database = Database(str(company.settings["database_url"]))
    await until(lambda: effects_are_in(database), "the effect")
    bot.kill()
    database.close()
    faults.latency_ms = 0
    await bot.restart()


async def once_slack_has_the_answer(company: Company, bot: BotProcess, act: Act) -> None:
    """Kill the bot when Slack has taken its first message, before it can learn so."""
    person = await act.awaited(company)
    await settled(company)  # what the last kill left to be repeated must not count as this answer
    taken = asyncio.Event()

    def changed(_old: Message | None, new: Message | None) -> None:
        if new is not None and new.bot_id and not taken.is_set():
            bot.kill()
            taken.set()

    company.server.workspace.watch_messages(changed)
    await act.does(person)
    await until(taken.is_set, "Slack to take the answer")
    await bot.restart()


MOMENTS = (as_it_is_delivered, once_acknowledged, once_in_the_database, once_slack_has_the_answer)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("moment", "story", "http"),
    [
        pytest.param(as_it_is_delivered, STORY, False, id="as_it_is_delivered"),
        pytest.param(once_acknowledged, IN_CHINESE, True, id="once_acknowledged-zh-http"),
        pytest.param(once_in_the_database, IN_CHINESE, False, id="once_in_the_database-zh"),
        pytest.param(once_slack_has_the_answer, STORY, True, id="once_slack_has_the_answer-http"),
    ],
)
async def test_a_bot_killed_at_every_step_loses_nothing_and_repeats_nothing(
    tmp_path: Path, moment: Killing, story: tuple[Act, ...], *, http: bool
) -> None:
    async with a_bot(tmp_path, http=http) as (company, bot):
        for act in story:
            await moment(company, bot, act)
        (await settled(company, *pair_of(story))).must_equal(await in_peace(tmp_path, *story))
        assert not complaints(bot.log)


async def test_what_a_whole_story_logs_names_nobody_and_quotes_nobody(tmp_path: Path) -> None:
    async with a_bot(tmp_path, as_a_command) as (company, bot):
        await told(company, *STORY)
        assert await bot.terminate() == 0
        assert "delivery.ended" in bot.log, "the log is there to be read"
        assert not complaints(bot.log)
        for secret in (*NAMES, *phrases_of(*SAID)):
            assert secret not in bot.log


@pytest.mark.slow
async def test_a_bot_asked_to_stop_at_every_step_finishes_what_it_began(tmp_path: Path) -> None:
    async with a_bot(tmp_path) as (company, bot):
        for act in STORY:
            await _acknowledged(company, act)
            assert await bot.terminate() == 0
            database = Database(str(company.settings["database_url"]))
            assert effects_are_in(database), "what was acknowledged has taken effect"
            database.close()
            await bot.start()
        (await settled(company)).must_equal(await in_peace(tmp_path, *STORY))
        assert not complaints(bot.log)


@pytest.mark.slow
async def test_a_bot_that_comes_back_stands_where_it_stood(tmp_path: Path) -> None:
    async with a_bot(tmp_path) as (company, bot):
        helen = company.person(MANAGER)
        for act in STORY[:-1]:
            await act.awaited(company)
            await settled(company)
            asked = _controls(helen)
            pausing = "check_ins.pause" in asked
            if pausing:
                await helen.presses("check_ins.pause")
                await helen.sees("Paused.")
            before = await settled(company)
            bot.kill()
            await bot.restart()
            (await settled(company)).must_equal(before)
            if pausing:
                await helen.presses("check_ins.resume")
                await until(partial(_shows, helen, asked), f"{act.name} once more")
            await act.does(helen)
        await helen.sees("Saved and on its way")


async def test_a_button_from_before_the_kill_is_answered_kindly(tmp_path: Path) -> None:
    async with a_bot(tmp_path) as (company, bot):
        helen = company.person(MANAGER)
        await told(company, OPENING)
        stale = helen.control("check_ins.start")
        await told(company, *DEBRIEF[:2])
        bot.kill()
        await bot.restart()
        await helen.presses_again(*stale)
        await helen.sees(PAST_IT)
        await told(company, *DEBRIEF[2:], APPROVAL, *SHARING)
        outcome = await settled(company)
        assert (outcome.notes, len(outcome.promised)) == (1, 2)


@pytest.mark.postgres
@pytest.mark.slow
async def test_two_bots_on_one_database_carry_one_story_though_one_is_killed(
    tmp_path: Path, postgres_engine: PostgresEngine
) -> None:
    with postgres_engine.fresh_url() as url:
        async with a_bot(tmp_path, database_url=url) as (company, first):
            second = BotProcess(company, as_a_fork, "second")
            await second.start()
            try:
                assert company.server.hub is not None
                assert company.server.hub.count == 2
                for act in STORY:
                    if act.name == "the voice":
                        await once_acknowledged(company, first, act)
                        let_claims_lapse(url, first.pid, second.pid)
                    else:
                        await act.played(company)
                (await settled(company)).must_equal(await in_peace(tmp_path, *STORY))
                assert await second.terminate() == 0
                assert not complaints(first.log + second.log)
            finally:
                await second.close()


@pytest.mark.postgres
@pytest.mark.slow
async def test_on_postgresql_too_a_bot_killed_at_every_step_loses_and_repeats_nothing(
    tmp_path: Path, postgres_engine: PostgresEngine
) -> None:
    with postgres_engine.fresh_url() as url:
        async with a_bot(tmp_path, database_url=url) as (company, bot):
            for number, act in enumerate(STORY):
                await MOMENTS[number % len(MOMENTS)](company, bot, act)
                let_claims_lapse(url, bot.pid)
            (await settled(company)).must_equal(await in_peace(tmp_path, *STORY))
            assert not complaints(bot.log)


@asynccontextmanager
async def a_bot(
    folder: Path, launch: Launch = as_a_fork, database_url: str | None = None, *, http: bool = False
) -> AsyncIterator[tuple[Company, BotProcess]]:
    """Give the demo company with a bot process that has invited its managers."""
    async with open_company(folder, start=False, database_url=database_url, http=http) as company:
        bot = BotProcess(company, launch)
        try:
            await bot.start()
            for manager in (MANAGER, CHINESE_MANAGER):
                await until(company.person(manager).messages, "the first prompt")
            yield company, bot
        finally:
            await bot.close()


async def _acknowledged(company: Company, act: Act) -> None:
    await act.played(company)
    await until(lambda: not company.server.dispatcher.undelivered, "the acknowledgement")


def complaints(log: str) -> list[str]:
    """Return the lines that report an error."""
    return [line for line in log.splitlines() if "ERROR" in line or '"level": "error"' in line]


def phrases_of(*sentences: str) -> set[str]:
    """Return every two words in a row: single ones may be anybody's."""
    words = [sentence.split() for sentence in sentences]
    return {f"{one} {next_one}" for row in words for one, next_one in pairwise(row)}


def let_claims_lapse(url: str, *alive: int) -> None:
    """Make it a minute later for what a dead process holds; on PostgreSQL others wait for that.

    The processes `alive` keep their claims: one that lapsed under their hands would be taken over while it is posted.
    """
    mine = [f"{pid}-%" for pid in alive]
    database = Database(url)
    with database.transaction() as session:
        session.connection().execute(
            text(
                "UPDATE outbox_message SET lease_until = now()"
                " WHERE state = 'posting' AND (owner IS NULL OR NOT owner LIKE ANY(:mine))"
            ),
            {"mine": mine},
        )
        session.connection().execute(
            text("UPDATE inbox_delivery SET lease_until = now() WHERE state = 'received'")
        )
    database.close()


def _controls(person: Employee) -> list[str]:
    newest = person.messages()[-1]
    return [element["action_id"] for _, element in elements(list(newest.blocks or ()))]


def _shows(person: Employee, controls: list[str]) -> bool:
    return _controls(person) == controls
