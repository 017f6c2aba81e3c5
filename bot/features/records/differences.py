"""What changed from one edition of a note to the next, block by block."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.language.differences import Kind, Piece, diff

if TYPE_CHECKING:
    from bot.features.records.notes import Edition


class ChangeKind(StrEnum):
    """What happened to a block."""

    REWRITTEN = "rewritten"
    NEW = "new"
    OPENED = "opened"
    """The same words, for more readers."""


@dataclass(frozen=True)
class Change:
    """A block that is not what it was. `pieces` show how, when its words changed."""

    block: str
    kind: ChangeKind
    pieces: tuple[Piece, ...]


def changes(before: Edition | None, after: Edition) -> tuple[Change, ...]:
    """Return what a reader finds changed in `after`, in reading order; in the first edition, everything."""
    found = []
    for block in after.blocks:
        earlier = before.block(block.name) if before else None
        if earlier is None:
            found.append(Change(block.name, ChangeKind.NEW, (Piece(Kind.SAME, block.text),)))
        elif earlier.text != block.text:
            found.append(Change(block.name, ChangeKind.REWRITTEN, diff(earlier.text, block.text)))
        elif earlier.visibility is not block.visibility:
            found.append(Change(block.name, ChangeKind.OPENED, ()))
    return tuple(found)
