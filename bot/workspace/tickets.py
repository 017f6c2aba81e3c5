"""Short-lived permissions the workspace hands to the app: trigger ids, response URLs, socket tickets."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.workspace.errors import SlackError

if TYPE_CHECKING:
    from bot.workspace.clock import Clock

_TRIGGER_SECONDS = 3.0
_RESPONSE_URL_SECONDS = 30 * 60.0
_RESPONSE_URL_USES = 5
_KEPT = 10_000


@dataclass
class _Trigger:
    user: str
    expires: float
    used: bool = False


@dataclass
class ResponseUrl:
    """Where an interaction came from. `ts` is the message it was on, or None for a command."""

    channel: str
    user: str
    ts: str | None
    thread_ts: str | None
    expires: float
    uses_left: int = _RESPONSE_URL_USES


class Tickets:
    """Everything handed out and still remembered; none of it survives a restart."""

    def __init__(self, clock: Clock, team: str) -> None:
        self._clock = clock
        self._team = team
        self._triggers: dict[str, _Trigger] = {}
        self._response_urls: dict[str, ResponseUrl] = {}
        self._sockets: set[str] = set()

    def trigger(self, user: str) -> str:
        """Return a trigger id with which the app may open one modal for `user` in the next 3 s."""
        now = self._clock.time()
        trigger_id = f"{int(now * 1000)}.{secrets.randbits(40)}.{secrets.token_hex(16)}"
        self._triggers[trigger_id] = _Trigger(user, now + _TRIGGER_SECONDS)
        _forget_oldest(self._triggers)
        return trigger_id

    def exchange(self, trigger_id: str) -> str:
        """Use a trigger id up; return whose it is.

        Raises `SlackError` invalid_trigger_id, exchanged_trigger_id or expired_trigger_id.
        """
        trigger = self._triggers.get(trigger_id)
        if trigger is None:
            raise SlackError(code="invalid_trigger_id")
        if trigger.used:
            raise SlackError(code="exchanged_trigger_id")
        if self._clock.time() > trigger.expires:
            raise SlackError(code="expired_trigger_id")
        trigger.used = True
        return trigger.user

    def response_path(self, channel: str, user: str, ts: str | None, thread_ts: str | None) -> str:
        """Return the path of a fresh response URL."""
        key = secrets.token_urlsafe(18)
        expires = self._clock.time() + _RESPONSE_URL_SECONDS
        self._response_urls[key] = ResponseUrl(channel, user, ts, thread_ts, expires)
        _forget_oldest(self._response_urls)
        return f"/actions/{self._team}/{key}"

    def respond(self, key: str) -> ResponseUrl:
        """Use a response URL once. Raises `SlackError` invalid_url, expired_url or used_url."""
        found = self._response_urls.get(key)
        if found is None:
            raise SlackError(code="invalid_url")
        if self._clock.time() > found.expires:
            raise SlackError(code="expired_url")
        if found.uses_left == 0:
            raise SlackError(code="used_url")
        found.uses_left -= 1
        return found

    def socket(self) -> str:
        """Return a ticket that opens one Socket Mode connection."""
        ticket = secrets.token_urlsafe(18)
        self._sockets.add(ticket)
        return ticket

    def take_socket(self, ticket: str) -> bool:
        """Use a socket ticket up; False when there is no such ticket."""
        if ticket not in self._sockets:
            return False
        self._sockets.remove(ticket)
        return True


def _forget_oldest(kept: dict[str, _Trigger] | dict[str, ResponseUrl]) -> None:
    if len(kept) > _KEPT:
        del kept[next(iter(kept))]
