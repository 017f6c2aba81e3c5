"""How a draft of goals becomes what both agreed: its steps, who may take which, and how it stands after each.

    private ── share ──> shared ── confirm ──> half ── the other confirms the same ──> agreed
       │                   │  <── any line changes ──┘
       └──── withdraw ─────┴──> withdrawn

After a draft is shared no line changes by one side alone: it is proposed, and the other side accepts. An agreement is
to a wording: whoever agreed to a line has not agreed to it any more once it is changed, and the same goes for the
sheet. Only when both have confirmed the same wording does it count (PM-2.2).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.features.goals.refusals import (
    DayOutsideCycle,
    GoalPointsOpen,
    GoalReasonMissing,
    GoalsAreFixed,
    GoalsEmpty,
    GoalsMovedOn,
    GoalsNotShared,
    GoalsNotValid,
    GoalsNotYours,
    GoalUnchanged,
    OwnProposal,
    TooLateToChange,
    TooManyGoals,
)
from bot.features.goals.talks import Act, Comment, Proposal, worded

if TYPE_CHECKING:
    from datetime import date

    from bot.features.goals.lines import Line
    from bot.features.goals.talks import Move, Said, Talk

MOST_LINES = 12
"""More than the rules allow (PM-2.3), so that one may be over the limit for a while, and as many as a window shows."""
NO_CHANGE_DAYS = 30
"""In so many last days of a cycle only the company's decisions change goals (PM-2.5)."""
ONE_SIDED = frozenset({Act.PUT, Act.REMOVE, Act.SHARE})
"""What is done with a private draft, by whoever opened it."""
ANSWERS = frozenset({Act.ACCEPT, Act.DECLINE, Act.TAKE_BACK})
ABOUT_A_LINE = frozenset({Act.REMOVE, Act.AGREE, Act.COMMENT})
ABOUT_A_WORDING = frozenset({Act.PUT, Act.REMOVE, Act.AGREE, Act.PROPOSE})
NEEDS_WORDS = {Act.PROPOSE: "words", Act.COMMENT: "words"}
"""Which acts say something in words, and in which field of a form."""


def check(talk: Talk, by: int, act: Act, said: Said, *, faults: int = 0) -> None:
    """Raise the refusal that stands in the way of a step; `faults`: how many rules the sheet breaks now."""
    if by not in talk.both or (not talk.shared and by != talk.opened_by):
        raise GoalsNotYours
    if talk.over:
        raise GoalsAreFixed
    if act in ONE_SIDED and talk.shared:
        raise GoalsMovedOn
    if act not in ONE_SIDED and act is not Act.WITHDRAW and not talk.shared:
        raise GoalsNotShared
    if act is Act.FIX and not talk.complete:
        raise GoalsMovedOn
    _check_lines(talk, by, act, said)
    if act is Act.CONFIRM:
        if said.mark != talk.mark:
            raise GoalsMovedOn
        if talk.proposals:
            raise GoalPointsOpen(count=len(talk.proposals))
        if faults:
            raise GoalsNotValid(count=faults)


def after(talk: Talk, move: Move) -> Talk:  # noqa: C901 - one short case for each act
    """Return how a draft stands after a step that `check` let pass."""
    said, by = move.said, frozenset({move.by})
    now = replace(talk, steps=move.number)
    match move.act:
        case Act.OPEN:
            return replace(
                now,
                lines=said.lines,
                unit=said.unit,
                tier=said.tier,
                reason=said.words,
                company=said.company,
            )
        case Act.PUT | Act.REMOVE:
            return _changed(now, said.code, said.line, frozenset())
        case Act.SHARE:
            return replace(now, shared=True, agreed=dict.fromkeys((line.code for line in talk.lines), by))
        case Act.AGREE:
            return replace(
                now, agreed={**talk.agreed, said.code: talk.agreed.get(said.code, frozenset()) | by}
            )
        case Act.PROPOSE:
            old = talk.line(said.code)
            made = Proposal(move.number, move.by, move.at, said.code, old, said.line, said.words)
            return replace(now, proposals=(*talk.proposals, made))
        case Act.ACCEPT:
            proposal = talk.proposal(said.proposal)
            return now if proposal is None else _changed(now, proposal.code, proposal.new, by | {proposal.by})
        case Act.DECLINE | Act.TAKE_BACK:
            left = tuple(each for each in talk.proposals if each.number != said.proposal)
            return replace(now, proposals=left)
        case Act.COMMENT:
            return replace(now, comments=(*talk.comments, Comment(move.by, move.at, said.code, said.words)))
        case Act.CONFIRM:
            return replace(now, confirmed=talk.confirmed | by)
        case Act.FIX:
            return replace(now, fixed=True)
        case Act.WITHDRAW:
            return replace(now, withdrawn=True)


def check_change(  # noqa: PLR0913 - a change has this many facts
    today: date, day: date, starts: date, ends: date, *, reason: str, company: bool
) -> None:
    """Raise what stands in the way of changing agreed goals from a day on (PM-2.5)."""
    if not reason.strip():
        raise GoalReasonMissing(field="reason")
    if not starts <= day <= ends:
        raise DayOutsideCycle(field="day")
    if today > ends - timedelta(days=NO_CHANGE_DAYS) and not company:
        raise TooLateToChange(field="company")


def _check_lines(talk: Talk, by: int, act: Act, said: Said) -> None:
    line = talk.line(said.code) if said.code else None
    if act in ABOUT_A_LINE and line is None:
        raise GoalsMovedOn
    if act in ABOUT_A_WORDING and said.mark != (line.mark if line else ""):
        raise GoalsMovedOn
    if act in {Act.PUT, Act.PROPOSE}:
        _check_room(talk, line)
        if said.line == line:
            raise GoalUnchanged(field="title")
    if act is Act.SHARE and not talk.lines:
        raise GoalsEmpty
    if act in NEEDS_WORDS and not said.words.strip():
        raise GoalReasonMissing(field=NEEDS_WORDS[act])
    if act in ANSWERS:
        _check_answer(talk, by, act, talk.proposal(said.proposal))


def _check_room(talk: Talk, line: Line | None) -> None:
    if line is None and len(talk.lines) >= MOST_LINES:
        raise TooManyGoals(limit=MOST_LINES)


def _check_answer(talk: Talk, by: int, act: Act, proposal: Proposal | None) -> None:
    if proposal is None:
        raise GoalsMovedOn
    # A side is answered by the other one, also after somebody else took over as manager.
    own = (proposal.by == talk.employee) is (by == talk.employee)
    if own is not (act is Act.TAKE_BACK):
        raise OwnProposal
    if act is Act.ACCEPT:
        _check_room(talk, talk.line(proposal.code) if proposal.new else proposal.old)


def _changed(talk: Talk, code: str, line: Line | None, agree: frozenset[int]) -> Talk:
    """Return a draft in which a line is worded anew: who had agreed to it, or to the sheet, has not any more.

    What else was proposed for that line was about words that are gone.
    """
    agreed = {each: who for each, who in talk.agreed.items() if each != code}
    if line is not None:
        agreed[code] = agree
    return replace(
        talk,
        lines=worded(talk.lines, code, line),
        agreed=agreed,
        confirmed=frozenset(),
        proposals=tuple(each for each in talk.proposals if each.code != code),
    )
