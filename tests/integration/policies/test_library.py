"""The index is kept as new as the database says, and nobody waits for it."""

from __future__ import annotations

from threading import Event
from typing import TYPE_CHECKING

from bot.features.policies.library import Library
from bot.house.rule_search import NamesHidden
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


async def test_a_word_or_two_wait_for_no_index(desk: Desk) -> None:
    slow, go = SlowSearch(), Event()

    def opened() -> SlowSearch:
        assert go.wait(30)
        return slow

    library = Library(desk.transactions, opened, patience=60.0)
    view = desk.service.public_view()
    assert await library.speaks_of("Calibration?", view), "a heading says so"
    assert await library.speaks_of("校准", view)
    assert not await library.speaks_of("hi", view), "no heading says that as a word"
    assert not await library.speaks_of("banana", view)
    assert not await library.speaks_of("bribery", view), "no heading names it"
    go.set()
    await library.freshen()
    opening = library._opening
    if opening is not None:
        await opening
    assert await library.speaks_of("bribery", view), "now the words of the clauses are compared"
    assert slow.read == [], "and still nobody waited for their meaning"
    slow.told.set()
    await library.close()


def test_who_is_named_is_taken_out_of_what_leaves_for_vectors(desk: Desk) -> None:
    hidden = NamesHidden(desk.database)(
        "Does 林静 or Wu Di (wu@demo.example, 13800138000) see PM-3.4 by 2026-03-02?"
    )
    assert hidden == "Does PERSON or PERSON (MAIL, NUMBER) see PM-3.4 by 2026-03-02?"
