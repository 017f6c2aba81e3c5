"""The addresses beside the Web API: Socket Mode, uploads, downloads, response URLs, permalinks."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs

from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route, WebSocketRoute

from bot.workspace.errors import SlackError
from bot.workspace.replies import Replies

if TYPE_CHECKING:
    from fastapi import FastAPI
    from starlette.requests import Request
    from starlette.websockets import WebSocket

    from bot.workspace.models import File
    from bot.workspace.socket_mode import SocketHub
    from bot.workspace.state import Workspace


class Doors:
    """The routes, bound to one workspace."""

    def __init__(self, workspace: Workspace, hub: SocketHub | None) -> None:
        self._workspace = workspace
        self._hub = hub
        self._replies = Replies(workspace)

    def add_to(self, app: FastAPI) -> None:
        """Add the routes to an application."""
        app.router.routes += [
            WebSocketRoute("/link/", self._link),
            Route("/upload/v1/{key}", self._upload, methods=["POST"]),
            Route("/files-pri/{key}/{name}", self._download, methods=["GET"]),
            Route("/files-pub/{key}/{name}", self._show, methods=["GET"]),
            Route("/actions/{team}/{key}", self._respond, methods=["POST"]),
            Route("/archives/{channel}/{message}", self._permalink, methods=["GET"]),
        ]

    async def _link(self, socket: WebSocket) -> None:
        if self._hub is None:
            await socket.close()
        else:
            await self._hub.serve(socket)

    async def _upload(self, request: Request) -> Response:
        file_id, _, secret = request.path_params["key"].partition("-")
        file = self._file(file_id)
        if file is None or file.secret != secret:
            return PlainTextResponse("not found", status_code=404)
        content = await _uploaded(request)
        if len(content) != file.size:
            return PlainTextResponse("the length differs from what was announced", status_code=400)
        self._workspace.files.write(file_id, content)
        return PlainTextResponse(f"OK - {len(content)}")

    async def _download(self, request: Request) -> Response:
        """Send a file to the app. Without its token Slack shows its sign-in page, so a redirect."""
        file = self._file(request.path_params["key"].partition("-")[2])
        allowed = request.headers.get("authorization") == f"Bearer {self._workspace.seed.app.bot_token}"
        if not allowed:
            return RedirectResponse("/", status_code=302)
        return self._content(file)

    async def _show(self, request: Request) -> Response:
        file_id, _, secret = request.path_params["key"].partition("-")
        file = self._file(file_id)
        return self._content(file if file is not None and file.secret == secret else None)

    async def _respond(self, request: Request) -> Response:
        try:
            origin = self._workspace.tickets.respond(request.path_params["key"])
            self._replies.to_response_url(origin, await _answer(request))
        except SlackError as refused:
            status = 404 if refused.code in ("used_url", "expired_url", "invalid_url") else 400
            answer = {"ok": False, "error": refused.code, **refused.extra}
            return JSONResponse(answer, status_code=status)
        return PlainTextResponse("ok")

    async def _permalink(self, request: Request) -> Response:
        channel, message = request.path_params["channel"], request.path_params["message"]
        return RedirectResponse(f"/?channel={channel}&message={message.removeprefix('p')}")

    def _file(self, file_id: str) -> File | None:
        try:
            return self._workspace.files.get(file_id)
        except SlackError:
            return None

    def _content(self, file: File | None) -> Response:
        content = self._workspace.files.read(file.id) if file is not None else None
        if file is None or content is None:
            return PlainTextResponse("not found", status_code=404)
        return Response(content, media_type=file.mimetype)


async def _uploaded(request: Request) -> bytes:
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        return await request.body()
    async with request.form() as form:
        for part in form.values():
            if not isinstance(part, str):
                return await part.read()
    return b""


async def _answer(request: Request) -> dict[str, Any]:
    body = await request.body()
    if request.headers.get("content-type", "").startswith("application/x-www-form-urlencoded"):
        body = parse_qs(body.decode()).get("payload", ["{}"])[0].encode()
    try:
        answer = json.loads(body or b"{}")
    except json.JSONDecodeError:
        raise SlackError(code="invalid_payload") from None
    if not isinstance(answer, dict):
        raise SlackError(code="invalid_payload")
    return answer
