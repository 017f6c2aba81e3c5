"""Everything that ever happened to a note, as far as its reader may know, newest first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.features.records import parts
from bot.features.records.differences import ChangeKind, changes
from bot.features.records.notes import Answer
from bot.features.records.paper import WINDOW_BLOCKS, WINDOW_CHARACTERS, Words, fitted, quoted
from bot.slack import blocks
from bot.slack.blocks import escape

if TYPE_CHECKING:
    from bot.features.records.differences import Change
    from bot.features.records.notes import Edition, NoteView, Response
    from bot.features.records.paper import Entry
    from prompts.catalog import Catalog


def window(view: NoteView, catalog: Catalog, locale: str) -> dict[str, Any]:
    """Draw the history window. What does not fit is counted and said, the oldest first to go."""
    words = Words(catalog, locale)
    # An answer and the edition it answers may share an instant: the answer came after.
    moments = [(edition.written_at, 0, _edition(view, edition, words)) for edition in view.editions]
    moments += [(response.said_at, 1, _response(view, response, words)) for response in view.responses]
    moments.sort(key=lambda moment: moment[:2], reverse=True)
    shown, left = fitted(
        [entry for _, _, entry in moments], room_blocks=WINDOW_BLOCKS, room_characters=WINDOW_CHARACTERS
    )
    older = [blocks.context(words("records-history-older", count=left))] if left else []
    return blocks.modal(
        "records.history",
        words("records-history-title"),
        # Each moment brings a line that divides it from the one above; the first has nothing above it.
        [*shown[1:], *older],
        submit=None,
        close=words("button-close"),
    )


def _edition(view: NoteView, edition: Edition, words: Words) -> Entry:
    before = view.before(edition.version)
    lines = [
        words(
            "records-history-version",
            version=edition.version,
            name=escape(words.called(edition.written_by)),
            at=view.local(edition.written_at),
        )
    ]
    if edition.reason:
        lines.append(words("records-reason", reason=escape(edition.reason)))
    drawn = [blocks.divider(), blocks.section("\n".join(lines))]
    if before is None:
        return drawn + [block for entry in parts.edition(view, edition, words) for block in entry]
    for change in changes(before, edition):
        drawn += _change(view, edition, change, words)
    return drawn


def _change(view: NoteView, edition: Edition, change: Change, words: Words) -> Entry:
    if change.kind is ChangeKind.REWRITTEN:
        return parts.rewritten(view, change, words)
    heading = parts.heading(view, change.block, words)
    if change.kind is ChangeKind.OPENED:
        mark = words("records-history-opened", name=escape(words.called(view.employee)))
        return [blocks.section(f"{heading}  {mark}")]
    lead = f"{heading}  {words('records-new-for-you')}"
    block = edition.block(change.block)
    return quoted(lead, block.text) if block and block.text.strip() else [blocks.section(lead)]


def _response(view: NoteView, response: Response, words: Words) -> Entry:
    match response.kind:
        case Answer.ACKNOWLEDGED:
            line = words(
                "records-history-acknowledged",
                name=escape(words.called(response.person)),
                at=view.local(response.said_at),
                version=response.version,
            )
            return [blocks.divider(), blocks.section(line)]
        case Answer.COMMENTED:
            return [blocks.divider(), *parts.comment(view, response, words)]
        case Answer.DISPUTED:
            return [blocks.divider(), *parts.dispute(view, response, words, with_quote=True)]
