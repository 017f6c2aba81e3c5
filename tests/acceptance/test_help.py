"""What help says the bot can do is done for who writes just those words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from bot.app import Touchbase
from bot.features.policies.library import NothingToSearch
from bot.settings import Settings
from prompts.catalog import Catalog
from tests.acceptance.company import open_company
from tests.acceptance.employee import elements, until, words_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from tests.acceptance.company import Company
    from tests.slack_shapes.recorder import ShapeRecorder

NOT_SAID = {"check in with", "goals with", "主页"}
"""What help quotes that wants a name behind it, or is the name of something."""


@pytest.fixture
async def office(tmp_path: Path, slack_shapes: ShapeRecorder) -> AsyncIterator[Company]:
    """The demo company, and no index: nothing here is looked up in the rules."""
    async with open_company(tmp_path, shapes=slack_shapes, start=False) as company:
        company.bot = Touchbase(Settings(_env_file=None, **company.settings), open_search=NothingToSearch)
        await company.bot.start()
        yield company


@pytest.mark.parametrize(("name", "language"), [("Anna Becker", "en"), ("周凯", "zh"), ("徐晶", "zh")])
async def test_what_help_puts_in_quotation_marks_is_understood(
    office: Company, name: str, language: str
) -> None:
    catalog, person = Catalog.load(), office.person(name)
    lost = catalog.text(language, "home-help-not-understood", name="")
    lost = re.split("[.。]", lost)[0].strip(",， ")
    kinds = ("home-help-everyone", "home-help-leads", "home-help-where")
    said = {phrase for kind in kinds for phrase in re.findall("“([^”]+)”", catalog.text(language, kind))}
    for phrase in sorted(said - NOT_SAID):
        heard = len(person.messages())
        await person.says(phrase)
        await until(lambda heard=heard: person.messages()[heard:], f"an answer to {phrase}")
        assert not any(lost in words_of(told.blocks) for told in person.messages()[heard:]), phrase


@pytest.mark.parametrize(
    ("employee", "words", "hr"), [("Anna Becker", "Cycle status?", "Grace Tan"), ("徐晶", "周期状态", "宋雨")]
)
async def test_the_cycle_is_told_in_a_message_with_a_way_to_the_board_for_who_may_see_one(
    office: Company, employee: str, words: str, hr: str
) -> None:
    await office.person(employee).says(words)
    told = await office.person(employee).sees("P9")
    assert not list(elements(told.blocks))
    await office.person(hr).says(words)
    await office.person(hr).sees("P9")
    await office.person(hr).presses("cycles.show")
    await office.person(hr).form("cycles.board")
