"""Goals on App Home: one's own, those of one's reports, and the units one looks after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.features.goals.paper import Page
from bot.features.goals.sheet_blocks import OPEN, unlinked
from bot.features.goals.unit_blocks import UNITS
from bot.language.names import spoken_name
from bot.slack import blocks
from bot.slack.blocks import escape

if TYPE_CHECKING:
    from bot.features.goals.shown import CycleShown, HomeGoals, InShort
    from bot.slack.blocks import Block
    from prompts.catalog import Catalog


def home_part(view: HomeGoals, catalog: Catalog, locale: str) -> list[Block]:
    """Draw goals; nothing for somebody who has none to see."""
    cycle = view.cycle
    if cycle is None or not (view.own or view.reports or view.units):
        return []
    page = Page(catalog, locale)
    drawn = _heading(cycle, page)
    if view.own is not None:
        drawn.append(_row(view.own, cycle, page, own=True))
    drawn += [_row(report, cycle, page, own=False) for report in view.reports if report.cycle is None]
    others = {report.cycle.id: report.cycle for report in view.reports if report.cycle is not None}
    for other in others.values():
        drawn += _heading(other, page)
        drawn += [_row(report, other, page, own=False) for report in view.reports if report.cycle == other]
    if view.more:
        drawn.append(blocks.context(page("goals-home-more", count=view.more)))
    if view.units:
        label = page("goals-units-button", count=len(view.units))
        drawn.append(blocks.actions([blocks.button(label, UNITS, cycle.id)]))
    return drawn


def _heading(cycle: CycleShown, page: Page) -> list[Block]:
    title = blocks.header(page("goals-home-title", cycle=page.in_language(cycle.names, cycle.id)))
    return [title, *unlinked(cycle, page)]


def _row(found: InShort, cycle: CycleShown, page: Page, *, own: bool) -> Block:
    state = found.state.value if found.state is not None else "none"
    said = page(
        "goals-home-row",
        own="yes" if own else "no",
        name=escape(spoken_name(found.name, page.locale)),
        waiting=found.waiting,
        state="agreed" if found.agreed and state in {"none", "agreed", "withdrawn"} else state,
    )
    button = blocks.button(page("goals-open-button"), OPEN, f"{found.person_id}|{cycle.id}")
    return blocks.section(said, accessory=button)
