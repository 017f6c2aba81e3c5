"""The office that goals are talked over in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.integration.goals.office import open_office

if TYPE_CHECKING:
    from storage.database import Database
    from tests.clock import MovableClock
    from tests.integration.goals.office import Office


@pytest.fixture
def office(database: Database, clock: MovableClock) -> Office:
    """Give the office, empty of goals."""
    return open_office(database, clock)
