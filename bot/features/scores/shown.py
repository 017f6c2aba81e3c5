"""What one reader is shown of a result, and what they asked about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime
    from decimal import Decimal

    from bot.features.scores.explained import Explained


@dataclass(frozen=True)
class ScoreReader:
    """Somebody else who opened a result: who, as what (a relation of `access`), and when."""

    name: str
    relation: str
    at: datetime


@dataclass(frozen=True)
class Shown:
    """A result as one reader may see it. `own`: it is theirs. `name` is its person's.

    `linked_to_pay`: pay depends on its cycle; in a pilot it does not, which stands wherever the result does.
    """

    person_id: int
    name: str
    own: bool
    cycle: str
    version_id: str
    explained: Explained
    readers: tuple[ScoreReader, ...] = ()
    linked_to_pay: bool = True


@dataclass(frozen=True)
class Supposed:
    """What a result would be if one line had another value: hypothetical, and nowhere stored."""

    shown: Shown
    code: str
    supposed: Explained


@dataclass(frozen=True)
class CycleResult:
    """One cycle's result for a comparison: final and band are what was released."""

    cycle: str
    final: Decimal
    band: str


@dataclass(frozen=True)
class Comparison:
    """One's own newest result beside the one before it; None where there is no earlier one."""

    shown: Shown
    before: CycleResult | None


@dataclass(frozen=True)
class ResultInShort:
    """A line on App Home: whose result, in which state. `final` is as it is shown; no band while provisional.

    `linked_to_pay` as with `Shown`.
    """

    person_id: int
    name: str
    cycle: str
    state: str
    final: str | None
    band: str | None
    linked_to_pay: bool = True


@dataclass(frozen=True)
class HomeScores:
    """What App Home shows: one's own newest result, and those of one's reports."""

    own: ResultInShort | None
    reports: tuple[ResultInShort, ...]
