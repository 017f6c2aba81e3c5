"""How a pair's cadence is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.features.one_on_ones.rules import Rhythm
    from prompts.catalog import Catalog

RHYTHM = "one_on_ones.rhythm"
"""The button on App Home, its value the employee, and the form it opens."""


def rhythm_line(rhythm: Rhythm, catalog: Catalog, locale: str) -> str:
    """Return a cadence in one line, with what is special about the next talk."""
    return " · ".join(_parts(rhythm, catalog, locale))


def weekday(day: int, catalog: Catalog, locale: str) -> str:
    """Return what a weekday is called; 0 is Monday."""
    return catalog.text(locale, "one-on-ones-weekday", day=day)


def _parts(rhythm: Rhythm, catalog: Catalog, locale: str) -> Iterator[str]:
    often = catalog.text(locale, "one-on-ones-often", days=rhythm.every_days)
    if not rhythm.at:
        yield catalog.text(locale, "one-on-ones-rhythm-open", often=often)
    elif rhythm.weekday is None:
        yield catalog.text(locale, "one-on-ones-rhythm-timed", often=often, at=rhythm.at, zone=rhythm.zone)
    else:
        day = weekday(rhythm.weekday, catalog, locale)
        yield catalog.text(
            locale, "one-on-ones-rhythm-fixed", often=often, weekday=day, at=rhythm.at, zone=rhythm.zone
        )
    if rhythm.moved:
        yield catalog.text(locale, "one-on-ones-moved")
    if rhythm.skipped_on:
        yield catalog.text(locale, "one-on-ones-skipped", day=rhythm.skipped_on)
    if rhythm.paused_until:
        yield catalog.text(locale, "one-on-ones-paused", day=rhythm.paused_until)
