"""Everything one result is computed from, besides the company's configuration."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bot.features.scores.figures import Figure
from bot.features.scores.goal_sheets import GoalSheet
from bot.features.scores.provenance import Provenance
from bot.features.scores.states import State


class InputError(ValueError):
    """Something that must not be computed with. `code` is for programs, `line` the indicator if there is one."""

    def __init__(self, code: str, says: str, line: str | None = None) -> None:
        super().__init__(f"{code}: {says}" if line is None else f"{code}: {line}: {says}")
        self.code = code
        self.line = line


@dataclass(frozen=True, slots=True)
class Score:
    """A unit's score and its source."""

    value: Decimal
    provenance: Provenance | None = None


@dataclass(frozen=True, slots=True)
class UnitScores:
    """The department's and the organisation's score; None: not decided yet."""

    department: Score | None = None
    organisation: Score | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """A bonus (above 0) or a deduction (below), once for one `event`. `kind` is the company's own word for it."""

    amount: Decimal
    on: date
    why: str
    approver: str
    clause: str = ""
    evidence: tuple[str, ...] = ()
    event: str | None = None
    kind: str | None = None
    provenance: Provenance | None = None


@dataclass(frozen=True, slots=True)
class Period:
    """One role in one unit, from `start` to `end` (both included), with what counts in it."""

    start: date
    end: date
    sheet: GoalSheet
    figures: tuple[Figure, ...]
    unit_scores: UnitScores
    items: tuple[Item, ...] = ()

    @property
    def days(self) -> int:
        """How many calendar days this is."""
        return (self.end - self.start).days + 1


@dataclass(frozen=True, slots=True)
class Leave:
    """Days away, both included."""

    start: date
    end: date
    record: str | None = None


@dataclass(frozen=True, slots=True)
class Calibration:
    """Points added to or taken from a result, for a reason of the company's list (PM-5.6)."""

    delta: Decimal
    reason: str
    evidence: tuple[str, ...]
    approvers: tuple[str, ...]
    decided_on: date
    explanation: str | None = None
    provenance: Provenance | None = None


@dataclass(frozen=True, slots=True)
class RedLine:
    """A listed event; it counts once it is confirmed, which takes an investigation and a hearing (PM-4.14)."""

    event: str
    confirmed_on: date | None = None
    investigation: str | None = None
    heard_on: date | None = None
    provenance: Provenance | None = None


@dataclass(frozen=True, slots=True)
class Decisions:
    """What people decided about one result."""

    calibration: Calibration | None = None
    red_lines: tuple[RedLine, ...] = ()


@dataclass(frozen=True, slots=True)
class Inputs:
    """One person in one cycle. `state` says how far the result is: before the freeze what is missing waits."""

    employee: str
    cycle: str
    periods: tuple[Period, ...]
    decisions: Decisions = Decisions()
    leaves: tuple[Leave, ...] = ()
    state: State = State.FROZEN
