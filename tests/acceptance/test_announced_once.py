"""Whatever feeds and sends an announcement is killed again and again: everybody gets it, and nobody twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.bench.announced import Ordeal, undergo

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.slow
async def test_kills_lost_answers_and_too_many_requests_lose_nobody_and_double_nobody(tmp_path: Path) -> None:
    outcome = await undergo(Ordeal("SQLite", readers=300, kills=4, processes=1, lease_seconds=10), tmp_path)
    assert (outcome.kills, outcome.lost, outcome.doubled, outcome.unknown) == (4, 0, 0, 0)
    assert len(outcome.wanted) > 290
    assert outcome.failed <= outcome.hopeless
    assert outcome.harm.lost_answers > 0
    assert outcome.harm.too_many > 0
