"""Rules that are shown to somebody in a pilot say that no pay depends on it."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.features.cycles.rules import Span
from bot.features.cycles.service import Cycles, Plan
from bot.features.policies import answer_blocks
from bot.features.policies.answers import Place as ClausePlace
from bot.features.policies.lookups import Place, Source

if TYPE_CHECKING:
    from tests.integration.policies.desk import Desk

LINE = {"zh-CN": "与薪酬挂钩", "en-US": "linked to pay: no"}


def plan(desk: Desk, unit: str) -> None:
    today = desk.service.today()
    span = Span(today - timedelta(days=20), today + timedelta(days=160))
    with desk.database.transaction() as session:
        steering = Cycles(desk.clock, desk.calendar, desk.clock.now().tzinfo, desk.catalog)  # type: ignore[arg-type]
        steering.plan(session, desk.people["grace"], Plan("PILOT", "half_year", span, (unit,), False))  # noqa: FBT003


@pytest.mark.parametrize(
    ("words", "locale"), [("认可计入得分吗？", "zh-CN"), ("Is recognition a score item?", "en-US")]
)
async def test_an_answer_to_somebody_in_a_pilot_says_that_no_pay_depends_on_it(
    desk: Desk, words: str, locale: str
) -> None:
    assert LINE[locale] not in await desk.answer(words, locale=locale)
    plan(desk, "PLANT")
    assert LINE[locale] in await desk.answer(words, locale=locale)
    assert LINE[locale] not in await desk.answer(words, who="ito", locale=locale)


async def test_nobody_else_hears_in_a_channel_that_the_asker_is_in_a_pilot(desk: Desk) -> None:
    plan(desk, "PLANT")
    source = Source(Place.CHANNEL, "C1", "1.0")
    assert LINE["zh-CN"] not in await desk.answer("认可计入得分吗？", source=source)


async def test_the_whole_clause_says_it_too(desk: Desk) -> None:
    question = await desk.ask("认可计入得分吗？")
    plan(desk, "PLANT")
    view = await desk.transactions.read(desk.showing.answer, question)
    assert view is not None
    shown = view.clauses[0]
    place = ClausePlace(shown.document, shown.version, shown.language, shown.clause)
    for who, stands in (("lin", True), ("ito", False)):
        clause = await desk.transactions.read(desk.showing.place, desk.people[who], place)
        for locale, line in LINE.items():
            window = json.dumps(answer_blocks.window(clause, desk.catalog, locale), ensure_ascii=False)
            assert (line in window) is stands
