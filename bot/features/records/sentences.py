"""The sentences of a note, and the ones somebody questioned."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.errors import SentenceNotInNote
from bot.features.records.notes import ACTIONS, LINK, Answer
from bot.language.sentences import sentences, spans

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from bot.features.records.notes import Edition, NoteView, Promise, Response


@dataclass(frozen=True)
class Place:
    """A sentence of an edition, and where it stands: block name and number within the block."""

    where: str
    words: str


def places(edition: Edition, promises: Sequence[Promise]) -> list[Place]:
    """Return every sentence of the blocks that both people read; a promise counts as one."""
    found = []
    for block in edition.blocks:
        if block.private or block.name == LINK:
            continue
        said = [promise.what for promise in promises] if block.name == ACTIONS and promises else []
        for number, words in enumerate(said or sentences(block.text)):
            found.append(Place(f"{block.name}:{number}", words))
    return found


def sentence_at(edition: Edition, promises: Sequence[Promise], where: str) -> str:
    """Return the sentence that stands at `where`; raises SentenceNotInNote when none does."""
    for place in places(edition, promises):
        if place.where == where:
            return place.words
    raise SentenceNotInNote


def stands_in(edition: Edition, promises: Sequence[Promise], quote: str) -> bool:
    """Return whether a quoted sentence is one of this edition's."""
    return any(place.words == quote for place in places(edition, promises))


def beside(view: NoteView, edition: Edition) -> dict[str, list[Response]]:
    """Return the disputes about sentences that stand in `edition`, by sentence."""
    questioned: dict[str, list[Response]] = {}
    for response in view.responses:
        if response.kind is Answer.DISPUTED and stands_in(edition, view.promises, response.quote):
            questioned.setdefault(response.quote, []).append(response)
    return questioned


def about_earlier_words(view: NoteView) -> list[Response]:
    """Return the disputes about sentences the newest edition no longer has; they stay on show for good."""
    return [
        response
        for response in view.responses
        if response.kind is Answer.DISPUTED and not stands_in(view.current, view.promises, response.quote)
    ]


def cut_after(text: str, marked: Collection[str]) -> list[tuple[str, str | None]]:
    """Return `text` in runs, each ending with a marked sentence, named beside it; the rest has no mark.

    A sentence that stands twice is marked once. The runs joined are the text again.
    """
    runs: list[tuple[str, str | None]] = []
    left, run = set(marked), ""
    for span in spans(text):
        run += span
        if (words := span.strip()) in left:
            left.discard(words)
            runs.append((run, words))
            run = ""
    return [*runs, (run, None)] if run or not runs else runs
