"""What did not arrive is seen by those who may, tried again without doubling, and what is stuck is said once."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
import typer
from rich.console import Console
from structlog.testing import capture_logs
from typer.testing import CliRunner

from bot.clock import SystemClock
from bot.commands import delivery as delivery_commands
from bot.commands.door import Door
from bot.delivery.outbox import Outbox
from bot.errors import NotAllowed
from bot.features.undelivered import blocks
from bot.features.undelivered.jobs import FIRST, Watch
from bot.features.undelivered.messages import renderers
from bot.features.undelivered.rules import Family, Reason
from bot.features.undelivered.service import Undelivered
from bot.scheduler import Scheduler
from bot.settings import Settings
from prompts.catalog import Catalog
from storage.database import Database
from storage.outbox import State
from storage.people import Person
from tests.integration.delivery.conftest import TEAM
from tests.integration.delivery.fake_slack import Fault

if TYPE_CHECKING:
    from pathlib import Path

    from sqlmodel import Session

    from tests.integration.delivery.conftest import Desk

ADMIN, EMPLOYEE = 8, 1
CATALOG = Catalog.load()


def _promote(session: Session) -> None:
    session.get_one(Person, ADMIN).role = "hr_admin"


@pytest.fixture
async def service(desk: Desk) -> Undelivered:
    """Give the watch over delivery of a company where number 8 is HR's administrator."""
    await desk.transactions.write(_promote)
    desk.renderers |= renderers(CATALOG)
    return Undelivered(desk.clock, ZoneInfo("UTC"), Outbox(desk.clock), TEAM)


async def _fail_two(desk: Desk) -> None:
    """Let one message be refused, and one be sent whose answer and whose conversation are both lost."""
    sender = desk.sender()
    await desk.post("doubtful", to="C2")
    desk.slack.fail("chat.postMessage", Fault(drop=True, accept=True))
    await desk.drain(sender)
    desk.slack.fail("conversations.history", Fault(code="missing_scope"))
    desk.clock.advance(seconds=6)
    await desk.drain(sender)
    desk.slack.refusals["U1"] = "user_not_found"
    await desk.post("refused", to=1)
    await desk.drain(sender)


async def test_an_administrator_sees_whom_what_and_why_but_never_the_words(
    desk: Desk, service: Undelivered
) -> None:
    await _fail_two(desk)
    view = await desk.transactions.read(service.overview, ADMIN)
    assert {(letter.recipient, letter.family, letter.reason) for letter in view.letters} == {
        ("P1", Family.OTHER, Reason.NO_ACCOUNT),
        ("C2", Family.OTHER, Reason.UNKNOWN),
    }
    drawn = str(blocks.window(view, CATALOG, "en"))
    assert "user_not_found" in drawn
    assert "refused to" not in drawn, "what it says stays out"
    assert await desk.transactions.read(service.on_home, ADMIN) == 2
    assert await desk.transactions.read(service.on_home, EMPLOYEE) == 0
    for forbidden in (service.overview, service.retry_all):
        with pytest.raises(NotAllowed):
            await desk.transactions.write(forbidden, EMPLOYEE)
    with pytest.raises(NotAllowed):
        await desk.transactions.write(service.retry, EMPLOYEE, 1)


async def test_trying_again_sends_what_failed_and_looks_for_what_may_be_there(
    desk: Desk, service: Undelivered
) -> None:
    await _fail_two(desk)
    there = len(desk.slack.messages)
    del desk.slack.refusals["U1"]
    assert await desk.transactions.write(service.retry_all, ADMIN) == 2
    await desk.drain(desk.sender("b"))
    assert await desk.state("refused") is State.SENT
    assert await desk.state("doubtful") is State.SENT
    assert len(desk.slack.messages) == there + 1, "what was there already was found, not sent again"
    assert not await desk.transactions.write(service.retry, ADMIN, (await desk.row("refused")).number)


async def test_what_still_cannot_be_looked_up_stays_unknown(desk: Desk, service: Undelivered) -> None:
    await _fail_two(desk)
    there = len(desk.slack.messages)
    desk.slack.fail("conversations.history", Fault(code="missing_scope"))
    await desk.transactions.write(service.retry_all, ADMIN)
    await desk.drain(desk.sender("b"))
    assert await desk.state("doubtful") is State.UNKNOWN
    assert len(desk.slack.messages) == there


async def test_what_is_stuck_is_said_once_and_logged_each_hour(desk: Desk, service: Undelivered) -> None:
    hurried: list[None] = []
    watch = Watch(desk.transactions, service, desk.clock, lambda: hurried.append(None))
    scheduler = Scheduler([("healthy", _nothing), ("broken", _broken)], watch)
    with capture_logs() as logged:
        for _ in range(4):
            await scheduler.tick()
            await scheduler.look()
            await desk.drain(desk.sender())
            desk.clock.advance(hours=1.1)
    stuck = [entry for entry in logged if entry["event"] == "delivery.stuck"]
    assert [(entry["troubles"], entry["jobs"]) for entry in stuck] == [("jobs", ["broken"])] * 3
    assert len(hurried) == 3
    (said,) = [message for message in desk.slack.messages if message["channel"] == "D8"]
    assert said["text"].startswith("Delivery needs a look: a regular job has not come to its end")


async def test_silence_when_all_is_well_and_news_after_it_was_well_again(
    desk: Desk, service: Undelivered
) -> None:
    watch = Watch(desk.transactions, service, desk.clock, lambda: None)
    await desk.post("waits")
    desk.clock.advance(hours=2)
    await watch.look()
    sender = desk.sender()
    await desk.drain(sender)
    desk.clock.advance(hours=2)
    await watch.look()
    await desk.drain(sender)
    assert len(desk.slack.messages) == 2, (
        "the one that waited and the line about it, nothing when it was well"
    )
    await desk.post("waits again")
    desk.clock.advance(hours=2)
    await watch.look()
    await desk.drain(sender)
    assert len(desk.slack.messages) == 4


async def test_two_copies_look_once(desk: Desk, service: Undelivered) -> None:
    first, second = (Watch(desk.transactions, service, desk.clock, lambda: None) for _ in range(2))
    await desk.post("waits")
    desk.clock.advance(hours=2)
    for watch in (first, second):
        await watch.look()
    await desk.drain(desk.sender())
    assert len(desk.slack.messages) == 2


async def test_a_start_is_given_time(desk: Desk, service: Undelivered) -> None:
    watch = Watch(desk.transactions, service, desk.clock, lambda: None)
    await desk.post("left behind", not_before=desk.clock.now() - timedelta(days=1))
    desk.clock.advance(minutes=FIRST.total_seconds() / 60 - 1)
    with capture_logs() as logged:
        await watch.look()
    assert logged == []


async def test_the_line_goes_to_the_channel_where_there_is_one(desk: Desk, service: Undelivered) -> None:
    in_channel = Undelivered(desk.clock, ZoneInfo("UTC"), Outbox(desk.clock), TEAM, "COPS")
    await desk.post("waits")
    desk.clock.advance(hours=2)
    found = await desk.transactions.write(in_channel.look, (), desk.clock.now())
    assert found is not None
    await desk.drain(desk.sender())
    assert [message["channel"] for message in desk.slack.messages if "needs a look" in message["text"]] == [
        "COPS"
    ]
    assert service.channel is None


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_the_command_line_lists_and_tries_again(
    desk: Desk, service: Undelivered, tmp_path: Path
) -> None:
    desk.clock.set(SystemClock().now())
    await _fail_two(desk)
    assert service.team_id == TEAM
    commands = typer.Typer()
    wide, errors = Console(width=200), Console(stderr=True, width=200)

    def failure(sentence: str, code: int = 1) -> typer.Exit:
        errors.print(sentence, markup=False, highlight=False)
        return typer.Exit(code)

    url = str(desk.database.url)
    settings = Settings(_env_file=None, data=tmp_path)  # type: ignore[call-arg]
    delivery_commands.register(commands, Door(lambda: settings, lambda _: Database(url), failure, wide))
    runner = CliRunner()
    listed = runner.invoke(commands, ["list"])
    assert "Slack does not know this person yet" in listed.stdout
    assert "It may have arrived" in listed.stdout
    assert runner.invoke(commands, ["retry"]).exit_code == 2
    number = (await desk.row("refused")).number
    assert runner.invoke(commands, ["retry", str(number)]).exit_code == 0
    assert await desk.state("refused") is State.QUEUED
    assert runner.invoke(commands, ["retry", str(number)]).exit_code == 1, "it is on its way already"
    assert runner.invoke(commands, ["retry", "--all"]).stdout.startswith("1 on their way again")
    quiet = runner.invoke(commands, ["check"])
    assert (quiet.exit_code, quiet.stdout) == (0, "")
    await desk.post("waits", not_before=desk.clock.now() - timedelta(hours=2, minutes=5))
    loud = runner.invoke(commands, ["check"])
    assert loud.exit_code == 1
    assert loud.stdout.startswith("Delivery needs a look: 2 messages are waiting, the oldest for 2 h")


async def _nothing() -> None:
    """Do what a healthy job does here."""


async def _broken() -> None:
    raise OSError
