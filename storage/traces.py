"""Looking for what must not be there any more: in every value of every table, and in the bytes of every file."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlmodel import SQLModel

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from sqlmodel import Session

PIECE = 1 << 20
"""Files are read in pieces of this many bytes."""
ROWS = 1000
"""Tables are read so many rows at a time."""
APART = b"\xff" * 4
"""Stands between two values, and in no word in any form: nothing is found that lies half in one, half in the next."""
SHORTEST, SHORTEST_HAN, SHORTEST_WIDE = 6, 2, 4
"""Shorter words stand anywhere by chance: six letters, or two where each is a syllable; in two bytes a letter, four."""


@dataclass
class Search:
    """What is looked for, how much was looked at (`rows` of tables, `size` in bytes of files), and where it was found.

    `found` names places (`table.column`, a file's name) and never what was found there.
    """

    forms: tuple[bytes, ...]
    rows: int = 0
    size: int = 0
    found: set[str] = field(default_factory=set)

    def in_tables(self, session: Session, tables: Iterable[str] | None = None) -> None:
        """Look at every value of these tables, of all there are when none are named."""
        wanted = None if tables is None else set(tables)
        for table in SQLModel.metadata.sorted_tables:
            if wanted is not None and table.name not in wanted:
                continue
            every = session.connection().execution_options(yield_per=ROWS).execute(table.select())
            for rows in every.partitions():
                self.rows += len(rows)
                # A column at once: thousands of words are looked for, and each look costs more than what it reads.
                for column, values in zip(table.columns, zip(*rows, strict=True), strict=True):
                    self._look(APART.join(map(as_bytes, values)), f"{table.name}.{column.name}")

    def in_file(self, path: Path) -> None:
        """Look at the bytes of a file, whatever it holds."""
        longest = max(map(len, self.forms), default=1)
        tail = b""
        with path.open("rb") as file:
            while piece := file.read(PIECE):
                self.size += len(piece)
                # What lies across two pieces is found as well.
                self._look(tail + piece, path.name)
                tail = piece[-longest:]

    def _look(self, value: bytes, where: str) -> None:
        if where not in self.found and any(form in value for form in self.forms):
            self.found.add(where)


def search_for(words: Iterable[str], not_theirs: Iterable[str] = ()) -> Search:
    """Return a search for these words in every form they may lie about in.

    Left out is what is too short to mean anything, and what stands in `not_theirs` as well: the name of
    somebody else, a sentence of the published rules.
    """
    others = "\n".join(not_theirs)
    pieces = {piece for text in words for piece in _pieces(text)}
    return Search(tuple(sorted({form for piece in pieces if piece not in others for form in _forms(piece)})))


def as_bytes(value: Any) -> bytes:  # noqa: ANN401 - whatever a column holds
    """Return a column's value as it may be searched."""
    if isinstance(value, bytes | memoryview):
        return bytes(value)
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False).encode()
    return str(value).encode()


def _pieces(text: str) -> Iterator[str]:
    """Give a text whole and line by line, as far as it is long enough to be found on purpose."""
    for piece in {text.strip(), *(line.strip() for line in text.splitlines())}:
        if len(piece) >= (SHORTEST if piece.isascii() else SHORTEST_HAN):
            yield piece


def _forms(piece: str) -> Iterator[bytes]:
    yield piece.encode()
    if len(piece) >= SHORTEST_WIDE:
        yield piece.encode("utf-16-le")
        yield piece.encode("utf-16-be")
    yield json.dumps(piece)[1:-1].encode()
    yield json.dumps(piece, ensure_ascii=False)[1:-1].encode()
