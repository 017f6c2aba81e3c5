from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.features.home import blocks
from bot.features.home.parts import HomePart, HomeView
from bot.features.home.rules import HomeFrame
from bot.slack.blocks import section
from prompts.catalog import Catalog

if TYPE_CHECKING:
    from sqlmodel import Session

    from bot.features.home.rules import Reader
    from bot.slack.blocks import Block

CATALOG = Catalog.load()


def part() -> HomePart:
    """Return a part that draws as many lines as it read."""

    def read(_session: Session, _reader: Reader) -> int:
        return 0

    def draw(lines: int, _catalog: Catalog, _locale: str) -> list[Block]:
        return [section(f"line {number}") for number in range(1, lines + 1)]

    return HomePart(read=read, draw=draw)


def home(*lengths: int, leads: bool = True, locale: str = "en-US") -> list[dict[str, Any]]:
    view = HomeView(frame=HomeFrame(name="Lin Jia", leads=leads), parts=tuple((part(), n) for n in lengths))
    drawn: list[dict[str, Any]] = blocks.home(view, CATALOG, locale)["blocks"]
    return drawn


@pytest.mark.parametrize(
    ("locale", "greeting", "software"),
    [
        ("en-US", "Hello, Lin Jia", "You are talking to software"),
        ("zh-CN", "Lin Jia，你好", "和你对话的是软件"),
    ],
)
def test_home_greets_by_name_and_says_that_it_is_software(locale: str, greeting: str, software: str) -> None:
    drawn = home(3, locale=locale)
    assert drawn[0]["text"]["text"] == greeting
    assert any(software in str(block) for block in drawn)


def test_only_who_leads_people_has_the_button_to_start_a_check_in() -> None:
    assert "check_ins.choose" in str(home(leads=True))
    assert "check_ins.choose" not in str(home(leads=False))


def test_a_part_with_nothing_to_show_leaves_no_line() -> None:
    assert home(0, 2) == home(2)


def test_parts_stand_in_their_order_and_whole_when_they_fit() -> None:
    lines = [block["text"]["text"] for block in home(2, 3) if block["type"] == "section"][1:]
    assert lines == ["line 1", "line 2", "line 1", "line 2", "line 3"]


def test_a_part_that_does_not_fit_says_how_much_is_missing() -> None:
    drawn = home(5, 400)
    shown = sum(str(block).count("'line ") for block in drawn)
    assert len(drawn) == blocks.HOME_LIMIT
    assert f"+{405 - shown} more lines" in str(drawn)


@given(st.lists(st.integers(0, 300), max_size=9), st.booleans())
def test_home_never_has_more_blocks_than_slack_takes_and_counts_honestly(
    lengths: list[int],
    leads: bool,  # noqa: FBT001 - an example
) -> None:
    drawn = home(*lengths, leads=leads)
    assert len(drawn) <= blocks.HOME_LIMIT
    shown = sum(block["type"] == "section" for block in drawn) - 1
    cut = [block["elements"][0]["text"] for block in drawn if "more lines" in str(block)]
    missing = sum(int(words.split()[0].removeprefix("+")) for words in cut)
    assert shown + missing == sum(lengths)


@pytest.mark.parametrize("locale", ["en-US", "zh-CN"])
def test_help_offers_a_check_in_to_who_leads_people_only(locale: str) -> None:
    leader = blocks.help_message(HomeFrame("Ann", leads=True), CATALOG, locale, understood=True)
    member = blocks.help_message(HomeFrame("Ann", leads=False), CATALOG, locale, understood=True)
    assert "check_ins.choose" in str(leader.blocks)
    assert "check_ins.choose" not in str(member.blocks)


@pytest.mark.parametrize(
    ("locale", "words"), [("en-US", "/touchbase announce"), ("zh-CN", "/touchbase 公告")]
)
def test_help_names_what_is_hrs_to_hr_alone(locale: str, words: str) -> None:
    hr = blocks.help_message(HomeFrame("Song Yu", leads=False, in_hr=True), CATALOG, locale, understood=True)
    member = blocks.help_message(HomeFrame("Ann", leads=False), CATALOG, locale, understood=True)
    assert words in str(hr.blocks)
    assert words not in str(member.blocks)


def test_help_admits_when_it_did_not_understand() -> None:
    frame = HomeFrame("Ann <x>", leads=False)
    assert "did not understand" in blocks.help_message(frame, CATALOG, "en-US", understood=False).text
    assert "Ann &lt;x&gt;" in blocks.help_message(frame, CATALOG, "en-US", understood=True).text
