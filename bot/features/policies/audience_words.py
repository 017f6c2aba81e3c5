"""What the people a document is for are called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.slack import blocks

if TYPE_CHECKING:
    from collections.abc import Mapping

    from prompts.catalog import Catalog

UNIT = "unit:"


def audience(said: str, units: Mapping[str, str], catalog: Catalog, locale: str) -> str:
    """Write whom a document is for; `units` are the units' names by code."""
    if said.startswith(UNIT):
        code = said.removeprefix(UNIT)
        unit = blocks.escape(units.get(code, code))
        return catalog.text(locale, "policies-audience", audience="unit", unit=unit)
    return catalog.text(locale, "policies-audience", audience=said, unit="")
