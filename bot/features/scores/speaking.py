"""What every sentence of an explanation is said with: one language's words, formats and names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.features.scores.formats import Formats
from bot.features.scores.words import CHINESE
from bot.language.names import spoken_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.features.scores.explained import Around, Counted
    from prompts.catalog import Catalog

_HALF_YEAR = re.compile(r"(\d{4})H([12])")


class Speaker:
    """Says things of one explanation in one language."""

    def __init__(self, around: Around, catalog: Catalog, locale: str) -> None:
        self._catalog = catalog
        self._locale = locale
        self.around = around
        self.words = around.words
        self.language = catalog.language_of(locale)
        self.formats = Formats(self.language, around.zone)

    def say(self, key: str, **variables: object) -> str:
        """Return a sentence of the catalogs."""
        return self._catalog.text(self._locale, key, **variables)

    def clause(self, clause: str) -> str:
        """Return a clause as this language cites it."""
        return self.say("scores-clause", clause=self.formats.clause(clause))

    def cycle(self, cycle: str) -> str:
        """Return what a cycle is called; half years are said in words where the language does so."""
        return cycle_name(cycle, self._catalog, self._locale)

    def count(self, number: int) -> str:
        """Return a small number as it is said before what is counted."""
        return self.say("scores-count", n=number)

    def tally(self, number: int) -> str:
        """Return a number of people or days as it is written in a sentence."""
        return self.say("scores-tally", n=number)

    def name_of(self, line: Counted) -> str:
        """Return what a line is called, and that its figure is questioned while it is."""
        name = self.words.indicator(line.agreed, line.provenance, self.language)
        if line.result.code not in self.around.questioned:
            return name
        return self.say("scores-questioned", name=name)

    def unit(self, code: str) -> str:
        """Return what a unit is called."""
        names = self.around.units.get(code, {})
        return names.get(self.language) or next(iter(names.values()), code)

    def called(self, name: str) -> str:
        """Return a person's name as this language's readers use it."""
        return spoken_name(name, self._locale)

    def person(self, reference: str) -> str:
        """Return who is meant by a reference or an address; what is no person of ours stays as it is."""
        known = self.around.deciders.get(reference)
        return self.called(known.name) if known is not None else reference

    def listed(self, parts: Iterable[str]) -> str:
        """Return parts as a list with commas."""
        return self._joined("scores-comma", parts)

    def together(self, parts: Iterable[str]) -> str:
        """Return parts with semicolons between them."""
        return self._joined("scores-semicolon", parts)

    def both(self, parts: Iterable[str]) -> str:
        """Return parts with "and" before the last."""
        *first, last = parts
        if not first:
            return last
        # Chinese sets a space between its own signs and Latin letters.
        space = " " if self.language == CHINESE and last[:1].isascii() else ""
        return self.say("scores-and", first=self.listed(first), second=space + last)

    def sentences(self, parts: Iterable[str]) -> str:
        """Return sentences as one paragraph; Chinese puts no space between them."""
        said = [part for part in parts if part]
        return ("" if self.language == CHINESE else " ").join(said)

    def _joined(self, key: str, parts: Iterable[str]) -> str:
        joined = ""
        for part in parts:
            joined = self.say(key, first=joined, second=part) if joined else part
        return joined


def cycle_name(cycle: str, catalog: Catalog, locale: str) -> str:
    """Return what a cycle is called; half years are said in words where the language does so."""
    found = _HALF_YEAR.fullmatch(cycle)
    if found is None:
        return cycle
    return catalog.text(locale, "scores-half-year", year=found[1], half=int(found[2]))
