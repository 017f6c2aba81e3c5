"""When a pilot is asked which question, and what may be told of the answers (PM-8.3, domain 6.1, D10)."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

EVERY = timedelta(days=14)
LOWEST, HIGHEST = 1, 5
FEWEST = 5
"""Of fewer answers than this nothing is told."""
FEWEST_WORDS = 8
"""What people wrote is quoted only where so many of them wrote something."""
HEALTHY, WATCH = Decimal(75), Decimal(60)
AGREED = Decimal("0.70")
"""Below this r_wg the views are split (domain 6.1)."""
WORDS_LIMIT = 500
_TENTH, _HUNDREDTH = Decimal("0.1"), Decimal("0.01")


@dataclass(frozen=True)
class Fortnight:
    """A fortnight in which a question is asked, first and last day included; the first one has the number 1."""

    number: int
    opens: date
    closes: date


def fortnight(first_on: date, last_on: date, today: date) -> Fortnight | None:
    """Return the fortnight of today in which a pilot from `first_on` to `last_on` is asked.

    None in the first two weeks, which there is nothing to say about yet, and outside the pilot.
    """
    number = (today - first_on) // EVERY
    if number < 1 or today > last_on:
        return None
    opens = first_on + number * EVERY
    return Fortnight(number, opens, opens + EVERY - timedelta(days=1))


def question_of(number: int, bank: Sequence[str]) -> str:
    """Return which question a fortnight asks: one after another, and then from the first again."""
    return bank[(number - 1) % len(bank)]


@dataclass(frozen=True)
class Spread:
    """How answers are spread: how many gave each value from 1 to 5, and what that comes to.

    `health` is H of domain 6.1, from 0 to 100. `agreement` is r_wg; None for a single answer.
    """

    counts: tuple[int, ...]
    mean: Decimal
    health: Decimal
    agreement: Decimal | None

    @property
    def answers(self) -> int:
        """How many answers there are."""
        return sum(self.counts)

    @property
    def colour(self) -> str:
        """Whether that is `healthy`, something to `watch`, or an `ailment`."""
        return "healthy" if self.health >= HEALTHY else "watch" if self.health >= WATCH else "ailment"

    @property
    def split(self) -> bool:
        """Whether the views are split."""
        return self.agreement is not None and self.agreement < AGREED


def spread(values: Iterable[int]) -> Spread | None:
    """Return how these answers are spread; None when there is none.

    H = 100·(mean-1)/4 and r_wg = 1 - s²/2 with the sample variance s² (domain 6.1), both from the exact mean.
    """
    found = Counter(values)
    counts = tuple(found[value] for value in range(LOWEST, HIGHEST + 1))
    answers = sum(counts)
    if not answers:
        return None
    total = sum(value * count for value, count in found.items())
    mean = Decimal(total) / answers
    squares = Decimal(sum(value * value * count for value, count in found.items()))
    agreement = None
    if answers > 1:
        variance = (squares - Decimal(total * total) / answers) / (answers - 1)
        agreement = (1 - variance / 2).quantize(_HUNDREDTH, ROUND_HALF_UP)
    health = (100 * (mean - 1) / 4).quantize(_TENTH, ROUND_HALF_UP)
    return Spread(counts, mean.quantize(_HUNDREDTH, ROUND_HALF_UP), health, agreement)


@dataclass(frozen=True)
class Groups:
    """Which units may be shown by themselves; `others`: the rest may be shown together. `hidden`: it may not."""

    shown: tuple[str, ...]
    others: bool
    hidden: bool


@dataclass(frozen=True)
class Part:
    """The answers of a unit, or of the units that are shown together, whose `unit` is empty."""

    unit: str
    asked: int
    spread: Spread


@dataclass(frozen=True)
class Table:
    """What may be told of a round's answers. `total` is None where even all together are too few."""

    asked: int
    answered: int
    total: Spread | None
    parts: tuple[Part, ...]
    hidden: bool


def table(answers: Mapping[str, Sequence[int | None]], group: Callable[[Mapping[str, int]], Groups]) -> Table:
    """Return what may be told: `answers` has for each unit a value, or None, for everybody who was asked.

    `group` is the rule of the boards: no unit below five, and none that could be worked out from the rest.
    """
    given = {unit: [value for value in said if value is not None] for unit, said in answers.items()}
    groups = group({unit: len(values) for unit, values in given.items() if values})
    parts = [_part(unit, [unit], answers, given) for unit in groups.shown]
    rest = [unit for unit in answers if unit not in groups.shown]
    if groups.others:
        parts.append(_part("", rest, answers, given))
    everybody = [value for values in given.values() for value in values]
    return Table(
        asked=sum(len(said) for said in answers.values()),
        answered=len(everybody),
        total=spread(everybody) if len(everybody) >= FEWEST else None,
        parts=tuple(each for each in parts if each is not None),
        hidden=groups.hidden,
    )


def quotable(words: Iterable[str]) -> tuple[str, ...]:
    """Return what may be quoted: nothing below eight, and in an order that says nothing of who wrote when."""
    written = [each for each in words if each.strip()]
    if len(written) < FEWEST_WORDS:
        return ()
    return tuple(sorted(written, key=lambda each: hashlib.sha256(each.encode()).digest()))


def percent(part: int, whole: int) -> int:
    """Return a share of a hundred, rounded half-up; 0 of nothing."""
    if not whole:
        return 0
    return int((Decimal(100 * part) / whole).quantize(Decimal(1), ROUND_HALF_UP))


def _part(
    name: str,
    units: Sequence[str],
    answers: Mapping[str, Sequence[int | None]],
    given: Mapping[str, Sequence[int]],
) -> Part | None:
    found = spread(value for unit in units for value in given[unit])
    return Part(name, sum(len(answers[unit]) for unit in units), found) if found else None
