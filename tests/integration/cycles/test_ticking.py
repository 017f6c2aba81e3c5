"""The tick: one read while nothing has changed, work when something is due, and words for HR in both languages."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import Engine, event
from sqlmodel import select

from bot.delivery.drafts import Draft
from bot.delivery.outbox import Outbox
from bot.features.cycles.board import Boards
from bot.features.cycles.jobs import COUNT_AGAIN_AFTER, CycleWatch
from bot.features.cycles.messages import renderers
from bot.features.cycles.standing import standing
from bot.features.cycles.watching import HELD, HELD_OWNER, Look, Watching
from bot.transactions import Transactions
from storage import cycle_acts, relations
from storage.cycle_acts import Act
from storage.outbox import OutboxMessage
from tests.integration.cycles.conftest import CATALOG, CYCLE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.integration.cycles.conftest import Company

pytestmark = pytest.mark.either_engine


@pytest.fixture
def statements() -> Iterator[list[str]]:
    """Give everything that is sent to the database."""
    sent: list[str] = []

    def keep(_connection: object, _cursor: object, statement: str, *_: Any) -> None:  # noqa: ANN401 - as sent
        sent.append(statement)

    event.listen(Engine, "before_cursor_execute", keep)
    yield sent
    event.remove(Engine, "before_cursor_execute", keep)


@pytest.fixture
def watching(company: Company) -> Watching:
    """Give what looks after planned cycles."""
    return Watching(company.cycles, company.planned, Outbox(company.clock))


def told(company: Company) -> list[OutboxMessage]:
    """Return what HR was told of phases that are kept shut."""
    with company.database.snapshot() as session:
        return list(session.exec(select(OutboxMessage).where(OutboxMessage.kind == HELD)))


def owners_told(company: Company, phase: str) -> list[int | None]:
    """Return who else was told of a phase that is kept shut, each as often as they were."""
    with company.database.snapshot() as session:
        query = select(OutboxMessage).where(OutboxMessage.kind == HELD_OWNER)
        return sorted(row.person_id or 0 for row in session.exec(query) if row.payload["phase"] == phase)


def opened(company: Company) -> frozenset[str]:
    with company.database.snapshot() as session:
        return standing(session, CYCLE).opened


async def test_a_tick_with_nothing_due_is_one_read_and_a_held_phase_is_counted_again_after_a_while(
    company: Company, statements: list[str]
) -> None:
    company.plan()
    transactions = Transactions(company.database)
    watching = Watching(company.cycles, company.planned, Outbox(company.clock))
    hurried: list[None] = []
    watch = CycleWatch(transactions, watching, company.clock, lambda: hurried.append(None))
    await watch.look()
    assert opened(company) == {"P1"}
    # What the look itself did is seen once; from then on nothing has changed.
    await watch.look()
    statements.clear()
    await watch.look()
    assert len([each for each in statements if "FROM cycle" in each]) == 1
    assert len(hurried) == 1

    company.on(date(2026, 1, 23))
    await watch.look()
    await watch.look()
    assert len(hurried) == 2  # HR is told that P1b is kept shut, once.
    company.agree_goals([*company.east, *company.west, company.hr, company.head])
    await watch.look()
    assert "P1b" not in opened(company)
    company.clock.set(company.clock.now() + COUNT_AGAIN_AFTER + timedelta(minutes=1))
    await watch.look()
    assert "P1b" in opened(company)
    transactions.close()


async def test_hr_reads_in_both_languages_what_keeps_a_phase_shut_and_nothing_once_it_is_open(
    company: Company,
) -> None:
    company.plan()
    company.on(date(2026, 1, 23))
    transactions = Transactions(company.database)
    watching = Watching(company.cycles, company.planned, Outbox(company.clock))
    draw = renderers(transactions, watching, Boards(company.cycles), CATALOG)[HELD]
    about = {"cycle": CYCLE, "phase": "P1b"}
    for locale, words in (
        ("en-US", ("P1b Alignment check", "P1 Goal co-creation is 0 % done")),
        ("zh-CN", ("P1b 对齐检查", "P1 目标共创 完成 0%")),
    ):
        drawn = await draw(Draft(HELD, about, company.hr, locale))
        assert drawn is not None
        assert all(each in drawn.text for each in words)
    company.do(company.cycles.waive, company.hr, CYCLE, "P1b", "one unit joins later")
    company.do(watching.act, CYCLE)
    assert await draw(Draft(HELD, about, company.hr, "en-US")) is None
    assert await draw(Draft(HELD, {"cycle": "gone", "phase": "P1"}, company.hr, "en-US")) is None
    transactions.close()


@pytest.mark.both_engines
def test_a_phase_opens_by_itself_on_its_day_once_what_it_waits_for_is_done(
    company: Company, watching: Watching
) -> None:
    company.plan()
    company.do(watching.act, CYCLE)
    with company.database.snapshot() as session:
        opened = [act for act in cycle_acts.acts(session, CYCLE) if act.act is Act.OPENED]
    assert [(act.phase_id, act.decided_by, act.facts["by_itself"]) for act in opened] == [
        ("P1", company.hr, True)
    ]
    assert not company.do(watching.look, CYCLE).held
    company.on(date(2026, 1, 23))
    assert company.do(watching.look, CYCLE).held
    company.agree_goals([*company.east, *company.west, company.hr, company.head])
    company.do(watching.act, CYCLE)
    with company.database.snapshot() as session:
        assert "P1b" in standing(session, CYCLE).opened


@pytest.mark.both_engines
def test_everybody_in_charge_of_a_phase_that_is_kept_shut_hears_of_it_once(
    company: Company, watching: Watching
) -> None:
    company.plan()
    company.on(date(2026, 1, 23))
    for _ in range(3):
        company.do(watching.act, CYCLE)
    # The alignment check is its unit's head's; with them HR of all units. Whoever planned it has a message of their own.
    assert owners_told(company, "P1b") == sorted([company.partner, company.head])
    assert [message.person_id for message in told(company)] == [company.hr]
    assert not company.do(watching.look, CYCLE).due
    company.do(company.cycles.waive, company.hr, CYCLE, "P1b", "later")
    company.do(watching.act, CYCLE)
    company.on(date(2026, 3, 20))
    company.do(watching.act, CYCLE)
    # The mid-review is held by managers; EAST reports to its head, WEST to HR.
    assert owners_told(company, "P3") == sorted([company.partner, company.head])


def test_hr_of_units_outside_a_pilot_and_owners_who_left_hear_nothing(
    company: Company, watching: Watching
) -> None:
    company.plan(units=("EAST",), linked_to_pay=False)
    company.do(relations.serve, company.partner, ["WEST"])
    company.on(date(2026, 1, 23))
    company.do(watching.act, CYCLE)
    assert owners_told(company, "P1b") == [company.head]
    company.do(relations.serve, company.partner, ["EAST"])
    company.leave(company.head)
    company.do(company.cycles.waive, company.hr, CYCLE, "P1b", "later")
    company.do(watching.act, CYCLE)
    company.on(date(2026, 3, 20))
    company.do(watching.act, CYCLE)
    assert owners_told(company, "P3") == [company.partner]


async def test_very_many_owners_are_told_some_at_a_time_and_read_what_it_waits_for_without_a_figure(
    company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.features.cycles.watching.AT_ONCE", 1)
    company.plan()
    company.on(date(2026, 1, 23))
    transactions = Transactions(company.database)
    watching = Watching(company.cycles, company.planned, Outbox(company.clock))
    await CycleWatch(transactions, watching, company.clock, lambda: None).look()
    assert owners_told(company, "P1b") == sorted([company.partner, company.head])
    draw = renderers(transactions, watching, Boards(company.cycles), CATALOG)[HELD_OWNER]
    about = {"cycle": CYCLE, "phase": "P1b"}
    for locale, words in (("en-US", "P1 Goal co-creation"), ("zh-CN", "P1 目标共创")):
        drawn = await draw(Draft(HELD_OWNER, about, company.head, locale))
        assert drawn is not None
        assert words in drawn.text
        assert "%" not in drawn.text
        assert "cycles.show" in str(drawn.blocks)
        # Somebody without a unit of their own sees no board.
        plain = await draw(Draft(HELD_OWNER, about, company.west[0], locale))
        assert plain is not None
        assert "cycles.show" not in str(plain.blocks)
    company.do(company.cycles.waive, company.hr, CYCLE, "P1b", "one unit joins later")
    company.do(watching.act, CYCLE)
    assert await draw(Draft(HELD_OWNER, about, company.head, "en-US")) is None
    transactions.close()


@pytest.mark.both_engines
def test_of_a_phase_that_is_kept_shut_hr_hears_once_and_a_waiver_lets_it_open(
    company: Company, watching: Watching
) -> None:
    company.plan()
    company.on(date(2026, 1, 23))
    for _ in range(3):
        company.do(watching.act, CYCLE)
    [message] = told(company)
    assert (message.person_id, message.payload) == (company.hr, {"cycle": CYCLE, "phase": "P1b"})
    held = company.do(watching.held_phase, CYCLE, "P1b")
    assert [(each.phase, each.progress.percent) for each in held.held] == [("P1", 0)]
    assert company.do(watching.look, CYCLE) == Look(due=False, held=True)
    company.do(company.cycles.waive, company.hr, CYCLE, "P1b", "one unit joins in May")
    assert company.do(watching.look, CYCLE).due
    company.do(watching.act, CYCLE)
    assert company.do(watching.held_phase, CYCLE, "P1b") is None


def test_when_the_planner_has_left_another_hr_admin_is_told_and_without_one_nothing_happens(
    company: Company, watching: Watching
) -> None:
    company.plan()
    with company.database.snapshot() as session:
        stands = standing(session, CYCLE)
        assert watching.steward(session, stands) == company.hr
    company.leave(company.hr)
    with company.database.snapshot() as session:
        assert watching.steward(session, stands) is None
    assert company.do(watching.act, CYCLE) == 0
    company.promote(company.partner)
    with company.database.snapshot() as session:
        assert watching.steward(session, stands) == company.partner
