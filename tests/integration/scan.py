"""Looks for words wherever a database keeps bytes: every value of every table, and on SQLite every file of the folder."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import inspect, text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from storage.database import Database

SHORT = 4
"""Pieces of words no longer than this occur by chance."""
OURS_ANYWAY = {b"closes", b"private", b"second", b"focus", b"reason", b"summary", b"thought"}
"""Words of the tables themselves."""
NOTHING_OF_THEIRS = {"a", "the", "is", "time", "was", "more", "wants", "word", "of", "da"}


def found(database: Database, *canaries: str) -> list[bytes]:
    """Return the forms in which any of these words lie in the database, or beside it in its folder."""
    return found_in(stored(database), *canaries)


def found_in(held: Iterable[bytes], *canaries: str) -> list[bytes]:
    """Return the forms in which any of these words lie in what is `held`."""
    wanted = {form for words in canaries for form in disguises(words)} - OURS_ANYWAY
    values = list(held)
    return sorted(form for form in wanted if any(form in value for value in values))


def stored(database: Database) -> Iterator[bytes]:
    """Give every value of every table, and on SQLite the bytes of every file of the folder but the keys'."""
    with database.snapshot() as session:
        connection = session.connection()
        for table in inspect(connection).get_table_names():
            for row in connection.execute(text(f'SELECT * FROM "{table}"')):  # noqa: S608 - the name is the database's
                yield from map(as_bytes, row)
    if database.is_sqlite:
        yield from files(Path(str(database.url.database)).parent)


def files(folder: Path) -> Iterator[bytes]:
    """Give what is in every file under a folder, but for the keys."""
    for file in sorted(folder.rglob("*")):
        if file.is_file() and file.suffix != ".key":
            yield file.read_bytes()


def as_bytes(value: Any) -> bytes:  # noqa: ANN401 - whatever a column holds
    """Return a value as the bytes it may hide words in."""
    if isinstance(value, bytes | memoryview):
        return bytes(value)
    return (json.dumps(value) if isinstance(value, dict | list) else str(value)).encode()


def disguises(words: str) -> set[bytes]:
    """Return the ways words may lie somewhere without being sealed."""
    pieces = {words, *words.split()} - NOTHING_OF_THEIRS
    return {
        form
        for piece in pieces
        if len(piece) > SHORT or not piece.isascii()
        for form in (
            piece.encode(),
            piece.encode("utf-16-le"),
            piece.encode("utf-16-be"),
            json.dumps(piece)[1:-1].encode(),
        )
    }
