"""The units somebody looks after: how far their people are by count, and the goals those may serve."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.features.goals.paper import LONGEST, Page
from bot.language.names import spoken_name
from bot.slack import blocks
from bot.slack.blocks import escape, fit

if TYPE_CHECKING:
    from bot.features.goals.upper import UnitFacts, UnitsShown
    from bot.slack.blocks import Block
    from prompts.catalog import Catalog
    from storage.unit_goals import Goal

UNITS, ADD_GOAL, EDIT_GOAL, DROP_GOAL = "goals.units", "goals.unit_add", "goals.unit_edit", "goals.unit_drop"
WINDOW, FORM = "goals.units_window", "goals.unit_form"
NONE = "-"
_ROOM = 96


def window(found: UnitsShown, catalog: Catalog, locale: str) -> dict[str, Any]:
    """Draw each unit, as far as a window has room, and say when there are more."""
    page = Page(catalog, locale)
    drawn: list[Block] = [blocks.context(page("goals-units-intro"))]
    left = found.left
    for at, unit in enumerate(found.units):
        whole = _unit(found, unit, page)
        if len(drawn) + len(whole) > _ROOM:
            left += len(found.units) - at
            break
        drawn += whole
    if left:
        drawn.append(blocks.context(page("goals-units-cut", count=left)))
    return blocks.modal(WINDOW, page("goals-units-title"), drawn, submit=None, close=page("button-close"))


def form(found: UnitsShown, unit: str, goal: Goal | None, catalog: Catalog, locale: str) -> dict[str, Any]:
    """Draw the form for a unit's goal, new or to be worded anew."""
    page = Page(catalog, locale)
    above = [(fit(each.title, LONGEST), each.code) for each in found.above.get(unit, ())]
    fields = [
        blocks.field(
            "title",
            page("goals-unit-goal-title"),
            blocks.text_input("title", written=goal.title if goal else "", limit=200),
            hint=page("goals-unit-goal-hint"),
        )
    ]
    if above:
        label = page("goals-form-label", field="supports")
        choices = [(page("goals-field-none"), NONE), *above][:99]
        menu = blocks.select("supports", label, choices, (goal.supports if goal else None) or NONE)
        fields.append(blocks.field("supports", label, menu))
    return blocks.modal(
        FORM,
        page("goals-unit-form-title"),
        fields,
        submit=page("button-save"),
        close=page("button-cancel"),
        remember=f"{found.cycle.id}|{unit}|{goal.code if goal else ''}",
    )


def _unit(found: UnitsShown, unit: UnitFacts, page: Page) -> list[Block]:
    name = escape(page.in_language(unit.names, unit.code))
    facts = page(
        "goals-unit-facts",
        unit=name,
        people=unit.people,
        agreed=unit.agreed,
        half=unit.half,
        discussed=unit.discussed,
        none=unit.none,
        orphans=unit.orphans,
    )
    drawn = [blocks.divider(), blocks.section(facts)]
    if unit.waiting:
        names = ", ".join(escape(spoken_name(each, page.locale)) for each in unit.waiting)
        drawn.append(blocks.context(page("goals-unit-waiting", names=names, more=unit.more)))
    cycle = found.cycle.id
    for goal in unit.goals:
        above = next(
            (each.title for each in found.above.get(unit.code, ()) if each.code == goal.supports), ""
        )
        said = page(
            "goals-unit-goal",
            title=escape(goal.title),
            code=escape(goal.code),
            above="yes" if above else "no",
            upper=escape(above),
        )
        sure = blocks.confirmation(
            page("goals-unit-drop-title"),
            page("goals-unit-drop-words"),
            page("goals-unit-drop-yes"),
            page("button-cancel"),
        )
        value = f"{cycle}|{unit.code}|{goal.code}"
        drawn += [
            blocks.section(said),
            blocks.actions(
                [
                    blocks.button(page("goals-edit-button"), EDIT_GOAL, value),
                    blocks.button(page("goals-unit-drop-button"), DROP_GOAL, value, confirm=sure),
                ]
            ),
        ]
    add = blocks.button(page("goals-unit-add-button"), ADD_GOAL, f"{cycle}|{unit.code}|")
    return [*drawn, blocks.actions([add])]
