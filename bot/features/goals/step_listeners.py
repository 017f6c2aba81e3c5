"""The steps with a draft: lines written and proposed, agreed to, talked about, and the whole confirmed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.features.goals import forms, line_blocks, sheet_blocks
from bot.features.goals.refusals import GoalsMovedOn
from bot.features.goals.showing_listeners import line_of, pair, place
from bot.features.goals.talks import Act
from bot.features.goals.typed import line_from

if TYPE_CHECKING:
    from bot.features.goals.service import Goals
    from bot.features.goals.sheets import SheetRules
    from bot.features.goals.showing_listeners import Showing
    from bot.slack.calls import Call
    from bot.slack.surface import Surface


class StepDesk:
    """One method per control."""

    def __init__(self, service: Goals, sheets: SheetRules, showing: Showing) -> None:
        self._service = service
        self._sheets = sheets
        self._showing = showing

    def register(self, surface: Surface) -> None:
        """Hang them up."""
        for action, handler in (
            (sheet_blocks.ADD, self.asked_for_line),
            (sheet_blocks.SHARE, self.shared),
            (sheet_blocks.CONFIRM, self.confirmed),
            (sheet_blocks.WITHDRAW, self.withdrew),
            (sheet_blocks.AGREE_ALL, self.agreed_to_all),
            (line_blocks.EDIT, self.asked_for_line),
            (line_blocks.REMOVE, self.removed),
            (line_blocks.AGREE, self.agreed),
            (line_blocks.COMMENT, self.asked_for_comment),
            (line_blocks.ACCEPT, self.accepted),
            (line_blocks.DECLINE, self.asked_why_not),
            (line_blocks.TAKE_BACK, self.took_back),
        ):
            surface.action(action, handler)
        for form, handler in (
            (forms.LINE_FORM, self.wrote_line),
            (forms.REMOVE_FORM, self.proposed_removal),
            (forms.COMMENT_FORM, self.commented),
            (forms.DECLINE_FORM, self.declined),
        ):
            surface.form(form, handler)

    async def asked_for_line(self, call: Call) -> None:
        """Open the form of a line, new or to be changed."""
        draft, mark, code = place(call.value)
        shown = await self._showing.of_draft(call, draft)
        line = line_of(shown, draft, mark, code)
        await call.open(forms.line_form(shown, line, call.value, self._showing.catalog, call.speaker.locale))

    async def wrote_line(self, call: Call) -> None:
        """Write or propose the line that was filled in."""
        draft, mark, code = place(call.remembered)
        typed = forms.typed_line(call)
        shown = await self._showing.of_draft(call, draft)
        line = line_from(typed, self._sheets.clause(typed.kind), line_of(shown, draft, mark, code))
        await call.do(self._service.put, call.speaker.person_id, draft, line, mark, call.typed("words"))
        await self._showing.below(call, await self._showing.of_draft(call, draft))

    async def removed(self, call: Call) -> None:
        """Take a line out of a private draft, or ask why it should go from a shared one."""
        draft, mark, code = place(call.value)
        shown = await self._showing.of_draft(call, draft)
        line = line_of(shown, draft, mark, code)
        if shown.talk is not None and shown.talk.shared and line is not None:
            await self._ask(call, forms.REMOVE_FORM, line.title)
            return
        await call.do(self._service.remove, call.speaker.person_id, draft, code, mark)
        await self._showing.here(call, await self._showing.of_draft(call, draft))

    async def proposed_removal(self, call: Call) -> None:
        """Propose to take a line out."""
        draft, mark, code = place(call.remembered)
        await call.do(self._service.remove, call.speaker.person_id, draft, code, mark, call.typed("words"))
        await self._showing.below(call, await self._showing.of_draft(call, draft))

    async def agreed(self, call: Call) -> None:
        """Agree to a line."""
        draft, mark, code = place(call.value)
        await call.do(self._service.agree, call.speaker.person_id, draft, code, mark)
        await self._showing.here(call, await self._showing.of_draft(call, draft))

    async def agreed_to_all(self, call: Call) -> None:
        """Agree to every line, from the message that brought them."""
        draft, mark = pair(call.value)
        await call.do(self._service.agree_to_all, call.speaker.person_id, draft, mark)
        await self._showing.here(call, await self._showing.of_draft(call, draft))

    async def asked_for_comment(self, call: Call) -> None:
        """Ask what somebody has to say about a line."""
        draft, mark, code = place(call.value)
        shown = await self._showing.of_draft(call, draft)
        line = line_of(shown, draft, mark, code)
        await self._ask(call, forms.COMMENT_FORM, line.title if line else code)

    async def commented(self, call: Call) -> None:
        """Keep what somebody says about a line."""
        draft, _, code = place(call.remembered)
        await call.do(self._service.comment, call.speaker.person_id, draft, code, call.typed("words"))
        await self._showing.below(call, await self._showing.of_draft(call, draft))

    async def accepted(self, call: Call) -> None:
        """Accept a proposal."""
        await self._answer(call, Act.ACCEPT)

    async def took_back(self, call: Call) -> None:
        """Take one's own proposal back."""
        await self._answer(call, Act.TAKE_BACK)

    async def asked_why_not(self, call: Call) -> None:
        """Ask why a proposal is declined; one need not say."""
        draft, number = pair(call.value)
        shown = await self._showing.of_draft(call, draft)
        proposal = shown.talk.proposal(int(number)) if shown.talk is not None else None
        if proposal is None:
            raise GoalsMovedOn
        await self._ask(call, forms.DECLINE_FORM, proposal.title)

    async def declined(self, call: Call) -> None:
        """Decline a proposal."""
        draft, number = pair(call.remembered)
        by, words = call.speaker.person_id, call.typed("words")
        await call.do(self._service.answer, by, draft, Act.DECLINE, int(number), words)
        await self._showing.below(call, await self._showing.of_draft(call, draft))

    async def shared(self, call: Call) -> None:
        """Show a draft to the other side."""
        await call.do(self._service.share, call.speaker.person_id, call.value)
        await self._showing.here(call, await self._showing.of_draft(call, call.value))

    async def confirmed(self, call: Call) -> None:
        """Confirm the sheet as it was shown."""
        draft, mark = pair(call.value)
        await call.do(self._service.confirm, call.speaker.person_id, draft, mark)
        await self._showing.here(call, await self._showing.of_draft(call, draft))

    async def withdrew(self, call: Call) -> None:
        """Set a draft aside."""
        shown = await self._showing.of_draft(call, call.value)
        await call.do(self._service.withdraw, call.speaker.person_id, call.value)
        await self._showing.here(call, await self._showing.sheet(call, shown.employee_id, shown.cycle.id))

    async def _answer(self, call: Call, act: Act) -> None:
        draft, number = pair(call.value)
        await call.do(self._service.answer, call.speaker.person_id, draft, act, int(number))
        await self._showing.here(call, await self._showing.of_draft(call, draft))

    async def _ask(self, call: Call, form: str, title: str) -> None:
        await call.open(forms.words_form(form, title, call.value, self._showing.catalog, call.speaker.locale))
