"""What can be found: clauses as they stand in one version of a document, and what one asker may see of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True)
class Passage:
    """One clause of one version, in one language.

    `key` is unique: `document@version/language/clause`. `start` and `end` are character offsets of `text` in the
    version's source. `effective_until` is the first day the version no longer applies.
    """

    key: str
    document: str
    clause: str
    version: str
    language: str
    title: str
    path: tuple[str, ...]
    text: str
    start: int
    end: int
    audience: str
    effective_from: date
    effective_until: date | None


@dataclass(frozen=True)
class View:
    """What one asker may see, on one day. What is outside it must not change anything about what is inside.

    `only` is one version of one document, which is asked about whatever days it applies on.
    """

    audiences: frozenset[str]
    day: date
    only: tuple[str, str] | None = None

    def shows(self, passage: Passage) -> bool:
        """Return whether the asker may see this clause and it is in force on the day."""
        if self.only is not None:
            return passage.audience in self.audiences and self.only == (passage.document, passage.version)
        begun = passage.effective_from <= self.day
        over = passage.effective_until is not None and passage.effective_until <= self.day
        return passage.audience in self.audiences and begun and not over
