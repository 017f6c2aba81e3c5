"""The manifest against the listeners that exist: all that is used is declared, nothing declared is unused."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import bot
from bot.slack.manifest import manifest
from prompts.catalog import Catalog
from tests.slack_shapes.manifest import Listeners, problems_of_manifest
from tests.slack_shapes.scopes import methods_called

if TYPE_CHECKING:
    from tests.acceptance.company import Company

OURS = Path(bot.__file__).parent
ALSO_NEEDED = {
    "users:read.email": "the address in users.info says which person of the company a user is",
    "im:read": "conversations.open answers with the direct message's details",
}


async def test_the_manifest_and_the_listeners_agree(company: Company) -> None:
    assert company.bot is not None
    surface = company.bot.surface
    listeners = Listeners(
        commands=frozenset(surface.commands),
        shortcuts=frozenset(surface.shortcuts),
        actions=frozenset(surface.actions),
        forms=frozenset(surface.forms),
        events=frozenset(surface.events),
    )
    made = manifest(Catalog.load())
    assert (
        problems_of_manifest(made, listeners, methods_called(OURS, but_not=OURS / "workspace"), ALSO_NEEDED)
        == []
    )
