"""The ways to ask about the rules in plain words: the form, and its place on Home."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.slack import blocks, question_form

if TYPE_CHECKING:
    from bot.slack.blocks import Block
    from prompts.catalog import Catalog

OPEN, FORM = "asking.open", "asking.ask"


def form(catalog: Catalog, locale: str, limit: int) -> dict[str, Any]:
    """Draw the form with room for one question."""
    return question_form.form(FORM, "asking-form-title", "asking-form-hint", limit, catalog, locale)


def sent(catalog: Catalog, locale: str) -> dict[str, Any]:
    """Draw what the form becomes once the question is on its way."""
    return question_form.sent(FORM, "asking-form-title", "asking-form-sent", catalog, locale)


def home_part(_read: object, catalog: Catalog, locale: str) -> list[Block]:
    """Draw the way to ask, for everybody."""
    return [
        blocks.header(catalog.text(locale, "asking-home-title")),
        blocks.context(catalog.text(locale, "asking-home-about")),
        blocks.actions([blocks.button(catalog.text(locale, "asking-home-button"), OPEN, "home")]),
    ]
