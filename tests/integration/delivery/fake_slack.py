"""As much of Slack's Web API as delivery needs, on the loopback, with faults to order one by one."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from aiohttp import web

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable

    from tests.clock import MovableClock


@dataclass(frozen=True)
class Fault:
    """What goes wrong with one call: `accept` does the work all the same, `drop` never answers."""

    code: str = ""
    status: int = 200
    retry_after: int | None = None
    accept: bool = False
    drop: bool = False
    until: asyncio.Event | None = None


@dataclass
class FakeSlack:
    """Channels full of messages; user `U1` has the direct channel `D1`."""

    clock: MovableClock
    calls: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    messages: list[dict[str, Any]] = field(default_factory=list)
    faults: dict[str, list[Fault]] = field(default_factory=lambda: defaultdict(list))
    refusals: dict[str, str] = field(default_factory=dict)
    on_call: Callable[[str], None] = lambda _method: None
    _count: int = 0

    def app(self) -> web.Application:
        """Return the application to serve; the Web API is under `/api/`."""
        app = web.Application()
        app.router.add_route("*", "/api/{method}", self._serve)
        return app

    def fail(self, method: str, *faults: Fault) -> None:
        """Order faults for the next calls of `method`, one each."""
        self.faults[method].extend(faults)

    def texts(self) -> list[str]:
        """Return what stands in Slack, oldest first."""
        return [message["text"] for message in self.messages]

    def made(self, method: str) -> list[dict[str, Any]]:
        """Return the arguments of every call of `method` so far."""
        return [arguments for name, arguments in self.calls if name == method]

    async def _serve(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        arguments = await _arguments(request)
        self.calls.append((method, arguments))
        self.on_call(method)
        fault = self.faults[method].pop(0) if self.faults[method] else None
        if fault is None:
            return web.json_response(self._act(method, arguments))
        if fault.accept:
            self._act(method, arguments)
        if fault.until is not None:
            await fault.until.wait()
        if fault.drop and request.transport is not None:
            request.transport.close()
        headers = {} if fault.retry_after is None else {"Retry-After": str(fault.retry_after)}
        body = {"ok": False, "error": fault.code}
        return web.json_response(body, status=fault.status, headers=headers)

    def _act(self, method: str, arguments: dict[str, Any]) -> dict[str, Any]:
        channel = arguments.get("channel", "")
        if channel in self.refusals:
            return {"ok": False, "error": self.refusals[channel]}
        if method == "chat.postMessage":
            return self._post(_direct(channel), arguments)
        if method == "chat.update":
            return self._update(channel, arguments)
        if method == "conversations.open":
            return {"ok": True, "channel": {"id": _direct(arguments["users"])}}
        if method in {"conversations.history", "conversations.replies"}:
            return self._read(method, channel, arguments)
        return {"ok": False, "error": "unknown_method"}

    def _post(self, channel: str, arguments: dict[str, Any]) -> dict[str, Any]:
        self._count += 1
        ts = f"{int(self.clock.now().timestamp())}.{self._count:06d}"
        kept = {name: arguments[name] for name in ("text", "blocks", "metadata") if name in arguments}
        message = kept | {"channel": channel, "ts": ts, "thread_ts": arguments.get("thread_ts")}
        self.messages.append(message)
        return {"ok": True, "channel": channel, "ts": ts}

    def _update(self, channel: str, arguments: dict[str, Any]) -> dict[str, Any]:
        for message in self.messages:
            if (message["channel"], message["ts"]) == (channel, arguments["ts"]):
                message["text"] = arguments["text"]
                return {"ok": True, "channel": channel, "ts": message["ts"]}
        return {"ok": False, "error": "message_not_found"}

    def _read(self, method: str, channel: str, arguments: dict[str, Any]) -> dict[str, Any]:
        if channel.startswith("U"):
            return {"ok": False, "error": "channel_not_found"}
        thread = arguments["ts"] if method == "conversations.replies" else None
        found = [
            message
            for message in reversed(self.messages)
            if message["channel"] == channel
            and message["thread_ts"] == thread
            and float(message["ts"]) >= float(arguments.get("oldest", 0))
        ]
        if str(arguments.get("include_all_metadata")).lower() not in {"1", "true"}:
            found = [{name: message[name] for name in message if name != "metadata"} for message in found]
        start, limit = int(arguments.get("cursor") or 0), int(arguments.get("limit", 100))
        more = str(start + limit) if len(found) > start + limit else ""
        page = found[start : start + limit]
        return {"ok": True, "messages": page, "response_metadata": {"next_cursor": more}}


def _direct(channel: str) -> str:
    return "D" + channel[1:] if channel.startswith("U") else channel


async def _arguments(request: web.Request) -> dict[str, Any]:
    if request.content_type == "application/json":
        return dict(await request.json())
    arguments = dict(request.query) | {name: str(value) for name, value in (await request.post()).items()}
    return {
        name: json.loads(value) if value[:1] in {"{", "["} else value for name, value in arguments.items()
    }
