"""Where a check-in is used in Slack: buttons, forms, the command's words and the direct message."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from bot.access import Actor
from bot.errors import ButtonsPlease, NoTextFound, StepIsOver
from bot.features.check_ins import forms
from bot.features.check_ins.events import (
    NOT_TAKING_PLACE,
    Approve,
    Back,
    Edit,
    Event,
    Finish,
    Later,
    NotNeeded,
    Pause,
    Promised,
    Recall,
    Resume,
    Share,
    Start,
    Stop,
    Tap,
)
from bot.features.check_ins.states import Mode, Promise

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.features.check_ins.service import CheckInService
    from bot.features.check_ins.views import CheckInView, Views
    from bot.slack.calls import Call
    from bot.slack.surface import Surface
    from prompts.catalog import Catalog

PROMISE_DAYS = 7
"""A promise's form opens on the day a week from now; most next steps are that near."""

TAPS = (
    "goals", "blocker", "people", "other", "nothing_needed", "next_talk", "waiting", "private",
)  # fmt: skip


class CheckInListeners:
    """Turns what a manager does in Slack into events of the conversation."""

    def __init__(self, service: CheckInService, views: Views, catalog: Catalog) -> None:
        self._service = service
        self._views = views
        self._catalog = catalog

    def register(self, surface: Surface) -> None:
        """Hang every listener of this feature on the surface."""
        simple: dict[str, Callable[[str], Event]] = {
            "start": lambda rest: Start(Mode(rest) if rest else None),
            "start.prep": lambda rest: Start(Mode(rest)),
            "later": lambda _: Later(),
            "not_needed": lambda rest: NotNeeded(rest or NOT_TAKING_PLACE),
            "resume": lambda _: Resume(),
            "stop": lambda _: Stop(),
            "pause": lambda _: Pause(),
            "back": lambda _: Back(),
            "finish": lambda _: Finish(),
            "approve": lambda _: Approve(""),
            "share": lambda _: Share(forms.SHAREABLE),
            "keep_private": lambda _: Share(()),
            "tap": Tap,
            **{f"tap.{name}": Tap for name in TAPS},
            **{f"recall.{decision}": _recall for decision in ("done", "carry", "keep", "drop", "skip")},
        }
        for name, event in simple.items():
            surface.action(f"check_ins.{name}", self._does(event))
        surface.action("check_ins.choose", self.choose)
        for mode in Mode:
            surface.action(f"check_ins.begin.{mode}", self.begin)
        surface.action("check_ins.promise", self.open_promise)
        surface.action("check_ins.edit", self._opens(forms.edit))
        surface.action("check_ins.share_some", self._opens(forms.share_some))
        surface.action("check_ins.evidence", self.evidence)
        surface.action("check_ins.use_saved", self.use_saved)
        surface.form("check_ins.chosen", self.chosen)
        surface.form("check_ins.promised", self.promised)
        surface.form("check_ins.edited", self.edited)
        surface.form("check_ins.shared", self.shared)
        surface.word(("checkin", "check-in", "沟通"), self.commanded)
        surface.message(self.told)

    async def choose(self, call: Call) -> None:
        """Open the form that starts a check-in."""
        reports = await call.look(self._service.reports, _actor(call))
        await call.open(forms.choose(reports, self._catalog, call.speaker.locale))

    async def begin(self, call: Call) -> None:
        """Start the check-in a button on App Home names."""
        employee, _, mode = call.value.partition(":")
        await call.do(self._service.begin, _actor(call), int(employee), mode or None)
        if call.on_a_surface:
            name = await call.look(self._service.name_of, int(employee))
            await call.open(forms.begun(self._catalog, call.speaker.locale, name))

    async def evidence(self, call: Call) -> None:
        """Show the moments noted so far about a report."""
        found = await call.look(self._service.evidence_with, _actor(call), int(call.value))
        name = await call.look(self._service.name_of, int(call.value))
        await call.open(forms.evidence(found, name, self._catalog, call.speaker.locale))

    async def use_saved(self, call: Call) -> None:
        """Take a saved message as the answer to the question that is open."""
        check_in_id, turn = _where(call.value)
        note_id = call.value.rpartition(":")[2]
        await call.do(self._service.use_saved, _actor(call), check_in_id, turn, note_id)

    async def chosen(self, call: Call) -> None:
        """Start the check-in the form was filled in for."""
        employee = int(call.chosen("person"))
        await call.do(self._service.begin, _actor(call), employee, call.chosen("mode") or None)
        name = await call.look(self._service.name_of, employee)
        call.answer = {
            "response_action": "update",
            "view": forms.begun(self._catalog, call.speaker.locale, name),
        }

    async def commanded(self, call: Call) -> None:
        """Start a check-in by command: with the person named, or by the form."""
        if not call.value:
            await self.choose(call)
            return
        await call.do(self._service.begin_named, _actor(call), call.value)

    async def told(self, call: Call) -> bool:
        """Take words typed in the direct message when a check-in has a use for them."""
        return await call.take(self._service.say, _actor(call), call.value)

    def register_late(self, surface: Surface) -> None:
        """Hang up what is said to words that nobody took while a question waits for a tap."""
        surface.message(self.tap_expected)

    async def tap_expected(self, call: Call) -> bool:
        """Say that a tap is enough. Raises ButtonsPlease where one is."""
        if await call.look(self._service.waits_for_a_tap, call.speaker.person_id):
            raise ButtonsPlease
        return False

    async def promised(self, call: Call) -> None:
        """Add the promise that was filled in."""
        due = call.chosen("due")
        if not call.typed("what"):
            raise NoTextFound(field="what")
        promise = Promise(
            what=call.typed("what"),
            owner=call.chosen("owner"),
            due=date.fromisoformat(due) if due else None,
        )
        await self._act(call, call.remembered, Promised(promise))

    async def edited(self, call: Call) -> None:
        """Take over the summary page as it was rewritten."""
        await self._act(
            call,
            call.remembered,
            Edit(
                focus=call.typed("focus"),
                evidence=call.typed("evidence"),
                voice=call.typed("voice"),
                summary=call.typed("summary"),
            ),
        )

    async def shared(self, call: Call) -> None:
        """Share the parts that were ticked."""
        await self._act(call, call.remembered, Share(call.checked("blocks")))

    def _does(self, event: Callable[[str], Event]) -> Callable[[Call], Awaitable[None]]:
        async def pressed(call: Call) -> None:
            rest = ":".join(call.value.split(":")[2:])
            await self._act(call, call.value, event(rest))

        return pressed

    def _opens(
        self, draw: Callable[[CheckInView, Catalog, str], dict[str, object]]
    ) -> Callable[[Call], Awaitable[None]]:
        async def pressed(call: Call) -> None:
            check_in_id, turn = _where(call.value)
            view = await call.look(self._views.current, check_in_id, turn, call.speaker.person_id)
            if view is None:
                raise StepIsOver
            await call.open(draw(view, self._catalog, call.speaker.locale))

        return pressed

    async def open_promise(self, call: Call) -> None:
        """Open the form for a promise, its date a week from the speaker's today."""
        check_in_id, turn = _where(call.value)
        view = await call.look(self._views.current, check_in_id, turn, call.speaker.person_id)
        if view is None:
            raise StepIsOver
        today = await call.look(self._service.today, call.speaker.person_id)
        due = today + timedelta(days=PROMISE_DAYS)
        await call.open(forms.promise(view, self._catalog, call.speaker.locale, due))

    async def _act(self, call: Call, value: str, event: Event) -> None:
        check_in_id, turn = _where(value)
        await call.do(self._service.act, _actor(call), check_in_id, turn, event)


def _recall(rest: str) -> Recall:
    action_id, _, decision = rest.partition(":")
    return Recall(int(action_id) if action_id else None, decision)


def _where(value: str) -> tuple[str, int]:
    check_in_id, _, rest = value.partition(":")
    turn = rest.partition(":")[0]
    if not turn.isdigit():
        raise StepIsOver
    return check_in_id, int(turn)


def _actor(call: Call) -> Actor:
    return Actor(call.speaker.person_id, call.speaker.role)
