"""Every word a person reads comes from the catalogs, in every language."""

from __future__ import annotations

import json
import re
from collections import Counter

import pytest

from bot import errors
from prompts.catalog import Catalog
from tests.house.catalogs import Message, crowded, drawn_sentences, languages, messages, spoken
from tests.house.imports import Judge, imports_under
from tests.house.tree import ROOT, python_files

LANGUAGES = languages()


def error_classes() -> list[type[errors.BotError]]:
    """Return every kind of error, however deep below BotError it is defined."""
    found = [errors.BotError]
    for kind in found:
        found.extend(kind.__subclasses__())
    return [kind for kind in found[1:] if kind.__module__.startswith("bot.")]


def test_english_and_chinese_have_catalogs() -> None:
    assert {"en", "zh"} <= set(LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_message_stands_twice(language: str) -> None:
    times = Counter(message.key for message in messages(language))
    assert [key for key, count in times.items() if count > 1] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_says_what_english_says(language: str) -> None:
    english = {message.key for message in messages("en")}
    theirs = {message.key for message in messages(language)}
    assert (sorted(english - theirs), sorted(theirs - english)) == ([], [])


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_fills_a_message_with_the_same_variables(language: str) -> None:
    english = {message.key: message.variables for message in messages("en")}
    differing = [
        f"{message.key}: {sorted(message.variables)}, in English {sorted(english[message.key])}"
        for message in messages(language)
        if message.key in english and not fills_alike(message, english[message.key])
    ]
    assert differing == []


def fills_alike(message: Message, english: frozenset[str]) -> bool:
    """Return whether both need the same; the domain's questions may do without a name that English needs."""
    if message.key.startswith("question-"):
        return message.variables <= english
    return message.variables == english


@pytest.mark.parametrize("language", LANGUAGES)
def test_bold_words_stand_apart_from_letters(language: str) -> None:
    assert crowded(language) == []


def test_the_local_page_knows_every_sign_the_catalogs_name() -> None:
    known = json.loads((ROOT / "bot/workspace/page/emoji.json").read_text(encoding="utf-8"))
    texts = (path.read_text(encoding="utf-8") for path in (ROOT / "prompts").glob("*/*.ftl"))
    named = {name for text in texts for name in re.findall(r"(?<![\w:]):([a-z][a-z0-9_]+):(?![\w:])", text)}
    assert named - set(known) == set()


def test_every_message_is_used() -> None:
    asked_for = spoken()
    quoted = {key for message in messages("en") for key in message.quotes}
    unused = [
        f"{message.file}: {message.key}"
        for message in messages("en")
        if message.key not in quoted and not asked_for.uses(message.key)
    ]
    assert unused == []


def test_every_message_the_code_asks_for_exists() -> None:
    known = {message.key for message in messages("en")}
    families = {key.partition("-")[0] for key in known}
    asked_for = [key for key in spoken().keys if "-" in key]
    missing = [key for key in asked_for if key.partition("-")[0] in families and key not in known]
    assert sorted(missing) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_error_has_its_sentence(language: str) -> None:
    known = {message.key for message in messages(language)}
    assert [kind.__name__ for kind in error_classes() if kind.message_key() not in known] == []


def test_an_error_is_said_in_the_readers_language() -> None:
    catalog = Catalog.load()
    key = errors.StepIsOver.message_key()
    assert catalog.text("zh-CN", key) != catalog.text("en-US", key)


def test_blocks_only_draw_words_from_the_catalogs() -> None:
    judge = Judge(list(imports_under(ROOT)))
    drawings = [
        path
        for path in python_files("bot")
        if judge.role_of(".".join(path.with_suffix("").parts)) in {"blocks", "messages"}
    ]
    found = [sentence for path in drawings for sentence in drawn_sentences(path)]
    assert not found, "\n".join(found)
