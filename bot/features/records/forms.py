"""The windows a person types into: their own view, a questioned sentence, a correction."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.features.records.note_ref import NoteRef
from bot.features.records.paper import Words
from bot.features.records.rules import EDITABLE, TEXT_LIMIT, readable
from bot.features.records.sentences import places
from bot.slack import blocks
from bot.slack.blocks import escape

if TYPE_CHECKING:
    from bot.features.records.notes import Block as NoteBlock
    from bot.features.records.notes import NoteView
    from bot.slack.blocks import Block
    from prompts.catalog import Catalog

MENU_LIMIT = 100
"""Choices Slack's menu takes."""
REASON_LIMIT = 500


def add_view(view: NoteView, catalog: Catalog, locale: str) -> dict[str, Any]:
    """Draw the form for what the employee wants to stand beside the note."""
    words = Words(catalog, locale)
    element = blocks.text_input("words", lines=True, limit=TEXT_LIMIT)
    hint = words("records-add-view-hint", name=words.called(view.manager))
    return _form(
        "records.add_view",
        "records-add-view-title",
        [blocks.field("words", words("records-add-view-label"), element, hint=hint)],
        view,
        words,
    )


def question(view: NoteView, catalog: Catalog, locale: str) -> dict[str, Any]:
    """Draw the form for a sentence the employee sees differently."""
    words = Words(catalog, locale)
    found = places(view.current, view.promises)
    menu = blocks.select(
        "where",
        words("records-question-placeholder"),
        [(" ".join(place.words.split()), place.where) for place in found[:MENU_LIMIT]],
    )
    element = blocks.text_input("words", lines=True, limit=TEXT_LIMIT)
    hint = words("records-question-hint", name=words.called(view.manager))
    left = len(found) - MENU_LIMIT
    rest = [blocks.context(words("records-question-more", count=left))] if left > 0 else []
    return _form(
        "records.question",
        "records-question-title",
        [
            blocks.field("where", words("records-question-which"), menu),
            *rest,
            blocks.field("words", words("records-question-label"), element, hint=hint),
        ],
        view,
        words,
    )


def correct(view: NoteView, catalog: Catalog, locale: str) -> dict[str, Any]:
    """Draw the form with the note's words as they stand, and room for a reason."""
    words = Words(catalog, locale)
    drawn = [_editable(view, block, words) for block in readable(view.current) if block.name in EDITABLE]
    reason = blocks.text_input("reason", limit=REASON_LIMIT)
    if view.shared:
        note = words("records-correct-note", name=escape(words.called(view.employee)))
    else:
        note = words("records-correct-note-private")
    return _form(
        "records.correct",
        "records-correct-title",
        [
            blocks.section(note),
            *drawn,
            blocks.field("reason", words("records-correct-reason"), reason, optional=True),
        ],
        view,
        words,
    )


def _editable(view: NoteView, block: NoteBlock, words: Words) -> Block:
    heading = words("records-heading", block=block.name, name=words.called(view.employee))
    if len(block.text) > TEXT_LIMIT:
        return blocks.context(words("records-correct-too-long", heading=escape(heading)))
    element = blocks.text_input(block.name, written=block.text, lines=True, limit=TEXT_LIMIT)
    hint = words("records-correct-private-part") if block.private and view.shared else None
    return blocks.field(block.name, heading, element, hint=hint, optional=not block.text.strip())


def _form(callback_id: str, title: str, drawn: list[Block], view: NoteView, words: Words) -> dict[str, Any]:
    return blocks.modal(
        callback_id,
        words(title),
        drawn,
        submit=words("button-save"),
        close=words("button-cancel"),
        remember=str(NoteRef(view.note_id, view.version)),
    )
