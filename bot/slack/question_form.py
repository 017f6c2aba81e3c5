"""The form in which anybody asks one question in plain words, whatever it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.slack import blocks

if TYPE_CHECKING:
    from prompts.catalog import Catalog

FIELD = "question"
"""The field with what was typed."""


def form(  # noqa: PLR0913, PLR0917 - what differs between those who offer it
    callback_id: str, title: str, hint: str, limit: int, catalog: Catalog, locale: str, *, remember: str = ""
) -> dict[str, Any]:
    """Draw the form with room for one question of so many characters; `title` and `hint` are the catalog's keys."""
    written = blocks.text_input(FIELD, lines=True, limit=limit)
    hinted = catalog.text(locale, hint)
    return blocks.modal(
        callback_id,
        catalog.text(locale, title),
        [blocks.field(FIELD, catalog.text(locale, "asking-form-question"), written, hint=hinted)],
        submit=catalog.text(locale, "asking-form-send"),
        close=catalog.text(locale, "button-cancel"),
        remember=remember,
    )


def sent(callback_id: str, title: str, words: str, catalog: Catalog, locale: str) -> dict[str, Any]:
    """Draw what the form becomes once the question is on its way; `title` and `words` are the catalog's keys."""
    return blocks.modal(
        callback_id,
        catalog.text(locale, title),
        [blocks.section(catalog.text(locale, words))],
        submit=None,
        close=catalog.text(locale, "button-close"),
    )
