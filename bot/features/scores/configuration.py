"""What a company decides about its scores: limits, slopes, bands and rounding, each under its clause.

The values are data (`knowledge/scoring.toml` are those of the demo rule book); this says what they mean.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from bot.features.scores import canonical
from bot.features.scores.indicator_rules import (
    AnchorRule,
    BandRule,
    CapRule,
    FeedbackRule,
    HigherRule,
    MilestoneRule,
    PlainRule,
)
from bot.features.scores.measures import Measure


class Mode(StrEnum):
    """How a unit's result meets a person's (domain 4.3)."""

    MULTIPLY = "multiply"
    BLEND = "blend"
    POOL_ONLY = "pool_only"


@dataclass(frozen=True, slots=True)
class Rounding:
    """How many decimals each rounding point keeps. Nothing else rounds."""

    clause: str
    attainment: int
    score: int
    weight: int
    contribution: int
    coefficient: int
    segment_score: int
    prorated_target: int
    share: int
    mean: int
    grade: int
    final: int


@dataclass(frozen=True, slots=True)
class Scale:
    """What a score can be; a target met is 100."""

    clause: str
    floor: Decimal
    cap: Decimal


@dataclass(frozen=True, slots=True)
class ItemRule:
    """Limits of one item and of all together, as sizes without a sign."""

    clause: str
    bonus_min: Decimal
    bonus_max: Decimal
    bonus_total: Decimal
    deduction_min: Decimal
    deduction_max: Decimal
    deduction_total: Decimal
    never: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UnitRule:
    """The coefficients: how steep for each point away from 100, and between which limits."""

    clause: str
    mode: Mode
    department_slope: Decimal
    department_low: Decimal
    department_high: Decimal
    organisation_slope: Decimal
    organisation_low: Decimal
    organisation_high: Decimal
    low: Decimal
    high: Decimal


@dataclass(frozen=True, slots=True)
class ExposureRule:
    """The share of the unit effect each tier carries."""

    clause: str
    front_line: Decimal
    staff: Decimal
    unit_head: Decimal


@dataclass(frozen=True, slots=True)
class BlendRule:
    """The weights of the three scores where they are blended; together 1."""

    clause: str
    own: Decimal
    department: Decimal
    organisation: Decimal


@dataclass(frozen=True, slots=True)
class BandFrom:
    """A band and the lowest final score in it."""

    name: str
    lowest: Decimal


@dataclass(frozen=True, slots=True)
class BandsRule:
    """The bands from the best down; the last begins at the scale's floor."""

    clause: str
    bands: tuple[BandFrom, ...]


@dataclass(frozen=True, slots=True)
class CalibrationRule:
    """What calibration may do, why, and who must agree."""

    clause: str
    limit: Decimal
    reasons: tuple[str, ...]
    approvers: int
    evidence: int


@dataclass(frozen=True, slots=True)
class RedLineRule:
    """The most anybody scores after a confirmed red-line event."""

    clause: str
    limit: Decimal


@dataclass(frozen=True, slots=True)
class MissingRule:
    """The missing weight up to which the rest is scored, and the reminders before a zero."""

    clause: str
    limit: Decimal
    reminders: int


@dataclass(frozen=True, slots=True)
class ChangeRule:
    """Days: the shortest segment that stands alone, the shortest leave that counts, the fewest to be rated."""

    clause: str
    scope_clause: str
    segment_min: int
    leave_min: int
    active_min: int


@dataclass(frozen=True, slots=True)
class ShareFrom:
    """From a unit score of `lowest` on, this share of people in the two best bands is suggested."""

    lowest: Decimal
    share: Decimal


@dataclass(frozen=True, slots=True)
class GuidanceRule:
    """What is suggested about a unit's distribution, from which size on."""

    clause: str
    size_min: int
    top_bands: int
    shares: tuple[ShareFrom, ...]
    best_share: Decimal


@dataclass(frozen=True, slots=True)
class SheetRule:
    """Limits of a goal sheet; weights in percent."""

    clause: str
    source_clause: str
    upper_goal_clause: str
    agreement_clause: str
    lines_min: int
    lines_max: int
    weight_min: Decimal
    weight_max: Decimal
    behaviour_min: Decimal
    behaviour_max: Decimal


@dataclass(frozen=True)
class Configuration:
    """Everything above, under an id and a version. What results were computed with is in their hash."""

    id: str
    version: str
    rounding: Rounding
    scale: Scale
    higher: HigherRule
    lower: PlainRule
    band: BandRule
    step: PlainRule
    milestone: MilestoneRule
    bars: AnchorRule
    r360: FeedbackRule
    okr_asp: AnchorRule
    okr_com: CapRule
    deduct: CapRule
    items: ItemRule
    unit: UnitRule
    exposure: ExposureRule
    blend: BlendRule
    final: PlainRule
    bands: BandsRule
    calibration: CalibrationRule
    red_line: RedLineRule
    missing: MissingRule
    changes: ChangeRule
    guidance: GuidanceRule
    sheet: SheetRule

    @cached_property
    def fingerprint(self) -> str:
        """The hash of every value in here."""
        return canonical.digest(canonical.text(self))

    def clause_of(self, measure: Measure) -> str:
        """Return the clause of a type of indicator."""
        return str(getattr(self, measure.TAG).clause)

    def cap_of(self, measure: Measure) -> Decimal:
        """Return the most a type can score where its line says nothing else."""
        cap = getattr(getattr(self, measure.TAG), "cap", self.scale.cap)
        return cap if isinstance(cap, Decimal) else self.scale.cap
