"""Check-ins as managers do them, step by step, with the seconds until each step's answer was there."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from tests.bench.stage import is_new

if TYPE_CHECKING:
    from bot.workspace.models import Message
    from tests.bench.company import Pair
    from tests.bench.stage import Stage

ANSWERS = (
    "Month-end close depends on plant data",
    "On 3 June the scrap file came at 21:40, so two people stayed until midnight",
    "He said he wants a cut-off at 18:00 agreed with the plant",
    "I will call the plant lead by Friday. He will draft the rule before our next 1:1",
)
LAST_CLICKS = ("check_ins.approve", "check_ins.share")
SWAYING = ("check_ins.pause", "check_ins.resume")
"""Buttons that take turns for ever on the same message."""


def opening(pair: Pair) -> str:
    """Return the words that start a check-in."""
    return f"wrap up my 1:1 with {pair.employee}"


async def answered(stage: Stage, pair: Pair) -> list[float]:
    """Start a check-in and answer its questions by typing; return the seconds of each step."""
    return [await typed(stage, pair.manager, words) for words in (opening(pair), *ANSWERS)]


async def typed(stage: Stage, user: str, words: str) -> float:
    """Type something and return the seconds until a new message is there."""
    return await stage.sees(user, stage.says(user, words), is_new)


async def pressed(stage: Stage, user: str, *action_ids: str) -> float:
    """Press a button of the newest message and return the seconds until that message has changed."""
    newest = stage.newest(user)

    def has_changed(old: Message | None, new: Message) -> bool:
        return old is not None and new.ts == newest

    return await stage.sees(user, stage.presses(user, *action_ids), has_changed)


async def whole(stage: Stage, pair: Pair) -> list[float]:
    """Go through a whole check-in, from its first words to a shared note; return the seconds of each step."""
    steps = await answered(stage, pair)
    steps += [await pressed(stage, pair.manager, action_id) for action_id in LAST_CLICKS]
    return steps


async def side_by_side(stage: Stage, pairs: list[Pair], at_once: int) -> list[float]:
    """Go through a check-in with every pair, so many at once; return the seconds of all steps."""
    left = iter(pairs)
    steps: list[float] = []

    async def one_after_another() -> None:
        for pair in left:
            steps.extend(await whole(stage, pair))

    await asyncio.gather(*(one_after_another() for _ in range(at_once)))
    return steps
