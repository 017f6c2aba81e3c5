"""An appeal as those see it who handle and hear it: the card, the panel, and the decision to sign."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.features.appeals import blocks as own_blocks
from bot.features.appeals.rules import OVER, Beat, Outcome
from bot.language.names import spoken_name
from bot.slack import blocks
from bot.slack.blocks import Drawn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.features.appeals.views import AppealView, OnHome, Person
    from bot.slack.blocks import Block
    from prompts.catalog import Catalog

TAKE_ON, SHOW = "appeals.take_on", "appeals.show"
NAME, NAMED = "appeals.name", "appeals.named"
PROPOSE, PROPOSED, SIGN = "appeals.propose", "appeals.proposed", "appeals.sign"
SEATS = ("first", "second", "third")
WINDOW = "appeals.window"
_LIMIT = 2000


def card(view: AppealView, beat: Beat | None, catalog: Catalog, locale: str) -> Drawn:
    """Draw an appeal for who handles or hears it. `beat`: as a reminder."""
    lead = _lead(view, beat, catalog, locale)
    drawn: list[Block] = [blocks.section(lead), *_said(view, catalog, locale)]
    for decision in view.decided:
        drawn.append(
            blocks.section(
                catalog.text(locale, "appeals-decided", outcome=decision.outcome.value)
                + "\n"
                + own_blocks.result_line(view, decision, catalog, locale)
            )
        )
        drawn += own_blocks.decision_blocks(decision, catalog, locale)
    drawn += _proposal(view, catalog, locale)
    buttons = _buttons(view, catalog, locale)
    return Drawn(text=lead, blocks=[*drawn, *([blocks.actions(buttons)] if buttons else [])])


def window(view: AppealView, catalog: Catalog, locale: str) -> dict[str, Any]:
    """Draw the same as a window, for somebody on App Home."""
    return blocks.modal(
        WINDOW,
        catalog.text(locale, "appeals-window-title"),
        list(card(view, None, catalog, locale).blocks),
        submit=None,
        close=catalog.text(locale, "button-close"),
    )


def panel_form(
    view: AppealView, candidates: Sequence[Person], catalog: Catalog, locale: str
) -> dict[str, Any]:
    """Draw the form that names the panel; who was involved before is not offered."""
    offered = [(spoken_name(each.name, locale), str(each.number)) for each in candidates]
    seats = [
        blocks.field(
            seat,
            catalog.text(locale, "appeals-panel-seat", seat=number),
            blocks.select(seat, catalog.text(locale, "appeals-panel-choose"), offered),
        )
        for number, seat in enumerate(SEATS, start=1)
    ]
    return blocks.modal(
        NAMED,
        catalog.text(locale, "appeals-panel-title"),
        [blocks.section(catalog.text(locale, "appeals-panel-about")), *seats],
        submit=catalog.text(locale, "appeals-panel-send"),
        close=catalog.text(locale, "button-cancel"),
        remember=view.id,
    )


def decision_form(view: AppealView, catalog: Catalog, locale: str) -> dict[str, Any]:
    """Draw the form in which a decision is proposed."""
    outcomes = [(catalog.text(locale, "appeals-outcome", outcome=each.value), each.value) for each in Outcome]
    typed = [
        blocks.field(
            name,
            catalog.text(locale, f"appeals-decision-{name}"),
            blocks.text_input(name, lines=name != "clauses", limit=_LIMIT),
        )
        for name in ("reason", "clauses", "evidence")
    ]
    points = blocks.field(
        "points",
        catalog.text(locale, "appeals-decision-points"),
        blocks.text_input("points", limit=8),
        hint=catalog.text(locale, "appeals-decision-points-hint", room=str(view.room)),
        optional=True,
    )
    return blocks.modal(
        PROPOSED,
        catalog.text(locale, "appeals-decision-title"),
        [
            blocks.section(catalog.text(locale, "appeals-decision-about")),
            blocks.field(
                "outcome",
                catalog.text(locale, "appeals-decision-outcome"),
                blocks.radio("outcome", outcomes, Outcome.UPHELD.value),
            ),
            *typed,
            points,
        ],
        submit=catalog.text(locale, "appeals-decision-send"),
        close=catalog.text(locale, "button-cancel"),
        remember=view.id,
    )


def home_part(view: OnHome, catalog: Catalog, locale: str) -> list[Block]:
    """Draw one's own appeal and those that wait for the reader; nothing where there is none."""
    own = [each for each in view.own if each.state not in OVER or each.decided]
    if not (own or view.waiting):
        return []
    drawn = [blocks.header(catalog.text(locale, "appeals-home-title"))]
    for each in own:
        drawn += own_blocks.news(each, catalog, locale).blocks
    label = catalog.text(locale, "appeals-show-button")
    drawn += [
        blocks.section(_lead(each, None, catalog, locale), accessory=blocks.button(label, SHOW, each.id))
        for each in view.waiting
    ]
    return drawn


def _lead(view: AppealView, beat: Beat | None, catalog: Catalog, locale: str) -> str:
    moment = {None: "now", Beat.SOON: "soon", Beat.TODAY: "today"}.get(beat, "overdue")
    return catalog.text(
        locale,
        "appeals-card",
        moment="over" if view.state in OVER else moment,
        name=blocks.escape(spoken_name(view.appellant.name, locale)),
        cycle=view.cycle,
        grounds=own_blocks.grounds_of(view, catalog, locale),
        stage=view.state.value,
        day=view.due_on,
    )


def _said(view: AppealView, catalog: Catalog, locale: str) -> list[Block]:
    drawn = [blocks.rich_quote([(view.reasons, None)])]
    if view.evidence:
        drawn += [
            blocks.context(catalog.text(locale, "appeals-decision-evidence")),
            blocks.rich_quote([(view.evidence, None)]),
        ]
    if view.to_panel:
        drawn += [
            blocks.context(catalog.text(locale, "appeals-to-panel-because")),
            blocks.rich_quote([(view.to_panel, None)]),
        ]
    notes = [catalog.text(locale, "appeals-card-result", result=view.result, band=view.band)]
    if view.late:
        notes.append(catalog.text(locale, "appeals-card-late"))
    if view.colleague:
        notes.append(catalog.text(locale, "appeals-card-colleague", name=blocks.escape(view.colleague)))
    names = [blocks.escape(spoken_name(each.name, locale)) for each in view.hearers]
    if names:
        together = catalog.text(locale, "appeals-comma").join(names)
        notes.append(catalog.text(locale, "appeals-card-hearers", names=together))
    return [*drawn, blocks.context(*notes)]


def _proposal(view: AppealView, catalog: Catalog, locale: str) -> list[Block]:
    proposed = view.proposal
    if proposed is None:
        return []
    decision = proposed.decision
    lead = catalog.text(
        locale,
        "appeals-proposal",
        name=blocks.escape(spoken_name(proposed.by.name, locale)),
        outcome=decision.outcome.value,
        points=str(decision.points),
    )
    return [blocks.section(lead), *own_blocks.decision_blocks(decision, catalog, locale)]


def _buttons(view: AppealView, catalog: Catalog, locale: str) -> list[Any]:
    buttons = []
    if view.may_take_on:
        label = catalog.text(locale, "appeals-take-on-button")
        buttons.append(blocks.button(label, TAKE_ON, view.id, style="primary"))
    if view.may_name:
        label = catalog.text(locale, "appeals-panel-button")
        buttons.append(blocks.button(label, NAME, view.id, style="primary"))
    if view.may_sign and view.proposal is not None:
        label = catalog.text(locale, "appeals-sign-button")
        value = f"{view.id}:{view.proposal.step}"
        buttons.append(blocks.button(label, SIGN, value, style="primary"))
    if view.may_propose:
        buttons.append(blocks.button(catalog.text(locale, "appeals-propose-button"), PROPOSE, view.id))
    return buttons
