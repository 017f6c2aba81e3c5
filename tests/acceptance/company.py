"""The demo company on the local workspace, with the real bot beside it."""

from __future__ import annotations

import json
import socket
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot import demo
from bot.app import Touchbase
from bot.clock import SystemClock
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
    from pathlib import Path

    from bot.workspace.server import Parts, Server
    from tests.slack_shapes.recorder import ShapeRecorder


@dataclass
class Company:
    """The workspace and the bot of one test."""

    server: Server
    bot: Touchbase | None
    folder: Path
    settings: dict[str, Any]

    def person(self, name: str) -> Employee:
        """Return the person whose name contains `name`."""
        found = [user for user in self.server.workspace.people() if name in user.real_name]
        assert len(found) == 1, name
        return Employee(found[0], self.server)

    async def start(self) -> None:
        """Start the bot in this process."""
        self.bot = Touchbase(Settings(_env_file=None, **self.settings))
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
) -> AsyncIterator[Company]:
    """Give the demo company with the bot running, over Socket Mode or signed HTTP.

    `prepare` may add to the workspace's application before it is served; the browser's tests add the page.
    """
    port = _free_port() if http else 0
    plan = demo.workspace_seed(Catalog.load(), SystemClock().now())
    if http:
        manifest = plan["app"]["manifest"]["settings"]
        url = f"http://127.0.0.1:{port}/slack/events"
        manifest |= {"socket_mode_enabled": False}
        manifest["event_subscriptions"]["request_url"] = manifest["interactivity"]["request_url"] = url
    seed = Seed.model_validate(plan)
    url = database_url or sqlite_in(folder)
    load(url)
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
        }
        company = Company(server, None, folder, settings)
        if start:
            await company.start()
        try:
            yield company
        finally:
            await company.stop()
    workspace.close()


def load(url: str) -> None:
    """Load the demo company into a database."""
    database = Database(url, MASTERS)
    database.migrate()
    clock = SystemClock()
    with database.transaction() as session:
        demo.load(session, clock, OneOnOnes(clock, lambda *_: None))
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
