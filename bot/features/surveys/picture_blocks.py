"""A fortnight's answers as a picture: one bar a unit, divided from "not at all" to "fully"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.drawing.pictures import Stack, stacks
from bot.features.surveys import blocks, rules

if TYPE_CHECKING:
    from bot.features.surveys.rules import Spread
    from bot.features.surveys.views import Digest
    from prompts.catalog import Catalog

BARS = 14
LABEL = 16
"""Characters of a unit's name that stand beside a bar."""


def drawn(view: Digest, catalog: Catalog, locale: str) -> bytes | None:
    """Return the picture as PNG; None where nothing may be told. Raises NoFontError."""
    if view.table.total is None:
        return None
    legend = [
        catalog.text(locale, "surveys-legend", value=value)
        for value in range(rules.LOWEST, rules.HIGHEST + 1)
    ]
    bars = [_bar(catalog.text(locale, "surveys-all"), view.table.total, catalog, locale)]
    bars += [
        _bar(blocks.part_name(view, part, catalog, locale)[:LABEL], part.spread, catalog, locale)
        for part in view.table.parts[:BARS]
    ]
    note = catalog.text(locale, "surveys-picture-note", linked="yes" if view.linked_to_pay else "no")
    return stacks(catalog.text(locale, f"surveys-question-{view.question}"), note, legend, bars)


def _bar(label: str, spread: Spread, catalog: Catalog, locale: str) -> Stack:
    shares = tuple(count / spread.answers for count in spread.counts)
    said = catalog.text(locale, "surveys-bar", health=str(spread.health), answers=spread.answers)
    return Stack(label, shares, said)
