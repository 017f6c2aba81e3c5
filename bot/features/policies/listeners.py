"""Asking for a clause, in a direct message or with /touchbase ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.features.policies import rules

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.features.policies.service import Policies
    from bot.slack.calls import Call
    from bot.slack.surface import Surface


def register(surface: Surface, service: Policies, in_words: Callable[[Call], Awaitable[None]]) -> None:
    """Hang up the ways to ask for a clause; `in_words` takes what was typed and names none."""

    async def asked(call: Call) -> None:
        number = rules.read_number(call.value, bare=True)
        if number is None:
            await in_words(call)
        else:
            await call.do(service.look_up, call.speaker.person_id, number, _question(call))

    async def named_in_a_message(call: Call) -> bool:
        number = rules.read_number(call.value, bare=False)
        if number is None:
            return False
        await call.do(service.look_up, call.speaker.person_id, number, _question(call))
        return True

    surface.word(rules.WORDS, asked)
    surface.message(named_in_a_message)


def _question(call: Call) -> str:
    return call.key or f"{call.channel}:{call.ts}"
