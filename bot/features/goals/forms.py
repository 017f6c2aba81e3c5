"""The forms: a line, a word about a line or a proposal, and a change of what is agreed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.features.goals.paper import Page
from bot.features.goals.sheets import TYPES
from bot.features.goals.typed import Typed, measure_of
from bot.slack import blocks
from bot.slack.blocks import escape

if TYPE_CHECKING:
    from datetime import date

    from bot.features.goals.lines import Line
    from bot.features.goals.shown import GoalsShown, UpperGoal
    from bot.slack.blocks import Block
    from bot.slack.calls import Call
    from prompts.catalog import Catalog

LINE_FORM, REMOVE_FORM, COMMENT_FORM, DECLINE_FORM, CHANGE_FORM = (
    "goals.line_form",
    "goals.remove_form",
    "goals.comment_form",
    "goals.decline_form",
    "goals.change_form",
)
NONE = "-"
TITLE_LIMIT, SHORT_LIMIT, WORDS_LIMIT = 150, 60, 1000
_MENU = 99


def line_form(
    shown: GoalsShown, line: Line | None, remember: str, catalog: Catalog, locale: str
) -> dict[str, Any]:
    """Draw a line to be written: at once while the draft is private, otherwise proposed with a reason."""
    page = Page(catalog, locale)
    shared = shown.talk is not None and shown.talk.shared
    kind = line.get("type") if line else "higher"
    supports = line.get("supports") if line else ""
    # What is chosen already stays in the menu, however many there are.
    near = sorted(shown.uppers, key=lambda goal: goal.code != supports)
    uppers = [(page("goals-field-none"), NONE), *((_upper(goal, page), goal.code) for goal in near)]
    if supports and supports not in {code for _, code in uppers}:
        uppers.insert(1, (supports, supports))

    def typed(name: str, limit: int, *, needed: bool = False, written: str = "") -> Block:
        said = written or (line.get("measure_unit" if name == "unit" else name) if line else "")
        hint = page("goals-form-hint", field=name) if name in _HINTED else None
        element = blocks.text_input(name, written=said[:limit], limit=limit)
        return blocks.field(
            name, page("goals-form-label", field=name), element, hint=hint, optional=not needed
        )

    kinds = [(page.kind(each), each) for each in TYPES]
    fields = [
        typed("title", TITLE_LIMIT, needed=True),
        blocks.field(
            "kind",
            page("goals-form-label", field="kind"),
            blocks.select("kind", page("goals-form-label", field="kind"), kinds, kind),
        ),
        typed("measure", WORDS_LIMIT, written=measure_of(line) if line else ""),
        typed("unit", SHORT_LIMIT),
        typed("weight", SHORT_LIMIT, needed=True),
        typed("source", TITLE_LIMIT),
        blocks.field(
            "supports",
            page("goals-form-label", field="supports"),
            blocks.select(
                "supports", page("goals-form-label", field="supports"), uppers[:_MENU], supports or NONE
            ),
        ),
        typed("reason", WORDS_LIMIT),
        typed("why", WORDS_LIMIT),
    ]
    if shared:
        fields.append(_words(page("goals-form-label", field="words"), needed=True))
    title = (
        "goals-form-title-propose"
        if shared
        else "goals-form-title-new"
        if line is None
        else "goals-form-title-edit"
    )
    return _form(LINE_FORM, page(title), fields, remember, page, propose=shared)


def typed_line(call: Call) -> Typed:
    """Return what was filled in."""
    supports = call.chosen("supports")
    return Typed(
        title=call.typed("title"),
        kind=call.chosen("kind"),
        measure=call.typed("measure"),
        weight=call.typed("weight"),
        unit=call.typed("unit"),
        source=call.typed("source"),
        supports="" if supports == NONE else supports,
        reason=call.typed("reason"),
        why=call.typed("why"),
    )


def words_form(form: str, title: str, remember: str, catalog: Catalog, locale: str) -> dict[str, Any]:
    """Draw the form for a few words: about a line, why it should go, or why a proposal is declined."""
    page = Page(catalog, locale)
    needed = form != DECLINE_FORM
    words = _words(page("goals-words-label", form=form.rpartition(".")[2]), needed=needed)
    said = blocks.section(f"*{escape(title)}*")
    heading = page("goals-words-title", form=form.rpartition(".")[2])
    return _form(form, heading, [said, words], remember, page, propose=form == REMOVE_FORM)


def change_form(shown: GoalsShown, day: date, catalog: Catalog, locale: str) -> dict[str, Any]:
    """Draw the form that begins a change of what is agreed."""
    page = Page(catalog, locale)
    reason = blocks.text_input("reason", lines=True, limit=WORDS_LIMIT)
    company = blocks.checkboxes("company", [(page("goals-change-company"), "yes")])
    fields = [
        blocks.section(page("goals-change-intro")),
        blocks.field("reason", page("goals-change-reason"), reason),
        blocks.field(
            "day", page("goals-change-day"), blocks.date_picker("day", page("goals-change-day"), day)
        ),
        blocks.field("company", page("goals-change-company-label"), company, optional=True),
    ]
    remember = f"{shown.employee_id}|{shown.cycle.id}"
    return _form(CHANGE_FORM, page("goals-change-title"), fields, remember, page, propose=False)


_HINTED = frozenset({"measure", "source", "reason"})


def _words(label: str, *, needed: bool) -> Block:
    element = blocks.text_input("words", lines=True, limit=WORDS_LIMIT)
    return blocks.field("words", label, element, optional=not needed)


def _upper(goal: UpperGoal, page: Page) -> str:
    return page("goals-upper", title=goal.title, unit=page.in_language(goal.unit, goal.code))


def _form(  # noqa: PLR0913, PLR0917 - a form has this many parts
    callback: str,
    title: str,
    fields: list[Block],
    remember: str,
    page: Page,
    propose: bool,  # noqa: FBT001 - by name
) -> dict[str, Any]:
    submit = page("goals-propose-submit") if propose else page("button-save")
    return blocks.modal(
        callback, title, fields, submit=submit, close=page("button-cancel"), remember=remember
    )
