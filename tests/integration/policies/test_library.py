"""The index is kept as new as the database says, and nobody waits for it."""

from __future__ import annotations

from threading import Event
from typing import TYPE_CHECKING

from bot.features.policies.library import Library
from storage import policy_decisions
from tests.rule_search import SmallSearch

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.integration.policies.desk import Desk


class SlowSearch(SmallSearch):
    """Understands nothing until it is told to."""

    def __init__(self) -> None:
        super().__init__()
        self.told = Event()
        self.read: list[int] = []

    def embed(self, progress: Callable[[int, int], None] | None = None) -> None:
        """Wait, then say how many clauses there were."""
        assert self.told.wait(30)
        self.read.append(len(self.passages))
        super().embed(progress)


async def test_questions_go_on_while_the_rules_are_embedded(desk: Desk) -> None:
    slow = SlowSearch()
    library = Library(desk.transactions, lambda: slow, patience=0.0)
    view = desk.service.public_view()
    assert (await library.ask("Is recognition a score item?", view)).answered
    with desk.database.transaction() as session:
        for document, version in {(one.document, one.version) for one in slow.passages}:
            policy_decisions.withdraw(session, document, version, desk.clock.now())
    assert not (await library.ask("Is recognition a score item?", view)).answered
    assert slow.read == []
    slow.told.set()
