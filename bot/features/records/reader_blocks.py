"""Who can read a note and who has: the line on the note, the window, and the note for who is not of the two."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.features.records import parts
from bot.features.records.notes import Audience
from bot.features.records.paper import WINDOW_BLOCKS, WINDOW_CHARACTERS, Words, fitted
from bot.slack import blocks
from bot.slack.blocks import escape

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.features.records.notes import Edition, NoteView
    from bot.features.records.readings import Reading
    from bot.slack.blocks import Block
    from prompts.catalog import Catalog

NAMED = 4
"""So many people beside the two are named; HR of a whole company may be many."""


def line(view: NoteView, shown: Edition, words: Words) -> str:
    """Write who can read an edition, by name."""
    private = [block.private for block in shown.blocks]
    audience = "some" if any(private) else "both"
    name = escape(words.called(view.other))
    if all(private):
        return words("records-readers", audience="you", name=name)
    if not view.others:
        return words("records-readers", audience=audience, name=name)
    return words(
        "access-readers",
        audience="outside" if view.audience else audience,
        name=name,
        manager=escape(words.called(view.manager)),
        employee=escape(words.called(view.employee)),
        names=_names(view, words),
    )


def window(view: NoteView, readings: Sequence[Reading], catalog: Catalog, locale: str) -> dict[str, Any]:
    """Draw who has read a note, in the reader's language and on their clock."""
    words = Words(catalog, locale)
    entries = [
        [
            blocks.section(
                words(
                    "access-read-line",
                    name=escape(words.called(each.reader)),
                    relation=words("access-relation", relation=each.relation),
                    version=each.version,
                    at=view.local(each.at),
                )
            )
        ]
        for each in readings
    ]
    shown, left = fitted(entries, room_blocks=WINDOW_BLOCKS - 3, room_characters=WINDOW_CHARACTERS)
    intro = "access-readers-intro" if readings else "access-readers-none"
    older = [blocks.context(words("records-history-older", count=left))] if left else []
    return blocks.modal(
        "records.readers",
        words("access-readers-title"),
        [blocks.context(words(intro)), *shown, *older, blocks.context(words("access-readers-facts"))],
        submit=None,
        close=words("button-close"),
    )


def outside_head(view: NoteView, words: Words) -> list[Block]:
    """Draw the head of a note for a reader who is neither of its two people: whose it is, and why they read it."""
    names = {"manager": escape(words.called(view.manager)), "employee": escape(words.called(view.employee))}
    title = words(
        "access-header",
        kind=words("records-kind", kind=view.kind),
        manager=words.called(view.manager),
        employee=words.called(view.employee),
        day=view.met_on,
    )
    audience = "manager" if view.audience is Audience.SUCCESSOR else "hr"
    return [
        blocks.header(title),
        blocks.context(
            words("access-read-only", audience=audience, **names), line(view, view.current, words)
        ),
    ]


def outside_body(view: NoteView, words: Words) -> list[list[Block]]:
    """Draw the parts of a note such a reader may see, with what was answered to them."""
    return [*parts.edition(view, view.current, words), *parts.answers(view, words)]


def _names(view: NoteView, words: Words) -> str:
    said = [
        words("access-reader", audience=other.audience.value, name=escape(words.called(other.person)))
        for other in view.others[:NAMED]
    ]
    more = len(view.others) - NAMED
    return ", ".join([*said, *([words("access-readers-more", count=more)] if more > 0 else [])])
