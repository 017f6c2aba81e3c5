"""How well the sender uses the pace it may go at, and how fast it is when nothing holds it back."""

from __future__ import annotations

import asyncio
import json
import sys
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, cast

from bot.clock import SystemClock
from bot.delivery.outbox import Outbox
from bot.delivery.pace import PER_MINUTE, Pace
from bot.delivery.sender import Sender
from bot.transactions import Transactions
from storage.database import Database
from storage.people import SlackAccount
from tests.bench import posting
from tests.bench.announcing_process import office_hours, queue_an_announcement
from tests.bench.company import Crowd
from tests.bench.findings import Finding
from tests.bench.stage import Broken, end_of, on_stage, ordinary_environment
from tests.clock import MovableClock, RunningClock

if TYPE_CHECKING:
    from pathlib import Path

    from slack_sdk.web.async_client import AsyncWebClient
    from sqlmodel import Session

    from bot.workspace.seed import Seed

OF_THE_LIMIT_MIN = 0.95
OF_BARE_MIN = 0.60
TICK = timedelta(milliseconds=100)


async def sending(folder: Path, *, smoke: bool) -> list[Finding]:
    """Measure the sender at the pace Slack allows, on a clock of its own, and without any pace."""
    crowd = Crowd(20 if smoke else 2500)
    url = f"sqlite:///{folder / 'paced.db'}"
    load(crowd, url)
    rate = await _paced_rate(url, crowd, timedelta(seconds=5 if smoke else 120))
    limit, own, limit_announced, announced = await _unpaced(crowd, folder)
    return [
        Finding(
            "sender at a limit (its own clock)",
            f"{PER_MINUTE}/min",
            f"{rate:.0f}/min",
            f"{rate / PER_MINUTE:.1%}",
            f"≥ {OF_THE_LIMIT_MIN:.0%}",
            kept=rate >= OF_THE_LIMIT_MIN * PER_MINUTE,
        ),
        Finding(
            "sender without a limit, SQLite",
            f"{limit:.0f}/s",
            f"{own:.0f}/s",
            f"{own / limit:.0%}",
            f"≥ {OF_BARE_MIN:.0%}",
            kept=own >= OF_BARE_MIN * limit,
        ),
        Finding(
            "sender of an announcement without a limit, SQLite",
            f"{limit_announced:.0f}/s",
            f"{announced:.0f}/s",
            f"{announced / limit_announced:.0%}",
            f"≥ {OF_BARE_MIN:.0%}",
            kept=announced >= OF_BARE_MIN * limit_announced,
        ),
    ]


def load(crowd: Crowd, url: str) -> None:
    """Put the company and its Slack accounts into a database."""
    crowd.load(url)
    database = Database(url)
    with database.transaction() as session:
        _know_everyone(session, crowd.seed())
    database.close()


def _know_everyone(session: Session, seed: Seed) -> None:
    for number, user in enumerate(seed.users, start=1):
        session.add(
            SlackAccount(
                team_id=posting.TEAM, user_id=user.id, person_id=number, checked_at=SystemClock().now()
            )
        )


async def _paced_rate(url: str, crowd: Crowd, lasting: timedelta) -> float:
    begun = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
    clock = MovableClock(begun)
    database = Database(url)
    transactions = Transactions(database)
    await transactions.write(posting.announce, Outbox(clock), 2 * crowd.managers)
    slack = _WillingSlack()
    sender = Sender(
        transactions,
        cast("AsyncWebClient", slack),
        clock,
        {posting.KIND: posting.drawn},
        Pace(clock, per_minute=PER_MINUTE),
        owner="bench",
        team_id=posting.TEAM,
    )
    # The burst a rested sender starts with is not its pace.
    while await sender.send_due():
        pass
    slack.posts, begun = 0, clock.now()
    while clock.now() - begun < lasting:
        clock.advance(seconds=TICK.total_seconds())
        await sender.send_due()
    transactions.close()
    database.close()
    return slack.posts / (lasting.total_seconds() / 60)


@dataclass
class _WillingSlack:
    """Takes every post at once, and counts."""

    posts: int = 0

    async def api_call(self, _method: str, *, json: dict[str, Any]) -> _Answer:
        self.posts += 1
        return _Answer({"ok": True, "channel": json["channel"], "ts": f"{self.posts}.000000"})


@dataclass(frozen=True)
class _Answer:
    data: dict[str, Any]


async def _unpaced(crowd: Crowd, folder: Path) -> tuple[float, float, float, float]:
    """Return messages a second: bare and ours, and the same two with what an announcement says."""
    seed = crowd.seed()
    users = [user.id for user in seed.users[: 2 * crowd.managers]]
    url = f"sqlite:///{folder / 'unpaced.db'}"
    load(crowd, url)
    queued = f"sqlite:///{folder / 'queued.db'}"
    load(crowd, queued)
    clock = RunningClock(office_hours())
    await queue_an_announcement(queued, clock, author=len(seed.users))
    async with on_stage(seed, folder) as stage:
        app = seed.app
        environment = {
            **ordinary_environment(folder),
            "SLACK_BOT_TOKEN": app.bot_token,
            "SLACK_API_URL": stage.server.api_url,
            "DATABASE_URL": url,
        }
        ahead = {
            "DATABASE_URL": queued,
            "BENCH_AHEAD": str((clock.now() - SystemClock().now()).total_seconds()),
        }
        bare, ours = [await _seconds_of(kind, users, environment, folder) for kind in ("bare", "ours")]
        notices = await _seconds_of("notices", users, environment | ahead, folder)
        shown = stage.server.workspace.messages(stage.dm(users[0]), viewer=users[0])[-1]
        said = json.dumps({"text": shown.text, "blocks": list(shown.blocks)})
        bare_notices = await _seconds_of("bare", users, environment | {"BENCH_BODY": said}, folder)
    return len(users) / bare, len(users) / ours, len(users) / bare_notices, len(users) / notices


async def _seconds_of(kind: str, users: list[str], environment: dict[str, str], folder: Path) -> float:
    with (folder / "log.txt").open("ab") as log:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tests.bench.posting", kind, json.dumps(users),
            env=environment, stdout=asyncio.subprocess.PIPE, stderr=log,
        )  # fmt: skip
        said, _ = await process.communicate()
    if process.returncode:
        raise Broken(end_of(folder / "log.txt"))
    return float(said.decode().split()[-1])
