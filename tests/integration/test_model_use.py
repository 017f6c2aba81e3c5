"""A day's share of the model, counted in the database."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from bot.language.allowance import Ledger
from bot.language.model import Reply
from bot.language.prices import price
from bot.transactions import Transactions
from storage import model_use
from storage.model_use import Limits, Price, Use, price_of
from storage.people import Person

if TYPE_CHECKING:
    from storage.database import Database
    from tests.clock import MovableClock

pytestmark = pytest.mark.either_engine

MONDAY = date(2026, 3, 2)
CHEAP = Price(Decimal("0.15"), Decimal("0.60"))


def somebody(database: Database, name: str) -> int:
    with database.transaction() as session:
        person = Person(
            email=f"{name}@demo.example",
            name=name,
            role="employee",
            locale="en",
            timezone="UTC",
            start_date=MONDAY,
        )
        session.add(person)
        session.flush()
        return person.key


def take(database: Database, person: int, limits: Limits, *, tokens: int = 10, day: date = MONDAY) -> bool:
    with database.transaction() as session:
        return model_use.take(session, person, day, "gpt", tokens=tokens, limits=limits)


def test_each_limit_ends_the_day_for_whom_it_is_for(database: Database) -> None:
    ann, ben = somebody(database, "Ann"), somebody(database, "Ben")
    two_each = Limits(2, 1_000, 3, 1_000)
    assert [take(database, ann, two_each) for _ in range(3)] == [True, True, False]
    assert [take(database, ben, two_each) for _ in range(2)] == [True, False], "the company's three are used"
    assert take(database, ben, two_each, day=MONDAY + timedelta(days=1))


def test_tokens_are_taken_before_they_are_used_and_given_back_after(database: Database) -> None:
    ann = somebody(database, "Ann")
    limits = Limits(100, 100, 100, 1_000)
    assert take(database, ann, limits, tokens=80)
    assert not take(database, ann, limits, tokens=30)
    with database.transaction() as session:
        model_use.settle(session, ann, MONDAY, "gpt", taken=80, use=Use(20, 10), price=CHEAP)
    assert take(database, ann, limits, tokens=70)
    assert not take(database, ann, limits, tokens=1)


@pytest.mark.both_engines
def test_costs_are_summed_by_day_and_model_and_what_has_no_price_says_so(database: Database) -> None:
    ann = somebody(database, "Ann")
    limits = Limits(9, 9_000_000, 9, 9_000_000)
    for use, known in ((Use(1_000_000, 500_000), CHEAP), (Use(7, 0), CHEAP), (Use(5, 5), None)):
        assert take(database, ann, limits)
        with database.transaction() as session:
            model_use.settle(session, ann, MONDAY, "gpt", taken=10, use=use, price=known)
    with database.snapshot() as session:
        (cost,) = model_use.costs(session, MONDAY)
        assert model_use.costs(session, MONDAY + timedelta(days=1)) == []
    assert (cost.requests, cost.input_tokens, cost.output_tokens, cost.unpriced) == (3, 1_000_012, 500_005, 1)
    assert cost.dollars == Decimal("0.450001"), "0.15 + 0.30, and 1.05 millionths rounded"


def test_who_asked_how_much_is_gone_the_next_day(database: Database) -> None:
    limits = Limits(9, 900, 9, 900)
    ann, ben = somebody(database, "Ann"), somebody(database, "Ben")
    take(database, ann, limits)
    take(database, ben, limits, day=MONDAY + timedelta(days=1))
    with database.snapshot() as session:
        assert model_use.shares_kept(session) == 1
        assert len(model_use.costs(session, MONDAY)) == 2


def test_many_at_once_never_take_more_than_there_is(database: Database) -> None:
    people = [somebody(database, f"P{number}") for number in range(8)]
    limits = Limits(3, 1_000, 10, 1_000)
    with ThreadPoolExecutor(8) as pool:
        taken = list(pool.map(lambda person: take(database, person, limits), people * 4))
    assert sum(taken) == 10


@pytest.mark.parametrize("written", ["", "1", "1/2/3", "a/b", "-1/2", "NaN/1"])
def test_a_price_that_is_none_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="no price"):
        price_of(written)


def test_a_price_is_found_by_table_by_date_and_by_what_one_is_told() -> None:
    assert price("gpt-4o-mini-2024-07-18", None) == price("gpt-4o-mini", None) == CHEAP
    assert price("llama", None) is None
    assert price("llama", "0/0.5") == Price(Decimal(0), Decimal("0.5"))


async def test_a_request_over_midnight_is_settled_on_its_own_day(
    database: Database, clock: MovableClock
) -> None:
    ann = somebody(database, "Ann")
    transactions = Transactions(database)
    ledger = Ledger(transactions, clock, ZoneInfo("Asia/Shanghai"), "gpt", Limits(9, 900, 9, 900), CHEAP)
    allowance = ledger.of(ann)
    assert await allowance.take(100)
    clock.advance(hours=12)
    await allowance.settle(100, Reply("", 30, 4))
    assert await allowance.take(100)
    with database.snapshot() as session:
        days = [(cost.day, cost.requests, cost.input_tokens) for cost in model_use.costs(session, MONDAY)]
    assert days == [(MONDAY + timedelta(days=1), 1, 0), (MONDAY, 1, 30)]
    transactions.close()
