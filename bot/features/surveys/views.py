"""A fortnight of a pilot as HR may see it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from decimal import Decimal

    from bot.features.surveys.rules import Table


@dataclass(frozen=True)
class Friction:
    """How often something got in the way, and how often in the fortnight before; None where there was none.

    `parts`: how often in which part of ours, the most first, where that is known.
    """

    kind: str
    count: int
    before: int | None
    parts: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True)
class Picture:
    """A fortnight as a picture: what the file and the picture are called, and its bytes."""

    name: str
    title: str
    content: bytes


@dataclass(frozen=True)
class Digest:
    """What may be told of a fortnight. `names` and `units` (by code) are by language, as the reader's scope goes.

    `rate_before`: the share of a hundred that answered the fortnight before. `health_before`: H of the same question
    when it was asked last, on `asked_before`. `friction` is empty where fewer than five people were asked. `words` are
    what people wrote, without names, or nothing where fewer than eight did: `wrote` is then not told either.
    """

    round_id: str
    cycle: str
    names: Mapping[str, str]
    linked_to_pay: bool
    number: int
    question: str
    opens: date
    closes: date
    running: bool
    table: Table
    units: Mapping[str, Mapping[str, str]]
    scope: tuple[str, ...]
    rate_before: int | None
    health_before: Decimal | None
    asked_before: date | None
    friction: tuple[Friction, ...]
    words: tuple[str, ...]
