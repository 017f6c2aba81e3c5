"""Opening a timeline from App Home, and turning it to another cycle."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.errors import NotYourReport
from bot.features.records import timeline_blocks

if TYPE_CHECKING:
    from bot.features.records.timelines import Timelines
    from bot.slack.calls import Call
    from bot.slack.surface import Surface
    from prompts.catalog import Catalog


def register(surface: Surface, timelines: Timelines, catalog: Catalog) -> None:
    """Hang the listeners."""

    async def mine(call: Call) -> None:
        await show(call, call.speaker.person_id)

    async def of_report(call: Call) -> None:
        await show(call, _person(call.value))

    async def show(call: Call, employee_id: int) -> None:
        view = await call.look(timelines.view, call.speaker.person_id, employee_id)
        await call.open(timeline_blocks.window(view, catalog, call.speaker.locale))

    async def turn(call: Call) -> None:
        person, _, cycle = call.value.partition(":")
        view = await call.look(timelines.view, call.speaker.person_id, _person(person), cycle)
        drawn = timeline_blocks.window(view, catalog, call.speaker.locale)
        shown = call.body.get("view") or {}
        if shown.get("callback_id") == "records.timeline":
            await call.client.views_update(view_id=shown["id"], view=drawn)
        else:
            await call.open(drawn)

    surface.action("records.timeline", mine)
    surface.action("records.timeline.of", of_report)
    surface.action("records.timeline.cycle", turn)


def _person(carried: str) -> int:
    if not carried.isdecimal():
        raise NotYourReport
    return int(carried)
