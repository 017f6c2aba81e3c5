"""The word lists of every language, compiled once into patterns that read in linear time.

The lists are data (``prompts/*/wording.toml``); how an entry is written stands at the top of those files.
"""

import functools
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

_LETTER = "A-Za-z0-9_\u00c0-\u024f"
_LEFT = f"(?<![{_LETTER}])"
_RIGHT = f"(?![{_LETTER}])"
_NEVER = "(?!)"
_LET = re.compile(r"\$([a-z_]+)")
# These two are known only with the participants, so they stay open until then.
_LATER = frozenset({"person", "names"})
_SHORTEST_NAME = 2
# What a pattern that ignores case takes for the same, and case folding alone does not.
_ALIKE = str.maketrans("’ıİ", "'ii")
_DEEPEST_LET = 4

Script = Literal["latin", "han"]


@dataclass(frozen=True)
class Words:
    """One compiled list: its words count, its exceptions are stepped over."""

    pattern: re.Pattern[str]

    def matches(self, text: str) -> Iterator[re.Match[str]]:
        """Yield the hits in reading order, without the exceptions."""
        return (match for match in self.pattern.finditer(text) if match["hit"] is not None)

    def found(self, text: str) -> tuple[str, ...]:
        """Return the matched words as they stand in ``text``, each once."""
        return tuple(dict.fromkeys(match["hit"] for match in self.matches(text)))

    def hits(self, text: str) -> bool:
        """Tell whether any word of the list stands in ``text``."""
        return next(self.matches(text), None) is not None

    def starts_at(self, text: str, position: int) -> bool:
        """Tell whether a word of the list starts exactly at ``position``."""
        match = self.pattern.match(text, position)
        return match is not None and match["hit"] is not None


@dataclass(frozen=True, eq=False)
class Language:
    """One language's table: ``code`` (BCP 47), the script it is written in, and its lists."""

    code: str
    script: Script
    table: Mapping[str, Any]

    def words(self, signal: str, names: tuple[str, ...] = ()) -> Words:
        """Return the list called ``signal`` ("evidence.T", "biased.age"), with ``names`` as persons."""
        return _words(self, signal, names)

    def listed(self, signal: str, key: str) -> Words:
        """Return a second list of a signal, for example the policy cues of "verdict"."""
        return _listed(self, signal, key)

    def section(self, signal: str) -> Mapping[str, Any]:
        """Return the raw table of a signal; an unknown one is empty."""
        found: Any = self.table
        for part in signal.split("."):
            found = found.get(part, {})
        return dict(found)

    def fragment(self, raw: str, **given: str) -> str:
        """Return an entry as a regular expression: names filled in, blanks and apostrophes widened."""
        lets = self.section("let")
        for _ in range(_DEEPEST_LET):
            raw = _LET.sub(lambda m: m[0] if m[1] in _LATER or m[1] in given else f"(?:{lets[m[1]]})", raw)
        raw = raw.replace("'", "['’]").replace(" ", r"(?:\s{1,4})")
        return _LET.sub(lambda m: given.get(m[1], _NEVER), raw)

    def bounded(self, expression: str) -> str:
        """Return ``expression`` between word boundaries where the script has them."""
        return f"{_LEFT}(?:{expression}){_RIGHT}" if self.script == "latin" else f"(?:{expression})"

    def any_of(self, entries: Iterable[str], **given: str) -> str:
        """Return the alternation of ``entries``, longest first; of none, a pattern that never matches."""
        ordered = sorted(entries, key=len, reverse=True)
        return "|".join(self.fragment(entry, **given) for entry in ordered) or _NEVER

    def any_name(self, names: Sequence[str]) -> str:
        """Return the alternation of people's display names, verbatim, longest first."""
        escaped = (re.escape(name).replace("'", "['’]") for name in sorted(names, key=len, reverse=True))
        return "|".join(f"{_LEFT}{n}{_RIGHT}" if n[0].isascii() else n for n in escaped) or _NEVER


@dataclass(frozen=True, eq=False)
class Lexicon:
    """Every language the bot reads, in order of preference. Immutable; share one per process."""

    languages: tuple[Language, ...]

    @classmethod
    def from_tables(cls, tables: Mapping[str, Mapping[str, Any]]) -> "Lexicon":
        """Compile the tables of ``prompts.wording.load()``, keyed by language code.

        Raises:
            KeyError: a table lacks ``script``, or an entry names an unknown ``$fragment``.
            re.error: an entry is not a regular expression.

        """
        languages = tuple(Language(code, table["script"], table) for code, table in tables.items())
        for language in languages:
            for signal in _signals(language.table):
                language.words(signal)
        return cls(languages)

    def of(self, code: str) -> Language:
        """Return the language with this code, which the lexicon must have."""
        return next(language for language in self.languages if language.code == code)


def usable_names(names: Iterable[str]) -> tuple[str, ...]:
    """Return the display names worth looking for: normalised, each once, never a bare letter or surname."""
    normalised = (unicodedata.normalize("NFKC", name).strip() for name in names)
    return tuple(sorted({name for name in normalised if len(name) >= _SHORTEST_NAME}))


def said_in(text: str, names: tuple[str, ...]) -> tuple[str, ...]:
    """Return those of ``names`` whose words all stand in ``text``, in any case.

    The others cannot be found there, and a pattern with names in it takes milliseconds to compile: a company
    has thousands of pairs, and few sentences name anybody.
    """
    heard = _folded(text)
    return tuple(name for name in names if all(word in heard for word in _folded(name).split()))


def _folded(text: str) -> str:
    return text.translate(_ALIKE).casefold()


def _signals(table: Mapping[str, Any], above: str = "") -> Iterator[str]:
    for key, value in table.items():
        if isinstance(value, Mapping):
            if "words" in value:
                yield f"{above}{key}"
            yield from _signals(value, f"{above}{key}.")


@functools.lru_cache(maxsize=1024)
def _words(language: Language, signal: str, names: tuple[str, ...]) -> Words:
    section = language.section(signal)
    people = language.any_of(language.section("voice").get("people", ()))
    known = language.any_name(names)
    given = {"person": f"(?:{people}|{known})", "names": f"(?:{known})"}
    hit = language.bounded(language.any_of(section["words"], **given))
    if section.get("anywhere"):
        hit = f"{hit}|{language.any_of(section['anywhere'])}"
    passed_over = language.bounded(language.any_of(section.get("except", ()), **given))
    return Words(re.compile(f"{passed_over}|(?P<hit>{hit})", re.IGNORECASE))


@functools.lru_cache(maxsize=256)
def _listed(language: Language, signal: str, key: str) -> Words:
    section = language.section(signal)
    hit = language.bounded(language.any_of(section.get(key, ())))
    passed_over = language.bounded(language.any_of(section.get("except", ())))
    return Words(re.compile(f"{passed_over}|(?P<hit>{hit})", re.IGNORECASE))
