"""The page's own words: complete in every language, and every one used."""

from __future__ import annotations

import re
from pathlib import Path

from bot.workspace import page
from bot.workspace.page.words import LANGUAGES, catalog, language_of

_HOME = Path(page.__file__).parent
_SAYS_NO = _HOME.parent / "acts.py"
"""Where what a person may not do is refused, under the key of the page's words for it."""


def test_every_word_exists_in_every_language_with_the_same_places() -> None:
    places = {
        language: {key: set(re.findall(r"{(\w+)}", text)) for key, text in catalog()[language].items()}
        for language in LANGUAGES
    }
    assert places["en"] == places["zh"]


def test_every_word_is_used_and_every_used_word_exists() -> None:
    code = "\n".join(file.read_text(encoding="utf-8") for file in (*_HOME.rglob("*.py"), _SAYS_NO))
    known = set(catalog()["en"])
    built = {f"tab.{name}" for name in ("home", "messages")}
    assert {key for key in known - built if f'"{key}"' not in code} == set()
    families = {key.split(".", 1)[0] for key in known if "." in key}
    used = set(re.findall(rf'"((?:{"|".join(families)})\.\w+)"', code))
    assert used - known == set()


def test_a_locale_without_words_of_its_own_reads_english() -> None:
    assert language_of("zh-CN") == "zh"
    assert language_of("zh_TW") == "zh"
    assert language_of("fr-FR") == "en"


def test_the_page_names_no_address_outside_this_machine() -> None:
    for file in _HOME.rglob("*"):
        if file.suffix in {".py", ".css", ".json"}:
            assert not re.search(r"https?://(?!…)[a-z]", file.read_text(encoding="utf-8")), file.name
