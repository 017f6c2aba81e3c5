"""The outside file: checkpoints kept where the database's administrator cannot rewrite them.

A text file that only grows. Each checkpoint is its signed note as it is, ended by two blank lines, which no
checkpoint contains. A process killed in the middle of a write leaves a torn note at the end; whoever writes next
ends it with a mark and goes on, and whoever reads passes it over. One process writes a file at a time.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from storage.checkpoints import CheckpointError, open_checkpoint

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from pathlib import Path

    from storage.checkpoints import Checkpoint, Verifier

TORN = "(torn)"
_END = b"\n\n\n"


def append_outside(path: Path, checkpoints: Iterable[Checkpoint]) -> None:
    """Add checkpoints to the end of the file, which is made when missing; they are on the disk when this returns."""
    notes = b"".join(checkpoint.note.encode() + b"\n\n" for checkpoint in checkpoints)
    if not notes:
        return
    is_new = not path.exists()
    file = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o644)
    try:
        _write(file, _ending(file) + notes)
        os.fsync(file)
    finally:
        os.close(file)
    if is_new:
        _keep_name(path)


def read_outside(path: Path) -> Iterator[str]:
    """Give the signed notes of the file in order, unverified; none when there is no file."""
    if not path.exists():
        return
    lines: list[str] = []
    blanks = 0
    # A write torn inside a letter leaves half of it, which must not stop the reading of the rest.
    with path.open(encoding="utf-8", errors="replace", newline="\n") as file:
        for line in file:
            blanks = blanks + 1 if line == "\n" else 0
            lines.append(line)
            if blanks == len(_END) - 1:
                yield from _whole(lines)
                lines, blanks = [], 0


def by_size(trusted: Collection[Verifier], *sources: Iterable[str]) -> list[str]:
    """Return the notes of several sources as one list, ordered by their sizes.

    A note that cannot be opened stands first: it has no place, and is for the verification to name.
    """

    def size(note: str) -> int:
        try:
            return open_checkpoint(note, trusted).size
        except CheckpointError:
            return -1

    return sorted((note for source in sources for note in source), key=size)


def _whole(lines: list[str]) -> Iterator[str]:
    note = "".join(lines).strip("\n") + "\n"
    if note != "\n" and not note.endswith(TORN + "\n"):
        yield note


def _ending(file: int) -> bytes:
    """Return what has to be written before the next note so that a torn one does not run into it."""
    length = os.lseek(file, 0, os.SEEK_END)
    if length == 0:
        return b""
    os.lseek(file, max(0, length - len(_END)), os.SEEK_SET)
    return b"" if os.read(file, len(_END)) == _END else TORN.encode() + _END


def _write(file: int, data: bytes) -> None:
    while data:
        data = data[os.write(file, data) :]


def _keep_name(path: Path) -> None:
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
