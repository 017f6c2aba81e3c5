"""Faults a workspace can be asked to show, so that an app can be seen to survive them."""

from __future__ import annotations

import math
import random
from dataclasses import dataclass, field

_BURST_SECONDS = 5


@dataclass
class Faults:
    """What should go wrong; changeable at any time.

    latency_ms: added before each Web API call is carried out.
    drop_reply_rate: share of Web API calls (0 to 1) that are carried out but whose connection is cut
        before the answer.
    duplicate_deliveries: how many copies of each event or interaction the app is sent; 1 is normal.
    rate_limit_per_min: calls a minute allowed per Web API method, in bursts of at most five
        seconds' worth; None is unlimited.
    """

    latency_ms: float = 0.0
    drop_reply_rate: float = 0.0
    duplicate_deliveries: int = 1
    rate_limit_per_min: int | None = None
    random: random.Random = field(default_factory=random.Random)
    _buckets: dict[str, tuple[float, float]] = field(default_factory=dict)

    def seed(self, value: int) -> None:
        """Make the dropped replies repeatable."""
        self.random = random.Random(value)

    def drops_this_reply(self) -> bool:
        """Decide whether the next answer is lost."""
        return self.drop_reply_rate > 0 and self.random.random() < self.drop_reply_rate

    def retry_after(self, method: str, now: float) -> int:
        """Take one call of `method` from its allowance; 0, or the whole seconds to wait first."""
        if self.rate_limit_per_min is None:
            return 0
        per_second = self.rate_limit_per_min / 60
        burst = max(1.0, per_second * _BURST_SECONDS)
        left, since = self._buckets.get(method, (burst, now))
        left = min(burst, left + (now - since) * per_second)
        if left >= 1:
            self._buckets[method] = (left - 1, now)
            return 0
        self._buckets[method] = (left, now)
        return max(1, math.ceil((1 - left) / per_second)) if per_second > 0 else 60
