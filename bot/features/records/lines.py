"""A note in a list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from bot.features.records.notes import Status


@dataclass(frozen=True)
class NoteLine:
    """A note in a list: with whom and of which day; `mine` when the reader wrote it.

    `author` is who wrote it when the reader is neither of its two people, and took it over. `own`: the reader
    keeps it about themselves.
    """

    note_id: str
    kind: str
    met_on: date
    other: str
    mine: bool
    status: Status
    author: str = ""
    own: bool = False
