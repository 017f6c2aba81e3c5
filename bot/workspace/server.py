"""The workspace as a web server: Web API, Socket Mode, uploads, downloads and response URLs."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import uvicorn
from fastapi import FastAPI
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from bot.workspace.acts import Acts
from bot.workspace.dispatch import Dispatcher
from bot.workspace.doors import Doors
from bot.workspace.http_delivery import HttpDelivery
from bot.workspace.socket_mode import SocketHub
from bot.workspace.web_api.gate import CUT_EXTENSION, Gate

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator

    from starlette.types import ASGIApp, Receive, Scope, Send

    from bot.workspace.state import Workspace

_START_SECONDS = 10.0


@dataclass(frozen=True)
class Parts:
    """What serves a workspace. `hub` is None when the app's manifest uses HTTP instead of Socket Mode."""

    app: FastAPI
    workspace: Workspace
    dispatcher: Dispatcher
    acts: Acts
    hub: SocketHub | None


@dataclass(frozen=True)
class Server(Parts):
    """A workspace being served. `url` has no trailing slash; the Web API is at ``{url}/api/``."""

    url: str

    @property
    def api_url(self) -> str:
        """The base URL to give a Slack client."""
        return f"{self.url}/api/"


def assemble(workspace: Workspace) -> Parts:
    """Put the parts together around a workspace; nothing runs before the app's lifespan starts."""
    route = SocketHub(workspace) if workspace.manifest.socket_mode else HttpDelivery(workspace)
    hub = route if isinstance(route, SocketHub) else None
    dispatcher = Dispatcher(workspace, route)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        if isinstance(route, HttpDelivery):
            route.start()
        dispatcher.start()
        yield
        await dispatcher.stop()
        if isinstance(route, HttpDelivery):
            await route.stop()

    app = FastAPI(title="workspace", lifespan=lifespan, docs_url=None, redoc_url=None, openapi_url=None)
    acts = Acts(workspace, dispatcher)
    app.mount("/api", Gate(workspace, dispatcher))
    Doors(workspace, hub).add_to(app)
    app.state.workspace, app.state.dispatcher, app.state.acts = workspace, dispatcher, acts
    return Parts(app, workspace, dispatcher, acts, hub)


def create_app(workspace: Workspace) -> FastAPI:
    """Return the web application of a workspace; `app.state.acts` and `app.state.dispatcher` go with it."""
    return assemble(workspace).app


@asynccontextmanager
async def running(
    workspace: Workspace,
    port: int = 0,
    host: str = "127.0.0.1",
    *,
    prepare: Callable[[Parts], None] | None = None,
) -> AsyncIterator[Server]:
    """Serve a workspace on this event loop until the block ends; port 0 picks a free one.

    `prepare` may add to the app (the page does) before it starts. Raises `OSError` when the port is taken.
    """
    parts = assemble(workspace)
    if prepare is not None:
        prepare(parts)
    listener = socket.create_server((host, port))
    # Handed on to every connection: an envelope after a pong would otherwise wait for that to be acknowledged, which
    # takes the system of an app with nothing to say forty milliseconds.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    workspace.url = f"http://{host}:{listener.getsockname()[1]}"
    server = _QuietServer(_config(_api_first(parts)))
    serving = asyncio.get_running_loop().create_task(server.serve(sockets=[listener]))
    try:
        await _started(server, serving)
        yield Server(parts.app, workspace, parts.dispatcher, parts.acts, parts.hub, workspace.url)
    finally:
        server.should_exit = True
        if parts.hub is not None:
            await parts.hub.drop()
        await serving
        listener.close()


def _config(app: ASGIApp) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        http=_Line,
        log_level="warning",
        access_log=False,
        lifespan="on",
        ws_per_message_deflate=False,
        timeout_graceful_shutdown=2,
    )


def _api_first(parts: Parts) -> ASGIApp:
    """Answer Web API calls before any middleware of the page sees them: they are the hot path."""
    gate = Gate(parts.workspace, parts.dispatcher)

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        chosen = gate if scope["type"] == "http" and scope["path"].startswith("/api/") else parts.app
        await chosen(scope, receive, send)

    return app


async def _started(server: uvicorn.Server, serving: asyncio.Task[None]) -> None:
    async with asyncio.timeout(_START_SECONDS):
        while not server.started:
            if serving.done():
                await serving
                msg = "the workspace stopped while starting"
                raise RuntimeError(msg)
            await asyncio.sleep(0.002)


class _QuietServer(uvicorn.Server):
    """A server that leaves the process's signals to whoever runs it."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


class _Line(HttpToolsProtocol):
    """HTTP as usual, plus a way to cut the connection instead of answering."""

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self.scope["extensions"] = {CUT_EXTENSION: {"now": self.transport.abort}}
