"""Message catalogs in Fluent: what the bot says, in the reader's language.

One folder per language holds `*.ftl` files; adding a language adds a folder. A message asked for with a
variable missing is a mistake in our code and raises, so no person ever reads a half-filled sentence.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from fluent.runtime import FluentBundle, FluentResource

if TYPE_CHECKING:
    from collections.abc import Iterable

DEFAULT_LANGUAGE = "en"


class MissingMessage(KeyError):
    """A key that no catalog has, or one asked for without a variable it needs."""


class Catalog:
    """Every language's messages. `locale` arguments take Slack's form (`zh-CN`) or a bare language."""

    def __init__(self, bundles: dict[str, FluentBundle]) -> None:
        self._bundles = bundles

    @classmethod
    def load(cls) -> Catalog:
        """Return the catalogs shipped in this package, read once per process."""
        return _shipped()

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages there is a catalog for, default first."""
        return tuple(sorted(self._bundles, key=lambda language: (language != DEFAULT_LANGUAGE, language)))

    def language_of(self, locale: str) -> str:
        """Return the catalog language for a locale; English when there is none for it."""
        language = locale.replace("_", "-").split("-")[0].lower()
        return language if language in self._bundles else DEFAULT_LANGUAGE

    def has(self, key: str) -> bool:
        """Return whether the default language has this message."""
        return bool(self._bundles[DEFAULT_LANGUAGE].has_message(key))

    def text(self, locale: str, key: str, **variables: object) -> str:
        """Return message `key` filled in; raises MissingMessage for an unknown key or variable."""
        bundle = self._bundles[self.language_of(locale)]
        if not bundle.has_message(key):
            raise MissingMessage(key)
        pattern = bundle.get_message(key).value
        if pattern is None:
            raise MissingMessage(key)
        said, errors = bundle.format_pattern(pattern, variables)
        if errors:
            raise MissingMessage(key, *errors)
        return str(said)


@cache
def _shipped() -> Catalog:
    bundles = {}
    for folder in sorted(files("prompts").iterdir(), key=lambda entry: entry.name):
        if folder.is_dir() and (texts := sorted(_fluent_texts(folder.iterdir()))):
            # Slack shows text as it is; Unicode isolation marks would only break searching and copying.
            bundle = FluentBundle([_babel_locale(folder.name)], use_isolating=False)
            for _name, source in texts:
                bundle.add_resource(FluentResource(source))
            bundles[folder.name] = bundle
    return Catalog(bundles)


def _fluent_texts(entries: Iterable[object]) -> Iterable[tuple[str, str]]:
    for entry in entries:
        name = getattr(entry, "name", "")
        if name.endswith(".ftl"):
            yield name, entry.read_text(encoding="utf-8")  # type: ignore[attr-defined]


def _babel_locale(language: str) -> str:
    return {"zh": "zh-CN", "en": "en-GB"}.get(language, language)
