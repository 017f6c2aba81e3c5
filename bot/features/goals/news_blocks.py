"""What is told of steps: to the other side, to both once they agree, and in the history."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.features.goals.paper import LONGEST, Page
from bot.features.goals.sheet_blocks import AGREE_ALL, heading, open_button
from bot.features.goals.talks import Act
from bot.slack import blocks
from bot.slack.blocks import Drawn, escape, fit

if TYPE_CHECKING:
    from bot.features.goals.shown import GoalsShown, History, News, Told
    from prompts.catalog import Catalog

HISTORY_WINDOW = "goals.history_window"
_SHOWN = 12
_STEPS = 90
_ROOM = 2800
"""Characters of one section, with room for what marks the cut."""


def news(found: News, catalog: Catalog, locale: str) -> Drawn:
    """Draw what the other side did since the reader last did anything; nothing is fixed by it (A-03)."""
    page = Page(catalog, locale)
    shown = found.shown
    who = page.called(shown, found.by)
    if found.first:
        lead = page("goals-news-shared", name=who, count=len(shown.lines))
    else:
        lead = page("goals-news", name=who, heading=escape(heading(shown, page)))
    told = [f"• {step_text(shown, step, page)}" for step in found.steps[-_SHOWN:]]
    left = len(found.steps) - len(told)
    if left:
        told.insert(0, page("goals-news-more", count=left))
    buttons = [open_button(shown, page)]
    if found.first and shown.talk is not None:
        value = f"{shown.draft_id}|{shown.talk.mark}"
        buttons.append(blocks.button(page("goals-agree-all-button"), AGREE_ALL, value))
    return Drawn(
        text=lead,
        blocks=[
            blocks.section(lead),
            *([blocks.section(fit("\n".join(told), _ROOM))] if told else []),
            blocks.actions(buttons),
        ],
    )


def fixed(shown: GoalsShown, catalog: Catalog, locale: str) -> Drawn:
    """Draw that both have confirmed, and from when it counts."""
    page = Page(catalog, locale)
    day = shown.agreed.effective_from if shown.agreed else shown.cycle.starts
    said = page(
        "goals-fixed",
        name=page.called(shown, shown.other_id),
        heading=escape(heading(shown, page)),
        count=len(shown.agreed.lines if shown.agreed else ()),
        day=day,
    )
    return Drawn(text=said, blocks=[blocks.section(said), blocks.actions([open_button(shown, page)])])


def history(found: History, catalog: Catalog, locale: str) -> dict[str, Any]:
    """Draw every step, the newest first."""
    page = Page(catalog, locale)
    told = [
        blocks.section(
            page(
                "goals-history-step",
                at=step.move.at.astimezone(found.shown.zone),
                who=page.called(found.shown, step.move.by),
                step=fit(step_text(found.shown, step, page), _ROOM),
            )
        )
        for step in reversed(found.steps)
    ]
    left = len(told) - _STEPS
    more = [blocks.context(page("goals-news-more", count=left))] if left > 0 else []
    return blocks.modal(
        HISTORY_WINDOW,
        page("goals-history-title"),
        [*told[:_STEPS], *more],
        submit=None,
        close=page("button-close"),
    )


def step_text(shown: GoalsShown, step: Told, page: Page) -> str:
    """Write one step without who took it, with what changed, old → new, and what was said."""
    move = step.move
    proposal = step.proposal
    kind = "change"
    if proposal is not None:
        kind = "new" if proposal.old is None else "gone" if proposal.new is None else "change"
    said = [
        page(
            "goals-step",
            act=move.act.value,
            kind=kind,
            title=escape(fit(step.title, LONGEST)),
            count=len(move.said.lines),
        )
    ]
    if move.act in {Act.PUT, Act.PROPOSE, Act.ACCEPT} and kind != "gone":
        said += page.changes(step.fields)
    if move.said.words:
        key = "goals-remark-words" if move.act is Act.COMMENT else "goals-reason"
        words = escape(fit(move.said.words, LONGEST))
        said.append(page(key, words=words) if move.act is Act.COMMENT else page(key, reason=words))
    if move.act is Act.CONFIRM and shown.talk is not None and move.said.mark != shown.talk.mark:
        said.append(page("goals-step-overtaken"))
    return "\n".join(said)
