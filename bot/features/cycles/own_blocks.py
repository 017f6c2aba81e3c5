"""Where somebody's own cycle stands, in a window of its own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from bot.features.cycles.blocks import home_part, phase_line, unlinked
from bot.slack import blocks

if TYPE_CHECKING:
    from bot.features.cycles.views import OwnCycle
    from prompts.catalog import Catalog

OWN = "cycles.own"


def own_window(view: OwnCycle, catalog: Catalog, locale: str) -> dict[str, Any]:
    """Draw where somebody's own cycle stands, and what is theirs to do."""
    steps = home_part(replace(view.home, may_look=False), catalog, locale)
    return blocks.modal(
        OWN,
        catalog.text(locale, "cycles-title", cycle=view.names.get(catalog.language_of(locale), view.cycle)),
        [
            *unlinked(catalog, locale, linked_to_pay=view.linked_to_pay),
            blocks.section("\n".join(phase_line(line, catalog, locale) for line in view.phases)),
            *([blocks.divider(), *steps] if steps else []),
        ],
        submit=None,
        close=catalog.text(locale, "button-close"),
    )
