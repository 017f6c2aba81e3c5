"""What a renderer gets and gives back: ids in, words and blocks out."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.slack.blocks import Drawn

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True)
class Draft:
    """A message about to be sent: its kind, the ids it is about, and who will read it in which locale."""

    kind: str
    payload: Mapping[str, Any]
    person_id: int | None
    locale: str


class HeldBack(Exception):
    """Raised by a renderer for a message that must not leave before `until`: it goes back into the queue."""

    def __init__(self, until: datetime) -> None:
        super().__init__()
        self.until = until


Renderer = Callable[[Draft], Awaitable[Drawn | None]]
"""Draws one kind of message as things stand now; None when it is outdated and must not be sent."""

__all__ = ["Draft", "Drawn", "HeldBack", "Renderer"]
