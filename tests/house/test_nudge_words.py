"""No nudge blames, each says why now and how much effort, and none is long (domain N-16, N-17, 3.3)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.house.catalogs import languages
from tests.house.tree import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

BANNED = {
    "en": ("overdue", "failed", "non-compliant", "again", "reminder #", "your team is waiting"),
    "zh": ("逾期", "未完成", "再次提醒", "拖延", "全组就差你"),
}
MOST_WORDS, MOST_CHARACTERS = 35, 60
"""Thirty-five English words are about sixty Chinese characters."""
EFFORT = {
    "en": re.compile(
        r"\b(one|two|three|90|2|4|20|\d+) ?-?(tap|line|min|second|minute|question|sentence|free)|\?",
        re.IGNORECASE,
    ),
    "zh": re.compile(r"[？?]|分钟|秒|一句|点一下"),
}
"""An estimate of the effort, or a choice of one tap, which is a question."""
SAID = re.compile(r"^(nudges-say-[a-z0-9_]+) =(.*?)(?=^\S|\Z)", re.DOTALL | re.MULTILINE)
VARIANT = re.compile(r"^\s*\*?\[[a-z]+\] (.*)$", re.MULTILINE)


def catalog(language: str) -> str:
    return (ROOT / "prompts" / language / "nudges.ftl").read_text(encoding="utf-8")


def messages(language: str) -> str:
    """Return the catalog without its comments and the names of its messages."""
    lines = (line for line in catalog(language).splitlines() if not line.startswith("#"))
    return "\n".join(line.partition(" = ")[2] or line for line in lines)


def sayings(language: str) -> Iterator[tuple[str, str]]:
    """Give each thing that can be said, one for each of its variants."""
    for key, body in SAID.findall(catalog(language)):
        for text in VARIANT.findall(body) or [body.strip()]:
            yield key, text


def blamed(text: str, language: str) -> list[str]:
    edge = r"\b" if language == "en" else ""
    return [
        word
        for word in BANNED[language]
        if re.search(f"{edge}{re.escape(word)}(?![a-z])", text, re.IGNORECASE)
    ]


def is_short(text: str, language: str) -> bool:
    # A variable is at most eight words or sixteen characters, which is how much of a step is quoted.
    filled = re.sub(r"\{[^{}]*(promised|what)[^{}]*\}", "一" * 16 if language == "zh" else "word " * 8, text)
    filled = re.sub(r"\{[^{}]*\}", "一二三四" if language == "zh" else "word", filled)
    if language == "zh":
        return len(re.findall(r"[\u3400-\u9fff]", filled)) <= MOST_CHARACTERS
    return len(filled.split()) <= MOST_WORDS


def test_there_are_as_many_sayings_as_kinds_in_every_language() -> None:
    keys = {language: {key for key, _ in sayings(language)} for language in languages()}
    assert keys["en"] == keys["zh"]
    assert len(keys["en"]) >= 15


@pytest.mark.parametrize("language", languages())
def test_no_nudge_blames(language: str) -> None:
    assert blamed(messages(language), language) == []


@pytest.mark.parametrize("language", languages())
def test_every_nudge_is_short(language: str) -> None:
    assert [key for key, text in sayings(language) if not is_short(text, language)] == []


@pytest.mark.parametrize("language", languages())
def test_every_nudge_names_an_effort_or_a_choice(language: str) -> None:
    assert [key for key, text in sayings(language) if not EFFORT[language].search(text)] == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("zh", "你的任务已逾期"),
        ("en", "This is overdue, please"),
        ("en", "Please try AGAIN"),
        ("zh", "全组就差你"),
    ],
)
def test_a_template_that_blames_is_rejected(language: str, text: str) -> None:
    assert blamed(text, language)
    assert not is_short("long " * 36, "en")
    assert not EFFORT["en"].search("You and Lin last talked long ago.")
