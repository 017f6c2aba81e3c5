"""Where pay does not depend on a cycle, that stands beside every result of it."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from bot.demo import company as demo
from bot.features.one_on_ones.queue import NudgeQueue
from bot.features.one_on_ones.service import OneOnOnes
from bot.features.scores import blocks
from storage import cycle_acts
from tests.clock import MovableClock
from tests.integration.scores.office import CATALOG, Office

if TYPE_CHECKING:
    from storage.database import Database

pytestmark = pytest.mark.either_engine


def test_a_result_of_a_pilot_says_that_pay_does_not_depend_on_it(database: Database) -> None:
    clock = MovableClock(datetime(2026, 8, 12, 2, 0, tzinfo=UTC))
    with database.transaction() as session:
        demo.load(session, clock, OneOnOnes(clock, NudgeQueue()))
    office = Office(database, clock)
    me = office.number("chen.wei")

    def said(locale: str) -> str:
        with database.snapshot() as session:
            shown = office.service.explain(session, me, me)
        return json.dumps(list(blocks.explanation(shown, CATALOG, locale).blocks), ensure_ascii=False)

    def on_home(locale: str) -> str:
        with database.snapshot() as session:
            found = office.service.home_view(session, office.number("helen.moore"))
        return json.dumps(blocks.home_part(found, CATALOG, locale), ensure_ascii=False)

    assert "linked to pay" not in said("en") + on_home("en")
    with database.transaction() as session:
        cycle = office.service.explain(session, me, me).cycle
        cycle_acts.set_terms(session, cycle, "half_year", ["FIN"], linked_to_pay=False)
    assert "linked to pay: no" in said("en")
    assert "与薪酬挂钩:否" in said("zh")
    assert "linked to pay: no" in on_home("en")
    assert "与薪酬挂钩:否" in on_home("zh")
