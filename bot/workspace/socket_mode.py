"""Socket Mode: the app connects to us, and each payload goes to one of its connections."""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import uuid
from typing import TYPE_CHECKING, Any

from starlette.websockets import WebSocket, WebSocketDisconnect, WebSocketState

from bot.workspace.delivery import Envelope, NotThere

if TYPE_CHECKING:
    from bot.workspace.models import Json
    from bot.workspace.state import Workspace

_log = logging.getLogger(__name__)
_MOST_CONNECTIONS = 10
_CONNECTION_SECONDS = 18_060
_LEAVING_SECONDS = 10


class Connection:
    """One open WebSocket and the envelopes sent down it that are not acknowledged yet."""

    def __init__(self, socket: WebSocket) -> None:
        self._socket = socket
        self._waiting: dict[str, asyncio.Future[Json]] = {}
        self.until_seen_off = asyncio.timeout(None)

    def see_off(self) -> None:
        """Give the app ten seconds to close its end; what it acknowledges until then counts."""
        self.until_seen_off.reschedule(asyncio.get_running_loop().time() + _LEAVING_SECONDS)

    async def send(self, message: Json) -> None:
        """Send one JSON message. Raises `NotThere` when the other end is gone."""
        try:
            await self._socket.send_text(json.dumps(message))
        except (RuntimeError, WebSocketDisconnect, OSError) as gone:
            raise NotThere from gone

    async def deliver(self, envelope: Envelope) -> Json:
        """Send an envelope and wait for its acknowledgement. Raises `NotThere`."""
        envelope_id = str(uuid.uuid4())
        message: Json = {
            "envelope_id": envelope_id,
            "payload": envelope.payload,
            "type": envelope.kind,
            "accepts_response_payload": envelope.kind != "events_api",
        }
        if envelope.kind == "events_api":
            message |= {"retry_attempt": envelope.attempt, "retry_reason": envelope.reason or ""}
        answered: asyncio.Future[Json] = asyncio.get_running_loop().create_future()
        self._waiting[envelope_id] = answered
        try:
            await self.send(message)
            return await answered
        finally:
            del self._waiting[envelope_id]

    def acknowledge(self, message: Any) -> None:  # noqa: ANN401 - whatever the app sent
        """Settle the envelope an incoming message acknowledges; anything else is only noted."""
        answered = self._waiting.get(message.get("envelope_id", "")) if isinstance(message, dict) else None
        if answered is None:
            _log.debug("not an acknowledgement of anything waiting: %r", message)
        elif not answered.done():
            payload = message.get("payload")
            answered.set_result(payload if isinstance(payload, dict) else {})

    def gone(self) -> None:
        """Give up what was not acknowledged before the connection was lost."""
        for answered in self._waiting.values():
            if not answered.done():
                answered.set_exception(NotThere())

    async def close(self) -> None:
        """Close the WebSocket from our side."""
        if self._socket.application_state is WebSocketState.CONNECTED:
            # An app that died cannot be said goodbye to.
            with contextlib.suppress(RuntimeError, WebSocketDisconnect, OSError):
                await self._socket.close()


class SocketHub:
    """All of the app's connections; payloads go to them in turn."""

    timeout_reason = "timeout"

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._connections: list[Connection] = []
        self._next = 0
        self._open = asyncio.Event()

    @property
    def count(self) -> int:
        """How many connections are open."""
        return len(self._connections)

    async def ready(self) -> None:
        """Return once a connection is open."""
        await self._open.wait()

    async def deliver(self, envelope: Envelope) -> Json:
        """Send an envelope down the next connection. Raises `NotThere`."""
        if not self._connections:
            raise NotThere
        self._next = (self._next + 1) % len(self._connections)
        connection = self._connections[self._next]
        try:
            return await connection.deliver(envelope)
        except NotThere:
            # Forget it now: whoever retries at once must not meet the same dead connection again.
            self._lose(connection)
            raise

    async def refresh(self) -> None:
        """Ask the app to reconnect, as Slack does every few hours.

        A connection asked to go gets nothing new, and its acknowledgements still count. The app closes it
        when it has dialled again: were it closed here at once, an app that answers both the request and
        the closing dials twice, and drops what came over the first of the two lines.
        """
        for connection in tuple(self._connections):
            await connection.send(_disconnect("refresh_requested"))
            self._take_out(connection)
            connection.see_off()

    async def drop(self) -> None:
        """Close every connection without a word, as a failing network would."""
        for connection in tuple(self._connections):
            await connection.close()

    async def serve(self, socket: WebSocket) -> None:
        """Speak Socket Mode over one WebSocket until it closes."""
        allowed = self._workspace.tickets.take_socket(socket.query_params.get("ticket", ""))
        await socket.accept()
        connection = Connection(socket)
        if not allowed or len(self._connections) >= _MOST_CONNECTIONS:
            reason = "too_many_websockets" if allowed else "link_disabled"
            await connection.send(_disconnect(reason))
            await connection.close()
            return
        self._connections.append(connection)
        try:
            async with connection.until_seen_off:
                await connection.send(self._hello())
                self._open.set()
                self._workspace.connected = True
                while True:
                    connection.acknowledge(json.loads(await socket.receive_text()))
        except (TimeoutError, WebSocketDisconnect, NotThere, json.JSONDecodeError, RuntimeError) as ended:
            _log.debug("a Socket Mode connection ended: %r", ended)
        finally:
            self._lose(connection)
            await connection.close()

    def _lose(self, connection: Connection) -> None:
        self._take_out(connection)
        connection.gone()

    def _take_out(self, connection: Connection) -> None:
        if connection not in self._connections:
            return
        self._connections.remove(connection)
        if not self._connections:
            self._open.clear()
            self._workspace.connected = False

    def _hello(self) -> Json:
        return {
            "type": "hello",
            "num_connections": len(self._connections),
            "connection_info": {"app_id": self._workspace.app.app_id},
            "debug_info": {
                "host": "workspace",
                "build_number": 1,
                "approximate_connection_time": _CONNECTION_SECONDS,
            },
        }


def _disconnect(reason: str) -> Json:
    return {"type": "disconnect", "reason": reason, "debug_info": {"host": "workspace"}}
