"""The plain writer and what people are called."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.names import spoken_name, written_names
from bot.language.plain import PlainWriter, shortened
from bot.language.writer import TalkFacts
from prompts.catalog import Catalog

WRITER = PlainWriter(Catalog.load())
LONG = "In the 12 May launch review she flagged two defects before sign-off, which avoided a recall of 300 units in all"
LONG_ZH = "5月12日评审会上她提前上报了两个缺陷并且当场提出了修改方案最后避免了三百件返工和客户投诉"


async def test_a_reflection_has_at_most_twenty_words_or_thirty_characters() -> None:
    english = await WRITER.reflect("en-US", LONG)
    chinese = await WRITER.reflect("zh-CN", LONG_ZH)
    assert len(english.split()) <= 20
    assert sum("\u4e00" <= letter <= "\u9fff" for letter in chinese) <= 30
    assert "she flagged two defects" in english


async def test_a_summary_of_long_answers_has_at_most_sixty_words() -> None:
    facts = TalkFacts("Chen Wei", LONG, LONG, LONG, (LONG, LONG))
    assert len((await WRITER.summarise("en-US", facts)).split()) <= 60
    facts = TalkFacts("陈维", LONG_ZH, LONG_ZH, LONG_ZH, (LONG_ZH,))
    assert sum("\u4e00" <= letter <= "\u9fff" for letter in await WRITER.summarise("zh-CN", facts)) <= 120


async def test_a_summary_names_every_step_that_was_promised() -> None:
    facts = TalkFacts("Chen Wei", "The close", "", "", ("I call the plant by Friday.", "He drafts the rule"))
    assert "I call the plant by Friday; He drafts the rule" in await WRITER.summarise("en-US", facts)


async def test_a_summary_says_only_what_was_said() -> None:
    facts = TalkFacts("Chen Wei", "The close", "", "", ())
    assert await WRITER.summarise("en-US", facts) == "About: The close."


@given(st.text(max_size=300))
def test_a_shortened_text_begins_with_the_words_themselves(words: str) -> None:
    gist = shortened(words, 16, 24).rstrip("\u2026")
    assert gist == "" or gist in words


@pytest.mark.parametrize(
    ("name", "locale", "spoken"),
    [
        ("赵敏 Zhao Min", "zh-CN", "赵敏"),
        ("赵敏 Zhao Min", "en-US", "Zhao Min"),
        ("Helen Moore", "zh-CN", "Helen Moore"),
        ("赵敏", "en-US", "赵敏"),
    ],
)
def test_people_are_called_as_their_reader_calls_them(name: str, locale: str, spoken: str) -> None:
    assert spoken_name(name, locale) == spoken


def test_people_are_written_of_by_whole_name_script_and_given_name_never_by_surname_alone() -> None:
    names = written_names("马国强 Ma Guoqiang")
    assert names == (
        "马国强 Ma Guoqiang",
        "Ma Guoqiang",
        "Guoqiang",
        "马国强",
        "Ma",
        "国强",
    )
    assert "赵" not in written_names("赵敏 Zhao Min")
