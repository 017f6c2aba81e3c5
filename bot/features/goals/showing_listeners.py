"""The window with somebody's goals, put as things are after a step, wherever the step was taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.features.goals import sheet_blocks
from bot.features.goals.refusals import GoalsMovedOn

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.features.goals.lines import Line
    from bot.features.goals.shown import GoalsShown
    from bot.features.goals.viewing import Viewing
    from bot.slack.calls import Call
    from prompts.catalog import Catalog


class Showing:
    """Shows goals. `refresh_home` shows the speaker's App Home anew."""

    def __init__(
        self, viewing: Viewing, catalog: Catalog, refresh_home: Callable[[Call], Awaitable[None]]
    ) -> None:
        self.viewing, self.catalog = viewing, catalog
        self._refresh_home = refresh_home

    async def sheet(self, call: Call, person: int, cycle: str) -> GoalsShown:
        """Return somebody's goals as the speaker sees them."""
        return await call.look(self.viewing.sheet, call.speaker.person_id, person, cycle)

    async def of_draft(self, call: Call, draft: str) -> GoalsShown:
        """Return the goals a draft is about, as the speaker sees them."""
        return await call.look(self.viewing.of_draft, call.speaker.person_id, draft)

    async def here(self, call: Call, shown: GoalsShown) -> None:
        """Put what the pressed button stands on as things are now."""
        locale = call.speaker.locale
        window = sheet_blocks.window(shown, self.catalog, locale)
        await call.redraw(sheet_blocks.card(shown, self.catalog, locale), window)
        await self._refresh_home(call)

    async def below(self, call: Call, shown: GoalsShown) -> None:
        """Put the window a form lies on as things are now."""
        below = str((call.body.get("view") or {}).get("previous_view_id") or "")
        if below:
            window = sheet_blocks.window(shown, self.catalog, call.speaker.locale)
            await call.client.views_update(view_id=below, view=window)
        await self._refresh_home(call)


def subject(value: str) -> tuple[int, str]:
    """Return what a button carries: whose goals, of which cycle. Raises GoalsMovedOn."""
    person, _, cycle = value.partition("|")
    if not person.isdecimal():
        raise GoalsMovedOn
    return int(person), cycle


def pair(value: str) -> tuple[str, str]:
    """Return what a button carries: a draft, and a proposal or a wording of the sheet. Raises GoalsMovedOn."""
    first, _, second = value.partition("|")
    if not first or not second:
        raise GoalsMovedOn
    return first, second


def place(value: str) -> tuple[str, str, str]:
    """Return what a button carries: a draft, a wording of a line, and its code. Raises GoalsMovedOn."""
    parts = value.split("|", 2)
    if len(parts) != 3 or not parts[0]:  # noqa: PLR2004 - a draft, a wording, a code
        raise GoalsMovedOn
    return parts[0], parts[1], parts[2]


def line_of(shown: GoalsShown, draft: str, mark: str, code: str) -> Line | None:
    """Return the line a control is about; None for a new one. Raises GoalsMovedOn when it is worded anew by now."""
    if shown.talk is None or shown.draft_id != draft:
        raise GoalsMovedOn
    line = shown.talk.line(code) if code else None
    if (line.mark if line else "") != mark:
        raise GoalsMovedOn
    return line
