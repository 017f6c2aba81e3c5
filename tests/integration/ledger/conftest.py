"""An empty log on each engine."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.integration.ledger.log import Log

if TYPE_CHECKING:
    from storage.database import Database


@pytest.fixture
def log(database: Database) -> Log:
    """Give a log nobody has written to."""
    log = Log(database)
    log.prepare()
    return log
