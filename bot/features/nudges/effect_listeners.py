"""Where HR asks what nudges do."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.features.nudges.effects import Effects
    from bot.slack.calls import Call
    from bot.slack.surface import Surface
    from prompts.catalog import Catalog

WORDS = ("effect", "提醒效果")


def register(surface: Surface, service: Callable[[], Effects], catalog: Catalog) -> None:
    """Hang up the word; `service` is made when somebody asks, for few ever do."""

    async def asked(call: Call) -> None:
        from bot.features.nudges import effect_blocks  # noqa: PLC0415 - a bot that is not asked need not hold it

        report = await call.look(service().for_reader, call.speaker.person_id)
        await call.open(effect_blocks.window(report, catalog, call.speaker.locale))

    surface.word(WORDS, asked)
