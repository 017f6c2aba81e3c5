"""An announcement as its readers see it, and the form in which they ask about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from bot.slack import blocks
from bot.slack import question_form as asking
from bot.slack.blocks import Drawn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from slackblocks import Element

    from bot.features.announcements.views import Notice
    from bot.slack.blocks import Block
    from prompts.catalog import Catalog

RECEIVED, ASK, ASKED = "announce.received", "announce.ask", "announce.asked"
PREVIEW_VALUE = "preview"
"""What the buttons of a preview carry: pressing them does nothing."""
QUESTION_LIMIT = 1000


def notice(shown: Notice, catalog: Catalog, locale: str) -> Drawn:
    """Draw an announcement for one reader."""
    drawn = _words(shown, catalog, locale)
    return Drawn(shown.said.title, [*drawn, *_buttons(shown, catalog, locale)])


def in_channel(shown: Sequence[Notice], catalog: Catalog) -> Drawn:
    """Draw an announcement for a channel, in every language there are words in, one below the other."""
    drawn: list[Block] = []
    for each in shown:
        drawn += [*([blocks.divider()] if drawn else []), *_words(each, catalog, each.said.language)]
    return Drawn(" · ".join(each.said.title for each in shown), drawn)


def reminder(shown: Notice, catalog: Catalog, locale: str) -> Drawn:
    """Draw a reminder: what it is about, and the same buttons again."""
    words = catalog.text(locale, "announcing-reminder", title=blocks.escape(shown.said.title))
    return Drawn(words, [blocks.section(words), *_buttons(shown, catalog, locale)])


def question_form(announcement_id: str, catalog: Catalog, locale: str) -> dict[str, Any]:
    """Draw the form in which a reader asks about what is announced."""
    title, hint = "announcing-ask-title", "announcing-ask-hint"
    return asking.form(ASKED, title, hint, QUESTION_LIMIT, catalog, locale, remember=announcement_id)


def question_sent(catalog: Catalog, locale: str) -> dict[str, Any]:
    """Draw what stands in the form's place when the question is on its way."""
    return asking.sent(ASKED, "announcing-ask-title", "announcing-ask-sent", catalog, locale)


def _words(shown: Notice, catalog: Catalog, locale: str) -> list[Block]:
    said = shown.said
    drawn = [blocks.header(said.title), blocks.section(blocks.escape(said.text))]
    if said.change:
        heading = catalog.text(locale, "announcing-what-changes")
        drawn.append(blocks.section(f"*{heading}*\n{blocks.escape(said.change)}"))
    small = [] if shown.linked_to_pay else [catalog.text(locale, "cycles-not-linked-to-pay")]
    if said.only:
        small.append(catalog.text(locale, "announcing-only-language", language=said.language))
    if shown.rules:
        small.append(
            catalog.text(
                locale, "announcing-rules", rules=blocks.escape(shown.rules), language=shown.governing
            )
        )
    if shown.corrected_at is not None:
        small.append(
            catalog.text(
                locale, "announcing-corrected", at=shown.corrected_at.astimezone(ZoneInfo(shown.zone))
            )
        )
    return [*drawn, *(blocks.context(line) for line in small)]


def _buttons(shown: Notice, catalog: Catalog, locale: str) -> list[Block]:
    drawn: list[Block] = []
    elements: list[Element] = []
    if shown.received_at is not None:
        at = shown.received_at.astimezone(ZoneInfo(shown.zone))
        drawn.append(blocks.context(catalog.text(locale, "announcing-received-at", at=at)))
    elif shown.asks:
        value = f"{shown.announcement_id}:{shown.version}:{shown.said.language}:{shown.corrected}"
        drawn.append(blocks.context(catalog.text(locale, "announcing-received-means")))
        elements.append(
            blocks.button(
                catalog.text(locale, "announcing-received-button"),
                RECEIVED,
                PREVIEW_VALUE if shown.preview else value,
                style="primary",
            )
        )
    value = PREVIEW_VALUE if shown.preview else shown.announcement_id
    elements.append(blocks.button(catalog.text(locale, "announcing-ask-button"), ASK, value))
    return [*drawn, blocks.actions(elements)]
