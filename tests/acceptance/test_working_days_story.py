"""HR's administrator enters days of the company's own, takes one back, and says when a year is complete."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from bot.clock import SystemClock
from bot.company_calendar import company_calendar
from bot.features.company_days import blocks
from bot.features.company_days.rules import WORDS
from tests.acceptance.employee import elements, until, words_of

if TYPE_CHECKING:
    from tests.acceptance.company import Company
    from tests.acceptance.employee import Employee

YEAR = SystemClock().now().year + 1
"""The demo company has called it complete."""
SATURDAY = next(day for day in (date(YEAR, 3, number) for number in range(1, 8)) if day.weekday() == 5)


async def window(who: Employee, *words: str) -> dict[str, Any]:
    """Wait until the days are on top and say all these words."""

    def saying() -> dict[str, Any] | None:
        stack = who.server.workspace.modals(who.user.id)
        if not stack or stack[-1]["callback_id"] != blocks.WINDOW:
            return None
        said = words_of(stack[-1]["blocks"])
        return stack[-1] if all(each in said for each in words) else None

    found: dict[str, Any] = await until(saying, f"the days with {words}")
    return found


async def presses(who: Employee, view: dict[str, Any], action_id: str) -> None:
    """Press a button of the window."""
    block, element = next(found for found in elements(view["blocks"]) if found[1]["action_id"] == action_id)
    action = {"type": "button", "action_id": action_id, "block_id": block, "value": element["value"]}
    await who.server.acts.click(who.user.id, action, view_id=view["id"])


@pytest.mark.parametrize(
    ("locale", "word", "entered", "none", "refused"),
    [
        ("en-US", WORDS[0], "in exchange for a day off", "No days of your own", "cannot be before"),
        ("zh-CN", WORDS[1], "上班（调休）", "没有录入任何安排", "不能早于"),
    ],
    ids=["en", "zh"],
)
async def test_a_make_up_saturday_is_worked_until_it_is_removed(  # noqa: PLR0913, PLR0917 - a story's words
    company: Company, locale: str, word: str, entered: str, none: str, refused: str
) -> None:
    assert company.bot is not None
    hr = company.person("宋雨")
    company.server.acts.set_person(hr.user.id, locale=locale)
    await hr.commands(word)
    await presses(hr, await window(hr, none), blocks.ADD)
    before = {"first": SATURDAY.isoformat(), "last": f"{YEAR}-02-01", "kind": "worked"}
    errors = await hr.fills(blocks.ADD_FORM, **before)
    assert refused in errors["last"]
    assert await hr.fills(blocks.ADD_FORM, first=SATURDAY.isoformat(), kind="worked", last=None) == {}
    view = await window(hr, entered)
    assert company_calendar(company.bot.database, "CN").is_working(SATURDAY)
    await presses(hr, view, blocks.REMOVE)
    await window(hr, none)
    assert not company_calendar(company.bot.database, "CN").is_working(SATURDAY)
