"""The band of a final score (PM-5.4)."""

from decimal import Decimal

from bot.features.scores.configuration import BandsRule


def band_of(score: Decimal, rule: BandsRule) -> str:
    """Return the band of a score that has been rounded already; each band's lower bound belongs to it."""
    return next((band.name for band in rule.bands if score >= band.lowest), rule.bands[-1].name)
