"""Where a question is sent to HR, and where HR answers it and publishes the answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.features.policies import answer_blocks, desk_blocks, digest_blocks

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.features.policies.digest import Digests
    from bot.features.policies.hr_desk import HrDesk
    from bot.slack.calls import Call
    from bot.slack.surface import Surface
    from prompts.catalog import Catalog


class HrListeners:
    """One method per press and per form; `refresh` shows the speaker's Home as it stands after one."""

    def __init__(
        self,
        service: HrDesk,
        digests: Digests,
        catalog: Catalog,
        refresh: Callable[[Call], Awaitable[None]],
    ) -> None:
        self._service = service
        self._digests = digests
        self._catalog = catalog
        self._refresh = refresh

    def register(self, surface: Surface) -> None:
        """Hang up all of them."""
        surface.action(answer_blocks.ASK_HR, self.about_to_send)
        surface.form(desk_blocks.SEND, self.sent)
        surface.action(desk_blocks.REPLY, self.about_to_answer)
        surface.form(desk_blocks.REPLIED, self.answered)
        surface.action(desk_blocks.REVIEW, self.about_to_publish)
        surface.form(desk_blocks.PUBLISHED, self.published)
        surface.action(desk_blocks.DROP, self.dropped)
        surface.action(desk_blocks.SHOW, self.uncovered)

    async def about_to_send(self, call: Call) -> None:
        """Show what would be sent to HR."""
        words = await call.look(self._service.words_of, call.speaker.person_id, call.value)
        await call.open(desk_blocks.send_form(call.value, words, self._catalog, call.speaker.locale))

    async def sent(self, call: Call) -> None:
        """Send it."""
        await call.do(
            self._service.send,
            call.speaker.person_id,
            call.remembered,
            call.typed("addition"),
            "sent",
        )

    async def about_to_answer(self, call: Call) -> None:
        """Open the form for HR's answer."""
        view = await call.look(self._service.seen_by, call.speaker.person_id, call.value)
        await call.open(desk_blocks.answer_form(view, self._catalog, call.speaker.locale))

    async def answered(self, call: Call) -> None:
        """Answer the question."""
        await call.do(
            self._service.answer,
            call.speaker.person_id,
            call.remembered,
            answer=call.typed("answer"),
            wording=call.typed("wording"),
        )
        await self._refresh(call)

    async def about_to_publish(self, call: Call) -> None:
        """Open the draft of an FAQ entry."""
        view = await call.look(self._service.seen_by, call.speaker.person_id, call.value)
        await call.open(desk_blocks.review_form(view, self._catalog, call.speaker.locale))

    async def published(self, call: Call) -> None:
        """Publish it."""
        await call.do(
            self._service.publish,
            call.speaker.person_id,
            call.remembered,
            question=call.typed("wording"),
            answer=call.typed("answer"),
            event="published",
        )
        await self._refresh(call)

    async def dropped(self, call: Call) -> None:
        """Let a draft go."""
        await call.do(self._service.drop, call.speaker.person_id, call.value, "dropped")

    async def uncovered(self, call: Call) -> None:
        """Show HR what the rules did not cover this week."""
        digest = await call.look(self._digests.so_far, call.speaker.person_id)
        await call.open(digest_blocks.window(digest, self._catalog, call.speaker.locale))
