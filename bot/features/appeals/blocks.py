"""An appeal as its appellant sees it: the form, how far it is, and the letter with the decision."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.features.appeals.rules import Ground, State
from bot.language.names import spoken_name
from bot.slack import blocks
from bot.slack.blocks import Drawn

if TYPE_CHECKING:
    from bot.features.appeals.rules import Decision
    from bot.features.appeals.views import AppealView, ToFile
    from bot.slack.blocks import Block
    from prompts.catalog import Catalog

START, FILED = "appeals.start", "appeals.filed"
WITHDRAW, GO_ON, WENT_ON = "appeals.withdraw", "appeals.go_on", "appeals.went_on"
LIMIT = 2500
NO_LINE = "-"


def file_form(found: ToFile, catalog: Catalog, locale: str) -> dict[str, Any]:
    """Draw the form by which an appeal is filed."""
    grounds = [
        (catalog.text(locale, "appeals-ground-long", ground=each.value), each.value) for each in Ground
    ]
    none = (catalog.text(locale, "appeals-form-no-line"), NO_LINE)
    about = catalog.text(locale, "appeals-form-about", day=found.until, late="late" if found.late else "open")
    return blocks.modal(
        FILED,
        catalog.text(locale, "appeals-form-title"),
        [
            blocks.section(about),
            blocks.field(
                "grounds", catalog.text(locale, "appeals-form-grounds"), blocks.checkboxes("grounds", grounds)
            ),
            blocks.field(
                "line",
                catalog.text(locale, "appeals-form-line"),
                blocks.select(
                    "line",
                    catalog.text(locale, "appeals-form-line"),
                    [none, *((code, code) for code in found.codes)],
                    NO_LINE,
                ),
                hint=catalog.text(locale, "appeals-form-line-hint"),
            ),
            blocks.field(
                "reasons",
                catalog.text(locale, "appeals-form-reasons"),
                blocks.text_input("reasons", lines=True, limit=LIMIT),
                hint=catalog.text(locale, "appeals-form-read-by"),
            ),
            blocks.field(
                "evidence",
                catalog.text(locale, "appeals-form-evidence"),
                blocks.text_input("evidence", lines=True, limit=LIMIT),
                optional=True,
            ),
            blocks.field(
                "colleague",
                catalog.text(locale, "appeals-form-colleague"),
                blocks.text_input("colleague", limit=120),
                optional=True,
            ),
        ],
        submit=catalog.text(locale, "appeals-form-send"),
        close=catalog.text(locale, "button-cancel"),
        remember=found.cycle,
    )


def go_on_form(view: AppealView, catalog: Catalog, locale: str) -> dict[str, Any]:
    """Draw the form that takes an appeal to the panel."""
    return blocks.modal(
        WENT_ON,
        catalog.text(locale, "appeals-go-on-title"),
        [
            blocks.section(catalog.text(locale, "appeals-go-on-about")),
            blocks.field(
                "reasons",
                catalog.text(locale, "appeals-go-on-reasons"),
                blocks.text_input("reasons", lines=True, limit=LIMIT),
                hint=catalog.text(locale, "appeals-form-read-by"),
            ),
        ],
        submit=catalog.text(locale, "appeals-go-on-send"),
        close=catalog.text(locale, "button-cancel"),
        remember=view.id,
    )


def news(view: AppealView, catalog: Catalog, locale: str) -> Drawn:
    """Draw for the appellant how far their appeal is."""
    said = state_line(view, catalog, locale)
    return Drawn(text=said, blocks=[blocks.section(said), *_own_buttons(view, catalog, locale)])


def letter(view: AppealView, catalog: Catalog, locale: str) -> Drawn:
    """Draw the letter with the newest decision: the outcome, why, by which clauses, on which evidence."""
    if not view.decided:
        return news(view, catalog, locale)
    decision = view.decided[-1]
    lead = catalog.text(locale, "appeals-letter", outcome=decision.outcome.value, cycle=view.cycle)
    drawn = [
        blocks.section(lead),
        *decision_blocks(decision, catalog, locale),
        blocks.section(result_line(view, decision, catalog, locale)),
    ]
    if view.may_go_on:
        drawn.append(blocks.section(catalog.text(locale, "appeals-letter-panel", day=view.due_on)))
    drawn.append(blocks.context(catalog.text(locale, "appeals-no-retaliation")))
    return Drawn(text=lead, blocks=[*drawn, *_own_buttons(view, catalog, locale)])


def decision_blocks(decision: Decision, catalog: Catalog, locale: str) -> list[Block]:
    """Draw why something was decided, by which clauses, and on which evidence."""
    drawn: list[Block] = []
    for key, words in (
        ("appeals-decision-reason", decision.reason),
        ("appeals-decision-clauses", decision.clauses),
        ("appeals-decision-evidence", decision.evidence),
    ):
        drawn += [blocks.context(catalog.text(locale, key)), blocks.rich_quote([(words, None)])]
    return drawn


def result_line(view: AppealView, decision: Decision, catalog: Catalog, locale: str) -> str:
    """Return what a decision did to the result."""
    return catalog.text(
        locale,
        "appeals-result",
        points=str(decision.points),
        moved="raised" if decision.points else "kept",
        result=view.result,
        band=view.band,
    )


def state_line(view: AppealView, catalog: Catalog, locale: str) -> str:
    """Return how far an appeal is, as its appellant reads it."""
    names = [blocks.escape(spoken_name(each.name, locale)) for each in view.hearers]
    return catalog.text(
        locale,
        "appeals-state",
        state=view.state.value,
        cycle=view.cycle,
        day=view.due_on,
        names=catalog.text(locale, "appeals-comma").join(names),
    )


def grounds_of(view: AppealView, catalog: Catalog, locale: str) -> str:
    """Return the grounds of an appeal, in words."""
    said = [catalog.text(locale, "appeals-ground", ground=each.value) for each in view.grounds]
    return catalog.text(locale, "appeals-comma").join(said)


def _own_buttons(view: AppealView, catalog: Catalog, locale: str) -> list[Block]:
    buttons = []
    if view.may_go_on:
        label = catalog.text(locale, "appeals-go-on-button")
        buttons.append(blocks.button(label, GO_ON, view.id, style="primary"))
    if view.may_withdraw and view.state is not State.ANSWERED:
        confirm = blocks.confirmation(
            catalog.text(locale, "appeals-withdraw-title"),
            catalog.text(locale, "appeals-withdraw-about"),
            catalog.text(locale, "appeals-withdraw-button"),
            catalog.text(locale, "button-cancel"),
        )
        label = catalog.text(locale, "appeals-withdraw-button")
        buttons.append(blocks.button(label, WITHDRAW, view.id, confirm=confirm))
    return [blocks.actions(buttons)] if buttons else []
