"""Signed HTTP: we post each payload to the request URLs of the app's manifest."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import aiohttp

from bot.workspace.clock import WallClock
from bot.workspace.delivery import Envelope, NotAnswered, NotThere, pause
from bot.workspace.payloads import VERIFICATION_TOKEN

if TYPE_CHECKING:
    from bot.workspace.models import Json
    from bot.workspace.state import Workspace

_FORM = "application/x-www-form-urlencoded"
_PROBE_SECONDS = 0.5


class HttpDelivery:
    """The app behind its request URLs. While nothing listens there it is asked every half second."""

    timeout_reason = "http_timeout"

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._session: aiohttp.ClientSession | None = None
        self._reachable = asyncio.Event()
        self._probing: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin looking for the app."""
        self._session = aiohttp.ClientSession()
        self._probing = asyncio.get_running_loop().create_task(self._probe())

    async def stop(self) -> None:
        """Stop looking and hang up."""
        if self._probing is not None:
            self._probing.cancel()
            await asyncio.gather(self._probing, return_exceptions=True)
        if self._session is not None:
            await self._session.close()

    async def ready(self) -> None:
        """Return once something answers at the request URL."""
        await self._reachable.wait()

    async def deliver(self, envelope: Envelope) -> Json:
        """Post an envelope, signed. Raises `NotThere` when nothing listens, `NotAnswered` for an error."""
        content_type, body = _body(envelope)
        headers = {"Content-Type": content_type}
        if envelope.attempt:
            headers |= {
                "X-Slack-Retry-Num": str(envelope.attempt),
                "X-Slack-Retry-Reason": envelope.reason or "http_error",
            }
        return await self._post(self._url(envelope), body, headers)

    def _url(self, envelope: Envelope) -> str:
        manifest = self._workspace.manifest
        if envelope.kind == "events_api":
            return manifest.request_url
        if envelope.kind == "interactive":
            return manifest.interactivity_url
        return manifest.command_urls[envelope.payload["command"]]

    async def _post(self, url: str, body: bytes, headers: dict[str, str]) -> Json:
        if self._session is None:
            raise NotThere
        try:
            async with self._session.post(
                url, data=body, headers=headers | self._signature(body)
            ) as response:
                text = await response.text()
        except aiohttp.ClientConnectorError as refused:
            self._lost()
            raise NotThere from refused
        except aiohttp.ClientConnectionError as hung_up:
            # It may have got the payload, so this was an attempt; the next one waits until it answers again.
            self._lost()
            msg = "connection_failed"
            raise NotAnswered(msg) from hung_up
        except aiohttp.ClientError as broken:
            msg = "connection_failed"
            raise NotAnswered(msg) from broken
        if response.status != HTTPStatus.OK:
            msg = "http_error"
            raise NotAnswered(msg)
        return _answer(response.content_type, text)

    def _signature(self, body: bytes) -> dict[str, str]:
        # The receiver compares this with its own wall clock, so a test's clock must not be used here.
        timestamp = str(int(WallClock().time()))
        secret = self._workspace.seed.app.signing_secret.encode()
        digest = hmac.new(secret, f"v0:{timestamp}:".encode() + body, hashlib.sha256).hexdigest()
        return {"X-Slack-Request-Timestamp": timestamp, "X-Slack-Signature": f"v0={digest}"}

    def _lost(self) -> None:
        self._reachable.clear()
        self._workspace.connected = False

    async def _probe(self) -> None:
        challenge: Json = {"token": VERIFICATION_TOKEN, "type": "url_verification", "challenge": "workspace"}
        body = json.dumps(challenge).encode()
        while True:
            if not self._reachable.is_set():
                try:
                    await self._post(
                        self._workspace.manifest.request_url, body, {"Content-Type": "application/json"}
                    )
                except (NotThere, NotAnswered):
                    self._workspace.connected = False
                else:
                    self._workspace.connected = True
                    self._reachable.set()
            await pause(self._workspace.clock, _PROBE_SECONDS)


def _body(envelope: Envelope) -> tuple[str, bytes]:
    if envelope.kind == "events_api":
        return "application/json", json.dumps(envelope.payload).encode()
    if envelope.kind == "interactive":
        return _FORM, urlencode({"payload": json.dumps(envelope.payload)}).encode()
    return _FORM, urlencode(envelope.payload).encode()


def _answer(content_type: str, text: str) -> Json:
    if not text.strip():
        return {}
    if content_type == "application/json":
        try:
            answer = json.loads(text)
        except json.JSONDecodeError as malformed:
            msg = "http_error"
            raise NotAnswered(msg) from malformed
        return answer if isinstance(answer, dict) else {}
    return {"text": text}
