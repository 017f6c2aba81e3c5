"""Opening a timeline from App Home, turning it to another cycle, and sending it as a picture."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.drawing.pictures import NoFontError
from bot.errors import FilesNotTaken, NotYourReport
from bot.features.records import timeline_blocks, timeline_picture
from bot.slack.uploads import SentFile

if TYPE_CHECKING:
    from bot.features.records.moments import Timeline
    from bot.features.records.timelines import Timelines
    from bot.slack.calls import Call
    from bot.slack.surface import Surface
    from prompts.catalog import Catalog

WINDOW = "records.timeline"


def register(surface: Surface, timelines: Timelines, catalog: Catalog) -> None:
    """Hang the listeners."""
    desk = TimelineDesk(timelines, catalog)
    surface.action("records.timeline", desk.mine)
    surface.action("records.timeline.of", desk.of_report)
    surface.action("records.timeline.cycle", desk.turn)
    surface.action("records.timeline.picture", desk.send_picture)


class TimelineDesk:
    """Shows timelines, in a window and as a picture."""

    def __init__(self, timelines: Timelines, catalog: Catalog) -> None:
        self._timelines = timelines
        self._catalog = catalog

    async def mine(self, call: Call) -> None:
        """Open the speaker's own timeline."""
        await self._open(call, await self._read(call, call.speaker.person_id))

    async def of_report(self, call: Call) -> None:
        """Open the timeline of somebody who reports to the speaker."""
        await self._open(call, await self._read(call, _person(call.value)))

    async def turn(self, call: Call) -> None:
        """Show another cycle."""
        view = await self._chosen(call)
        if not await self._redraw(call, view):
            await self._open(call, view)

    async def send_picture(self, call: Call) -> None:
        """Send the timeline as a picture into the speaker's direct message, and say so in the window."""
        view = await self._chosen(call)
        locale = call.speaker.locale
        title = timeline_picture.title(view, self._catalog, locale)
        try:
            content = await asyncio.to_thread(timeline_picture.drawn, view, self._catalog, locale)
        except NoFontError:
            content = None
        outcome = "none"
        if content is not None:
            name = f"timeline-{view.cycle_id or view.employee.person_id}.png"
            outcome = await _sent(call, SentFile(name, title, content), title)
        told = self._catalog.text(locale, "timeline-picture-told", outcome=outcome)
        if not await self._redraw(call, view, told):
            await call.whisper(told)

    async def _chosen(self, call: Call) -> Timeline:
        person, _, cycle = call.value.partition(":")
        return await self._read(call, _person(person), cycle)

    async def _read(self, call: Call, employee_id: int, cycle: str = "") -> Timeline:
        """Return a timeline, and keep for those it is about that somebody beside the two read it."""
        view = await call.look(self._timelines.view, call.speaker.person_id, employee_id, cycle)
        if view.outside:
            await call.do(self._timelines.keep_reads, call.speaker.person_id, view)
        return view

    async def _open(self, call: Call, view: Timeline) -> None:
        await call.open(timeline_blocks.window(view, self._catalog, call.speaker.locale))

    async def _redraw(self, call: Call, view: Timeline, told: str = "") -> bool:
        """Draw the window anew this was done in; False where it was done elsewhere."""
        shown = call.body.get("view") or {}
        if shown.get("callback_id") != WINDOW:
            return False
        drawn = timeline_blocks.window(view, self._catalog, call.speaker.locale, told=told)
        await call.client.views_update(view_id=shown["id"], view=drawn)
        return True


async def _sent(call: Call, file: SentFile, comment: str) -> str:
    try:
        await call.send_files([file], comment)
    except FilesNotTaken:
        return "refused"
    return "sent"


def _person(carried: str) -> int:
    if not carried.isdecimal():
        raise NotYourReport
    return int(carried)
