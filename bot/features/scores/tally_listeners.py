"""Where HR asks how questions and appeals went."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.features.scores import release_blocks

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.features.scores.tally import Tallies
    from bot.slack.calls import Call
    from bot.slack.surface import Surface
    from prompts.catalog import Catalog

WORDS = ("appeals", "申诉统计")


class TallyDesk:
    """One method per way in. `tallies` is made when somebody asks, for few ever do."""

    def __init__(self, tallies: Callable[[], Tallies], catalog: Catalog) -> None:
        self._tallies = tallies
        self._catalog = catalog

    def register(self, surface: Surface) -> None:
        """Hang up both."""
        surface.word(WORDS, self.commanded)
        surface.action(release_blocks.TALLY, self.pressed)

    async def commanded(self, call: Call) -> None:
        """Show a cycle's sums: `/touchbase appeals [CYCLE]`."""
        await self._show(call, call.value.strip())

    async def pressed(self, call: Call) -> None:
        """Show the newest cycle's, from Home."""
        await self._show(call, "")

    async def _show(self, call: Call, cycle: str) -> None:
        from bot.features.scores import tally_blocks  # noqa: PLC0415 - a bot that is not asked need not hold it

        language = self._catalog.language_of(call.speaker.locale)
        tallies = self._tallies()
        found = await call.look(tallies.of_reader, call.speaker.person_id, cycle)
        names = await call.look(tallies.unit_names, language)
        await call.open(tally_blocks.window(found, names, self._catalog, call.speaker.locale))
