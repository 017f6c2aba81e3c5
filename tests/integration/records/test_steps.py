"""Promised steps: carried on, kept, moved, owned by both, and told to whom it concerns."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.delivery.drafts import Draft
from bot.errors import DayHasPassed, PromiseNotFound
from bot.features.records.home import home_part
from bot.features.records.promises import Choice, DueWhen, OpenAction, mine_first
from bot.features.records.step_messages import renderers
from bot.features.records.steps import MOVED, Steps
from bot.transactions import Transactions
from prompts.catalog import Catalog
from storage import actions, people, records
from storage.actions import DraftAction
from storage.records import DraftBlock
from tests.integration.records.conftest import PRIVATE_BLOCKS, TODAY

if TYPE_CHECKING:
    from sqlmodel import Session

    from storage.actions import Promise
    from tests.integration.records.conftest import Desk
    from tests.slack_shapes.recorder import ShapeRecorder

pytestmark = pytest.mark.either_engine

CATALOG = Catalog.load()
NEXT_WEEK = TODAY + timedelta(days=7)


@pytest.fixture
def steps(desk: Desk) -> Steps:
    return Steps(desk.clock, desk.outbox)


def first(desk: Desk) -> Promise:
    return desk.look(actions.open_actions, desk.manager, desk.employee)[0]


def choose(desk: Desk, choice: Choice, times: int = 1) -> None:
    for _ in range(times):
        desk.do(desk.service.close_action, desk.employee, first(desk).number, choice)


def test_carrying_counts_once_a_day(desk: Desk) -> None:
    desk.note()
    choose(desk, Choice.CARRY, times=3)
    assert first(desk).carried == 1
    desk.clock.advance(days=1)
    choose(desk, Choice.CARRY)
    assert first(desk).carried == 2


def test_after_three_times_it_is_asked_and_keeping_it_settles_that_for_three_more(desk: Desk) -> None:
    desk.note()
    for _ in range(3):
        choose(desk, Choice.CARRY)
        desk.clock.advance(days=1)
    assert first(desk).worth_asking
    choose(desk, Choice.KEEP)
    assert not first(desk).worth_asking
    for _ in range(3):
        choose(desk, Choice.CARRY)
        desk.clock.advance(days=1)
    assert first(desk).worth_asking


@pytest.mark.parametrize("locale", ["en-US", "zh-CN"])
def test_home_offers_what_fits_the_step(desk: Desk, slack_shapes: ShapeRecorder, locale: str) -> None:
    desk.note()
    for _ in range(3):
        choose(desk, Choice.CARRY)
        desk.clock.advance(days=1)
    view = desk.look(desk.service.home_view, desk.employee, desk.clock.now())
    drawn = home_part(view, CATALOG, locale)
    slack_shapes.view({"type": "home", "blocks": drawn})
    offered = [
        [element["action_id"] for element in block["elements"]]
        for block in drawn
        if str(block.get("block_id", "")).startswith("step:")
    ]
    assert sorted(offered) == [
        ["records.done", "records.carry", "records.drop", "records.due"],
        ["records.done", "records.keep", "records.drop", "records.due"],
    ]


def test_what_is_overdue_comes_first_whoever_promised_it() -> None:
    mine = OpenAction(1, "a", True, "Me", "You", None, "", DueWhen.OPEN_ENDED, False)  # noqa: FBT003 - a row
    late = replace(mine, number=2, mine=False, due=date(2026, 3, 1), due_when=DueWhen.EARLIER)
    assert [step.number for step in mine_first([mine, late])] == [2, 1]


def test_both_are_told_once_of_a_new_day(desk: Desk, steps: Steps) -> None:
    desk.note()
    for _ in range(2):
        desk.do(steps.move, desk.employee, first(desk).number, NEXT_WEEK)
    assert first(desk).due == NEXT_WEEK
    assert sorted(row.person_id or 0 for row in desk.messages(MOVED)) == [desk.manager, desk.employee]


async def test_what_they_are_told_is_drawn_from_the_step_as_it_stands(
    desk: Desk, steps: Steps, slack_shapes: ShapeRecorder
) -> None:
    desk.note()
    number = first(desk).number
    desk.do(steps.move, desk.employee, number, NEXT_WEEK)
    desk.do(steps.move, desk.employee, number, NEXT_WEEK + timedelta(days=1))
    transactions = Transactions(desk.database)
    draw = renderers(transactions, steps, CATALOG)[MOVED]
    drawn = []
    for row in desk.messages(MOVED):
        for locale in ("en-US", "zh-CN"):
            drawn.append(await draw(Draft(MOVED, row.payload, row.person_id, locale)))
            stranger = await draw(Draft(MOVED, row.payload, desk.outsider, locale))
            assert stranger is None
    transactions.close()
    assert [each is None for each in drawn] == [True] * 4 + [False] * 4
    for each in filter(None, drawn):
        assert "call the plant" in each.text
        slack_shapes.message({"text": each.text, "blocks": list(each.blocks)})
    assert {each.text.split()[0] for each in drawn if each} >= {"You", "Chen"}


@pytest.mark.both_engines
def test_a_private_step_is_told_to_who_may_see_it(desk: Desk, steps: Steps) -> None:
    desk.note(PRIVATE_BLOCKS)
    desk.do(steps.move, desk.manager, first(desk).number, NEXT_WEEK)
    assert [row.person_id for row in desk.messages(MOVED)] == [desk.manager]


def test_a_new_manager_is_told_instead_of_the_former_one(desk: Desk, steps: Steps) -> None:
    ref = desk.note()
    desk.do(desk.service.acknowledge, desk.employee, ref)
    with desk.database.transaction() as session:
        session.get_one(people.Person, desk.employee).manager_id = desk.outsider
    desk.do(steps.move, desk.employee, first(desk).number, NEXT_WEEK)
    assert sorted(row.person_id or 0 for row in desk.messages(MOVED)) == [desk.employee, desk.outsider]


def test_a_day_that_has_passed_and_a_step_that_is_not_theirs_are_refused(desk: Desk, steps: Steps) -> None:
    desk.note()
    number = first(desk).number
    with pytest.raises(DayHasPassed):
        desk.do(steps.move, desk.employee, number, TODAY - timedelta(days=1))
    for who, step in ((desk.outsider, number), (desk.manager, 999)):
        with pytest.raises(PromiseNotFound):
            desk.do(steps.move, who, step, NEXT_WEEK)
    choose(desk, Choice.DONE)
    with pytest.raises(PromiseNotFound):
        desk.do(steps.move, desk.employee, number, NEXT_WEEK)


def write_joint(session: Session, desk: Desk) -> str:
    draft = records.DraftNote(
        check_in_id=None,
        kind="one_on_one",
        mode="debrief",
        manager_id=desk.manager,
        employee_id=desk.employee,
        met_on=TODAY,
        cycle_id=None,
        partial=False,
        blocks=(DraftBlock("actions", records.SHARED, "agree the rule"),),
        actions=(DraftAction("agree the rule", None, None, both=True),),
        review_ends_at=desk.clock.now() + timedelta(days=3),
    )
    return records.create(session, draft, desk.clock.now()).id


def test_what_both_promised_is_both_of_theirs(desk: Desk) -> None:
    note_id = desk.do(write_joint, desk)
    for who in (desk.manager, desk.employee):
        (step,) = desk.look(desk.service.home_view, who, desk.clock.now()).actions
        assert (step.mine, step.both) == (True, True)
    promise = desk.look(desk.service.view, note_id, desk.employee).promises[0]
    assert [each.name for each in (promise.owner, promise.also) if each] == ["Dana Li", "Chen Wei"]
