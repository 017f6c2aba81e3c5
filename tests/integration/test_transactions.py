"""Work on the writer thread: whole or not at all, and nobody waits for ever."""

from __future__ import annotations

import asyncio
from datetime import date
from typing import TYPE_CHECKING, NoReturn

import pytest
from sqlmodel import select

from bot.transactions import Transactions
from storage.people import Person

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlmodel import Session

    from storage.database import Database


@pytest.fixture
def transactions(database: Database) -> Iterator[Transactions]:
    """Transactions on a database of this test's own."""
    opened = Transactions(database)
    yield opened
    opened.close()


def hire(session: Session, name: str) -> None:
    """Store somebody."""
    session.add(Person(email=f"{name}@x.example", name=name, start_date=date(2026, 1, 1)))


def names(session: Session) -> list[str]:
    """Return everybody's names."""
    return sorted(session.exec(select(Person.name)))


async def test_one_that_fails_leaves_no_trace_and_disturbs_nobody(transactions: Transactions) -> None:
    def stumbles(session: Session) -> NoReturn:
        hire(session, "nobody")
        session.flush()
        message = "stumbled"
        raise ValueError(message)

    ends = await asyncio.gather(
        transactions.write(hire, "a"),
        transactions.write(stumbles),
        transactions.write(hire, "b"),
        transactions.write(hire, "c"),
        return_exceptions=True,
    )
    assert [type(end) for end in ends] == [type(None), ValueError, type(None), type(None)]
    assert await transactions.read(names) == ["a", "b", "c"]


async def test_whoever_waits_is_told_when_a_transaction_cannot_even_begin(
    transactions: Transactions, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not transactions.database.is_sqlite:
        return

    def locked(_works: object) -> NoReturn:
        message = "database is locked"
        raise RuntimeError(message)

    monkeypatch.setattr(transactions.database, "together", locked)
    ends = await asyncio.wait_for(
        asyncio.gather(*(transactions.write(hire, str(n)) for n in range(5)), return_exceptions=True), 10
    )
    assert all(isinstance(end, RuntimeError) for end in ends)
    monkeypatch.undo()
    await transactions.write(hire, "later")
    assert await transactions.read(names) == ["later"]


async def test_rows_read_can_be_used_after_the_read(transactions: Transactions) -> None:
    await transactions.write(hire, "a")
    found = await transactions.read(lambda session: session.exec(select(Person)).one())
    assert (found.name, found.email) == ("a", "a@x.example")
