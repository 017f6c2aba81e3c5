"""The demo company on the local workspace, with the real bot beside it."""

from __future__ import annotations

import json
import math
import socket
import tempfile
import time
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.app import Touchbase
from bot.clock import SystemClock
from bot.demo import company as demo
from bot.features.one_on_ones.queue import NudgeQueue
from bot.features.one_on_ones.service import OneOnOnes
from bot.settings import Settings
from bot.workspace.seed import Seed
from bot.workspace.server import running
from bot.workspace.state import Workspace
from prompts.catalog import Catalog
from storage.database import Database
from tests.acceptance.employee import Employee, until
from tests.engines import sqlite_in
from tests.keys import MASTER_TEXT, MASTERS, SIGNING_TEXT

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from bot.clock import Clock
    from bot.features.policies.library import RuleSearch
    from bot.workspace.server import Parts, Server
    from tests.slack_shapes.recorder import ShapeRecorder


@dataclass
class Company:
    """The workspace and the bot of one test."""

    server: Server
    bot: Touchbase | None
    folder: Path
    settings: dict[str, Any]
    clock: Clock | None = None

    def person(self, name: str) -> Employee:
        """Return the person whose name contains `name`."""
        found = [user for user in self.server.workspace.people() if name in user.real_name]
        assert len(found) == 1, name
        return Employee(found[0], self.server)

    async def start(self, open_search: Callable[[], RuleSearch] | None = None) -> None:
        """Start the bot in this process, with another search than the index when one is given."""
        settings = Settings(_env_file=None, **self.settings)
        self.bot = Touchbase(settings, self.clock, open_search=open_search)
        await self.bot.start()
        # The first prompts of the day arrive by themselves; a story begins after them.
        for name in ("Helen Moore", "马国强"):
            await until(self.person(name).messages, f"the first prompt of {name}")

    async def stop(self) -> None:
        """Stop the bot."""
        if self.bot is not None:
            await self.bot.stop()
            self.bot = None


@asynccontextmanager
async def open_company(  # noqa: PLR0913 - what a test may choose
    folder: Path,
    *,
    http: bool = False,
    shapes: ShapeRecorder | None = None,
    database_url: str | None = None,
    start: bool = True,
    prepare: Callable[[Parts], None] | None = None,
    open_search: Callable[[], RuleSearch] | None = None,
    clock: Clock | None = None,
) -> AsyncIterator[Company]:
    """Give the demo company with the bot running, over Socket Mode or signed HTTP.

    `prepare` may add to the workspace's application before it is served; the browser's tests add the page.
    `open_search` is another search than the index, which takes ten seconds to make.
    """
    port = _free_port() if http else 0
    plan = demo.workspace_seed(Catalog.load(), (clock or SystemClock()).now())
    if http:
        manifest = plan["app"]["manifest"]["settings"]
        url = f"http://127.0.0.1:{port}/slack/events"
        manifest |= {"socket_mode_enabled": False}
        manifest["event_subscriptions"]["request_url"] = manifest["interactivity"]["request_url"] = url
    seed = Seed.model_validate(plan)
    url = database_url or (loaded_in(folder) if clock is None else sqlite_in(folder))
    if database_url or clock is not None:
        load(url, clock)
    workspace = Workspace.open(seed, None)
    if shapes is not None:
        record(workspace, shapes)
    async with running(workspace, prepare=prepare) as server:
        settings = {
            "slack_bot_token": seed.app.bot_token,
            "slack_app_token": None if http else seed.app.app_token,
            "slack_signing_secret": seed.app.signing_secret if http else None,
            "slack_api_url": server.api_url,
            "database_url": url,
            "TOUCHBASE_DATA": folder,
            "TOUCHBASE_MASTER_KEY": MASTER_TEXT,
            "TOUCHBASE_SIGNING_KEY": SIGNING_TEXT,
            "TOUCHBASE_PORT": port,
            "TOUCHBASE_COMPANY_TIMEZONE": "Asia/Shanghai",
            "TOUCHBASE_MESSAGES_PER_MINUTE": 60_000,
            "TOUCHBASE_QUIET_HOURS": False,
            "TOUCHBASE_NUDGES_WITHHELD": 0,
        }
        company = Company(server, None, folder, settings, clock)
        if start:
            await company.start(open_search)
        try:
            yield company
        finally:
            await company.stop()
    workspace.close()


def loaded_in(folder: Path) -> str:
    """Return the URL of a database inside `folder` that has the demo company, loaded within the last minute."""
    global _loaded  # noqa: PLW0603 - made once a minute, for each process that runs tests
    if time.monotonic() - _loaded[0] > GOOD_FOR_SECONDS:
        with tempfile.TemporaryDirectory(prefix="touchbase-demo-") as template:
            load(sqlite_in(Path(template)))
            _loaded = (time.monotonic(), (Path(template) / "touchbase.db").read_bytes())
    copy = folder / "touchbase.db"
    copy.write_bytes(_loaded[1])
    return f"sqlite:///{copy}"


GOOD_FOR_SECONDS = 60
"""The demo's next talks are planned from the minute it is loaded."""
_loaded: tuple[float, bytes] = (-math.inf, b"")


def load(url: str, clock: Clock | None = None) -> None:
    """Load the demo company into a database."""
    database = Database(url, MASTERS)
    database.migrate()
    clock = clock or SystemClock()
    with database.transaction() as session:
        demo.load(session, clock, OneOnOnes(clock, NudgeQueue()))
    database.close()


def record(workspace: Workspace, shapes: ShapeRecorder) -> None:
    """Keep every message and view that appears, for the checks of Slack's shapes."""
    seen: set[str] = set()

    def changed(change: Any) -> None:  # noqa: ANN401 - the workspace's own type
        if change.kind == "message" and change.channel:
            for viewer in workspace.conversation(change.channel).members:
                for message in workspace.messages(change.channel, viewer=viewer)[-3:]:
                    if message.bot_id:
                        _once(seen, shapes.message, {"text": message.text, "blocks": message.blocks or []})
        elif change.kind in {"view", "home"} and change.user:
            views = [*workspace.modals(change.user), workspace.home(change.user)]
            for view in filter(None, views):
                _once(seen, shapes.view, {key: view[key] for key in _VIEW_KEYS if view.get(key)})

    workspace.listen(changed)


_VIEW_KEYS = ("type", "title", "submit", "close", "blocks", "callback_id", "private_metadata")


def _once(seen: set[str], keep: Callable[[dict[str, Any]], None], shape: dict[str, Any]) -> None:
    text = json.dumps(shape, sort_keys=True)
    if text not in seen:
        seen.add(text)
        keep(shape)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
