"""The door to a language model: any endpoint that speaks OpenAI's chat completions, through langchain.

Nothing of it is imported before the first request. A model gets no tools; it is asked for JSON at temperature 0,
once, in bounded time, and its answer is read up to a bounded size from the host that was asked.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from bot.language.requests import MOST_TOKENS

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

    import httpx
    from langchain_core.messages import BaseMessage
    from langchain_openai import ChatOpenAI
    from pydantic import SecretStr

    from bot.language.requests import Message

OPENAI = "https://api.openai.com/v1"
CONNECT_SECONDS = 3.0
MOST_BYTES = 1_000_000
"""Of a response. A streamed one takes some 300 bytes for each token, of which there are at most
MOST_TOKENS."""


class ModelAwayError(Exception):
    """No usable response: refused, late, cut off, too long or not of the protocol. `args` name the kind, no text."""


@dataclass(frozen=True)
class ModelTerms:
    """Which model is asked, where, and for how many seconds at most."""

    name: str
    api_key: SecretStr
    base_url: str = OPENAI
    seconds: float = 20.0
    connect_seconds: float = CONNECT_SECONDS


@dataclass(frozen=True)
class Reply:
    """What a model said, and what it counted; None where the endpoint does not count."""

    text: str
    input_tokens: int | None = None
    output_tokens: int | None = None


class Model(Protocol):
    """Whoever completes a conversation; the one of tests is a server behind the same door."""

    @property
    def name(self) -> str:
        """The model's name, as prices and counts know it."""
        ...

    async def complete(self, messages: Sequence[Message]) -> Reply:
        """Return the whole reply; raises ModelAwayError."""
        ...

    def stream(self, messages: Sequence[Message]) -> AsyncGenerator[Reply, None]:
        """Give the reply in pieces; counts come with one of them, if at all. Raises ModelAwayError."""
        ...


class OpenAIModel:
    """Satisfies `Model` with any OpenAI-compatible endpoint."""

    def __init__(self, terms: ModelTerms) -> None:
        self._terms = terms
        self._opening = asyncio.Lock()
        self._chat: ChatOpenAI | None = None
        self._http: httpx.AsyncClient | None = None

    @property
    def name(self) -> str:
        """The model's name."""
        return self._terms.name

    async def complete(self, messages: Sequence[Message]) -> Reply:
        """Return the whole reply; raises ModelAwayError."""
        chat = await self._opened()
        try:
            async with asyncio.timeout(self._terms.seconds):
                with _untraced():
                    return _reply(await chat.ainvoke(_messages(messages)))
        except Exception as problem:  # a response that is no response makes the libraries raise anything
            raise ModelAwayError(type(problem).__name__) from problem

    async def stream(self, messages: Sequence[Message]) -> AsyncGenerator[Reply, None]:
        """Give the reply in pieces; raises ModelAwayError, also after some of them."""
        pieces = (await self._opened()).astream(_messages(messages))
        until = asyncio.get_running_loop().time() + self._terms.seconds
        try:
            while True:
                try:
                    async with asyncio.timeout_at(until):
                        with _untraced():
                            piece = await anext(pieces)
                except StopAsyncIteration:
                    return
                except Exception as problem:
                    raise ModelAwayError(type(problem).__name__) from problem
                yield _reply(piece)
        finally:
            if isinstance(pieces, AsyncGenerator):
                await pieces.aclose()

    async def close(self) -> None:
        """Let the connections go."""
        if self._http is not None:
            await self._http.aclose()

    async def _opened(self) -> ChatOpenAI:
        async with self._opening:
            if self._chat is None:
                # A second of imports, during which everybody else is served.
                opened = await asyncio.to_thread(_open, self._terms)
                self._http, self._chat = opened
                return opened[1]
            return self._chat


def _open(terms: ModelTerms) -> tuple[httpx.AsyncClient, ChatOpenAI]:
    import httpx  # noqa: PLC0415 - only who asks a model pays for it
    from langchain_openai import ChatOpenAI  # noqa: PLC0415 - as above

    http = httpx.AsyncClient(
        timeout=httpx.Timeout(terms.seconds, connect=terms.connect_seconds),
        follow_redirects=False,
        # What is packed can be small on the wire and huge unpacked.
        headers={"Accept-Encoding": "identity"},
        event_hooks={"response": [_bound]},
    )
    chat = ChatOpenAI(
        model=terms.name,
        api_key=terms.api_key,
        base_url=terms.base_url,
        temperature=0,
        max_retries=0,
        timeout=httpx.Timeout(terms.seconds, connect=terms.connect_seconds),
        max_completion_tokens=MOST_TOKENS,
        model_kwargs={"response_format": {"type": "json_object"}},
        use_responses_api=False,
        http_async_client=http,
        # The client above is the only one used; the library would build others around the system's proxies.
        http_socket_options=(),
        cache=False,
    )
    # The library imports hundreds of modules when these are first looked at, which must not happen while serving.
    _ = chat.root_async_client.chat.completions, chat.root_async_client.beta.chat.completions
    return http, chat


class TooLongError(Exception):
    """A response larger than MOST_BYTES, or packed although we asked for it unpacked."""


async def _bound(response: httpx.Response) -> None:
    """Let a response's body be read up to MOST_BYTES only."""
    if response.headers.get("content-encoding", "identity").lower() != "identity":
        raise TooLongError
    response.stream = _bounded_stream(response.stream)


def _bounded_stream(stream: Any) -> httpx.AsyncByteStream:  # noqa: ANN401 - httpx's own, sync or not
    import httpx  # noqa: PLC0415 - as above

    class Bounded(httpx.AsyncByteStream):
        async def __aiter__(self) -> AsyncIterator[bytes]:
            read = 0
            async for piece in stream:
                read += len(piece)
                if read > MOST_BYTES:
                    raise TooLongError
                yield piece

        async def aclose(self) -> None:
            await stream.aclose()

    return Bounded()


def _untraced() -> Any:  # noqa: ANN401 - a context manager of a library without types
    """Keep langchain from sending what is said to a tracing service, whatever the environment asks for."""
    from langsmith import tracing_context  # noqa: PLC0415 - as above

    return tracing_context(enabled=False)


def _messages(messages: Sequence[Message]) -> list[BaseMessage]:
    from langchain_core.messages import AIMessage, HumanMessage, SystemMessage  # noqa: PLC0415 - as above

    kinds = {"system": SystemMessage, "user": HumanMessage, "assistant": AIMessage}
    return [kinds[message.role](message.text) for message in messages]


def _reply(message: BaseMessage) -> Reply:
    if not isinstance(message.content, str):
        raise TypeError(type(message.content).__name__)
    counted: dict[str, int] = getattr(message, "usage_metadata", None) or {}
    return Reply(message.content, counted.get("input_tokens"), counted.get("output_tokens"))
