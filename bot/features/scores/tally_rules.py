"""How questions about figures and appeals went, in sums that are about nobody in particular (domain 5.4, PM-6.4)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    Hidden = Callable[[Mapping[str, int]], AbstractSet[str]]

FEWEST = 5
"""Of fewer nothing is told but that there are fewer."""
_TENTH = Decimal("0.1")


class What(StrEnum):
    """What somebody did about their result."""

    QUESTION = "question"
    APPEAL = "appeal"


class End(StrEnum):
    """How it ended, or that it has not."""

    UNDER_WAY = "under_way"
    STANDS = "stands"
    CORRECTED = "corrected"
    ACCEPTED = "accepted"
    PARTLY = "partly"
    UPHELD = "upheld"
    """The result stays as it was."""
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Case:
    """One question or appeal: of which unit's somebody, how it ended, after how many working days, and its grounds.

    `days` None: it has not ended. `overdue`: somebody is awaited, and should have been done by now.
    """

    what: What
    unit: str
    end: End
    days: int | None = None
    overdue: bool = False
    grounds: tuple[str, ...] = ()


@dataclass(frozen=True)
class Group:
    """At least five cases in sums; `median_days` None where fewer than five have ended."""

    count: int
    ends: Mapping[End, int]
    median_days: Decimal | None
    overdue: int
    grounds: Mapping[str, int]


@dataclass(frozen=True)
class Tally:
    """What HR is shown of a cycle. A group is None where there are fewer than five.

    `per_hundred`: appeals for a hundred released results. `units` are by code, the most cases first; `others` are
    those of small units together, and `hidden` says that some are too few even so.
    """

    cycle: str
    questions: Group | None
    appeals: Group | None
    per_hundred: Decimal | None
    units: tuple[tuple[str, Group], ...]
    others: Group | None
    hidden: bool


def tally(cycle: str, cases: Sequence[Case], released: int, hidden: Hidden) -> Tally:
    """Put cases into sums. `hidden` returns which units are not to be shown, from how many cases each has."""
    sizes = Counter(case.unit for case in cases)
    small = hidden(sizes)
    appeals = _group(case for case in cases if case.what is What.APPEAL)
    units = [
        (unit, group)
        for unit, _ in sorted(sizes.items(), key=lambda each: (-each[1], each[0]))
        if unit not in small and (group := _group(case for case in cases if case.unit == unit)) is not None
    ]
    others = _group(case for case in cases if case.unit in small)
    return Tally(
        cycle=cycle,
        questions=_group(case for case in cases if case.what is What.QUESTION),
        appeals=appeals,
        per_hundred=_tenths(Decimal(appeals.count * 100) / released) if appeals and released else None,
        units=tuple(units),
        others=others,
        hidden=bool(small) and others is None,
    )


def _group(cases: Iterable[Case]) -> Group | None:
    held = list(cases)
    if len(held) < FEWEST:
        return None
    ended = [case.days for case in held if case.days is not None]
    return Group(
        count=len(held),
        ends=dict(sorted(Counter(case.end for case in held).items())),
        median_days=_tenths(Decimal(median(map(Decimal, ended)))) if len(ended) >= FEWEST else None,
        overdue=sum(case.overdue for case in held),
        grounds=dict(sorted(Counter(ground for case in held for ground in case.grounds).items())),
    )


def _tenths(number: Decimal) -> Decimal:
    return number.quantize(_TENTH, ROUND_HALF_UP)
