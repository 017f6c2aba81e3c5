"""What a company decides about each type of indicator; see `configuration`."""

from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class HigherRule:
    """Below `threshold`, a share of the target, the score is 0."""

    clause: str
    threshold: Decimal


@dataclass(frozen=True, slots=True)
class PlainRule:
    """A type with nothing to decide."""

    clause: str


@dataclass(frozen=True, slots=True)
class BandRule:
    """Points lost for each unit outside the band, and the most that can be scored."""

    clause: str
    per_unit: Decimal
    cap: Decimal


@dataclass(frozen=True, slots=True)
class MilestoneRule:
    """What a milestone is worth by how it ended; late: `on_time` − `per_day` × days, at least `late_floor`."""

    clause: str
    on_time: Decimal
    per_day: Decimal
    late_floor: Decimal
    not_done: Decimal


@dataclass(frozen=True, slots=True)
class Anchor:
    """A level or grade `at`, its score, and how many dated events a level needs."""

    at: Decimal
    score: Decimal
    events: int = 0


@dataclass(frozen=True, slots=True)
class AnchorRule:
    """Anchors from the lowest up; between them the score runs in a straight line."""

    clause: str
    anchors: tuple[Anchor, ...]

    def around(self, at: Decimal) -> tuple[Anchor, Anchor]:
        """Return the two neighbouring anchors between which a level or grade lies."""
        return next(
            (pair for pair in pairwise(self.anchors) if at <= pair[1].at),
            (self.anchors[-2], self.anchors[-1]),
        )


@dataclass(frozen=True, slots=True)
class GroupWeight:
    """How much one group of raters counts, relative to the others."""

    group: str
    weight: Decimal


@dataclass(frozen=True, slots=True)
class FeedbackRule:
    """A group with fewer raters than `group_min` is left out; with fewer than `total_min` in all, everything."""

    clause: str
    groups: tuple[GroupWeight, ...]
    group_min: int
    total_min: int
    weight_max: Decimal


@dataclass(frozen=True, slots=True)
class CapRule:
    """The most that a type can score."""

    clause: str
    cap: Decimal
