"""The composition root: every part built from the settings, and the features in routing order."""

from __future__ import annotations

import asyncio
import logging
import os
import secrets
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

import aiohttp
import structlog
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError, SlackClientError

from bot import keys
from bot.clock import SystemClock
from bot.company_calendar import company_calendar
from bot.delivery.courier import LAST_WORDS, Terms
from bot.delivery.outbox import Outbox
from bot.delivery.pace import Pace
from bot.delivery.sender import Sender
from bot.features.records.proofs import LOG_NAME, Proofs
from bot.features.records.sequencing import Sequencing
from bot.features.records.terms import KeepingTerms
from bot.house.features import House, furnish
from bot.house.rule_search import opener
from bot.language.answering import Answering
from bot.scheduler import Scheduler
from bot.settings import SettingsError, require_slack
from bot.slack.client import OnceClient, retrying
from bot.slack.identity import Identity
from bot.slack.inbox import Inbox
from bot.slack.replies import SENTENCE, Replies
from bot.slack.surface import Surface
from bot.slack.web import WebDoor
from bot.transactions import Transactions
from prompts.catalog import Catalog
from storage import inbox, migration, outbox_claims
from storage.checkpoints import Signer

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from datetime import datetime

    from bot.clock import Clock
    from bot.delivery.drafts import Renderer
    from bot.features.policies.library import RuleSearch
    from bot.settings import Settings

log = structlog.get_logger(__name__)

SLACK_TIMEOUT_SECONDS = 10
DIRECTORY_AGE, DIRECTORY_TRIES = timedelta(hours=1), 3
INTAKE_WRITERS = 2
SLACK_AWAY = (SlackApiError, SlackClientError, aiohttp.ClientError, OSError, TimeoutError)
"""All that a call to Slack may end in when it does not end well."""
INBOX_SECONDS = 5
"""How often we look for deliveries that another process took and died with."""


class SlackRefused(Exception):
    """Slack did not let us in; the message says what it said."""


class Touchbase:
    """The whole bot of one process: `start` it, and `stop` it to finish what it has begun."""

    def __init__(
        self,
        settings: Settings,
        clock: Clock | None = None,
        open_search: Callable[[], RuleSearch] | None = None,
    ) -> None:
        require_slack(settings)
        self.settings = settings
        self.clock = clock or SystemClock()
        self.database = keys.open_database(settings)
        self._open_search = open_search or opener(settings, self.database)
        self.transactions = Transactions(self.database)
        # What arrives is stored and acknowledged whatever else is being written.
        self.intake = Transactions(self.database.intake(), writers=INTAKE_WRITERS)
        self.answerers = Answering(settings, self.transactions, self.clock)
        self._closing: list[Callable[[], Awaitable[None]]] = [self.answerers.close]
        self.proofs = Proofs(self.clock, Signer(LOG_NAME, keys.signing_key(settings)))
        self.owner = f"{os.getpid()}-{uuid4().hex[:12]}"
        self._background: set[asyncio.Task[object]] = set()
        self._socket: AsyncSocketModeHandler | None = None
        self._started = False
        self._directory_read_at: datetime | None = None

    async def start(self) -> None:
        """Open every part, from the database outwards; raises SlackRefused or SettingsError when one cannot."""
        self._prepare_database()
        self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=SLACK_TIMEOUT_SECONDS))
        token = self.settings.slack_bot_token
        way = (token.get_secret_value() if token else None, self.settings.slack_api_url, self._session)
        self.client, self._once = retrying(*way), OnceClient(*way)
        try:
            about = await self.client.auth_test()
        except SLACK_AWAY as problem:
            await self._session.close()
            raise self._refused(problem) from problem
        self.team_id = str(about["team_id"])
        self._assemble()
        self._started = True
        self._keep(self.sender.run())
        # Before anything new can arrive, which would otherwise be taken for what a crash left undone.
        await self._recover()
        await self.web.open(self.settings.host, self.settings.port)
        try:
            await self._connect()
        except SLACK_AWAY as problem:
            await self.stop()
            raise self._refused(problem) from problem
        if self.settings.port_file is not None:
            self.settings.port_file.write_text(f"{self.web.port}\n", encoding="utf-8")
        self._keep(self._settle_in())
        log.info("ready", mode="socket" if self.settings.socket_mode else "http", port=self.web.port)

    async def stop(self) -> None:
        """Take nothing new, finish what is under way, and close every part."""
        if not self._started:
            self._close_database()
            return
        self.scheduler.stop()
        if self._socket is not None:
            await self._socket.close_async()  # type: ignore[no-untyped-call]
        await self.web.close()
        await self.surface.drain()
        await self.inbox.close()
        await self.sender.stop()
        for task in tuple(self._background):
            task.cancel()
        await asyncio.gather(*self._background, return_exceptions=True)
        for close in self._closing:
            await close()
        await self._session.close()
        self._close_database()
        self._started = False

    async def ready(self) -> dict[str, str]:
        """Return what is not ready, by part; empty when everything is."""
        missing = {}
        try:
            await asyncio.to_thread(self.database.answers)
        except Exception as problem:  # noqa: BLE001 - whatever the driver raises means the same here
            missing["database"] = type(problem).__name__
        if self._socket is not None and not await self._socket.client.is_connected():
            missing["slack"] = "socket not connected"
        return missing

    def _close_database(self) -> None:
        for each in (self.intake, self.transactions):
            each.close()
            each.database.close()

    def _prepare_database(self) -> None:
        if self.database.is_sqlite:
            self.settings.data.mkdir(parents=True, exist_ok=True)
        self.database.reach()
        keys.prove(self.database, self.settings)
        if self.database.is_sqlite:
            self.database.migrate()
            inbox.prepare(self.intake.database)
            with self.database.transaction() as session:
                # One process by design: whoever held these is gone.
                outbox_claims.orphan_all(session, self.clock.now() + LAST_WORDS)
        elif not migration.is_current(self.database):
            message = "DATABASE_URL: the schema is not up to date; run `touchbase migrate` once."
            raise SettingsError(message)
        self.database.keep_masters()

    def _assemble(self) -> None:
        catalog = Catalog.load()
        outbox = Outbox(self.clock, self.owner)
        signing = self.settings.slack_signing_secret
        self.bolt = AsyncApp(
            client=self.client,
            logger=logging.getLogger("slack_bolt"),
            # Socket Mode events are not signed; Bolt wants a secret all the same.
            signing_secret=signing.get_secret_value() if signing else secrets.token_hex(),
        )
        self.inbox = Inbox(self.intake, self.transactions, self.clock)
        self.bolt.middleware(self.inbox.receive)
        self.identity = Identity(self.transactions, self.client, self.clock)
        replies = Replies(catalog, outbox, self.transactions)
        renderers: dict[str, Renderer] = {SENTENCE: replies.draw}
        self.sender = Sender(
            self.transactions,
            self._once,
            self.clock,
            renderers,
            Pace(self.clock, per_minute=self.settings.messages_per_minute),
            owner=self.owner,
            team_id=self.team_id,
            terms=Terms(alone=self.database.is_sqlite),
        )
        self.surface = Surface(
            self.bolt,
            inbox=self.inbox,
            identity=self.identity,
            replies=replies,
            transactions=self.transactions,
            client=self.client,
            postman=self.sender,
        )
        house = House(
            catalog=catalog,
            clock=self.clock,
            outbox=outbox,
            transactions=self.transactions,
            calendar=company_calendar(self.database, self.settings.country),
            zone=self.settings.zone,
            client=self.client,
            surface=self.surface,
            postman=self.sender,
            proofs=self.proofs,
            ledger_channel=self.settings.ledger_channel,
            operations_channel=self.settings.operations_channel,
            open_search=self._open_search,
            closing=self._closing,
            answerer_for=self.answerers.answerer_for if self.settings.has_model else None,
            owner=self.owner,
            data=self.settings.data,
            terms=KeepingTerms(*self.settings.keeping),
            nudging=self.settings.nudging,
            announcing=self.settings.announcing,
        )
        furnish(house)
        self.surface.directory("user_change", "team_join")
        renderers.update(house.renderers)
        jobs = [("directory", self._read_directory), *house.jobs, ("inbox_tidy", self.inbox.forget_old)]
        self.scheduler = Scheduler(jobs, house.watch, lambda: self.inbox.arrived)
        self.web = WebDoor(self.ready, None if self.settings.socket_mode else self.bolt)

    async def _connect(self) -> None:
        if self.settings.slack_app_token is not None:
            self._socket = AsyncSocketModeHandler(self.bolt, self.settings.slack_app_token.get_secret_value())
            # Asked for here, so that a token Slack refuses ends the start; connecting would try for ever.
            self._socket.client.wss_uri = await self._socket.client.issue_new_wss_url()
            await self._socket.connect_async()  # type: ignore[no-untyped-call]

    async def _recover(self) -> None:
        try:
            await self.inbox.recover(self.bolt, nobody_else=self.database.is_sqlite)
        except Exception as problem:  # noqa: BLE001 - the watch tries again; the bot serves meanwhile
            log.error("inbox.recovery_failed", error=type(problem).__name__)  # noqa: TRY400

    async def _settle_in(self) -> None:
        """Do what need not be done before serving: who is who, what is due, what another process left."""
        self._keep(self._watch_inbox())
        self._keep(Sequencing(self.transactions, self.proofs, self.settings.outside).run())
        # Before time may start anything: a prompt to somebody whose account we do not know goes nowhere.
        for _ in range(DIRECTORY_TRIES):
            await self._read_directory()
        await self.scheduler.tick()
        self.scheduler.start()

    async def _read_directory(self) -> None:
        """Learn once an hour who is who in Slack, so that people imported later are reached too."""
        now = self.clock.now()
        if self._directory_read_at is not None and now - self._directory_read_at < DIRECTORY_AGE:
            return
        try:
            await self.identity.learn_everyone()
            self._directory_read_at = now
        except Exception as problem:  # noqa: BLE001 - Slack may be away; the next tick tries again
            log.warning("the directory could not be read", error=type(problem).__name__)
        self.sender.hurry()

    def _refused(self, problem: BaseException) -> SlackRefused:
        reason = problem.response["error"] if isinstance(problem, SlackApiError) else type(problem).__name__
        return SlackRefused(f"Slack at {self.settings.slack_api_url} did not let us in: {reason}.")

    async def _watch_inbox(self) -> None:
        while True:
            await asyncio.sleep(INBOX_SECONDS)
            try:
                await self.inbox.recover(self.bolt)
            except Exception as problem:  # noqa: BLE001 - the watch outlives a database that is away
                log.error("inbox.watch_failed", error=type(problem).__name__)  # noqa: TRY400

    def _keep(self, work: object) -> None:
        task = asyncio.ensure_future(work)  # type: ignore[call-overload]
        self._background.add(task)
        task.add_done_callback(self._background.discard)
