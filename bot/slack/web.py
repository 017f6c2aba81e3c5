"""The HTTP door: signed events from Slack, and what operators ask (live, ready, metrics)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from slack_bolt.async_app import AsyncApp

EVENTS_PATH = "/slack/events"
LARGEST_REQUEST = 1024 * 1024


class WebDoor:
    """Serves HTTP on one port. `ready` says what is not ready, by part; empty when all is."""

    def __init__(self, ready: Callable[[], Awaitable[dict[str, str]]], slack: AsyncApp | None) -> None:
        self._ready = ready
        self._slack = slack
        self._runner: web.AppRunner | None = None
        self.port = 0

    async def open(self, host: str, port: int) -> None:
        """Start serving; `port` 0 takes any free one and says which in `self.port`."""
        application = web.Application(client_max_size=LARGEST_REQUEST)
        application.router.add_get("/healthz", self._live)
        application.router.add_get("/readyz", self._is_ready)
        application.router.add_get("/metrics", self._metrics)
        if self._slack is not None:
            application.router.add_post(EVENTS_PATH, self._events)
        self._runner = web.AppRunner(application, access_log=None)
        await self._runner.setup()
        site = web.TCPSite(self._runner, host, port)
        await site.start()
        self.port = self._runner.addresses[0][1]

    async def close(self) -> None:
        """Stop serving; requests under way are answered first."""
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    async def _events(self, request: web.Request) -> web.Response:
        if self._slack is None:
            raise web.HTTPNotFound
        answer = await self._slack.async_dispatch(await to_bolt_request(request))
        return await to_aiohttp_response(answer)

    async def _live(self, _request: web.Request) -> web.Response:
        return web.json_response({"status": "ok"})

    async def _is_ready(self, _request: web.Request) -> web.Response:
        missing = await self._ready()
        status = {"status": "waiting" if missing else "ok", **missing}
        return web.json_response(status, status=503 if missing else 200)

    async def _metrics(self, _request: web.Request) -> web.Response:
        return web.Response(body=generate_latest(), headers={"Content-Type": CONTENT_TYPE_LATEST})
