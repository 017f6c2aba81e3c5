"""Where an appeal is filed, followed and withdrawn, and where it is handled, heard and decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.errors import StepIsOver
from bot.features.appeals import blocks, hearing_blocks
from bot.features.appeals.rules import Ground, Outcome
from bot.features.appeals.views import Person

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.features.appeals.hearing import Hearing
    from bot.features.appeals.seeing import AppealSeeing
    from bot.features.appeals.service import Appeals
    from bot.slack.calls import Call
    from bot.slack.surface import Surface
    from prompts.catalog import Catalog


class AppealDesk:
    """What an appellant does; `refresh` shows the speaker's Home as it stands after it."""

    def __init__(
        self,
        service: Appeals,
        seeing: AppealSeeing,
        catalog: Catalog,
        refresh: Callable[[Call], Awaitable[None]],
    ) -> None:
        self._service = service
        self._seeing = seeing
        self._catalog = catalog
        self._refresh = refresh

    def register(self, surface: Surface) -> None:
        """Hang up all of it."""
        surface.action(blocks.START, self.about_to_file)
        surface.form(blocks.FILED, self.filed)
        surface.action(blocks.WITHDRAW, self.withdrawn)
        surface.action(blocks.GO_ON, self.about_to_go_on)
        surface.form(blocks.WENT_ON, self.went_on)

    async def about_to_file(self, call: Call) -> None:
        """Open the form by which an appeal is filed."""
        found = await call.look(self._service.to_file, call.speaker.person_id, call.value or None)
        await call.open(blocks.file_form(found, self._catalog, call.speaker.locale))

    async def filed(self, call: Call) -> None:
        """File it."""
        line = call.chosen("line")
        ticked = set(call.checked("grounds"))
        await call.do(
            self._service.file,
            call.speaker.person_id,
            call.remembered,
            grounds=tuple(each for each in Ground if each.value in ticked),
            reasons=call.typed("reasons"),
            evidence=call.typed("evidence"),
            colleague=call.typed("colleague"),
            code="" if line == blocks.NO_LINE else line,
        )
        await self._refresh(call)

    async def withdrawn(self, call: Call) -> None:
        """Withdraw it."""
        await call.do(self._service.withdraw, call.speaker.person_id, call.value)
        await self._refresh(call)

    async def about_to_go_on(self, call: Call) -> None:
        """Open the form that takes it to the panel."""
        view = await call.look(self._seeing.seen_by, call.speaker.person_id, call.value)
        if not view.may_go_on:
            raise StepIsOver
        await call.open(blocks.go_on_form(view, self._catalog, call.speaker.locale))

    async def went_on(self, call: Call) -> None:
        """Take it to the panel."""
        await call.do(self._service.to_panel, call.speaker.person_id, call.remembered, call.typed("reasons"))
        await self._refresh(call)


class HearingDesk:
    """What HR and those who hear do; `refresh` shows the speaker's Home as it stands after it."""

    def __init__(
        self,
        service: Hearing,
        seeing: AppealSeeing,
        catalog: Catalog,
        refresh: Callable[[Call], Awaitable[None]],
    ) -> None:
        self._service = service
        self._seeing = seeing
        self._catalog = catalog
        self._refresh = refresh

    def register(self, surface: Surface) -> None:
        """Hang up all of it."""
        surface.action(hearing_blocks.SHOW, self.shown)
        surface.action(hearing_blocks.TAKE_ON, self.taken_on)
        surface.action(hearing_blocks.NAME, self.about_to_name)
        surface.form(hearing_blocks.NAMED, self.named)
        surface.action(hearing_blocks.PROPOSE, self.about_to_propose)
        surface.form(hearing_blocks.PROPOSED, self.proposed)
        surface.action(hearing_blocks.SIGN, self.signed)

    async def shown(self, call: Call) -> None:
        """Open an appeal as a window, from Home."""
        view = await call.look(self._seeing.seen_by, call.speaker.person_id, call.value)
        await call.open(hearing_blocks.window(view, self._catalog, call.speaker.locale))

    async def taken_on(self, call: Call) -> None:
        """Take it on as HR."""
        await call.do(self._service.take_on, call.speaker.person_id, call.value)
        await self._refresh(call)

    async def about_to_name(self, call: Call) -> None:
        """Open the form that names the panel."""
        speaker = call.speaker
        free = await call.look(self._service.candidates, speaker.person_id, call.value)
        view = await call.look(self._seeing.seen_by, speaker.person_id, call.value)
        people = [Person(each.key, each.name) for each in free]
        await call.open(hearing_blocks.panel_form(view, people, self._catalog, speaker.locale))

    async def named(self, call: Call) -> None:
        """Name the panel."""
        members = [int(call.chosen(seat) or 0) for seat in hearing_blocks.SEATS]
        await call.do(self._service.name_panel, call.speaker.person_id, call.remembered, members)
        await self._refresh(call)

    async def about_to_propose(self, call: Call) -> None:
        """Open the form in which a decision is proposed."""
        view = await call.look(self._seeing.seen_by, call.speaker.person_id, call.value)
        if not view.may_propose:
            raise StepIsOver
        await call.open(hearing_blocks.decision_form(view, self._catalog, call.speaker.locale))

    async def proposed(self, call: Call) -> None:
        """Propose a decision."""
        await call.do(
            self._service.propose,
            call.speaker.person_id,
            call.remembered,
            outcome=Outcome(call.chosen("outcome")),
            reason=call.typed("reason"),
            clauses=call.typed("clauses"),
            evidence=call.typed("evidence"),
            points=call.typed("points"),
        )
        await self._refresh(call)

    async def signed(self, call: Call) -> None:
        """Sign the proposal that was shown."""
        appeal, _, number = call.value.partition(":")
        if not number.isdecimal():
            raise StepIsOver
        await call.do(self._service.sign, call.speaker.person_id, appeal, int(number))
        await self._refresh(call)
