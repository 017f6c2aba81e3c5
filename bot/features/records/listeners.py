"""What a click or a form about a note or a promised step does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.errors import PromiseNotFound
from bot.features.records import blocks, forms, history
from bot.features.records.note_ref import NoteRef
from bot.features.records.promises import Choice
from bot.features.records.rules import EDITABLE

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.features.records.notes import NoteView
    from bot.features.records.service import RecordsService
    from bot.slack.calls import Call
    from bot.slack.surface import Surface
    from prompts.catalog import Catalog

    RefreshHome = Callable[[Call], Awaitable[None]]

CLOSE_ALL = {"response_action": "clear"}
"""After a form the person is back where they began; the note there redraws itself."""


def register(surface: Surface, service: RecordsService, catalog: Catalog, refresh_home: RefreshHome) -> None:
    """Hang the listeners. `refresh_home` shows the speaker's App Home anew."""
    desk = NoteDesk(service, catalog, refresh_home)
    surface.action("records.acknowledge", desk.acknowledge)
    surface.action("records.add_view", desk.open_add_view)
    surface.action("records.question", desk.open_question)
    surface.action("records.correct", desk.open_correction)
    surface.action("records.history", desk.open_history)
    surface.action("records.open", desk.open_note)
    surface.action("records.share", desk.share)
    surface.action("records.done", desk.done)
    surface.action("records.drop", desk.drop)
    surface.action("records.carry", desk.carry)
    surface.action("records.keep", desk.keep)
    surface.form("records.add_view", desk.add_view)
    surface.form("records.question", desk.question)
    surface.form("records.correct", desk.correct)


class NoteDesk:
    """One method per button and form."""

    def __init__(self, service: RecordsService, catalog: Catalog, refresh_home: RefreshHome) -> None:
        self._service = service
        self._catalog = catalog
        self._refresh_home = refresh_home

    async def acknowledge(self, call: Call) -> None:
        """Record that the employee has read the edition the button stands under."""
        ref = NoteRef.parse(call.value)
        view = await call.do(self._service.acknowledge, call.speaker.person_id, ref)
        await self._redraw(call, view)

    async def share(self, call: Call) -> None:
        """Share the note, or the part the button stands beside."""
        ref = NoteRef.parse(call.value)
        view = await call.do(self._service.share, call.speaker.person_id, ref)
        await self._redraw(call, view)

    async def open_add_view(self, call: Call) -> None:
        """Open the form for the employee's own view."""
        view = await self._view(call)
        await call.open(forms.add_view(view, self._catalog, call.speaker.locale))

    async def open_question(self, call: Call) -> None:
        """Open the form to question a sentence."""
        view = await self._opened(call)
        await call.open(forms.question(view, self._catalog, call.speaker.locale))

    async def open_correction(self, call: Call) -> None:
        """Open the form with the note's words as they stand now."""
        view = await self._opened(call)
        await call.open(forms.correct(view, self._catalog, call.speaker.locale))

    async def open_history(self, call: Call) -> None:
        """Open the window with every edition and answer the speaker may see."""
        view = await self._opened(call)
        await call.open(history.window(view, self._catalog, call.speaker.locale))

    async def open_note(self, call: Call) -> None:
        """Open the note in a window."""
        view = await self._opened(call)
        await call.open(blocks.note_window(view, self._catalog, call.speaker.locale))

    async def add_view(self, call: Call) -> None:
        """Keep what the employee added."""
        ref = NoteRef.parse(call.remembered)
        await call.do(self._service.add_view, call.speaker.person_id, ref, call.typed("words"))
        call.answer = CLOSE_ALL

    async def question(self, call: Call) -> None:
        """Keep what the employee sees differently."""
        ref = NoteRef.parse(call.remembered)
        where, said = call.chosen("where"), call.typed("words")
        await call.do(self._service.question, call.speaker.person_id, ref, where, said)
        call.answer = CLOSE_ALL

    async def correct(self, call: Call) -> None:
        """Write the next edition from the form."""
        ref = NoteRef.parse(call.remembered)
        texts = {name: call.typed(name) for name in EDITABLE if name in call.fields}
        await call.do(self._service.correct, call.speaker.person_id, ref, texts, call.typed("reason"))
        call.answer = CLOSE_ALL

    async def done(self, call: Call) -> None:
        """Mark a promised step done."""
        await self._close(call, Choice.DONE)

    async def drop(self, call: Call) -> None:
        """Drop a promised step."""
        await self._close(call, Choice.DROP)

    async def carry(self, call: Call) -> None:
        """Carry a promised step on."""
        await self._close(call, Choice.CARRY)

    async def keep(self, call: Call) -> None:
        """Say that a step carried on several times is still worth doing."""
        await self._close(call, Choice.KEEP)

    async def _close(self, call: Call, choice: Choice) -> None:
        if not call.value.isdecimal():
            raise PromiseNotFound
        await call.do(self._service.close_action, call.speaker.person_id, int(call.value), choice)
        await self._refresh_home(call)

    async def _view(self, call: Call) -> NoteView:
        ref = NoteRef.parse(call.value)
        return await call.look(self._service.view, ref.note_id, call.speaker.person_id)

    async def _opened(self, call: Call) -> NoteView:
        """Return the note the button is about to somebody who is about to read it, which is kept."""
        ref = NoteRef.parse(call.value)
        return await call.do(self._service.open, ref.note_id, call.speaker.person_id)

    async def _redraw(self, call: Call, view: NoteView) -> None:
        """Show a note's own window as it stands now; messages are redrawn by the service's outbox rows."""
        window = call.body.get("view") or {}
        if window.get("callback_id") == "records.note":
            drawn = blocks.note_window(view, self._catalog, call.speaker.locale)
            await call.client.views_update(view_id=window["id"], view=drawn)
            await self._refresh_home(call)
