"""What a line of a goal sheet measures: the ten types of indicator (domain 4.2), as they are agreed."""

from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from bot.features.scores.rounding import ONE


@dataclass(frozen=True, slots=True)
class Higher:
    """Higher is better: actual ÷ target. Below `threshold` (a share of the target) the score is 0."""

    TAG: ClassVar[str] = "higher"
    target: Decimal
    threshold: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Lower:
    """Lower is better: 2 − actual ÷ target."""

    TAG: ClassVar[str] = "lower"
    target: Decimal


@dataclass(frozen=True, slots=True)
class TargetBand:
    """Inside `low` to `high` all is well; `per_unit` points are lost for each `step` of deviation."""

    TAG: ClassVar[str] = "band"
    low: Decimal
    high: Decimal
    per_unit: Decimal | None = None
    step: Decimal = ONE


@dataclass(frozen=True, slots=True)
class Tier:
    """From `bound` on, the bound included, the score is `score`."""

    bound: Decimal
    score: Decimal


@dataclass(frozen=True, slots=True)
class Steps:
    """The highest tier reached counts. `target` is what was agreed as expected, for display only."""

    TAG: ClassVar[str] = "step"
    tiers: tuple[Tier, ...]
    target: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Share:
    """A milestone or key result and its weight within its line, in percent."""

    id: str
    weight: Decimal


@dataclass(frozen=True, slots=True)
class Milestones:
    """What was to be done by when."""

    TAG: ClassVar[str] = "milestone"
    parts: tuple[Share, ...]


@dataclass(frozen=True, slots=True)
class Behaviour:
    """A behaviour rated on anchored levels 1 to 5; `target` is the level expected, for display only."""

    TAG: ClassVar[str] = "bars"
    item: str
    target: int = 3


@dataclass(frozen=True, slots=True)
class Feedback:
    """What others around somebody rated. `target` is the mean expected, for display only."""

    TAG: ClassVar[str] = "r360"
    target: Decimal | None = None


@dataclass(frozen=True, slots=True)
class AspirationalOkr:
    """Key results meant to stretch: 0.7 is as good as the target. `target` is for display only."""

    TAG: ClassVar[str] = "okr_asp"
    results: tuple[Share, ...]
    target: Decimal | None = None


@dataclass(frozen=True, slots=True)
class CommittedOkr:
    """Key results that were promised: 1.0 is the expectation."""

    TAG: ClassVar[str] = "okr_com"
    results: tuple[Share, ...]


@dataclass(frozen=True, slots=True)
class Points:
    """What each confirmed record of one kind costs."""

    kind: str
    each: Decimal


@dataclass(frozen=True, slots=True)
class Deductions:
    """Begins at 100; confirmed records take points away."""

    TAG: ClassVar[str] = "deduct"
    points: tuple[Points, ...]


Measure = (
    Higher
    | Lower
    | TargetBand
    | Steps
    | Milestones
    | Behaviour
    | Feedback
    | AspirationalOkr
    | CommittedOkr
    | Deductions
)
