"""What HR sees of the company's calendar, in both languages."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from bot.errors import YearNotKnown
from bot.features.company_days import blocks
from bot.features.company_days.rules import KINDS, Entry, OnHome, Overview
from prompts.catalog import Catalog

if TYPE_CHECKING:
    from tests.slack_shapes.recorder import ShapeRecorder

CATALOG = Catalog.load()
LAST = date(2026, 12, 31)
DAYS = tuple(Entry(date(2027, 2, number), kind) for number, kind in enumerate(KINDS, start=1))
VIEW = Overview("CN", LAST, DAYS, 2, 2027, None)


def controls(window: dict[str, Any]) -> list[str]:
    found = []
    for block in window["blocks"]:
        elements = block.get("elements", []) if block["type"] == "actions" else [block.get("accessory") or {}]
        found += [each["action_id"] for each in elements if "action_id" in each]
    return found


@pytest.mark.parametrize(
    ("locale", "worked"), [("en-US", "in exchange for a day off"), ("zh-CN", "上班（调休）")]
)
def test_the_window_lists_days_and_says_what_may_be_done(
    locale: str, worked: str, slack_shapes: ShapeRecorder
) -> None:
    drawn = blocks.window(VIEW, CATALOG, locale)
    slack_shapes.view(drawn)
    assert controls(drawn) == [blocks.ADD, blocks.COMPLETE, *[blocks.REMOVE] * len(KINDS)]
    assert worked in str(drawn)
    assert "2027" in str(drawn)
    empty = blocks.window(replace(VIEW, entries=(), more=0, reopenable=2027), CATALOG, locale)
    assert controls(empty) == [blocks.ADD, blocks.COMPLETE, blocks.REOPEN]
    form = blocks.form(CATALOG, locale)
    slack_shapes.view(form)
    assert [block["block_id"] for block in form["blocks"] if block["type"] == "input"] == [
        "first",
        "last",
        "kind",
    ]


@pytest.mark.parametrize(("locale", "warned"), [("en-US", "no deadline"), ("zh-CN", "都无法计算")])
def test_home_warns_before_the_known_days_end(locale: str, warned: str) -> None:
    assert blocks.home_part(None, CATALOG, locale) == []
    near, far = (str(blocks.home_part(OnHome(LAST, 3, near), CATALOG, locale)) for near in (True, False))
    assert warned in near
    assert warned not in far


@pytest.mark.parametrize(
    ("locale", "said"), [("en-US", "say that 2027 is complete"), ("zh-CN", "确认 2027 年已录全")]
)
def test_the_word_that_the_known_days_end_leads_to_the_window(
    locale: str, said: str, slack_shapes: ShapeRecorder
) -> None:
    drawn = blocks.ending(LAST, "2027", CATALOG, locale)
    slack_shapes.message({"text": drawn.text, "blocks": list(drawn.blocks)})
    assert said in drawn.text
    assert drawn.blocks[0]["accessory"]["action_id"] == blocks.SHOW


@pytest.mark.parametrize(
    ("locale", "fix"), [("en-US", "/touchbase workdays"), ("zh-CN", "/touchbase 工作日")]
)
def test_who_is_held_up_by_an_unknown_year_hears_which_and_what_hr_can_do(locale: str, fix: str) -> None:
    problem = YearNotKnown(year="2027", until="2026-12-31")
    said = CATALOG.text(locale, problem.message_key(), **problem.variables)
    assert "2027" in said
    assert "2,027" not in said
    assert "2026-12-31" in said
    assert fix in said
