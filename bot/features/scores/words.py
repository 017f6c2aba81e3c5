"""What things are called in an explanation, in the reader's language; the company's words are data."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.features.scores.goal_sheets import Line
    from bot.features.scores.provenance import Provenance

_HAN = re.compile(r"[㐀-鿿]")
CHINESE = "zh"


class Words:
    """Looks up the company's names: tables by kind, key and language (`knowledge/scoring_words.toml`)."""

    def __init__(self, tables: Mapping[str, Mapping[str, Mapping[str, str]]]) -> None:
        self._tables = tables

    def called(self, kind: str, key: str, language: str) -> str | None:
        """Return what the company calls something, None where it has no name for it."""
        return self._tables.get(kind, {}).get(key, {}).get(language)

    def indicator(self, line: Line, provenance: Provenance | None, language: str) -> str:
        """Return what a line is called: by its metric, by its title, otherwise as the sheet has it."""
        metric = None if provenance is None else self.called("indicators", provenance.metric_id, language)
        title = line.title or line.code
        return metric or self.called("indicators", title, language) or in_language(title, language)

    def source(self, system: str, language: str) -> str:
        """Return what a source is called, otherwise as it calls itself."""
        return self.called("sources", system, language) or in_language(system, language)

    def of(self, kind: str, key: str, language: str) -> str:
        """Return the company's word, otherwise the key itself."""
        return self.called(kind, key, language) or key


def in_language(text: str, language: str) -> str:
    """Return one language's part of a text written in both, English first: `Scrap rate 报废率`.

    A text in one language alone is returned whole.
    """
    words = text.split(" ")
    at = next((at for at, word in enumerate(words) if _HAN.search(word)), None)
    if not at:
        return text
    return " ".join(words[at:] if language == CHINESE else words[:at])
