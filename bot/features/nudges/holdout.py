"""Which nudges are withheld so that their effect can be seen (N-19; the design is a micro-randomised trial)."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.features.nudges.kinds import NEVER_WITHHELD

if TYPE_CHECKING:
    from datetime import date

    from bot.features.nudges.kinds import Kind

PERCENT = 20
_PARTS = 10_000


@dataclass(frozen=True)
class HoldOut:
    """Draws the arm of a decision point: by a key, so that it is the same however often it is drawn.

    `percent` of the decision points of each kind are withheld, each kind being a stratum of its own.
    """

    key: bytes
    percent: int = PERCENT

    def withholds(self, recipient_id: int, kind: Kind, day: date) -> bool:
        """Return whether this person is told nothing of this kind on this day."""
        if kind in NEVER_WITHHELD or not self.percent:
            return False
        # The kind is part of the key: what is drawn for one kind says nothing about another.
        stratum = hmac.digest(self.key, kind.value.encode(), hashlib.sha256)
        drawn = hmac.digest(stratum, f"{recipient_id}:{day.isoformat()}".encode(), hashlib.sha256)
        return int.from_bytes(drawn[:8], "big") % _PARTS < self.percent * _PARTS // 100
