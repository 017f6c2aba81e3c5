"""Who opened a note, as those it is about may see."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from bot.features.records.notes import Party


@dataclass(frozen=True)
class Reading:
    """Somebody opened an edition; `relation` is what they were to the note then."""

    reader: Party
    relation: str
    version: int
    at: datetime
