"""What happens in the workspace, brought to the app: each event until acknowledged, each question once.

Events are kept (also on disk) until the app acknowledges them. One that is not acknowledged in 3 s is sent
again at once, after a minute and after five more, then dropped, as Slack does. While no app is there, or
when it goes away before it acknowledged, events wait for it and use up no attempt. Questions (clicks,
submissions, commands) have 3 s in all, because a person is waiting.
"""

from __future__ import annotations

import asyncio
import logging
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from bot.workspace import events
from bot.workspace.delivery import Envelope, Kind, NotAnswered, NotThere, Route, pause, within
from bot.workspace.ids import new_id
from bot.workspace.payloads import VERIFICATION_TOKEN

if TYPE_CHECKING:
    from collections.abc import Coroutine

    from bot.workspace.models import Json, Message
    from bot.workspace.state import Workspace

_log = logging.getLogger(__name__)
_ANSWER_SECONDS = 3.0
_RETRY_AFTER_SECONDS = (0.0, 60.0, 300.0)


class Dispatcher:
    """Brings events and questions to the app by `route`."""

    def __init__(self, workspace: Workspace, route: Route) -> None:
        self._workspace = workspace
        self._route = route
        self._tasks: set[asyncio.Task[None]] = set()
        self._undelivered: dict[str, Envelope] = {}
        workspace.watch_messages(self._message_changed)

    @property
    def undelivered(self) -> list[Json]:
        """The events no app has acknowledged yet, oldest first."""
        return [envelope.payload for envelope in self._undelivered.values()]

    def start(self) -> None:
        """Take up what an earlier run of the workspace could not deliver."""
        stored = list(self._workspace.journal.all("undelivered"))
        for event_id, payload in sorted(stored, key=lambda each: str(each[1]["event"].get("event_ts", ""))):
            self._undelivered[event_id] = Envelope("events_api", payload)
            self._spawn(self._bring(event_id))

    async def stop(self) -> None:
        """Stop delivering. What is undelivered stays stored."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def event(self, event: Json, *, only_if_in: str | None = None) -> None:
        """Send an event if the app's manifest asks for its type (and it is in that conversation)."""
        if event["type"] not in self._workspace.manifest.bot_events:
            return
        bot = self._workspace.app.bot_user_id
        if only_if_in is not None and not self._workspace.is_member(only_if_in, bot):
            return
        self._send_event(event)

    async def ask(self, kind: Kind, payload: Json) -> Json | None:
        """Send an interaction or a command; return the app's answer, or None if none came in 3 s."""
        envelope = Envelope(kind, payload)
        try:
            return await within(self._workspace.clock, _ANSWER_SECONDS, self._until_answered(envelope))
        except (TimeoutError, NotAnswered):
            return None

    def _message_changed(self, old: Message | None, new: Message | None) -> None:
        for event in events.for_message(self._workspace, old, new):
            self._send_event(event)

    def _send_event(self, event: Json) -> None:
        payload = self._event_callback(event)
        event_id = payload["event_id"]
        self._workspace.journal.put("undelivered", event_id, payload)
        self._undelivered[event_id] = Envelope("events_api", payload)
        self._spawn(self._bring(event_id))

    def _event_callback(self, event: Json) -> Json:
        workspace = self._workspace
        team, app = workspace.team.id, workspace.app
        return {
            "token": VERIFICATION_TOKEN,
            "team_id": team,
            "context_team_id": team,
            "context_enterprise_id": None,
            "api_app_id": app.app_id,
            "event": event,
            "type": "event_callback",
            "event_id": new_id("Ev"),
            "event_time": int(workspace.clock.time()),
            "authorizations": [
                {
                    "enterprise_id": None,
                    "team_id": team,
                    "user_id": app.bot_user_id,
                    "is_bot": True,
                    "is_enterprise_install": False,
                }
            ],
            "is_ext_shared_channel": False,
            "event_context": f"4-{new_id('')}",
        }

    async def _bring(self, event_id: str) -> None:
        envelope = self._undelivered[event_id]
        while True:
            await self._route.ready()
            try:
                await within(self._workspace.clock, _ANSWER_SECONDS, self._send_copies(envelope))
            except NotThere:
                continue
            except (TimeoutError, NotAnswered) as problem:
                if envelope.attempt == len(_RETRY_AFTER_SECONDS):
                    _log.warning("the app never acknowledged event %s", event_id)
                    break
                reason = str(problem) or self._route.timeout_reason
                await pause(self._workspace.clock, _RETRY_AFTER_SECONDS[envelope.attempt])
                envelope = replace(envelope, attempt=envelope.attempt + 1, reason=reason)
            else:
                break
        del self._undelivered[event_id]
        self._workspace.journal.drop("undelivered", event_id)

    async def _until_answered(self, envelope: Envelope) -> Json:
        while True:
            await self._route.ready()
            try:
                return await self._send_copies(envelope)
            except NotThere:
                continue

    async def _send_copies(self, envelope: Envelope) -> Json:
        for extra in range(1, self._workspace.faults.duplicate_deliveries):
            copy = envelope
            if envelope.kind == "events_api":
                copy = replace(envelope, attempt=extra, reason=self._route.timeout_reason)
            self._spawn(self._send_unwatched(copy))
        return await self._route.deliver(envelope)

    async def _send_unwatched(self, envelope: Envelope) -> None:
        try:
            await within(self._workspace.clock, _ANSWER_SECONDS, self._route.deliver(envelope))
        except (TimeoutError, NotAnswered, NotThere) as problem:
            _log.debug("an extra copy was not acknowledged: %r", problem)

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
