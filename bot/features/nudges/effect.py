"""Does a nudge work? Sent against withheld, with the interval that knows decisions of one manager are alike.

The design is a micro-randomised trial: each decision point (recipient, kind, day) was sent or withheld by chance
(N-19), and the outcome is whether the act it asked for was done within five working days. All formulas: domain 3.5.
Shares and differences are between 0 and 1; whoever shows them makes percentage points of them.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

FEWEST = 5
"""Fewer decisions or managers than these are not shown: they would be about somebody (decision D10)."""
RHO = Decimal("0.10")
"""How alike the decisions of one manager are taken to be, until there are enough to tell."""
Z = Decimal("1.96")
SIZE_FACTOR = 16
"""Of n per arm ≈ 16·p(1−p)/Δ²: 80 % power at α = .05."""
WORTH = Decimal("0.02")
ENOUGH = 840
"""A kind whose upper bound is below WORTH after so many decisions in each arm is turned off."""
DRAWS = 1000
_TAIL = Decimal("0.025")


class Verdict(StrEnum):
    """What the numbers allow to be said."""

    TOO_FEW = "too-few"
    PROVEN = "proven"
    PROMISING = "promising"
    """Above zero only while managers are taken for independent decisions."""
    UNCLEAR = "unclear"
    HARMFUL = "harmful"
    RETIRE = "retire"
    """Looked at long enough: whatever it does is too little."""


@dataclass(frozen=True)
class Arm:
    """So many `decisions`, of which so many were followed by the act."""

    acts: int
    decisions: int

    @property
    def share(self) -> Decimal:
        """The share that was followed by the act; raises ZeroDivisionError for an empty arm."""
        if not self.decisions:
            raise ZeroDivisionError
        return Decimal(self.acts) / self.decisions

    @property
    def variance(self) -> Decimal:
        """The variance of the share, as of independent decisions."""
        return self.share * (1 - self.share) / self.decisions

    def __add__(self, other: Arm) -> Arm:
        return Arm(self.acts + other.acts, self.decisions + other.decisions)


NONE = Arm(0, 0)


@dataclass(frozen=True)
class Arms:
    """Both arms of one manager, or of everybody."""

    sent: Arm = NONE
    withheld: Arm = NONE

    @property
    def difference(self) -> Decimal:
        """Δ = p(sent) − p(withheld)."""
        return self.sent.share - self.withheld.share

    @property
    def fewest(self) -> int:
        """The decisions of the smaller arm."""
        return min(self.sent.decisions, self.withheld.decisions)

    @property
    def decisions(self) -> int:
        """The decisions of both arms."""
        return self.sent.decisions + self.withheld.decisions

    def __add__(self, other: Arms) -> Arms:
        return Arms(self.sent + other.sent, self.withheld + other.withheld)


@dataclass(frozen=True)
class Interval:
    """From `low` to `high`, with 95 % confidence."""

    low: Decimal
    high: Decimal

    def covers(self, other: Interval) -> Interval:
        """Return the smallest interval that holds both."""
        return Interval(min(self.low, other.low), max(self.high, other.high))


@dataclass(frozen=True)
class Effect:
    """What a kind of nudge does. `adjusted` knows about managers, `resampled` was found by drawing managers anew.

    `deciding` is the wider of those two, on which the `verdict` stands. `needed` is how many decisions each arm
    would take to tell the difference that was seen, `needed_for_worth` the smallest one worth having.
    """

    arms: Arms
    managers: int
    design_effect: Decimal
    naive: Interval
    adjusted: Interval
    resampled: Interval | None
    verdict: Verdict
    needed: int | None
    needed_for_worth: int

    @property
    def deciding(self) -> Interval:
        """The interval the verdict stands on."""
        return self.adjusted.covers(self.resampled) if self.resampled else self.adjusted


def effect(by_manager: Mapping[int, Arms], *, rho: Decimal = RHO, seed: int = 0) -> Effect | None:
    """Return what can be said of the decisions of each manager; None when there are too few to say anything."""
    arms = sum(by_manager.values(), Arms())
    if arms.fewest < FEWEST or len(by_manager) < FEWEST:
        return None
    inflation = design_effect(Decimal(arms.decisions) / len(by_manager), rho)
    return estimate(arms, inflation, len(by_manager), resample(list(by_manager.values()), seed=seed))


def estimate(arms: Arms, inflation: Decimal, managers: int = 0, resampled: Interval | None = None) -> Effect:
    """Return the estimate for both arms whose variance is inflated by the design effect."""
    naive, adjusted = interval(arms), interval(arms, inflation)
    deciding = adjusted.covers(resampled) if resampled else adjusted
    pooled = (arms.sent + arms.withheld).share
    delta = abs(arms.difference)
    return Effect(
        arms=arms,
        managers=managers,
        design_effect=inflation,
        naive=naive,
        adjusted=adjusted,
        resampled=resampled,
        verdict=judge(arms, naive, deciding),
        needed=needed_per_arm(pooled, delta, inflation) if delta else None,
        needed_for_worth=needed_per_arm(pooled, WORTH, inflation),
    )


def standard_error(arms: Arms, inflation: Decimal = Decimal(1)) -> Decimal:
    """Return the standard error of Δ; `inflation` is the design effect, 1 for independent decisions."""
    return ((arms.sent.variance + arms.withheld.variance) * inflation).sqrt()


def interval(arms: Arms, inflation: Decimal = Decimal(1)) -> Interval:
    """Return the 95 % interval of Δ."""
    margin = Z * standard_error(arms, inflation)
    return Interval(arms.difference - margin, arms.difference + margin)


def design_effect(mean_size: Decimal, rho: Decimal = RHO) -> Decimal:
    """Return DE = 1 + (m̄ − 1)ρ for managers with `mean_size` decisions on average."""
    return 1 + max(mean_size - 1, Decimal(0)) * rho


def needed_per_arm(share: Decimal, delta: Decimal, inflation: Decimal = Decimal(1)) -> int:
    """Return how many decisions each arm takes to tell a difference of `delta` from none."""
    needed = SIZE_FACTOR * share * (1 - share) / (delta * delta) * inflation
    return int(needed.to_integral_value(rounding=ROUND_CEILING))


def judge(arms: Arms, naive: Interval, deciding: Interval) -> Verdict:
    """Return what may be said: on `deciding`, except that nothing but the managers may stand in the way."""
    if arms.fewest < FEWEST:
        return Verdict.TOO_FEW
    if deciding.high < 0:
        return Verdict.HARMFUL
    if arms.fewest >= ENOUGH and deciding.high < WORTH:
        return Verdict.RETIRE
    if deciding.low > 0:
        return Verdict.PROVEN
    return Verdict.PROMISING if naive.low > 0 else Verdict.UNCLEAR


def resample(clusters: Sequence[Arms], *, seed: int, draws: int = DRAWS) -> Interval | None:
    """Return the 95 % interval of Δ over managers drawn anew, with repetition; the same for the same `seed`.

    None when hardly any draw had both arms.
    """
    chance = random.Random(seed)
    counts = [
        (each.sent.acts, each.sent.decisions, each.withheld.acts, each.withheld.decisions)
        for each in clusters
    ]
    found: list[Decimal] = []
    for _ in range(draws):
        acts, sent, without, withheld = map(sum, zip(*chance.choices(counts, k=len(counts)), strict=True))
        if sent and withheld:
            found.append(Decimal(acts) / sent - Decimal(without) / withheld)
    if len(found) < draws * 9 // 10:
        return None
    found.sort()
    tail = int(_TAIL * len(found))
    return Interval(found[tail], found[-1 - tail])


def gathered(decisions: Iterable[tuple[int, bool, bool]]) -> dict[int, Arms]:
    """Return both arms of each manager from (manager, sent, followed by the act), in the order managers come."""
    found: dict[int, Arms] = {}
    for manager, sent, acted in decisions:
        one = Arm(int(acted), 1)
        found[manager] = found.get(manager, Arms()) + (Arms(sent=one) if sent else Arms(withheld=one))
    return found
