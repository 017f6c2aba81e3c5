"""Where synchronous work meets the event loop: transactions on worker threads."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

from storage.database import Kept, Undone

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from sqlmodel import Session

    from storage.database import Database

P = ParamSpec("P")
T = TypeVar("T")

POSTGRES_WRITERS = 8
READERS = 4
TOGETHER_SECONDS = 0.015
"""How long SQLite's writer goes on taking in work before it commits: the first must not wait for the last."""


@dataclass(frozen=True)
class _Waiting:
    """One unit of work on its way to SQLite's writer, and who waits for it."""

    work: Callable[[Session], Any]
    done: asyncio.Future[Any]
    loop: asyncio.AbstractEventLoop


class Transactions:
    """Runs functions that take a session first, each whole or not at all, off the event loop.

    SQLite gets a single writer thread (measured 1.5 times faster than an asynchronous driver, and the
    engine has one writer anyway), which commits together what is waiting at the same time: one wait for
    the disk and not ten. PostgreSQL gets a small pool. Reads have threads of their own on both.
    """

    def __init__(self, database: Database, *, writers: int = POSTGRES_WRITERS) -> None:
        self.database = database
        writers = 1 if database.is_sqlite else writers
        self._writers = ThreadPoolExecutor(writers, thread_name_prefix="write")
        self._readers = ThreadPoolExecutor(READERS, thread_name_prefix="read")
        self._waiting: deque[_Waiting] = deque()
        self._called = False

    async def write(self, work: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run `work(session, …)` in one transaction; committed when this returns."""
        return await self._write(partial(_call, work, args, kwargs))

    async def alone(
        self, work: Callable[Concatenate[Database, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run `work(database, …)`, which sees to a transaction of its own, where writers run."""
        whole = partial(work, self.database, *args, **kwargs)
        return await asyncio.get_running_loop().run_in_executor(self._writers, whole)

    async def read(self, work: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run `work(session, …)` on a snapshot; nothing it does is kept."""

        def whole() -> T:
            with self.database.snapshot() as session:
                return work(session, *args, **kwargs)

        return await asyncio.get_running_loop().run_in_executor(self._readers, whole)

    async def wipe(self) -> bool:
        """Take what was overwritten or deleted out of SQLite's files; False when a reader was in the way."""
        return await asyncio.get_running_loop().run_in_executor(self._writers, self.database.wipe)

    def close(self) -> None:
        """Finish what is running and let the threads go."""
        self._writers.shutdown()
        self._readers.shutdown()

    async def _write(self, work: Callable[[Session], T]) -> T:
        loop = asyncio.get_running_loop()
        if not self.database.is_sqlite:
            return await loop.run_in_executor(self._writers, self._alone, work)
        done: asyncio.Future[T] = loop.create_future()
        self._waiting.append(_Waiting(work, done, loop))
        if not self._called:
            self._called = True
            self._writers.submit(self._together)
        return await done

    def _alone(self, work: Callable[[Session], T]) -> T:
        with self.database.transaction() as session:
            return work(session)

    def _together(self) -> None:
        # Before anything is looked for: what comes from now on calls again.
        self._called = False
        while self._waiting:
            self._one_commit()

    def _one_commit(self) -> None:
        begun: list[_Waiting] = []
        try:
            ends: Sequence[Kept | Undone] = self.database.together(self._next(begun))
        except BaseException as problem:  # noqa: BLE001 - whoever waits is told
            # When the transaction could not even begin, nobody else may come for those who wait.
            begun = begun or self._everyone()
            ends = [Undone(problem)] * len(begun)
        for loop in {each.loop for each in begun}:
            mine = [(each, end) for each, end in zip(begun, ends, strict=True) if each.loop is loop]
            loop.call_soon_threadsafe(_tell, mine)

    def _everyone(self) -> list[_Waiting]:
        found = []
        while self._waiting:
            found.append(self._waiting.popleft())
        return found

    def _next(self, begun: list[_Waiting]) -> Iterator[Callable[[Session], Any]]:
        enough = time.monotonic() + TOGETHER_SECONDS
        while not begun or time.monotonic() < enough:
            if not self._waiting:
                return
            each = self._waiting.popleft()
            # Whoever gave up before it was begun wants nothing any more.
            if not each.done.cancelled():
                begun.append(each)
                yield each.work


def _call(work: Callable[..., T], args: tuple[Any, ...], kwargs: Mapping[str, Any], session: Session) -> T:
    return work(session, *args, **kwargs)


def _tell(ended: Sequence[tuple[_Waiting, Kept | Undone]]) -> None:
    for each, end in ended:
        if each.done.done():
            continue
        if isinstance(end, Undone):
            each.done.set_exception(end.problem)
        else:
            each.done.set_result(end.value)
