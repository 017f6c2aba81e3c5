"""The window with the units somebody looks after, and the form for a unit's goal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.features.goals import unit_blocks
from bot.features.goals.refusals import GoalsMovedOn

if TYPE_CHECKING:
    from bot.features.goals.upper import UnitGoals, UnitsShown
    from bot.features.goals.viewing import Viewing
    from bot.slack.calls import Call
    from bot.slack.surface import Surface
    from prompts.catalog import Catalog


class UnitDesk:
    """One method per control."""

    def __init__(self, service: UnitGoals, viewing: Viewing, catalog: Catalog) -> None:
        self._service = service
        self._viewing = viewing
        self._catalog = catalog

    def register(self, surface: Surface) -> None:
        """Hang them up."""
        surface.action(unit_blocks.UNITS, self.opened)
        surface.action(unit_blocks.ADD_GOAL, self.asked_for_goal)
        surface.action(unit_blocks.EDIT_GOAL, self.asked_for_goal)
        surface.action(unit_blocks.DROP_GOAL, self.dropped)
        surface.form(unit_blocks.FORM, self.kept)

    async def opened(self, call: Call) -> None:
        """Show the units one looks after."""
        found = await self._units(call, call.value)
        await call.open(unit_blocks.window(found, self._catalog, call.speaker.locale))

    async def asked_for_goal(self, call: Call) -> None:
        """Ask for a unit's goal, new or worded anew."""
        cycle, unit, code = _place(call.value)
        found = await call.look(self._service.view, call.speaker.person_id, [unit], cycle)
        goal = next((each for each in found.units[0].goals if each.code == code), None)
        if code and goal is None:
            raise GoalsMovedOn
        await call.open(unit_blocks.form(found, unit, goal, self._catalog, call.speaker.locale))

    async def kept(self, call: Call) -> None:
        """Keep what was filled in."""
        cycle, unit, code = _place(call.remembered)
        chosen = call.chosen("supports")
        supports = "" if chosen == unit_blocks.NONE else chosen
        title = call.typed("title")
        await call.do(self._service.keep, call.speaker.person_id, cycle, unit, title, supports, code)
        below = str((call.body.get("view") or {}).get("previous_view_id") or "")
        if below:
            await self._put(call, below, cycle)

    async def dropped(self, call: Call) -> None:
        """Say that a goal holds no longer."""
        cycle, _, code = _place(call.value)
        await call.do(self._service.drop, call.speaker.person_id, cycle, code)
        window = call.body.get("view") or {}
        if window.get("type") == "modal":
            await self._put(call, str(window["id"]), cycle)

    async def _put(self, call: Call, view_id: str, cycle: str) -> None:
        window = unit_blocks.window(await self._units(call, cycle), self._catalog, call.speaker.locale)
        await call.client.views_update(view_id=view_id, view=window)

    async def _units(self, call: Call, cycle: str) -> UnitsShown:
        codes = await call.look(self._viewing.units_looked_after, call.speaker.person_id)
        return await call.look(self._service.view, call.speaker.person_id, codes, cycle)


def _place(value: str) -> tuple[str, str, str]:
    parts = value.split("|", 2)
    if len(parts) != 3:  # noqa: PLR2004 - a cycle, a unit, a goal
        raise GoalsMovedOn
    return parts[0], parts[1], parts[2]
