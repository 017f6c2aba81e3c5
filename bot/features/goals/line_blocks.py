"""A line with its chain of goals, who agrees with it, what is proposed and said about it, and its buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.features.goals.lines import differences
from bot.features.goals.paper import LONGEST
from bot.slack import blocks
from bot.slack.blocks import escape, fit

if TYPE_CHECKING:
    from slackblocks import Element

    from bot.features.goals.lines import Line
    from bot.features.goals.paper import Page
    from bot.features.goals.shown import GoalsShown
    from bot.features.goals.talks import Comment, Proposal, Talk
    from bot.slack.blocks import Block

AGREE, EDIT, REMOVE, COMMENT = "goals.agree", "goals.edit", "goals.remove", "goals.comment"
ACCEPT, DECLINE, TAKE_BACK = "goals.accept", "goals.decline", "goals.take_back"
_COMMENTS = 2
"""So many of the newest remarks on a line are shown; the others are in the history."""


def line_blocks(shown: GoalsShown, line: Line, page: Page) -> list[Block]:
    """Draw one line; without a draft it only stands there."""
    talk = shown.talk
    drawn = [blocks.section(line_text(shown, line, page))]
    if talk is None:
        return drawn
    said = [each for each in talk.comments if each.code == line.code][-_COMMENTS:]
    if said:
        drawn.append(blocks.context(*(_remark(shown, each, page) for each in said)))
    for proposal in talk.proposals:
        if proposal.code == line.code:
            drawn += proposal_blocks(shown, proposal, page)
    return [*drawn, blocks.actions(_buttons(shown, talk, line, page))]


def line_text(shown: GoalsShown, line: Line, page: Page) -> str:
    """Write what a line says."""
    parts = [
        page(
            "goals-line",
            title=escape(fit(line.title, LONGEST)),
            code=escape(line.code),
            weight=line.get("weight") or "–",
        ),
        page(
            "goals-line-measure",
            kind=page.kind(line.get("type")),
            measure=page.measure(line) or page("goals-nothing"),
        ),
    ]
    if source := line.get("source"):
        parts.append(page("goals-line-source", source=escape(fit(source, LONGEST))))
    parts.append(_chain(shown, line, page))
    if why := line.get("why"):
        parts.append(page("goals-line-why", why=escape(fit(why, LONGEST))))
    if shown.talk is not None and shown.talk.shared:
        parts.append(_agreement(shown, shown.talk, line, page))
    return "\n".join(parts)


def proposal_blocks(shown: GoalsShown, proposal: Proposal, page: Page) -> list[Block]:
    """Draw a change that waits: what it was, what it is to be, why, by whom and when, and what one may answer."""
    own = (proposal.by == shown.employee_id) is shown.own
    value = f"{shown.draft_id}|{proposal.number}"
    if own:
        buttons = [blocks.button(page("goals-take-back-button"), TAKE_BACK, value)]
    else:
        buttons = [
            blocks.button(page("goals-accept-button"), ACCEPT, value, style="primary"),
            blocks.button(page("goals-decline-button"), DECLINE, value),
        ]
    return [blocks.section(proposal_text(shown, proposal, page)), blocks.actions(buttons)]


def proposal_text(shown: GoalsShown, proposal: Proposal, page: Page) -> str:
    """Write a change that is proposed, old → new, with its reason."""
    kind = "new" if proposal.old is None else "gone" if proposal.new is None else "change"
    lead = page(
        "goals-proposal",
        kind=kind,
        who=page.called(shown, proposal.by),
        title=escape(fit(proposal.title, LONGEST)),
        at=proposal.at.astimezone(shown.zone),
    )
    fields = differences(proposal.old, proposal.new) if proposal.new is not None else ()
    reason = page("goals-reason", reason=escape(fit(proposal.reason, LONGEST)))
    return "\n".join([lead, *page.changes(fields), reason])


def _chain(shown: GoalsShown, line: Line, page: Page) -> str:
    chain = shown.chains.get(line.code, ())
    if chain:
        return page("goals-chain", chain=" → ".join(page.upper(goal) for goal in chain))
    if reason := line.get("reason"):
        return page("goals-no-upper-reason", reason=escape(fit(reason, LONGEST)))
    return page("goals-orphan")


def _agreement(shown: GoalsShown, talk: Talk, line: Line, page: Page) -> str:
    agree = talk.agreed.get(line.code, frozenset()) & talk.both
    if talk.agreed_by_both(line.code):
        return page("goals-agreed-by", who="both", name="")
    if shown.reader_id in agree:
        return page("goals-agreed-by", who="you", name="")
    if agree:
        return page("goals-agreed-by", who="other", name=page.called(shown, shown.other_id))
    return page("goals-agreed-by", who="nobody", name="")


def _remark(shown: GoalsShown, comment: Comment, page: Page) -> str:
    words = escape(fit(comment.words, LONGEST))
    return page("goals-remark", who=page.called(shown, comment.by), words=words)


def _buttons(shown: GoalsShown, talk: Talk, line: Line, page: Page) -> list[Element]:
    value = f"{shown.draft_id}|{line.mark}|{line.code}"
    if not talk.shared:
        return [
            blocks.button(page("goals-edit-button"), EDIT, value),
            blocks.button(page("goals-remove-button"), REMOVE, value),
        ]
    agree = [blocks.button(page("goals-agree-button"), AGREE, value, style="primary")]
    return [
        *([] if shown.reader_id in talk.agreed.get(line.code, frozenset()) else agree),
        blocks.button(page("goals-propose-button"), EDIT, value),
        blocks.button(page("goals-propose-removal-button"), REMOVE, value),
        blocks.button(page("goals-comment-button"), COMMENT, value),
    ]
