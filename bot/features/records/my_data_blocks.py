"""What is drawn about one's own data: the part of App Home, the window after a press, how far a copy is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.slack import blocks

if TYPE_CHECKING:
    from bot.slack.blocks import Block, Drawn
    from prompts.catalog import Catalog

EXPORT = "records.export"
"""The button that asks for a copy."""


def home_part(_read: object, catalog: Catalog, locale: str) -> list[Block]:
    """Draw what is to be known of one's own data, with the button that asks for a copy."""
    return [
        blocks.header(catalog.text(locale, "data-home-title")),
        blocks.context(catalog.text(locale, "data-home-about")),
        blocks.actions([blocks.button(catalog.text(locale, "data-home-button"), EXPORT, "home")]),
    ]


def window(catalog: Catalog, locale: str) -> dict[str, Any]:
    """Draw the window that says where the copy goes, for somebody on App Home who would not see the message."""
    return blocks.modal(
        EXPORT,
        catalog.text(locale, "data-home-title"),
        [blocks.section(catalog.text(locale, "data-window"))],
        submit=None,
        close=catalog.text(locale, "button-close"),
    )


def progress(sentence: str) -> Drawn:
    """Draw how far a copy is."""
    return blocks.Drawn(text=sentence, blocks=[blocks.section(sentence)])
