"""Questions about the rules, asked on a real database."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.transactions import Transactions
from storage.database import Database
from tests.engines import sqlite_in
from tests.integration.policies.desk import Desk
from tests.keys import MASTERS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Everybody in place on SQLite: what is asked and said is the same on both engines."""
    database = Database(sqlite_in(tmp_path), MASTERS)
    transactions = Transactions(database)
    opened = Desk(database, transactions, alone=True)
    opened.settle_in()
    yield opened
    transactions.close()
    database.close()


@pytest.fixture
def either_desk(database: Database) -> Iterator[Desk]:
    """Everybody in place, on each engine in turn."""
    transactions = Transactions(database)
    opened = Desk(database, transactions)
    opened.settle_in()
    yield opened
    transactions.close()
