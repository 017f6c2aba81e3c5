"""Questions asked one at a time and answered many at a time."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

Asked = TypeVar("Asked")
Answered = TypeVar("Answered")


class Gathering(Generic[Asked, Answered]):
    """Answers together what is asked in the same turn of the event loop, or while the answer before is worked out.

    `answer` gets what was asked, in order, and returns as many answers. When it raises for several, each is asked alone
    and only those fail that fail alone: one that cannot be answered is nobody else's trouble.
    """

    def __init__(self, answer: Callable[[Sequence[Asked]], Awaitable[Sequence[Answered]]]) -> None:
        self._answer = answer
        self._waiting: list[tuple[Asked, asyncio.Future[Answered]]] = []
        self._working: asyncio.Task[None] | None = None

    async def ask(self, asked: Asked) -> Answered:
        """Return the answer, or raise what asking for it alone raises."""
        loop = asyncio.get_running_loop()
        answered: asyncio.Future[Answered] = loop.create_future()
        self._waiting.append((asked, answered))
        if self._working is None:
            # A task of its own begins after everybody has asked who runs in this turn of the loop.
            self._working = loop.create_task(self._work())
        return await answered

    async def _work(self) -> None:
        try:
            while self._waiting:
                taken, self._waiting = self._waiting, []
                await self._tell(taken)
        finally:
            self._working = None

    async def _tell(self, taken: Sequence[tuple[Asked, asyncio.Future[Answered]]]) -> None:
        try:
            answers = await self._answer([asked for asked, _ in taken])
        except Exception as problem:  # noqa: BLE001 - whoever asked is told
            if len(taken) == 1:
                _fail(taken[0][1], problem)
                return
            for each in taken:
                await self._tell([each])
            return
        for (_, answered), answer in zip(taken, answers, strict=True):
            # Whoever gave up meanwhile wants nothing any more.
            if not answered.done():
                answered.set_result(answer)


def _fail(answered: asyncio.Future[Answered], problem: Exception) -> None:
    if not answered.done():
        answered.set_exception(problem)
