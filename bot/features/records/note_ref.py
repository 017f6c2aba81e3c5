"""Which note a button or a form is about."""

from __future__ import annotations

from dataclasses import dataclass

from bot.errors import NoteNotFound


@dataclass(frozen=True)
class NoteRef:
    """Which edition of which note a button or a form is about, and for some the part of it."""

    note_id: str
    version: int
    part: str = ""

    def __str__(self) -> str:
        """Return what a button carries."""
        return ":".join(filter(None, (self.note_id, str(self.version), self.part)))

    @classmethod
    def parse(cls, carried: str) -> NoteRef:
        """Read what a button carried; raises NoteNotFound when it is nothing of ours."""
        note_id, _, rest = carried.partition(":")
        version, _, part = rest.partition(":")
        if not note_id or not version.isdecimal():
            raise NoteNotFound
        return cls(note_id, int(version), part)
