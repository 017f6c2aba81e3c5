"""Where HR releases results, and where people say that they have seen theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.errors import StepIsOver
from bot.features.scores import release_blocks

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.features.scores.fairness import Fairness
    from bot.slack.calls import Call
    from bot.slack.surface import Surface
    from prompts.catalog import Catalog

WORDS = ("release", "发布")


class ReleaseDesk:
    """One method per way in; `refresh` shows the speaker's Home as it stands after one."""

    def __init__(
        self, fairness: Fairness, catalog: Catalog, refresh: Callable[[Call], Awaitable[None]]
    ) -> None:
        self._service = fairness.releases
        self._windows = fairness.windows
        self._catalog = catalog
        self._refresh = refresh

    def register(self, surface: Surface) -> None:
        """Hang up all of them."""
        surface.word(WORDS, self.commanded)
        surface.action(release_blocks.ASK, self.about_to_ask)
        surface.form(release_blocks.ASKED, self.asked)
        surface.action(release_blocks.RELEASE, self.released)
        surface.action(release_blocks.DECIDE, self.about_to_decide)
        surface.form(release_blocks.DECIDED, self.decided)
        surface.action(release_blocks.RECEIVED, self.received)

    async def commanded(self, call: Call) -> None:
        """Say what a release would do: `/touchbase release [UNIT] [CYCLE]`."""
        cycle, unit = await call.look(self._service.understood, call.value)
        await call.do(self._service.ask, call.speaker.person_id, cycle, unit, _asked(call))

    async def about_to_ask(self, call: Call) -> None:
        """Open the form that asks which unit's results of which cycle."""
        language = self._catalog.language_of(call.speaker.locale)
        cycles, units = await call.look(self._service.choices, call.speaker.person_id, language)
        form = release_blocks.which_form(cycles, units, cycles[0], self._catalog, call.speaker.locale)
        await call.open(form)

    async def asked(self, call: Call) -> None:
        """Say what that release would do."""
        unit = call.chosen("unit")
        unit = "" if unit == release_blocks.EVERYBODY else unit
        await call.do(self._service.ask, call.speaker.person_id, call.chosen("cycle"), unit, _asked(call))

    async def released(self, call: Call) -> None:
        """Release who is ready, some at a time, and show the preview as things stand after it."""
        cycle, unit, asked = _parts(call.value, 3)
        speaker = call.speaker.person_id
        went = await call.do(self._service.release, speaker, cycle, unit)
        while went:
            went = await call.transactions.write(self._service.release, speaker, cycle, unit)
        await call.transactions.write(self._service.show_again, asked, _asked(call))
        call.postman.hurry()

    async def about_to_decide(self, call: Call) -> None:
        """Open the form in which HR decides about a flag."""
        person, cycle, code, _ = _parts(call.value, 4)
        flag = await call.look(self._service.flag, call.speaker.person_id, _number(person), cycle, code)
        form = release_blocks.decide_form(call.value, flag, self._catalog, call.speaker.locale)
        await call.open(form)

    async def decided(self, call: Call) -> None:
        """Keep the decision, and show the preview as things stand after it."""
        person, cycle, code, asked = _parts(call.remembered, 4)
        await call.do(
            self._service.decide,
            call.speaker.person_id,
            _number(person),
            cycle,
            code,
            call.typed("reason"),
            release=call.chosen("decision") == release_blocks.OUT,
            asked_by=asked,
            event=_asked(call),
        )

    async def received(self, call: Call) -> None:
        """Keep that somebody has seen their result."""
        speaker = call.speaker
        await call.do(self._windows.receive, speaker.person_id, call.value, speaker.locale)


def _asked(call: Call) -> str:
    return (call.key or f"{call.channel}-{call.ts}").replace(":", "-")


def _parts(value: str, count: int) -> list[str]:
    parts = value.split(":")
    if len(parts) != count:
        raise StepIsOver
    return parts


def _number(written: str) -> int:
    if not written.isdecimal():
        raise StepIsOver
    return int(written)
