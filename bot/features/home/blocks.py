"""App Home and the help message."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.delivery.drafts import Drawn
from bot.features.home import rules
from bot.language.names import spoken_name
from bot.slack import blocks

if TYPE_CHECKING:
    from slackblocks import Element

    from bot.features.home.parts import HomeView
    from bot.features.home.rules import HomeFrame
    from bot.slack.blocks import Block
    from prompts.catalog import Catalog

CHOOSE = "check_ins.choose"
"""Taken by the check-in feature: it asks with whom."""
SHOW_HELP = "home.help"
HOME_LIMIT = 100
"""How many blocks Slack takes on App Home."""
_FRAME = 6


def home(view: HomeView, catalog: Catalog, locale: str) -> dict[str, Any]:
    """Draw App Home; parts that do not fit are cut, and say by how much."""
    opening = [
        blocks.header(catalog.text(locale, "home-greeting", name=spoken_name(view.frame.name, locale)))
    ]
    opening.append(blocks.section(catalog.text(locale, "home-about")))
    if view.frame.leads:
        opening.append(blocks.actions([_start(catalog, locale)]))
    return blocks.home([*opening, *_parts(view, catalog, locale), *_closing(catalog, locale)])


def help_message(frame: HomeFrame, catalog: Catalog, locale: str, *, understood: bool) -> Drawn:
    """Draw what the bot can do for this person."""
    name = blocks.escape(spoken_name(frame.name, locale))
    greeting = (
        catalog.text(locale, "home-help-greeting", name=name)
        if understood
        else catalog.text(locale, "home-help-not-understood", name=name)
    )
    return Drawn(text=greeting, blocks=[blocks.section(greeting), *_can_do(frame, catalog, locale)])


def help_window(frame: HomeFrame, catalog: Catalog, locale: str) -> dict[str, Any]:
    """Draw the same as a window, for somebody on App Home who would not see a message."""
    return blocks.modal(
        SHOW_HELP,
        catalog.text(locale, "home-help-title"),
        _can_do(frame, catalog, locale),
        submit=None,
        close=catalog.text(locale, "button-close"),
    )


def _can_do(frame: HomeFrame, catalog: Catalog, locale: str) -> list[Block]:
    abilities = catalog.text(locale, "home-help-leads" if frame.leads else "home-help-everyone")
    return [
        blocks.section(abilities),
        *([blocks.section(catalog.text(locale, "home-help-hr"))] if frame.in_hr else []),
        *([blocks.actions([_start(catalog, locale)])] if frame.leads else []),
        blocks.context(catalog.text(locale, "home-help-where")),
        blocks.context(catalog.text(locale, "home-software")),
    ]


def _parts(view: HomeView, catalog: Catalog, locale: str) -> list[Block]:
    drawn = [whole for part, read in view.parts if (whole := part.draw(read, catalog, locale))]
    # Each part brings a line that divides it from what stands above.
    space = rules.room([len(part) + 1 for part in drawn], HOME_LIMIT - _FRAME)
    shown: list[Block] = []
    for part, given in zip(drawn, space, strict=True):
        shown += [blocks.divider(), *_cut(part, given - 1, catalog, locale)]
    return shown


def _cut(part: list[Block], given: int, catalog: Catalog, locale: str) -> list[Block]:
    if len(part) <= given:
        return part
    kept = max(given - 1, 0)
    return [*part[:kept], blocks.context(catalog.text(locale, "home-cut", count=len(part) - kept))]


def _closing(catalog: Catalog, locale: str) -> list[Block]:
    label = catalog.text(locale, "home-help-button")
    return [
        blocks.divider(),
        blocks.context(catalog.text(locale, "home-software")),
        blocks.actions([blocks.button(label, SHOW_HELP, "home")]),
    ]


def _start(catalog: Catalog, locale: str) -> Element:
    return blocks.button(catalog.text(locale, "home-check-in-button"), CHOOSE, "home", style="primary")
