"""The window with what did not arrive, its place on Home, and the line that says what is stuck."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.features.undelivered import line_blocks
from bot.language.names import spoken_name
from bot.slack import blocks
from bot.slack.blocks import Drawn

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.features.undelivered.rules import Letter, Overview
    from bot.slack.blocks import Block
    from prompts.catalog import Catalog

WINDOW, SHOW = "undelivered.window", "undelivered.show"
RETRY, RETRY_ALL = "undelivered.retry", "undelivered.retry_all"


def window(view: Overview, catalog: Catalog, locale: str, *, retried: int = 0) -> dict[str, Any]:
    """Draw what did not arrive; `retried` says how many were just put on their way again."""
    drawn = [blocks.section(line_blocks.standing(view, catalog, locale))]
    if retried:
        drawn.append(blocks.context(catalog.text(locale, "undelivered-retried", count=retried)))
    if view.count:
        drawn.append(blocks.section(catalog.text(locale, "undelivered-count", count=view.count)))
        drawn += [_line(letter, catalog, locale) for letter in view.letters]
        label = catalog.text(locale, "undelivered-retry-all", count=len(view.letters))
        drawn.append(blocks.actions([blocks.button(label, RETRY_ALL, "shown")]))
        drawn.append(blocks.context(catalog.text(locale, "undelivered-safe")))
    else:
        drawn.append(blocks.section(catalog.text(locale, "undelivered-none")))
    return blocks.modal(
        WINDOW,
        catalog.text(locale, "undelivered-title"),
        drawn,
        submit=None,
        close=catalog.text(locale, "button-close"),
    )


def home_part(count: int, catalog: Catalog, locale: str) -> list[Block]:
    """Draw how many did not arrive; nothing when there are none."""
    if not count:
        return []
    button = blocks.button(catalog.text(locale, "undelivered-show"), SHOW, "home")
    return [blocks.section(catalog.text(locale, "undelivered-home", count=count), accessory=button)]


def stuck(found: Mapping[str, Any], catalog: Catalog, locale: str) -> Drawn:
    """Draw the line that says what is stuck."""
    line = line_blocks.stuck(found, catalog, locale)
    return Drawn(text=line, blocks=[blocks.section(line)])


def _line(letter: Letter, catalog: Catalog, locale: str) -> Block:
    words = catalog.text(
        locale,
        "undelivered-line",
        name=blocks.escape(spoken_name(letter.recipient, locale)),
        kind=line_blocks.kind(letter, catalog, locale),
        age=line_blocks.age(letter.age_minutes, catalog, locale),
        reason=blocks.escape(line_blocks.reason(letter, catalog, locale)),
    )
    button = blocks.button(catalog.text(locale, "undelivered-retry"), RETRY, str(letter.number))
    return blocks.section(words, accessory=button)
