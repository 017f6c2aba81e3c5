"""The door every Web API call comes through: arguments, token, scopes, limits, faults, answer."""

from __future__ import annotations

import asyncio
import json
import logging
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from starlette.requests import ClientDisconnect, Request

from bot.workspace.errors import SlackError
from bot.workspace.web_api.call import METHODS, Call, Method

if TYPE_CHECKING:
    from starlette.types import Receive, Scope, Send

    from bot.workspace.dispatch import Dispatcher
    from bot.workspace.models import Json
    from bot.workspace.state import Workspace

_log = logging.getLogger(__name__)
_OK = 200
_TOO_MANY = 429
CUT_EXTENSION = "workspace.cut"
"""The ASGI extension under which our server offers a function that cuts the connection."""


class Gate:
    """An ASGI application for ``/api/{method}``; written close to the wire because it is the hot path."""

    def __init__(self, workspace: Workspace, dispatcher: Dispatcher) -> None:
        self._workspace = workspace
        self._dispatcher = dispatcher

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one HTTP request."""
        name = scope["path"].rsplit("/", 1)[-1]
        request = Request(scope, receive)
        try:
            args = await _arguments(request)
        except ClientDisconnect:
            return
        faults = self._workspace.faults
        if faults.latency_ms > 0:
            await asyncio.sleep(faults.latency_ms / 1000)
        wait = faults.retry_after(name, self._workspace.clock.time())
        if wait:
            refusal = {"ok": False, "error": "ratelimited"}
            await _respond(send, _TOO_MANY, refusal, [(b"retry-after", str(wait).encode())])
            return
        answer = self._answer(name, _token(request, args), args)
        if faults.drops_this_reply() and await _cut(scope, receive):
            return
        await _respond(send, _OK, answer, [])

    def _answer(self, name: str, token: str | None, args: Any) -> Json:  # noqa: ANN401 - whatever came
        try:
            method = self._admitted(name, token)
            return {"ok": True, **method.handler(Call(self._workspace, self._dispatcher, _object(args)))}
        except SlackError as refused:
            _log.debug("%s refused: %s %s", name, refused.code, refused.extra)
            return {"ok": False, "error": refused.code, **refused.extra}

    def _admitted(self, name: str, token: str | None) -> Method:
        app = self._workspace.seed.app
        method = METHODS.get(name)
        if method is None:
            raise SlackError(code="unknown_method", req_method=name)
        if not token:
            raise SlackError(code="not_authed")
        kind = {app.bot_token: "bot", app.app_token: "app"}.get(token)
        if kind is None:
            raise SlackError(code="invalid_auth")
        if method.bearer not in (kind, "any"):
            raise SlackError(code="not_allowed_token_type")
        granted = self._workspace.manifest.scopes
        if method.scopes and not granted.intersection(method.scopes):
            provided = ",".join(sorted(granted))
            raise SlackError(code="missing_scope", needed=method.scopes[0], provided=provided)
        return method


def _object(args: Any) -> Json:  # noqa: ANN401 - whatever came
    if not isinstance(args, dict):
        raise SlackError(code="json_not_object")
    return args


async def _arguments(request: Request) -> Any:  # noqa: ANN401 - whatever came
    args: Json = dict(parse_qsl(request.url.query, keep_blank_values=True)) if request.url.query else {}
    content_type = request.headers.get("content-type", "")
    if content_type.startswith("application/json"):
        try:
            body = json.loads(await request.body() or b"{}")
        except json.JSONDecodeError:
            return None
        return {**args, **body} if isinstance(body, dict) else None
    if content_type.startswith("multipart/form-data"):
        async with request.form() as form:
            return {**args, **{key: value for key, value in form.items() if isinstance(value, str)}}
    body = (await request.body()).decode(errors="replace")
    return {**args, **dict(parse_qsl(body, keep_blank_values=True))}


def _token(request: Request, args: Any) -> str | None:  # noqa: ANN401 - whatever came
    kind, _, token = request.headers.get("authorization", "").partition(" ")
    if kind.lower() == "bearer":
        return token.strip()
    given = args.pop("token", None) if isinstance(args, dict) else None
    return given if isinstance(given, str) else None


async def _cut(scope: Scope, receive: Receive) -> bool:
    """Cut the connection; False when the server in front of us cannot."""
    cut = scope.get("extensions", {}).get(CUT_EXTENSION)
    if cut is None:
        return False
    cut["now"]()
    # Wait for the server to notice, or it would report an application that forgot to answer.
    while (await receive())["type"] != "http.disconnect":
        continue
    return True


async def _respond(send: Send, status: int, answer: Json, headers: list[tuple[bytes, bytes]]) -> None:
    body = json.dumps(answer, ensure_ascii=False).encode()
    common = [
        (b"content-type", b"application/json; charset=utf-8"),
        (b"content-length", str(len(body)).encode()),
    ]
    await send({"type": "http.response.start", "status": status, "headers": [*common, *headers]})
    await send({"type": "http.response.body", "body": body})
