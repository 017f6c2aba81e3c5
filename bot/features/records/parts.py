"""The parts of a note as both people read them: blocks with what was questioned beside, changes, answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.features.records.differences import Change, ChangeKind, changes
from bot.features.records.note_ref import NoteRef
from bot.features.records.notes import ACTIONS, LINK, Answer, Visibility
from bot.features.records.paper import quoted
from bot.features.records.sentences import about_earlier_words, beside, cut_after
from bot.language.differences import Kind, Piece
from bot.slack import blocks
from bot.slack.blocks import escape

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from slackblocks import ConfirmationDialogue, Element

    from bot.features.records.notes import Block as NoteBlock
    from bot.features.records.notes import Edition, NoteView, Promise, Response
    from bot.features.records.paper import Entry, Words

STYLES = {Kind.SAME: None, Kind.REMOVED: "strike", Kind.ADDED: "bold"}
RUN_LIMIT = 2_500


def edition(view: NoteView, shown: Edition, words: Words, *, may_share: bool = False) -> list[Entry]:
    """Draw an edition part by part. `may_share`: private parts have a button that shares them."""
    questioned = beside(view, shown)
    entries: list[Entry] = []
    for part in shown.blocks:
        entries += _part(view, part, questioned, words, may_share=may_share)
    return entries


def corrected_edition(view: NoteView, words: Words) -> list[Entry]:
    """Draw the newest edition with what changed since the one before, and the rest as it stands."""
    changed = {change.block: change for change in changes(view.before(view.version), view.current)}
    questioned = beside(view, view.current)
    entries: list[Entry] = []
    for part in view.current.blocks:
        change = changed.get(part.name)
        if change is None or change.kind is not ChangeKind.REWRITTEN:
            new = change is not None
            entries += _part(view, part, questioned, words, may_share=False, new=new)
            continue
        entries.append(rewritten(view, change, words))
        for _, quote in cut_after(part.text, questioned):
            if quote is not None:
                entries += [dispute(view, each, words, with_quote=True) for each in questioned.pop(quote)]
    return entries


def rewritten(view: NoteView, change: Change, words: Words) -> Entry:
    """Draw how a block's words changed: old struck through, new bold."""
    pages = _pages(list(_runs(change.pieces)))
    return [blocks.section(heading(view, change.block, words)), *map(blocks.rich_text, pages)]


def answers(view: NoteView, words: Words) -> list[Entry]:
    """Draw the disputes about words that are gone, then what the employee added, newest first."""
    earlier = [dispute(view, each, words, with_quote=True) for each in about_earlier_words(view)]
    added = [comment(view, each, words) for each in view.responses if each.kind is Answer.COMMENTED]
    return [*earlier, *reversed(added)]


def dispute(view: NoteView, response: Response, words: Words, *, with_quote: bool) -> Entry:
    """Draw what the employee sees differently, with the sentence when that does not stand just above."""
    when = view.local(response.said_at)
    name = escape(words.called(response.person))
    lead = words("records-dispute", name=name, at=when, version=response.version)
    above = quoted(words("records-dispute-quote", version=response.version), response.quote)
    return [*(above if with_quote and response.quote else []), *quoted(lead, said(response, words))]


def comment(view: NoteView, response: Response, words: Words) -> Entry:
    """Draw what the employee added."""
    name = escape(words.called(response.person))
    lead = words("records-comment", name=name, at=view.local(response.said_at))
    return quoted(lead, said(response, words))


def said(response: Response, words: Words) -> str:
    """Write an answer's words, or that they were erased."""
    return words("records-erased") if response.erased else response.text


def step_line(promise: Promise, words: Words) -> str:
    """Write a promised step as one line: what, who, by when, and how it ended."""
    said = "" if promise.due_text in promise.what else escape(promise.due_text)
    due = words("records-day", day=promise.due) if promise.due else said
    owners = filter(None, (promise.owner, promise.also))
    owner = ", ".join(escape(words.called(each)) for each in owners)
    ended = (
        words("records-step-ended", status=promise.status, day=promise.closed_on) if promise.closed_on else ""
    )
    return " · ".join(filter(None, (escape(promise.what), owner, due, ended)))


def heading(view: NoteView, name: str, words: Words) -> str:
    """Write what a block is called."""
    return f"*{words('records-heading', block=name, name=escape(words.called(view.employee)))}*"


def _part(  # noqa: PLR0913 - what decides how a part looks
    view: NoteView,
    part: NoteBlock,
    questioned: Mapping[str, Sequence[Response]],
    words: Words,
    *,
    may_share: bool,
    new: bool = False,
) -> list[Entry]:
    title = "  ".join([heading(view, part.name, words), *_marks(view, part, words, new=new)])
    share = _share_button(view, part, words) if may_share and part.private else None
    head = blocks.section(title, accessory=share)
    if part.name == ACTIONS and view.promises:
        return _steps(view, head, questioned, words)
    if part.erased:
        return [[head, blocks.context(_gone(view, part, words))]]
    if not part.text.strip():
        return [[head, blocks.context(words("records-nothing-noted", block=part.name))]]
    if part.name == LINK:
        return [[blocks.section(blocks.link(part.text, words("saved-original")), accessory=share)]]
    if part.private:
        return [[head, *quoted("", part.text.strip())]]
    entries: list[Entry] = []
    for run, quote in cut_after(part.text, questioned):
        if said := run.strip():
            entries.append(quoted("" if entries else title, said))
        if quote is not None:
            entries += [dispute(view, each, words, with_quote=False) for each in questioned[quote]]
    return entries


def _gone(view: NoteView, part: NoteBlock, words: Words) -> str:
    """Write that a part was erased, or when it was let go because its time was up."""
    gone = view.gone(part)
    if gone is None or not gone.ran_out:
        return words("records-erased")
    return words("data-let-go", part=gone.part, day=gone.on)


def _marks(view: NoteView, part: NoteBlock, words: Words, *, new: bool) -> list[str]:
    """Write what is to be known of a part beside its name: whose it is, and whether it is new."""
    marks = []
    if part.private:
        marks.append(words("records-only-you"))
        if view.private_until is not None and not part.erased:
            marks.append(words("data-kept-until", day=view.private_until))
    elif new:
        marks.append(words("records-new-for-you"))
    if part.visibility is Visibility.SHARED_HR and view.audience is None:
        marks.append(words("access-shared-with-hr"))
    return marks


def _steps(
    view: NoteView, head: blocks.Block, questioned: Mapping[str, Sequence[Response]], words: Words
) -> list[Entry]:
    entries: list[Entry] = [[head]]
    for promise in view.promises:
        line = blocks.section(f"• {step_line(promise, words)}")
        disputes = [dispute(view, each, words, with_quote=False) for each in questioned.get(promise.what, ())]
        entries += [[line], *disputes]
    return entries


def _share_button(view: NoteView, part: NoteBlock, words: Words) -> Element:
    return blocks.button(
        words("records-share-part-button"),
        "records.share",
        str(NoteRef(view.note_id, view.version, part.name)),
        confirm=share_confirmation(view, words),
    )


def share_confirmation(view: NoteView, words: Words) -> ConfirmationDialogue:
    """Ask before sharing, which cannot be taken back."""
    return blocks.confirmation(
        words("records-share-title", name=words.called(view.employee)),
        words("records-share-text", name=words.called(view.employee)),
        words("records-share-yes"),
        words("records-share-no"),
    )


def _runs(pieces: Sequence[Piece]) -> Iterator[tuple[str, str | None]]:
    """Yield styled runs, with a gap between words that went and the words that came for them."""
    gone = ""
    for piece in pieces:
        if gone and piece.kind is Kind.ADDED and not gone[-1].isspace() and not piece.text[0].isspace():
            yield " ", None
        yield piece.text, STYLES[piece.kind]
        gone = piece.text if piece.kind is Kind.REMOVED else ""


def _pages(runs: Sequence[tuple[str, str | None]]) -> list[list[tuple[str, str | None]]]:
    """Spread styled runs over blocks of bearable length."""
    pages: list[list[tuple[str, str | None]]] = [[]]
    room = RUN_LIMIT
    for text, style in runs:
        rest = text
        while rest:
            if room == 0:
                pages.append([])
                room = RUN_LIMIT
            piece, rest = rest[:room], rest[room:]
            pages[-1].append((piece, style))
            room -= len(piece)
    return pages
