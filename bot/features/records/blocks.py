"""The messages about a note: the employee's copy, the manager's copy, and what each hears of the other.

What App Home shows, the forms and the history have files of their own: home, forms, history.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.features.records import parts, reader_blocks, saving_blocks
from bot.features.records.differences import ChangeKind, changes
from bot.features.records.home import home_part
from bot.features.records.note_ref import NoteRef
from bot.features.records.notes import Answer
from bot.features.records.paper import (
    BUTTON_ROOM,
    MESSAGE_BLOCKS,
    MESSAGE_CHARACTERS,
    WINDOW_BLOCKS,
    WINDOW_CHARACTERS,
    Words,
    fitted,
    quoted,
)
from bot.features.records.sentences import places
from bot.slack import blocks
from bot.slack.blocks import Drawn, escape

if TYPE_CHECKING:
    from typing import Any

    from slackblocks import Element

    from bot.features.records.notes import Edition, NoteView, Response
    from bot.features.records.paper import Entry
    from bot.slack.blocks import Block
    from prompts.catalog import Catalog

__all__ = [
    "answered",
    "corrected",
    "home_part",
    "kept",
    "note_window",
    "reminder",
    "replaced",
    "to_review",
]

FIXED_BLOCKS = 6
"""Blocks of a message that are never cut: header, facts, introduction, state, what was cut, buttons."""


def to_review(view: NoteView, catalog: Catalog, locale: str) -> Drawn:
    """Draw the employee's copy of a note they are shown for the first time."""
    words = Words(catalog, locale)
    text = words("records-to-review-text", name=words.called(view.manager), day=view.met_on)
    return _message(
        saving_blocks.announcement(view, words) if view.saved else text,
        [blocks.header(title(view, words)), facts(view, view.current, words)],
        [*parts.edition(view, view.current, words), *parts.answers(view, words)],
        [*state(view, words), blocks.actions(reader_buttons(view, words))],
        words,
    )


def corrected(view: NoteView, catalog: Catalog, locale: str) -> Drawn:
    """Draw the employee's copy of a later edition: what changed, the rest, and a new request to read it."""
    words = Words(catalog, locale)
    name = words.called(view.manager)
    found = changes(view.before(view.version), view.current)
    if any(change.kind is ChangeKind.REWRITTEN for change in found):
        introduction = [words("records-corrected-intro", name=escape(name))]
    else:
        introduction = [words("records-corrected-shared", name=escape(name))]
    if view.current.reason:
        introduction.append(words("records-reason", reason=escape(view.current.reason)))
    return _message(
        words("records-corrected-text", name=name, day=view.met_on),
        [
            blocks.header(title(view, words)),
            blocks.section("\n".join(introduction)),
            facts(view, view.current, words),
        ],
        [*parts.corrected_edition(view, words), *parts.answers(view, words)],
        [*state(view, words), blocks.actions(reader_buttons(view, words))],
        words,
    )


def replaced(view: NoteView, shown: Edition, catalog: Catalog, locale: str) -> Drawn:
    """Draw the employee's copy of an edition that a later one replaced: the same words, no buttons."""
    words = Words(catalog, locale)
    later = next(edition for edition in view.editions if edition.version > shown.version)
    return _message(
        words("records-replaced-text", day=view.met_on),
        [blocks.header(title(view, words)), facts(view, shown, words)],
        parts.edition(view, shown, words),
        [blocks.context(words("records-replaced", version=later.version, at=view.local(later.written_at)))],
        words,
    )


def kept(view: NoteView, catalog: Catalog, locale: str) -> Drawn:
    """Draw the manager's copy: what was saved, who can read it, and where it stands."""
    words = Words(catalog, locale)
    text = words("records-kept-text", name=words.called(view.employee), day=view.met_on)
    return _message(
        saving_blocks.announcement(view, words) if view.saved else text,
        [blocks.header(title(view, words)), facts(view, view.current, words)],
        [
            *parts.edition(view, view.current, words, may_share=view.shared and view.may_correct),
            *parts.answers(view, words),
        ],
        [*state(view, words), blocks.actions(reader_buttons(view, words))],
        words,
    )


def answered(view: NoteView, response: Response, catalog: Catalog, locale: str) -> Drawn:
    """Draw what the manager hears of an answer, with the ways on."""
    words = Words(catalog, locale)
    facts_of_it = {
        "name": escape(words.called(response.person)),
        "day": view.met_on,
        "kind": _kind(view, words),
    }
    match response.kind:
        case Answer.ACKNOWLEDGED:
            line, entries = words("records-acknowledged", **facts_of_it), []
        case Answer.COMMENTED:
            line = words("records-commented", **facts_of_it)
            entries = [quoted("", parts.said(response, words))]
        case Answer.DISPUTED:
            line = words("records-disputed", **facts_of_it)
            entries = [parts.dispute(view, response, words, with_quote=True)]
    if response.kind is Answer.ACKNOWLEDGED:
        return Drawn(text=line, blocks=[blocks.section(line)])
    correct = [_correct_button(view, words)] if view.may_rewrite else []
    buttons = [*correct, _history_button(view, words)]
    return _message(line, [blocks.section(line)], entries, [blocks.actions(buttons)], words)


def reminder(view: NoteView, catalog: Catalog, locale: str, *, waiting: bool) -> Drawn:
    """Draw the one reminder; without buttons once it is not `waiting` any more."""
    words = Words(catalog, locale)
    key = "records-reminder" if waiting else "records-reminder-over"
    line = words(key, name=escape(words.called(view.manager)), day=view.met_on, kind=_kind(view, words))
    tail = [blocks.actions([_acknowledge_button(view, words), _open_button(view, words)])] if waiting else []
    return Drawn(text=line, blocks=[blocks.section(line), *tail])


def note_window(view: NoteView, catalog: Catalog, locale: str) -> dict[str, Any]:
    """Draw the note in a window of its own, with the reader's buttons."""
    words = Words(catalog, locale)
    head = [blocks.header(title(view, words)), facts(view, view.current, words)]
    if view.audience is not None:
        head = reader_blocks.outside_head(view, words)
    standing = [] if view.audience is not None else state(view, words)
    tail = [*standing, blocks.actions(reader_buttons(view, words))]
    may_share = view.is_managers and view.shared and view.may_correct
    body, left = fitted(
        [*parts.edition(view, view.current, words, may_share=may_share), *parts.answers(view, words)],
        room_blocks=WINDOW_BLOCKS - FIXED_BLOCKS,
        room_characters=WINDOW_CHARACTERS,
    )
    return blocks.modal(
        "records.note",
        words("records-note-title"),
        [*head, *body, *_cut(left, words), *tail],
        submit=None,
        close=words("button-close"),
        remember=str(NoteRef(view.note_id, view.version)),
    )


def title(view: NoteView, words: Words) -> str:
    """Write what kind of talk it was, with whom, and when."""
    return words.heading(view.kind, words.called(view.other), view.met_on, own=view.about_oneself)


def facts(view: NoteView, shown: Edition, words: Words) -> Block:
    """Draw who wrote an edition, when, which it is, and who can read it."""
    wrote = words(
        "records-written",
        name=escape(words.called(shown.written_by)),
        at=view.local(shown.written_at),
        version=shown.version,
    )
    readers = reader_blocks.line(view, shown, words)
    ended = [words("records-partial")] if view.partial else []
    code = [words("receipts-code", code=view.code)] if view.code and shown is view.current else []
    return blocks.context(wrote, readers, *ended, *code)


def state(view: NoteView, words: Words) -> list[Block]:
    """Draw where the note stands, as its reader needs to know it."""
    if view.by_employee:
        # Nobody waits for an answer to what the employee wrote themselves.
        return []
    read = view.acknowledgement
    standing = "acknowledged" if read else view.status.value
    return [
        blocks.context(
            words(
                "records-state-for-manager" if view.is_managers else "records-state-for-employee",
                state=standing,
                name=escape(words.called(view.other)),
                day=view.last_review_day or view.met_on,
                at=view.local(read.said_at if read else view.current.written_at),
            )
        )
    ]


def reader_buttons(view: NoteView, words: Words) -> list[Element]:
    """Make the buttons for what this reader may do next."""
    if view.audience is not None:
        return [_history_button(view, words)]
    told = [_history_button(view, words)]
    if view.shared:
        told.append(_readers_button(view, words))
    if view.code:
        told.append(_receipts_button(view, words))
    if view.is_managers:
        share = [] if view.shared or not view.may_correct else [_share_button(view, words)]
        correct = [_correct_button(view, words)] if view.may_rewrite else []
        return [*share, *correct, *told]
    read = [] if view.acknowledgement or view.own_words else [_acknowledge_button(view, words)]
    ref = str(NoteRef(view.note_id, view.version))
    add = blocks.button(words("records-add-view-button"), "records.add_view", ref)
    # A note of empty blocks ("not talked about") has no sentence to choose.
    ask = places(view.current, view.promises)
    question = [blocks.button(words("records-question-button"), "records.question", ref)] if ask else []
    return [*read, add, *question, *told]


def _message(text: str, head: list[Block], entries: list[Entry], tail: list[Block], words: Words) -> Drawn:
    body, left = fitted(
        entries,
        room_blocks=MESSAGE_BLOCKS - FIXED_BLOCKS,
        room_characters=MESSAGE_CHARACTERS - BUTTON_ROOM,
    )
    return Drawn(text=text, blocks=[*head, *body, *_cut(left, words), *tail])


def _cut(left: int, words: Words) -> list[Block]:
    return [blocks.context(words("records-cut", count=left))] if left else []


def _kind(view: NoteView, words: Words) -> str:
    return words("records-kind", kind=view.kind)


def _acknowledge_button(view: NoteView, words: Words) -> Element:
    ref = str(NoteRef(view.note_id, view.version))
    return blocks.button(words("records-acknowledge-button"), "records.acknowledge", ref, style="primary")


def _share_button(view: NoteView, words: Words) -> Element:
    return blocks.button(
        words("records-share-button", name=words.called(view.employee)),
        "records.share",
        str(NoteRef(view.note_id, view.version)),
        confirm=parts.share_confirmation(view, words),
    )


def _correct_button(view: NoteView, words: Words) -> Element:
    ref = str(NoteRef(view.note_id, view.version))
    return blocks.button(words("records-correct-button"), "records.correct", ref)


def _history_button(view: NoteView, words: Words) -> Element:
    ref = str(NoteRef(view.note_id, view.version))
    return blocks.button(words("records-history-button"), "records.history", ref)


def _receipts_button(view: NoteView, words: Words) -> Element:
    ref = str(NoteRef(view.note_id, view.version))
    return blocks.button(words("receipts-button"), "records.receipts", ref)


def _readers_button(view: NoteView, words: Words) -> Element:
    ref = str(NoteRef(view.note_id, view.version))
    return blocks.button(words("access-readers-button"), "records.readers", ref)


def _open_button(view: NoteView, words: Words) -> Element:
    ref = str(NoteRef(view.note_id, view.version))
    return blocks.button(words("records-open-button"), "records.open", ref)
