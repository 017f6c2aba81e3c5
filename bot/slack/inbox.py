"""Every delivery from Slack is stored before it is acknowledged, and takes effect once.

Slack sends an event again when our acknowledgement was late or lost, and Bolt does not notice. So a global
middleware stores the delivery under the key that identifies it, and answers a known key by itself. What was
stored but not carried out when a process died is handed to the listeners again by `recover`.
"""

from __future__ import annotations

import asyncio
import hmac
import json
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import structlog
from slack_bolt import BoltResponse
from slack_bolt.request.async_request import AsyncBoltRequest

from storage import inbox
from storage.master_keys import NoMasterKeyError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from slack_bolt.async_app import AsyncApp
    from slack_bolt.context.ack.async_ack import AsyncAck

    from bot.clock import Clock
    from bot.transactions import Transactions

log = structlog.get_logger(__name__)

LEASE = timedelta(seconds=20)
"""How long a handler may take before another process may think it dead."""
ATTEMPTS = 3
KEEP = timedelta(days=3)
DROP_SECONDS = 0.2
"""How long deliveries that need nothing more are gathered before what was said in them is dropped."""
_REPLAY = "touchbase_replay"
KEY = "touchbase_event_key"
FORM = "view_submission"
WORDS = "words of forms"
"""What the key for the words of forms is derived for."""


class Inbox:
    """Stores deliveries, drops repetitions, and hands over what a crash left undone.

    `intake` writes to where deliveries are kept, `transactions` to where their effects are. `arrived` counts them.
    """

    def __init__(self, intake: Transactions, transactions: Transactions, clock: Clock) -> None:
        self._intake = intake
        self._transactions = transactions
        self._clock = clock
        masters = intake.database.masters
        if masters is None:
            raise NoMasterKeyError(intake.database.url.get_backend_name())
        # One key is enough: a form is sent again within seconds, not within the life of a master key.
        self._words_key = masters.derived_keys(WORDS)[0]
        self.arrived = 0
        self._done: list[str] = []
        self._dropping: asyncio.Task[None] | None = None

    async def receive(
        self,
        req: AsyncBoltRequest,
        ack: AsyncAck,
        next: Callable[[], Awaitable[None]],  # noqa: A002 - Bolt's name
    ) -> BoltResponse | None:
        """Bolt's global middleware: store, acknowledge, go on; a repetition is acknowledged and dropped.

        Forms are acknowledged by their listener, which may have errors to show in them; a repeated one goes
        through to it too, for the same answer, and takes effect no second time there.
        """
        if (req.body.get("event") or {}).get("hidden"):
            # Somebody's message was edited or deleted, mostly ours by ourselves: nothing here reacts to that.
            return await ack()
        self.arrived += 1
        key = req.context.get(_REPLAY) or event_key(req.body, self._words_key)
        req.context[KEY] = key
        if key is not None and not req.context.get(_REPLAY):
            fresh = await self._intake.alone(inbox.receive, key, req.body, self._clock.now(), LEASE)
            if not fresh:
                log.info("delivery repeated", kind=req.body.get("type", "command"))
                if req.body.get("type") != FORM:
                    return BoltResponse(status=200, body="")
        if req.body.get("type") != FORM:
            await ack()
        await next()
        return None

    def done(self, key: str) -> None:
        """Drop what was said in a delivery that needs nothing more, soon and together with others."""
        self._done.append(key)
        if self._dropping is None:
            self._dropping = asyncio.ensure_future(self._drop())

    async def close(self) -> None:
        """Drop what is still to be dropped."""
        if self._dropping is not None:
            await self._dropping

    async def recover(self, app: AsyncApp, *, nobody_else: bool = False) -> int:
        """Hand deliveries whose handler died to the listeners again; returns how many.

        With `nobody_else` to have taken them (one process, just started) it need not wait for their leases.
        """
        due = self._clock.now() + (LEASE if nobody_else else timedelta(0))
        rows = await self._intake.write(inbox.abandoned, due, self._clock.now() + LEASE)
        for row in rows:
            if await self._transactions.read(inbox.is_handled, row.key):
                self.done(row.key)
                continue
            if row.attempts > ATTEMPTS or row.body is None:
                await self._intake.write(inbox.give_up, row.key)
                log.error("delivery given up", attempts=row.attempts)
                continue
            request = AsyncBoltRequest(body=row.body, mode="socket_mode", context={_REPLAY: row.key})
            await app.async_dispatch(request)
        return len(rows)

    async def forget_old(self) -> None:
        """Drop what was settled days ago."""
        while keys := await self._intake.read(inbox.settled_before, self._clock.now() - KEEP):
            # In this order: were it cut short in between, the next look would find the same deliveries again.
            await self._transactions.write(inbox.forget_handled, keys)
            await self._intake.write(inbox.forget, keys)

    async def _drop(self) -> None:
        while self._done:
            await asyncio.sleep(DROP_SECONDS)
            keys, self._done = self._done, []
            try:
                await self._intake.write(inbox.done, keys)
            except Exception as problem:  # noqa: BLE001 - the watch finds them when their leases have ended
                log.error("inbox.not_dropped", error=type(problem).__name__)  # noqa: TRY400
        self._dropping = None


def event_key(body: dict[str, Any], words_key: bytes) -> str | None:
    """Return what identifies a delivery: the event's id, for an interaction its trigger, for a form its words.

    The words of a form go in under `words_key`: a plain digest of a few words could be guessed.

    Interactions carry no event id. Somebody whose form got no answer sends it again, under a new trigger: the
    same window with the same words in it is the same act. None for what Slack never repeats (a handshake).
    """
    team = body.get("team_id") or (body.get("team") or {}).get("id") or ""
    if body.get("event_id"):
        return f"{team}:{body['event_id']}"
    view = body.get("view") or {}
    if body.get("type") == FORM and view.get("id"):
        words = json.dumps((view.get("state") or {}).get("values"), sort_keys=True).encode()
        return f"{team}:{view['id']}:{hmac.digest(words_key, words, 'sha256').hex()}"
    if body.get("trigger_id"):
        return f"{team}:{body['trigger_id']}"
    if view.get("id"):
        return f"{team}:{body.get('type')}:{view['id']}:{view.get('hash')}"
    return None
