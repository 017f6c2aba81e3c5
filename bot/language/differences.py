"""What changed from one text to the next, in words a person can follow. Pure: features' rules may use it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import zip_longest
from typing import TYPE_CHECKING

from bot.language.sentences import spans

if TYPE_CHECKING:
    from collections.abc import Iterator

# Chinese is compared by character, everything else by word.
_TOKENS = re.compile(r"[^\W\u3400-\u9fff]+|\s+|.", re.DOTALL)

ALIKE = 0.4
"""Sentences less alike than this read better as one replaced by the other than as a patchwork."""


class Kind(StrEnum):
    """What happened to a piece of text."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True)
class Piece:
    """A run of text that stayed, went or came."""

    kind: Kind
    text: str


def diff(old: str, new: str) -> tuple[Piece, ...]:
    """Return how `old` became `new`: sentence by sentence, then word by word inside what was rewritten.

    The SAME and REMOVED pieces joined are `old`; the SAME and ADDED pieces joined are `new`.
    """
    raw = []
    for kept, before, after in _runs(spans(old), spans(new)):
        if kept:
            raw.append(Piece(Kind.SAME, before))
        else:
            raw.extend(_words(before, after))
    return tuple(_readable(raw))


def _runs(old: list[str], new: list[str]) -> Iterator[tuple[bool, str, str]]:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for operation, start, end, new_start, new_end in matcher.get_opcodes():
        yield operation == "equal", "".join(old[start:end]), "".join(new[new_start:new_end])


def _words(old: str, new: str) -> list[Piece]:
    if _likeness(old, new) < ALIKE:
        return [Piece(Kind.REMOVED, old), Piece(Kind.ADDED, new)]
    pieces = []
    for kept, gone, come in _runs(_TOKENS.findall(old), _TOKENS.findall(new)):
        if kept:
            pieces.append(Piece(Kind.SAME, gone))
        else:
            pieces += [Piece(Kind.REMOVED, gone), Piece(Kind.ADDED, come)]
    return pieces


def _likeness(old: str, new: str) -> float:
    """Return which share of the words two texts have in common; spaces and points would flatter it."""
    before, after = ([token for token in _TOKENS.findall(text) if token[0].isalnum()] for text in (old, new))
    return SequenceMatcher(None, before, after, autojunk=False).ratio()


def _readable(raw: list[Piece]) -> Iterator[Piece]:
    """Join what belongs together: a lone space or comma between two changes is part of the change."""
    gone = come = ""
    for piece, following in zip_longest(raw, raw[1:]):
        between = (gone or come) and following is not None and following.kind is not Kind.SAME
        if piece.kind is Kind.REMOVED:
            gone += piece.text
        elif piece.kind is Kind.ADDED:
            come += piece.text
        elif between and not re.search(r"\w", piece.text):
            gone, come = gone + piece.text, come + piece.text
        else:
            yield from _changed(gone, come)
            yield piece
            gone = come = ""
    yield from _changed(gone, come)


def _changed(gone: str, come: str) -> Iterator[Piece]:
    if gone == come:
        if gone:
            yield Piece(Kind.SAME, gone)
        return
    if gone:
        yield Piece(Kind.REMOVED, gone)
    if come:
        yield Piece(Kind.ADDED, come)
