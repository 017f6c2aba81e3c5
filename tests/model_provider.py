"""A language model for tests: a real server on loopback that speaks OpenAI's protocol and behaves as it is told."""

from __future__ import annotations

import asyncio
import hashlib
import json
import re
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from aiohttp import web

from tests.obeying_model import obeyed

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

FENCE = re.compile(
    r"^=== [0-9a-f]{16} begin (?P<what>.*?) ===\n(?P<text>.*?)\n=== [0-9a-f]{16} end ===$",
    re.DOTALL | re.MULTILINE,
)
HUGE = 3_000_000


@dataclass(frozen=True)
class Heard:
    """What a request holds: its clauses by id in order, the question, and what was asked before."""

    clauses: tuple[tuple[str, str], ...]
    question: str
    earlier: tuple[str, ...]
    tries: int

    @classmethod
    def of(cls, body: dict[str, Any]) -> Heard:
        parts = [
            (match["what"], match["text"])
            for message in body["messages"]
            for match in FENCE.finditer(message["content"])
            if message["role"] == "user"
        ]
        return cls(
            tuple((what.removeprefix("clause "), text) for what, text in parts if what.startswith("clause ")),
            next((text for what, text in parts if what in {"question", "asked now"}), ""),
            tuple(text for what, text in parts if what == "asked before"),
            sum(message["role"] == "assistant" for message in body["messages"]),
        )

    @property
    def rewriting(self) -> bool:
        return not self.clauses


def first_sentence(text: str) -> str:
    return re.split(r"(?<=[.。])(?:\s|$|(?=[\u3400-\u9fff]))", text.strip())[0]


def said(*sentences: tuple[str, str, str]) -> str:
    """Return the JSON of an answer; each sentence as text, clause, quote."""
    return json.dumps(
        {
            "covered": True,
            "sentences": [
                {"text": text, "quotes": [{"clause": clause, "text": quote}]}
                for text, clause, quote in sentences
            ],
        },
        ensure_ascii=False,
    )


def honest(heard: Heard) -> str:
    if heard.rewriting:
        return json.dumps({"question": f"{heard.question} {' '.join(heard.earlier)}"}, ensure_ascii=False)
    clause, text = heard.clauses[0]
    quote = first_sentence(text)
    return said((quote, clause, quote))


def inventing(heard: Heard) -> str:
    return said(("Appeals take 90 days.", heard.clauses[0][0], "Every appeal is granted after 90 days."))


def changing_a_digit(heard: Heard) -> str:
    clause, text = heard.clauses[0]
    quote = first_sentence(text)
    changed = re.sub(r"\d", lambda digit: str((int(digit[0]) + 1) % 10), quote, count=1)
    return said((changed, clause, quote))


def changing_a_digit_in_the_quote(heard: Heard) -> str:
    clause, text = heard.clauses[0]
    changed = re.sub(r"\d", lambda digit: str((int(digit[0]) + 1) % 10), first_sentence(text), count=1)
    return said(("", clause, changed))


def naming_another_clause(heard: Heard) -> str:
    return said(("", heard.clauses[-1][0], first_sentence(heard.clauses[0][1])))


def answering_another_clause(heard: Heard) -> str:
    clause, text = heard.clauses[-1]
    return said((first_sentence(text), clause, first_sentence(text)))


def not_covering(heard: Heard) -> str:
    del heard
    return json.dumps({"covered": False, "sentences": []})


def garbage(heard: Heard) -> str:
    del heard
    return "\x00{]" + '[{"' * 3_000


def deeply_nested(heard: Heard) -> str:
    del heard
    return '{"covered": true, "sentences": [' + "[" * 5_000 + "]" * 5_000 + "]}"


SAYING: dict[str, Callable[[Heard], str]] = {
    "honest": honest,
    "obeying": lambda heard: obeyed(heard.question, heard.clauses, heard.earlier, heard.tries),
    "inventing": inventing,
    "changing a digit": changing_a_digit,
    "changing a digit in the quote": changing_a_digit_in_the_quote,
    "naming another clause": naming_another_clause,
    "answering another clause": answering_another_clause,
    "not covering": not_covering,
    "garbage": garbage,
    "deeply nested": deeply_nested,
}
BREAKING = ("silent", "huge", "no protocol", "failing", "hanging up", "redirecting")


@dataclass
class Provider:
    """The server: `mode` says how it behaves, `requests` is every body that reached it, `strays` every other path."""

    mode: str = "honest"
    counts: bool = True
    requests: list[dict[str, Any]] = field(default_factory=list)
    strays: list[str] = field(default_factory=list)
    url: str = ""
    released: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def everything_sent(self) -> str:
        """All text that left for this provider."""
        return json.dumps(self.requests, ensure_ascii=False)

    async def chat(self, request: web.Request) -> web.StreamResponse:
        body = await request.json()
        self.requests.append(body)
        if self.mode in BREAKING:
            return await self._broken(request)
        text = SAYING[self.mode](Heard.of(body))
        if body.get("stream"):
            return await self._streamed(request, text, cut=False)
        usage = {"usage": _usage(body, text)} if self.counts else {}
        choice = {"index": 0, "message": {"role": "assistant", "content": text}, "finish_reason": "stop"}
        return web.json_response(_envelope("chat.completion") | {"choices": [choice]} | usage)

    async def embeddings(self, request: web.Request) -> web.StreamResponse:
        body = await request.json()
        self.requests.append(body)
        if self.mode in BREAKING:
            return await self._broken(request)
        texts = [body["input"]] if isinstance(body["input"], str) else body["input"]
        data = [
            {"object": "embedding", "index": place, "embedding": vector_of(str(text))}
            for place, text in enumerate(texts)
        ]
        usage = {"prompt_tokens": len(texts), "total_tokens": len(texts)}
        return web.json_response({"object": "list", "model": body["model"], "data": data, "usage": usage})

    async def stray(self, request: web.Request) -> web.Response:
        self.strays.append(request.path)
        return web.json_response({})

    async def _broken(self, request: web.Request) -> web.StreamResponse:
        if self.mode == "silent":
            await self.released.wait()
            return web.Response(status=503)
        if self.mode == "failing":
            return web.json_response({"error": {"message": "overloaded"}}, status=500)
        if self.mode == "redirecting":
            return web.Response(status=307, headers={"Location": f"{self.url}/elsewhere"})
        if self.mode == "no protocol":
            return web.json_response([1, None, {"choices": "none"}])
        if self.mode == "huge":
            return web.Response(body=b'{"choices": [{"x": "' + b"x" * HUGE, content_type="application/json")
        return await self._streamed(request, SAYING["honest"](Heard.of(self.requests[-1])), cut=True)

    async def _streamed(self, request: web.Request, text: str, *, cut: bool) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
        await response.prepare(request)
        pieces = [text[start : start + 9] for start in range(0, len(text), 9)]
        for piece in pieces[: len(pieces) // 2] if cut else pieces:
            await response.write(_event({"choices": [_delta({"role": "assistant", "content": piece})]}))
        if cut:
            assert request.transport is not None
            request.transport.close()
            return response
        await response.write(_event({"choices": [_delta({}, "stop")]}))
        if self.counts:
            await response.write(_event({"choices": [], "usage": _usage(self.requests[-1], text)}))
        await response.write(b"data: [DONE]\n\n")
        return response


@asynccontextmanager
async def running_provider() -> AsyncIterator[Provider]:
    """Serve a provider on a free port until the block ends."""
    provider = Provider()
    app = web.Application(client_max_size=2**24)
    app.router.add_post("/v1/chat/completions", provider.chat)
    app.router.add_post("/v1/embeddings", provider.embeddings)
    app.router.add_route("*", "/{rest:.*}", provider.stray)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    host, port = runner.addresses[0][:2]
    provider.url = f"http://{host}:{port}/v1"
    try:
        yield provider
    finally:
        provider.released.set()
        await runner.cleanup()


def vector_of(text: str, width: int = 64) -> list[float]:
    """Return a vector without meaning: texts that share words are near each other."""
    vector = [0.01] * width
    for word in re.findall(r"[a-z]+|[\u3400-\u9fff]", text.lower()):
        vector[int(hashlib.sha256(word.encode()).hexdigest(), 16) % width] += 1.0
    return vector


def _usage(body: dict[str, Any], text: str) -> dict[str, int]:
    sent = sum(len(message["content"]) for message in body["messages"]) // 4
    return {"prompt_tokens": sent, "completion_tokens": len(text) // 4, "total_tokens": sent + len(text) // 4}


def _envelope(kind: str) -> dict[str, Any]:
    return {"id": "chatcmpl-1", "object": kind, "created": 1, "model": "fake"}


def _delta(delta: dict[str, str], finish: str | None = None) -> dict[str, Any]:
    return {"index": 0, "delta": delta, "finish_reason": finish}


def _event(more: dict[str, Any]) -> bytes:
    return (
        b"data: "
        + json.dumps(_envelope("chat.completion.chunk") | more, ensure_ascii=False).encode()
        + b"\n\n"
    )
