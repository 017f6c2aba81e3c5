"""One payload on its way to the app, and what every way of getting it there has in common."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Coroutine

    from bot.workspace.clock import Clock
    from bot.workspace.models import Json

Kind = Literal["events_api", "interactive", "slash_commands"]
_T = TypeVar("_T")


@dataclass(frozen=True)
class Envelope:
    """One attempt to hand a payload over. `attempt` 0 is the first; `reason` says why there are more."""

    kind: Kind
    payload: Json
    attempt: int = 0
    reason: str | None = None


class NotAnswered(Exception):
    """The app got the payload, or may have, and did not acknowledge it; the text is Slack's reason."""


class NotThere(Exception):
    """There was no app to give the payload to, or it went away before it acknowledged."""


class Route(Protocol):
    """A way to the app: Socket Mode or signed HTTP.

    `timeout_reason` is Slack's word there for "no answer within 3 s".
    """

    timeout_reason: str

    async def ready(self) -> None:
        """Return once there is an app to deliver to."""

    async def deliver(self, envelope: Envelope) -> Json:
        """Hand an envelope over; return what the app answered, {} for a bare acknowledgement.

        Raises `NotThere` or `NotAnswered`. May wait for ever; the caller sets the limit.
        """


async def within(clock: Clock, seconds: float, work: Coroutine[None, None, _T]) -> _T:
    """Await `work` for at most `seconds` of the clock's time. Raises `TimeoutError`."""
    task = asyncio.ensure_future(work)
    expired = False

    def expire() -> None:
        nonlocal expired
        expired = task.cancel()

    timer = clock.call_later(seconds, expire)
    try:
        return await task
    except asyncio.CancelledError:
        if expired:
            raise TimeoutError from None
        raise
    finally:
        timer.cancel()


async def pause(clock: Clock, seconds: float) -> None:
    """Return once `seconds` of the clock's time have passed."""
    if seconds <= 0:
        return
    passed = asyncio.Event()
    timer = clock.call_later(seconds, passed.set)
    try:
        await passed.wait()
    finally:
        timer.cancel()
