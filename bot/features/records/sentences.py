"""The sentences of a note, and the ones somebody questioned."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from bot.errors import SentenceNotInNote
from bot.features.records.notes import ACTIONS, LINK, Answer

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from bot.features.records.notes import Edition, NoteView, Promise, Response

# A full stop ends a sentence only before a space, so that 99.4 stays whole. Chinese marks need no space; the
# full-width ones stand here by number: exclamation \uff01, question \uff1f, closing bracket \uff09.
_END = re.compile(
    r"[\u3002\uff01\uff1f\u2026]+[\"\u201d\u2019\u300d\u300f)\uff09]*"
    r"|[.!?]+[\"\u201d\u2019)\]]*(?=\s|$)"
    r"|(?<=[\u3400-\u9fff])[!?]+"
    r"|\n+"
)


@dataclass(frozen=True)
class Place:
    """A sentence of an edition, and where it stands: block name and number within the block."""

    where: str
    words: str


def spans(text: str) -> list[str]:
    """Return `text` cut after each sentence; joined, the pieces are the text again."""
    cuts = [0, *(match.end() for match in _END.finditer(text)), len(text)]
    return [text[start:end] for start, end in pairwise(cuts) if start < end]


def sentences(text: str) -> list[str]:
    """Return the sentences of `text`, without the space around them."""
    return [words for span in spans(text) if (words := span.strip())]


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
