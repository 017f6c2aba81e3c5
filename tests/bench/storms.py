"""What is done to an announcement on its way, and what became of it."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.bench.delivering import Harm

if TYPE_CHECKING:
    from collections import Counter

STORM_SECONDS = 2.0
"""So long Slack says "too many" to whatever is asked, from the first call that meets the storm."""


@dataclass
class Storms(Harm):
    """Harm that comes in storms as well."""

    until: float = 0.0
    brewing: bool = False

    def retry_after(self, method: str, now: float) -> int:
        """Return how long a call has to wait."""
        if self.brewing:
            self.brewing, self.until = False, time.monotonic() + STORM_SECONDS
        left = self.until - time.monotonic()
        if left <= 0:
            return super().retry_after(method, now)
        self.too_many += 1
        return math.ceil(left)

    def begin(self) -> None:
        """Let a storm begin with the next call: whoever is killed in it may take longer to come back than it lasts."""
        self.brewing = True


@dataclass
class Outcome:
    """What arrived, by user, and what was to. `failed` are those in the end not reached, by person."""

    arrived: Counter[str]
    others: Counter[str]
    wanted: frozenset[str]
    wanted_others: frozenset[str]
    may: frozenset[str]
    failed: frozenset[int]
    hopeless: frozenset[int]
    unknown: int
    harm: Storms
    kills: int
    seconds: float

    @property
    def lost(self) -> int:
        """How many who were to get something did not."""
        return len(self.wanted - set(self.arrived)) + len(self.wanted_others - set(self.others))

    @property
    def doubled(self) -> int:
        """How many copies too many arrived, and how many at people nobody meant."""
        copies = sum(self.arrived.values()) - len(self.arrived)
        return (
            copies + self.others.total() - len(self.others) + len(set(self.arrived) - self.wanted - self.may)
        )
