"""What is asked at the same time is answered together, and whoever cannot be answered is the only one who is not."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from bot.gathering import Gathering

if TYPE_CHECKING:
    from collections.abc import Sequence


class Teller:
    """Doubles numbers, and notes how they came; no odd number above ten can be doubled."""

    def __init__(self) -> None:
        self.came: list[list[int]] = []
        self.may_answer = asyncio.Event()
        self.may_answer.set()
        self.begun = asyncio.Event()

    async def answer(self, asked: Sequence[int]) -> list[int]:
        """Answer together."""
        self.came.append(list(asked))
        self.begun.set()
        await self.may_answer.wait()
        if any(each > 10 and each % 2 for each in asked):
            raise ValueError(asked)
        return [2 * each for each in asked]


async def test_what_is_asked_in_one_turn_is_answered_together_and_in_order() -> None:
    teller = Teller()
    gathering = Gathering(teller.answer)
    assert await asyncio.gather(*map(gathering.ask, (1, 2, 3))) == [2, 4, 6]
    assert await gathering.ask(4) == 8
    assert teller.came == [[1, 2, 3], [4]]


async def test_what_is_asked_meanwhile_waits_for_the_next_answer() -> None:
    teller = Teller()
    gathering = Gathering(teller.answer)
    teller.may_answer.clear()
    first = asyncio.ensure_future(gathering.ask(1))
    await teller.begun.wait()
    others = asyncio.gather(*map(gathering.ask, (2, 3)))
    await asyncio.sleep(0)
    teller.may_answer.set()
    assert await first == 2
    assert await others == [4, 6]
    assert teller.came == [[1], [2, 3]]


async def test_only_what_cannot_be_answered_alone_fails() -> None:
    gathering = Gathering(Teller().answer)
    first, second, third = await asyncio.gather(*map(gathering.ask, (1, 11, 3)), return_exceptions=True)
    assert (first, third) == (2, 6)
    assert isinstance(second, ValueError)
    with pytest.raises(ValueError, match="13"):
        await gathering.ask(13)


async def test_whoever_gave_up_takes_nobody_along() -> None:
    teller = Teller()
    gathering = Gathering(teller.answer)
    teller.may_answer.clear()
    hasty, patient = asyncio.ensure_future(gathering.ask(1)), asyncio.ensure_future(gathering.ask(2))
    await teller.begun.wait()
    hasty.cancel()
    teller.may_answer.set()
    assert await patient == 4
    with pytest.raises(asyncio.CancelledError):
        await hasty
