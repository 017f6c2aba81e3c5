"""A served workspace for every test that asks for one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.workspace.server import running
from bot.workspace.state import Workspace
from tests.acceptance.workspace import stage

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from bot.workspace.server import Server


@pytest.fixture
def workspace() -> Iterator[Workspace]:
    """Open an empty workspace in memory."""
    workspace = Workspace.open(stage.seed(), None)
    yield workspace
    workspace.close()


@pytest.fixture
async def server(workspace: Workspace) -> AsyncIterator[Server]:
    """Serve it on a free port."""
    async with running(workspace) as server:
        yield server
