"""The demo company for acceptance tests, over Socket Mode and over signed HTTP."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.acceptance.company import Company, open_company

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from tests.slack_shapes.recorder import ShapeRecorder


@pytest.fixture(params=["socket", "http"])
async def either_way(
    request: pytest.FixtureRequest, tmp_path: Path, slack_shapes: ShapeRecorder
) -> AsyncIterator[Company]:
    """The company with the bot running, over each way Slack can deliver."""
    async with open_company(tmp_path, http=request.param == "http", shapes=slack_shapes) as company:
        yield company


@pytest.fixture
async def company(tmp_path: Path, slack_shapes: ShapeRecorder) -> AsyncIterator[Company]:
    """The company with the bot running over Socket Mode."""
    async with open_company(tmp_path, shapes=slack_shapes) as opened:
        yield opened
