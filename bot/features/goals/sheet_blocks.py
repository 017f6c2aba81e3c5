"""The sheet as a window, and in short as a message."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.features.goals.line_blocks import line_blocks, proposal_blocks
from bot.features.goals.paper import LONGEST, Page
from bot.features.goals.talks import State
from bot.slack import blocks
from bot.slack.blocks import Drawn, escape, fit

if TYPE_CHECKING:
    from slackblocks import Element

    from bot.features.goals.shown import CycleShown, GoalsShown
    from bot.features.goals.talks import Talk
    from bot.slack.blocks import Block
    from prompts.catalog import Catalog

WINDOW = "goals.window"
OPEN, BEGIN, FROM_EARLIER, CHANGE = "goals.open", "goals.begin", "goals.from_earlier", "goals.change"
ADD, SHARE, CONFIRM, WITHDRAW = "goals.add", "goals.share", "goals.confirm", "goals.withdraw"
HISTORY, AGREE_ALL = "goals.history", "goals.agree_all"
WINDOW_BLOCKS = 98
_PROBLEMS = 8


def window(shown: GoalsShown, catalog: Catalog, locale: str) -> dict[str, Any]:
    """Draw all of it: how far it is, what stands in the way, each line, and what one may do."""
    page = Page(catalog, locale)
    lines = [block for line in shown.lines for block in line_blocks(shown, line, page)]
    top = [
        blocks.header(heading(shown, page)),
        *unlinked(shown.cycle, page),
        blocks.section(status(shown, page)),
        *_judged(shown, page),
    ]
    bottom = [*_new_proposals(shown, page), *_doing(shown, page)]
    room = WINDOW_BLOCKS - len(top) - len(bottom)
    return blocks.modal(
        WINDOW,
        page("goals-window-title"),
        [*top, *lines[:room], *bottom],
        submit=None,
        close=page("button-close"),
    )


def card(shown: GoalsShown, catalog: Catalog, locale: str) -> Drawn:
    """Draw it in short, with the button that opens it."""
    page = Page(catalog, locale)
    lead = f"*{escape(heading(shown, page))}*\n{status(shown, page)}"
    lines = [
        page(
            "goals-line",
            title=escape(fit(line.title, 100)),
            code=escape(line.code),
            weight=line.get("weight") or "–",
        )
        for line in shown.lines
    ]
    return Drawn(
        text=status(shown, page),
        blocks=[
            blocks.section("\n".join([lead, *lines])),
            *unlinked(shown.cycle, page),
            blocks.actions([open_button(shown, page)]),
        ],
    )


def unlinked(cycle: CycleShown, page: Page) -> list[Block]:
    """Draw the line that pay does not depend on a cycle; nothing where it does."""
    return [] if cycle.linked_to_pay else [blocks.context(page("cycles-not-linked-to-pay"))]


def heading(shown: GoalsShown, page: Page) -> str:
    """Write whose goals these are, and of which cycle; plain text."""
    name = page.name(shown, shown.employee_id)
    cycle = page.in_language(shown.cycle.names, shown.cycle.id)
    return page("goals-heading", own="yes" if shown.own else "no", name=name, cycle=cycle)


def status(shown: GoalsShown, page: Page) -> str:
    """Write how far it is, and whose turn."""
    talk, agreed = shown.talk, shown.agreed
    if talk is None:
        if agreed is None:
            return page("goals-status-none")
        return page(
            "goals-status-agreed",
            version=agreed.version,
            day=agreed.effective_from,
            employee=agreed.employee_on or agreed.effective_from,
            manager=agreed.manager_on or agreed.effective_from,
        )
    if shown.manager_id is None:
        return page("goals-status-no-manager")
    half = talk.state is State.HALF
    who = "you" if shown.reader_id in talk.confirmed else "other"
    said = page(
        "goals-status-draft",
        state=talk.state.value if not half else f"half_{who}",
        name=page.called(shown, shown.other_id),
        count=len(talk.proposals),
    )
    return "\n".join([said, *_change(shown, talk, page)])


def open_button(shown: GoalsShown, page: Page) -> Element:
    """Make the button that opens the window."""
    return blocks.button(
        page("goals-open-button"), OPEN, f"{shown.employee_id}|{shown.cycle.id}", style="primary"
    )


def _change(shown: GoalsShown, talk: Talk, page: Page) -> list[str]:
    """Write why agreed goals are to change, from when, and what would be different."""
    if shown.agreed is None:
        return []
    why = page(
        "goals-change-why",
        version=shown.agreed.version,
        day=talk.effective_from,
        reason=escape(fit(talk.reason, LONGEST)),
        company="yes" if talk.company else "no",
    )
    found = [why]
    for changed in shown.changes:
        title = escape(fit(changed.title, LONGEST))
        if changed.gone:
            found.append(page("goals-change-gone", title=title))
        else:
            found.append(
                page("goals-change-line", title=title, changes="; ".join(page.changes(changed.fields)))
            )
    return found


def _judged(shown: GoalsShown, page: Page) -> list[Block]:
    talk = shown.talk
    if talk is None:
        return []
    weights = page("goals-weights", sum=shown.weight)
    if talk.proposals and shown.weight_with_proposals != shown.weight:
        weights += "\n" + page("goals-weights-with-proposals", sum=shown.weight_with_proposals)
    drawn = [blocks.section(weights)]
    stops, warns = shown.stops, [each for each in shown.problems if not each.stops]
    for key, found in (("goals-problems-stop", stops), ("goals-problems-warn", warns)):
        if found:
            said = [f"• {page.problem(each, shown.lines)}" for each in found[:_PROBLEMS]]
            left = len(found) - _PROBLEMS
            said += [page("goals-problems-more", count=left)] if left > 0 else []
            drawn.append(blocks.section("\n".join([page(key), *said])))
    return drawn


def _new_proposals(shown: GoalsShown, page: Page) -> list[Block]:
    talk = shown.talk
    if talk is None:
        return []
    return [
        block
        for proposal in talk.proposals
        if talk.line(proposal.code) is None
        for block in proposal_blocks(shown, proposal, page)
    ]


def _doing(shown: GoalsShown, page: Page) -> list[Block]:
    subject = f"{shown.employee_id}|{shown.cycle.id}"
    if shown.talk is not None:
        return [blocks.divider(), blocks.actions(_steps(shown, shown.talk, page))]
    if shown.agreed is not None:
        buttons = [blocks.button(page("goals-change-button"), CHANGE, subject)]
        if shown.past:
            buttons.append(blocks.button(page("goals-history-button"), HISTORY, shown.past))
        return [blocks.divider(), blocks.actions(buttons)]
    buttons = [blocks.button(page("goals-begin-button"), BEGIN, subject, style="primary")]
    if shown.earlier:
        label = page("goals-from-earlier-button", cycle=shown.earlier)
        buttons.append(blocks.button(label, FROM_EARLIER, subject))
    return [blocks.actions(buttons), blocks.context(page("goals-file-hint"))]


def _steps(shown: GoalsShown, talk: Talk, page: Page) -> list[Element]:
    draft = shown.draft_id
    label = page("goals-add-shared-button" if talk.shared else "goals-add-button")
    steps = [blocks.button(label, ADD, f"{draft}||")]
    other = page.name(shown, shown.other_id)
    if not talk.shared and talk.lines and shown.other_id is not None:
        steps.append(blocks.button(page("goals-share-button", name=other), SHARE, draft, style="primary"))
    if talk.shared and not shown.stops and not talk.proposals and shown.reader_id not in talk.confirmed:
        sure = blocks.confirmation(
            page("goals-confirm-title"),
            page("goals-confirm-words", name=other),
            page("goals-confirm-yes"),
            page("button-cancel"),
        )
        value = f"{draft}|{talk.mark}"
        steps.append(
            blocks.button(page("goals-confirm-button"), CONFIRM, value, style="primary", confirm=sure)
        )
    if talk.shared:
        steps.append(blocks.button(page("goals-history-button"), HISTORY, draft))
    sure = blocks.confirmation(
        page("goals-withdraw-title"),
        page("goals-withdraw-words"),
        page("goals-withdraw-yes"),
        page("button-cancel"),
    )
    return [
        *steps,
        blocks.button(page("goals-withdraw-button"), WITHDRAW, draft, style="danger", confirm=sure),
    ]
