"""What is suggested about a unit's distribution (PM-5.5). It blocks no release and forces nobody down."""

from dataclasses import dataclass
from decimal import Decimal

from bot.features.scores.configuration import GuidanceRule

_HALF = Decimal("0.5")


@dataclass(frozen=True, slots=True)
class Guidance:
    """The most people suggested for the two best bands together and for the best one. No others have limits."""

    size: int
    share: Decimal
    top_max: int
    best_max: int


def guidance(size: int, unit_score: Decimal, rule: GuidanceRule) -> Guidance | None:
    """Return the suggestion for a unit of `size` rated people; None when it is too small for percentages."""
    if size < rule.size_min:
        return None
    share = next(each.share for each in rule.shares if unit_score >= each.lowest)
    return Guidance(
        size=size,
        share=share,
        top_max=int(size * share + _HALF),
        best_max=int(size * rule.best_share),
    )
