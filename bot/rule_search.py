"""Which search answers questions about the rules, as the settings say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.features.policies.library import NothingToSearch

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.features.policies.library import RuleSearch
    from bot.settings import Settings


def opener(settings: Settings) -> Callable[[], RuleSearch]:
    """Return what opens the search, once somebody looks something up."""
    del settings
    return NothingToSearch
