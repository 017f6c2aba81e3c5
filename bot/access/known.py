"""Somebody as storage knows them, as far as the judge asks."""

from __future__ import annotations

from typing import Protocol


class KnownReader(Protocol):
    """Somebody as storage knows them today."""

    @property
    def person_id(self) -> int:
        """Who they are."""
        ...

    @property
    def role(self) -> str:
        """Their role."""
        ...

    @property
    def here(self) -> bool:
        """Whether they work here."""
        ...

    @property
    def units(self) -> frozenset[str] | None:
        """The units they serve as HR."""
        ...
