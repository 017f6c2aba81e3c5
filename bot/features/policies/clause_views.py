"""A clause as somebody is shown it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from storage.policies import ClauseInForce
    from storage.policy_conflicts import Contradiction


@dataclass(frozen=True)
class ClauseView:
    """A clause as somebody is shown it, with those that contradict it.

    `day` is the day whose rule it is; `whole` the words of all pieces a long clause was cut into; `keeper`: the
    reader keeps the rule book.
    """

    clause: ClauseInForce
    contradicting: tuple[Contradiction, ...]
    day: date
    is_today: bool
    keeper: bool = False
    whole: tuple[str, ...] = ()
