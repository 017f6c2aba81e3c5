"""A model inside the process, and an allowance without an end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.language.model import ModelAwayError, Reply
from tests.model_provider import Heard

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable, Sequence

    from bot.language.requests import Message


class SayingModel:
    """Answers with what `say` makes of a request, and keeps every request."""

    name = "fake"

    def __init__(self, say: Callable[[Heard], str], pieces: int = 7) -> None:
        self.say = say
        self.pieces = pieces
        self.asked: list[list[Message]] = []

    async def complete(self, messages: Sequence[Message]) -> Reply:
        self.asked.append(list(messages))
        body = {"messages": [{"role": message.role, "content": message.text} for message in messages]}
        return Reply(self.say(Heard.of(body)), 100, 10)

    async def stream(self, messages: Sequence[Message]) -> AsyncGenerator[Reply, None]:
        text = (await self.complete(messages)).text
        for start in range(0, len(text), self.pieces):
            yield Reply(text[start : start + self.pieces])

    @property
    def everything_sent(self) -> str:
        return "\n".join(message.text for messages in self.asked for message in messages)


class AwayModel:
    """Never answers."""

    name = "away"

    async def complete(self, messages: Sequence[Message]) -> Reply:
        raise ModelAwayError(str(len(messages)))

    async def stream(self, messages: Sequence[Message]) -> AsyncGenerator[Reply, None]:
        yield await self.complete(messages)


class Endless:
    """Lets everything through, and counts."""

    def __init__(self, requests: int = 1_000_000) -> None:
        self.left = requests
        self.spent: list[Reply] = []

    async def take(self, tokens: int) -> bool:
        del tokens
        self.left -= 1
        return self.left >= 0

    async def settle(self, taken: int, spent: Reply) -> None:
        del taken
        self.spent.append(spent)
