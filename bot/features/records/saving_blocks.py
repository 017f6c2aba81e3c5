"""A saved message: the form it is saved with, and what its two people are told of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.features.records.paper import Words, quoted
from bot.features.records.saved import REMARK_LIMIT
from bot.slack import blocks
from bot.slack.blocks import escape

if TYPE_CHECKING:
    from bot.features.records.notes import NoteView
    from bot.features.records.saved import Circle, FoundMessage
    from prompts.catalog import Catalog

SHOWN = 600
"""How much of the message the form shows; all of it is saved."""


def form(circle: Circle, message: FoundMessage, catalog: Catalog, locale: str) -> dict[str, Any]:
    """Draw the form: about whom, who may see it, and a line if one wishes."""
    words = Words(catalog, locale)
    said = quoted(
        words("saved-by", name=escape(words.spoken(message.author))), blocks.fit(message.words, SHOWN)
    )
    oneself = (words("saved-about-self"), str(circle.oneself.person_id))
    fields = []
    if circle.reports:
        choices = [*((words.called(report), str(report.person_id)) for report in circle.reports), oneself]
        fields.append(
            blocks.field("about", words("saved-about"), blocks.select("about", words("saved-about"), choices))
        )
    visible = [(words("saved-visible-private"), "private")]
    if circle.reports or circle.manager:
        visible.append((_shared_choice(circle, words), "shared"))
    fields.append(
        blocks.field(
            "visible",
            words("saved-visible"),
            blocks.radio("visible", visible, "private"),
            hint=words("saved-visible-hint"),
        )
    )
    remark = blocks.text_input("remark", limit=REMARK_LIMIT)
    return blocks.modal(
        "records.save_message",
        words("saved-title"),
        [*said, *fields, blocks.field("remark", words("saved-remark"), remark, optional=True)],
        submit=words("button-save"),
        close=words("button-cancel"),
        remember=message.remembered(),
    )


def announcement(view: NoteView, words: Words) -> str:
    """Write what a reader is told of a saved message: that it is saved, or that it was shared with them."""
    if view.own_words:
        about = "self" if view.by_employee else "other"
        return words("saved-kept-text", about=about, name=words.called(view.employee), day=view.met_on)
    return words("saved-shown-text", name=words.called(view.editions[0].written_by), day=view.met_on)


def _shared_choice(circle: Circle, words: Words) -> str:
    if circle.reports:
        return words("saved-visible-shared")
    name = words.called(circle.manager) if circle.manager else ""
    return words("saved-visible-manager", name=name)
