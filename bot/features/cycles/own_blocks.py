"""Where somebody's own cycle stands, in a window of its own or in a message."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from bot.features.cycles.blocks import home_part, phase_line, unlinked
from bot.slack import blocks
from bot.slack.blocks import Drawn

if TYPE_CHECKING:
    from bot.features.cycles.views import OwnCycle
    from bot.slack.blocks import Block
    from prompts.catalog import Catalog

OWN = "cycles.own"


def own_window(view: OwnCycle, catalog: Catalog, locale: str) -> dict[str, Any]:
    """Draw where somebody's own cycle stands, and what is theirs to do."""
    shown = replace(view, home=replace(view.home, may_look=False))
    return blocks.modal(
        OWN,
        _title(view, catalog, locale),
        _stands(shown, catalog, locale),
        submit=None,
        close=catalog.text(locale, "button-close"),
    )


def own_message(view: OwnCycle, catalog: Catalog, locale: str) -> Drawn:
    """Draw the same as a message, with the way to the board for who may see it."""
    title = _title(view, catalog, locale)
    return Drawn(title, [blocks.header(title), *_stands(view, catalog, locale)])


def _title(view: OwnCycle, catalog: Catalog, locale: str) -> str:
    return catalog.text(locale, "cycles-title", cycle=view.names.get(catalog.language_of(locale), view.cycle))


def _stands(view: OwnCycle, catalog: Catalog, locale: str) -> list[Block]:
    steps = home_part(view.home, catalog, locale)
    return [
        *unlinked(catalog, locale, linked_to_pay=view.linked_to_pay),
        blocks.section("\n".join(phase_line(line, catalog, locale) for line in view.phases)),
        *([blocks.divider(), *steps] if steps else []),
    ]
