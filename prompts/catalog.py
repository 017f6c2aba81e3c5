"""Message catalogs in Fluent: what the bot says, in the reader's language.

One folder per language holds `*.ftl` files; adding a language adds a folder. A message asked for with a
variable missing is a mistake in our code and raises, so no person ever reads a half-filled sentence.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from itertools import zip_longest
from typing import TYPE_CHECKING

from fluent.runtime import FluentBundle, FluentResource

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

DEFAULT_LANGUAGE = "en"
_ENTRY = re.compile(r"^(-?[A-Za-z][\w-]*) *=", re.MULTILINE)
"""Where a message or a term begins; what goes on with it is indented."""
_QUOTED = re.compile(r"\{\s*(-?[A-Za-z][\w-]*)")
"""Another message, or a term, that stands in a message."""


class MissingMessage(KeyError):
    """A key that no catalog has, or one asked for without a variable it needs."""


class _Language:
    """One language's messages. Each is read when it is first said: all of them would be a third of a start."""

    def __init__(self, name: str, texts: Iterable[str]) -> None:
        # Slack shows text as it is; Unicode isolation marks would only break searching and copying.
        self._bundle = FluentBundle([_babel_locale(name)], use_isolating=False)
        self._written = {key: entry for text in texts for key, entry in _entries(text)}

    def has(self, key: str) -> bool:
        return key in self._written

    def say(self, key: str, variables: dict[str, object]) -> str:
        self._read(key)
        pattern = self._bundle.get_message(key).value
        if pattern is None:
            raise MissingMessage(key)
        said, errors = self._bundle.format_pattern(pattern, variables)
        if errors:
            raise MissingMessage(key, *errors)
        return str(said)

    def _read(self, key: str) -> None:
        if self._bundle.has_message(key):
            return
        if key not in self._written:
            raise MissingMessage(key)
        # What it quotes goes first: whoever finds a message in the bundle finds all of it there.
        wanted, found = [key], []
        while wanted:
            name = wanted.pop()
            if name in self._written and name not in found:
                found.append(name)
                wanted += _QUOTED.findall(self._written[name])
        for name in reversed(found):
            self._bundle.add_resource(FluentResource(self._written[name]))


class Catalog:
    """Every language's messages. `locale` arguments take Slack's form (`zh-CN`) or a bare language."""

    def __init__(self, languages: dict[str, _Language]) -> None:
        self._languages = languages

    @classmethod
    def load(cls) -> Catalog:
        """Return the catalogs shipped in this package, read once per process."""
        return _shipped()

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages there is a catalog for, default first."""
        return tuple(sorted(self._languages, key=lambda language: (language != DEFAULT_LANGUAGE, language)))

    def language_of(self, locale: str) -> str:
        """Return the catalog language for a locale; English when there is none for it."""
        language = locale.replace("_", "-").split("-")[0].lower()
        return language if language in self._languages else DEFAULT_LANGUAGE

    def has(self, key: str) -> bool:
        """Return whether the default language has this message."""
        return self._languages[DEFAULT_LANGUAGE].has(key)

    def text(self, locale: str, key: str, **variables: object) -> str:
        """Return message `key` filled in; raises MissingMessage for an unknown key or variable."""
        return self._languages[self.language_of(locale)].say(key, variables)


@cache
def _shipped() -> Catalog:
    languages = {}
    for folder in sorted(files("prompts").iterdir(), key=lambda entry: entry.name):
        if folder.is_dir() and (texts := sorted(_fluent_texts(folder.iterdir()))):
            languages[folder.name] = _Language(folder.name, (source for _name, source in texts))
    return Catalog(languages)


def _entries(text: str) -> Iterator[tuple[str, str]]:
    starts = list(_ENTRY.finditer(text))
    for start, following in zip_longest(starts, starts[1:]):
        yield start[1], text[start.start() : following.start() if following else None]


def _fluent_texts(entries: Iterable[object]) -> Iterable[tuple[str, str]]:
    for entry in entries:
        name = getattr(entry, "name", "")
        if name.endswith(".ftl"):
            yield name, entry.read_text(encoding="utf-8")  # type: ignore[attr-defined]


def _babel_locale(language: str) -> str:
    return {"zh": "zh-CN", "en": "en-GB"}.get(language, language)
