"""The outside file of checkpoints, which only grows and survives being torn anywhere."""

from __future__ import annotations

from datetime import UTC, datetime
from hashlib import sha256
from typing import TYPE_CHECKING

from storage.checkpoints import Signer
from storage.outside import append_outside, read_outside

if TYPE_CHECKING:
    from pathlib import Path

SIGNER = Signer("touchbase.example/records", b"s" * 32)
CHECKPOINTS = [
    SIGNER.sign(size, sha256(bytes(size)).digest(), datetime(2026, 3, 2, 9, size, tzinfo=UTC))
    for size in range(1, 4)
]
NOTES = [checkpoint.note for checkpoint in CHECKPOINTS]


def test_what_was_written_is_read_in_order(tmp_path: Path) -> None:
    path = tmp_path / "checkpoints.txt"
    assert list(read_outside(path)) == []
    append_outside(path, [])
    assert not path.exists()
    append_outside(path, CHECKPOINTS[:2])
    append_outside(path, CHECKPOINTS[2:])
    assert list(read_outside(path)) == NOTES


def test_a_writer_killed_at_any_byte_loses_at_most_its_own_checkpoint(tmp_path: Path) -> None:
    path = tmp_path / "checkpoints.txt"
    append_outside(path, CHECKPOINTS[:1])
    first = path.read_bytes()
    append_outside(path, CHECKPOINTS[1:2])
    both = path.read_bytes()
    for length in range(len(first), len(both)):
        path.write_bytes(both[:length])
        assert list(read_outside(path)) == NOTES[:1]
        append_outside(path, CHECKPOINTS[2:])
        assert list(read_outside(path)) == [NOTES[0], NOTES[2]]
        assert path.read_bytes().startswith(both[:length]), "what was written is never taken back"


def test_what_is_not_torn_but_changed_is_not_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "checkpoints.txt"
    append_outside(path, CHECKPOINTS)
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("\n2\n", "\n9\n"), encoding="utf-8")
    assert list(read_outside(path)) == [NOTES[0], NOTES[1].replace("\n2\n", "\n9\n"), NOTES[2]]
