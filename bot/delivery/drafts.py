"""What a renderer gets and gives back: ids in, words and blocks out."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.slack.blocks import Drawn


@dataclass(frozen=True)
class Draft:
    """A message about to be sent: its kind, the ids it is about, and who will read it in which locale."""

    kind: str
    payload: Mapping[str, Any]
    person_id: int | None
    locale: str


Renderer = Callable[[Draft], Awaitable[Drawn | None]]
"""Draws one kind of message as things stand now; None when it is outdated and must not be sent."""

__all__ = ["Draft", "Drawn", "Renderer"]
