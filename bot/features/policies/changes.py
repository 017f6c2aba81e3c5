"""What a new version of a document changes, clause by clause."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from bot.language.differences import Kind, Piece, diff

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence


class ChangeKind(StrEnum):
    """What happens to a clause."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"
    """The same words under another number, or under other headings."""


class ClauseText(Protocol):
    """A clause of either version."""

    @property
    def id(self) -> str:
        """Its number."""
        ...

    @property
    def title(self) -> str:
        """Its heading without the number."""
        ...

    @property
    def path(self) -> Sequence[str]:
        """Every heading from the document's title down to its own."""
        ...

    @property
    def text(self) -> str:
        """Its words."""
        ...


@dataclass(frozen=True)
class ClauseChange:
    """A clause that is not what it was.

    `clause` is its number in the new version, for a removed clause the one it had; `was` the number of a moved
    clause before. `heading` is its title and `pieces` its words, as they came to be what they are.
    """

    kind: ChangeKind
    clause: str
    heading: tuple[Piece, ...]
    pieces: tuple[Piece, ...]
    was: str = ""


def compare(old: Sequence[ClauseText], new: Sequence[ClauseText]) -> tuple[ClauseChange, ...]:
    """Return what changes from `old` to `new`, in the order of `new`; removed clauses where they stood.

    How words are spaced and where lines end is no change.
    """
    before = {clause.id: clause for clause in old}
    after = {clause.id: clause for clause in new}
    moved = _renumbered(before, after)
    gone = _gone(old, after, set(moved.values()))
    found = list(gone.get(None, ()))
    for clause in new:
        change = _change(before.get(clause.id), clause, before.get(moved.get(clause.id, "")))
        found += [change] if change else []
        found += gone.get(clause.id, ())
    return tuple(found)


def _renumbered(before: Mapping[str, ClauseText], after: Mapping[str, ClauseText]) -> dict[str, str]:
    """Return the old number of each clause that has only another number now, by its new one."""
    left = {_spaced(clause.text): number for number, clause in before.items() if number not in after}
    return {
        number: left[_spaced(clause.text)]
        for number, clause in after.items()
        if number not in before and _spaced(clause.text) in left
    }


def _gone(
    old: Sequence[ClauseText], after: Mapping[str, ClauseText], moved: set[str]
) -> dict[str | None, list[ClauseChange]]:
    """Return the removed clauses by the clause that stood before them and still does."""
    found: dict[str | None, list[ClauseChange]] = {}
    last: str | None = None
    for clause in old:
        if clause.id in after:
            last = clause.id
        elif clause.id not in moved:
            removed = ClauseChange(
                ChangeKind.REMOVED,
                clause.id,
                _whole(clause.title, Kind.REMOVED),
                _whole(clause.text, Kind.REMOVED),
            )
            found.setdefault(last, []).append(removed)
    return found


def _change(before: ClauseText | None, clause: ClauseText, moved: ClauseText | None) -> ClauseChange | None:
    if moved is not None:
        heading = diff(moved.title, clause.title)
        return ClauseChange(
            ChangeKind.MOVED, clause.id, heading, _whole(clause.text, Kind.SAME), was=moved.id
        )
    if before is None:
        heading = _whole(clause.title, Kind.ADDED)
        return ClauseChange(ChangeKind.ADDED, clause.id, heading, _whole(clause.text, Kind.ADDED))
    same = _spaced(before.text) == _spaced(clause.text)
    if not same or _spaced(before.title) != _spaced(clause.title):
        pieces = _whole(clause.text, Kind.SAME) if same else diff(before.text, clause.text)
        return ClauseChange(ChangeKind.CHANGED, clause.id, diff(before.title, clause.title), pieces)
    if _under(before) != _under(clause):
        heading, words = _whole(clause.title, Kind.SAME), _whole(clause.text, Kind.SAME)
        return ClauseChange(ChangeKind.MOVED, clause.id, heading, words, was=clause.id)
    return None


def _under(clause: ClauseText) -> tuple[str, ...]:
    """Return the headings above a clause, without the document's title and its own heading."""
    return tuple(_spaced(heading) for heading in clause.path[1:-1])


def _whole(words: str, kind: Kind) -> tuple[Piece, ...]:
    return (Piece(kind, words),) if words else ()


def _spaced(words: str) -> str:
    return " ".join(words.split())


def counted(changes: Sequence[ClauseChange]) -> dict[ChangeKind, int]:
    """Return how many clauses are added, removed, changed and moved; each kind is there, maybe with none."""
    return {kind: sum(change.kind is kind for change in changes) for kind in ChangeKind}


def languages_that_differ(numbers: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Yield the clauses that some language of a version lacks, by the clause numbers of each language."""
    everywhere = set.intersection(*(set(each) for each in numbers.values())) if numbers else set()
    seen: set[str] = set()
    for each in numbers.values():
        for number in each:
            if number not in everywhere and number not in seen:
                seen.add(number)
                yield number
