"""A result: its figures as they are shown, what follows from them, and the trace they stand on."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from bot.features.scores.goal_sheets import Section, Tier
from bot.features.scores.inputs import Inputs
from bot.features.scores.trace import Step


class Status(StrEnum):
    """Whether there is a result, and otherwise why not."""

    SCORED = "scored"
    WAITING = "waiting"
    HOLD_MISSING = "HOLD_MISSING"
    NOT_RATED = "NR"


class Treatment(StrEnum):
    """What became of a line (domain 4.4)."""

    COUNTED = "counted"
    WAITING = "M1"
    EXCLUDED = "M2"
    ZERO = "M4"
    UNRATED = "M5"
    VOID = "void"


class Reason(StrEnum):
    """Why there is no result, or not yet."""

    MISSING_WEIGHT = "M3"
    UNRATED = "M5"
    SECTION_EMPTY = "section_empty"
    NOTHING_COUNTED = "nothing_counted"
    DEPARTMENT_SCORE = "department_score"
    ORGANISATION_SCORE = "organisation_score"
    ACTIVE_DAYS = "P3"


@dataclass(frozen=True, slots=True)
class Hold:
    """One reason against a result. `weight` is the missing weight, `days` the active days, where it is these."""

    reason: Reason
    clause: str
    line: str | None = None
    weight: Decimal | None = None
    days: int | None = None


@dataclass(frozen=True, slots=True)
class LineResult:
    """One line. `weight` is as agreed, `effective_weight` what counts; None: it does not count.

    `limits` name what bit (cap, floor, threshold), `dropped` the groups of raters left out or the milestones
    cancelled. `gap` is contribution − effective weight: so much more or less than by just meeting the target.
    """

    code: str
    type: str
    section: Section
    clause: str
    weight: Decimal
    treatment: Treatment
    effective_weight: Decimal | None = None
    target: Decimal | None = None
    attainment: Decimal | None = None
    score: Decimal | None = None
    contribution: Decimal | None = None
    gap: Decimal | None = None
    limits: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()

    @property
    def redistributed(self) -> bool:
        """Whether this line carries weight of a line that is missing."""
        return self.effective_weight is not None and self.effective_weight != self.weight


@dataclass(frozen=True, slots=True)
class Coefficients:
    """Cd, Co, U, e and E of the rule book; Cd is None for a unit head, whose own score is D already."""

    department: Decimal | None
    organisation: Decimal
    unit: Decimal
    exposure: Decimal
    exposed: Decimal


@dataclass(frozen=True, slots=True)
class Gap:
    """A line and the points it adds to or takes from the 100 of just meeting every target."""

    code: str
    points: Decimal


@dataclass(frozen=True, slots=True)
class SegmentResult:
    """One stretch in one role. `score` is its own where there are several, weighted by `share`.

    `days` are the active ones; `joined` are the numbers of shorter periods that count here.
    """

    number: int
    start: date
    end: date
    days: int
    unit: str
    role_tier: Tier
    lines: tuple[LineResult, ...]
    joined: tuple[int, ...] = ()
    missing_weight: Decimal = Decimal(0)
    own_work: Decimal | None = None
    bonus: Decimal | None = None
    deduction: Decimal | None = None
    own_score: Decimal | None = None
    coefficients: Coefficients | None = None
    score: Decimal | None = None
    share: Decimal | None = None
    limits: tuple[str, ...] = ()
    lifted: tuple[Gap, ...] = ()
    held_back: tuple[Gap, ...] = ()


class Part(StrEnum):
    """What a piece of the waterfall is."""

    OWN_WORK = "own_work"
    BONUS = "bonus"
    DEDUCTION = "deduction"
    LIMIT = "limit"
    SEGMENT = "segment"
    UNIT_EFFECT = "unit_effect"
    CALIBRATION = "calibration"
    RED_LINE = "red_line"


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of the waterfall, at two decimals; `after` is the sum so far, `segment` its number."""

    part: Part
    amount: Decimal
    after: Decimal
    segment: int | None = None


@dataclass(frozen=True, slots=True)
class WithoutUnit:
    """What the result and its band would be if the unit had no effect."""

    score: Decimal
    band: str
    differs: bool


@dataclass(frozen=True, slots=True)
class Trace:
    """What is hashed: the configuration's fingerprint, all inputs and every step."""

    configuration: str
    inputs: Inputs
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """One version of somebody's result in a cycle.

    `final` is R of the rule book, after calibration and red line; `before_calibration` is F, `calibrated` Fc.
    There is no band while the result is provisional. `unsourced` are the references of figures that have "no
    source on record". Nothing `hypothetical` may be stored. `hash` is the SHA-256 of the trace's canonical text,
    inputs and configuration included.
    """

    employee: str
    cycle: str
    status: Status
    active_days: int
    segments: tuple[SegmentResult, ...]
    trace: Trace
    holds: tuple[Hold, ...] = ()
    own_score: Decimal | None = None
    before_calibration: Decimal | None = None
    calibrated: Decimal | None = None
    final: Decimal | None = None
    band: str | None = None
    band_before_calibration: str | None = None
    under_red_line: bool = False
    unit_effect: Decimal | None = None
    waterfall: tuple[Piece, ...] = ()
    without_unit: WithoutUnit | None = None
    unsourced: tuple[str, ...] = ()
    hypothetical: bool = False
    hash: str = ""
