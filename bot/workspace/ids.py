"""Ids and timestamps shaped like Slack's."""

from __future__ import annotations

import hashlib
import secrets
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.workspace.clock import Clock

_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def new_id(prefix: str) -> str:
    """Return a fresh id such as ``F07K2Q9XMZT``: the prefix and ten letters or digits."""
    number = secrets.randbits(50)
    return prefix + "".join(_LETTERS[number >> shift & 31] for shift in range(0, 50, 5))


def direct_message_id(one: str, other: str) -> str:
    """Return the id of the direct message between two people: always the same for the same two."""
    digest = hashlib.sha256("/".join(sorted((one, other))).encode()).digest()
    return "D" + "".join(_LETTERS[byte & 31] for byte in digest[:10])


class Timestamps:
    """Message timestamps that only grow, even when the clock does not."""

    def __init__(self, clock: Clock, last: str = "0.0") -> None:
        self._clock = clock
        seconds, _, micros = last.partition(".")
        self._last = int(seconds) * 1_000_000 + int(micros)

    def next(self) -> str:
        """Return a timestamp later than every one before it."""
        self._last = max(int(self._clock.time() * 1_000_000), self._last + 1)
        seconds, micros = divmod(self._last, 1_000_000)
        return f"{seconds}.{micros:06d}"
