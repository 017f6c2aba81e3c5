"""The page's own words (its chrome), in each language it speaks; what the bot says is not here."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

LANGUAGES = ("en", "zh")
_FILE = Path(__file__).with_name("words.json")


@cache
def catalog() -> Mapping[str, Mapping[str, str]]:
    """Return every word by language and key, as written in `words.json`."""
    loaded: dict[str, dict[str, str]] = json.loads(_FILE.read_text(encoding="utf-8"))
    return loaded


def language_of(locale: str) -> str:
    """Return the page language for a Slack locale such as `zh-CN`; English when there is no other."""
    language = locale.replace("_", "-").split("-", 1)[0].lower()
    return language if language in LANGUAGES else LANGUAGES[0]


def word(key: str, language: str, **values: object) -> str:
    """Return the page's word for `key`, with `values` put into its `{places}`."""
    return catalog()[language][key].format(**values)
