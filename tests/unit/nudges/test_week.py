"""What somebody is told about the reminders of a week."""

from __future__ import annotations

import pytest

from bot.features.nudges.blocks import week_lines
from bot.features.nudges.shown import Week
from bot.features.nudges.wording import Words
from prompts.catalog import Catalog


@pytest.mark.parametrize(
    ("locale", "said"), [("en-US", "20 of a hundred"), ("zh-CN", "每一百条提醒里特意留出 20 条")]
)
def test_what_is_left_out_on_purpose_is_said_with_its_number(locale: str, said: str) -> None:
    words = Words(Catalog.load(), locale)
    assert said in week_lines(Week((), (), stopped=False, withheld=20), words)[-1]
    assert len(week_lines(Week((), (), stopped=False), words)) == 1
