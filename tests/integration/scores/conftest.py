"""The demo company on a database of each test's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.integration.scores.company import Company

if TYPE_CHECKING:
    from pathlib import Path

    from storage.database import Database


@pytest.fixture
def company(database: Database, tmp_path: Path) -> Company:
    """Give the demo company, with nothing to compute scores from yet."""
    return Company(database, tmp_path)
