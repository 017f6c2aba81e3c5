"""Every step the two may take with a draft, each in one transaction that also tells the other side."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.features.goals import reminding, rules, writing
from bot.features.goals.pairs import head_of
from bot.features.goals.refusals import GoalsAlreadyOpen, GoalsMovedOn
from bot.features.goals.sheets import AgreedOn
from bot.features.goals.talks import Act, Move, Said
from storage import goal_drafts, goal_sheets
from storage.goal_drafts import After
from storage.goal_sheets import Step
from storage.people import Person

if TYPE_CHECKING:
    from datetime import date

    from sqlmodel import Session

    from bot.features.goals.lines import Line
    from bot.features.goals.pairs import Pairs
    from bot.features.goals.talks import Talk
    from bot.outgoing import Outgoing
    from storage.goal_drafts import GoalDraft

NEWS, FIXED, CARD = "goals.news", "goals.fixed", "goals.card"
"""The outgoing messages: what the other side did; that both have confirmed; goals that were asked for."""


class Goals:
    """Takes steps. Each raises what `rules.check` raises, GoalsNotYours, and GoalsMovedOn for a draft that is gone."""

    def __init__(self, pairs: Pairs, outgoing: Outgoing) -> None:
        self._pairs = pairs
        self._outgoing = outgoing

    def put(  # noqa: PLR0913, PLR0917 - which line of which draft, from which wording to which
        self, session: Session, by: int, draft_id: str, line: Line, mark: str, reason: str = ""
    ) -> None:
        """Write a line, new or anew: at once while the draft is private, otherwise as a proposal with its reason."""
        draft, talk = self._open(session, by, draft_id)
        code = line.code or _free_code(talk, line.get("type"))
        whole = replace(line, code=code)
        act = Act.PROPOSE if talk.shared else Act.PUT
        self._take(session, draft, talk, by, act, Said(code, whole, mark, words=reason))

    def remove(  # noqa: PLR0913, PLR0917 - as above
        self, session: Session, by: int, draft_id: str, code: str, mark: str, reason: str = ""
    ) -> None:
        """Take a line out: at once while the draft is private, otherwise as a proposal with its reason."""
        draft, talk = self._open(session, by, draft_id)
        act = Act.PROPOSE if talk.shared else Act.REMOVE
        if talk.line(code) is None:
            raise GoalsMovedOn
        self._take(session, draft, talk, by, act, Said(code, None, mark, words=reason))

    def share(self, session: Session, by: int, draft_id: str) -> None:
        """Show a draft to the other side. Raises GoalsAlreadyOpen when another one is under discussion."""
        draft, talk = self._open(session, by, draft_id)
        # One at a time for each employee: two drafts that are shared at once would be two talks.
        session.get_one(Person, draft.person_id, with_for_update=True)
        if not talk.shared and self._pairs.shared(session, draft.person_id, draft.cycle):
            raise GoalsAlreadyOpen
        self._take(session, draft, talk, by, Act.SHARE, Said())

    def agree(self, session: Session, by: int, draft_id: str, code: str, mark: str) -> None:
        """Agree to a line as it is worded; doing so once more changes nothing."""
        draft, talk = self._open(session, by, draft_id)
        line = talk.line(code)
        if line is None or line.mark != mark or by not in talk.agreed.get(code, frozenset()):
            self._take(session, draft, talk, by, Act.AGREE, Said(code, mark=mark))

    def agree_to_all(self, session: Session, by: int, draft_id: str, mark: str) -> None:
        """Agree to every line of the sheet as it was before the reader."""
        draft, talk = self._open(session, by, draft_id)
        if mark != talk.mark:
            raise GoalsMovedOn
        for line in talk.lines:
            if by not in talk.agreed.get(line.code, frozenset()):
                talk = self._take(session, draft, talk, by, Act.AGREE, Said(line.code, mark=line.mark))

    def answer(  # noqa: PLR0913, PLR0917 - which proposal, how, and why
        self, session: Session, by: int, draft_id: str, act: Act, proposal: int, words: str = ""
    ) -> None:
        """Accept, decline or take back a proposal."""
        draft, talk = self._open(session, by, draft_id)
        found = talk.proposal(proposal)
        said = Said(found.code if found else "", proposal=proposal, words=words)
        self._take(session, draft, talk, by, act, said)

    def comment(self, session: Session, by: int, draft_id: str, code: str, words: str) -> None:
        """Say something about a line."""
        draft, talk = self._open(session, by, draft_id)
        self._take(session, draft, talk, by, Act.COMMENT, Said(code, words=words))

    def confirm(self, session: Session, by: int, draft_id: str, mark: str) -> bool:
        """Confirm the sheet as it is worded; True when both have now, and it counts.

        Confirming what one has confirmed changes nothing.
        """
        draft, talk = self._open(session, by, draft_id)
        if by in talk.confirmed and mark == talk.mark:
            return False
        faults = sum(
            each.stops for each in self._pairs.sheets.problems(head_of(talk, draft.cycle), talk.lines)
        )
        talk = self._take(session, draft, talk, by, Act.CONFIRM, Said(mark=mark), faults=faults)
        if not talk.complete:
            return False
        self._fix(session, draft, self._take(session, draft, talk, by, Act.FIX, Said(mark=mark)))
        return True

    def withdraw(self, session: Session, by: int, draft_id: str) -> None:
        """Set a draft aside; what was agreed before goes on counting."""
        draft, talk = self._open(session, by, draft_id)
        self._take(session, draft, talk, by, Act.WITHDRAW, Said())

    def _open(self, session: Session, by: int, draft_id: str) -> tuple[GoalDraft, Talk]:
        return self._pairs.draft(session, by, draft_id, lock=True)

    def _take(  # noqa: PLR0913, PLR0917 - one step and all it is about
        self,
        session: Session,
        draft: GoalDraft,
        talk: Talk,
        by: int,
        act: Act,
        said: Said,
        *,
        faults: int = 0,
    ) -> Talk:
        rules.check(talk, by, act, said, faults=faults)
        now = self._pairs.clock.now()
        move = Move(talk.steps + 1, by, now, act, said)
        stands = rules.after(talk, move)
        goal_drafts.add(
            session,
            draft,
            move.number,
            by_id=by,
            act=act.value,
            said=writing.written(said),
            after=After(stands.state.value, len(stands.lines), stands.orphans, len(stands.proposals)),
            now=now,
        )
        if stands.shared:
            self._tell(session, draft, stands, move)
        return stands

    def _tell(self, session: Session, draft: GoalDraft, talk: Talk, move: Move) -> None:
        """Tell the other side: one message a day until they act themselves, which grows with every further step."""
        other = next(iter(talk.both - {move.by}), None)
        if other is None or talk.complete:
            return  # of that both are told in words of their own
        mine = [each.number for each in self._pairs.moves(session, draft) if each.by == other]
        since = max(mine, default=0)
        key = f"{NEWS}:{draft.id}:{other}:{since}:{self._pairs.today().isoformat()}"
        payload = {"draft": draft.id, "since": since}
        if not self._outgoing.post(session, key=key, kind=NEWS, payload=payload, to=other):
            self._outgoing.update(
                session, key=f"{key}:{move.number}", target_key=key, kind=NEWS, payload=payload
            )

    def _fix(self, session: Session, draft: GoalDraft, talk: Talk) -> None:
        """Make what both have confirmed the sheet that counts, and tell both."""
        now, today = self._pairs.clock.now(), self._pairs.today()
        moves = self._pairs.moves(session, draft)
        cycle = self._pairs.cycle(session, draft.cycle)
        days = {
            move.by: self._day(move)
            for move in moves
            if move.act is Act.CONFIRM and move.said.mark == talk.mark
        }
        manager = talk.manager or draft.opened_by
        reminding.withdraw(session, draft.cycle, talk.employee, (talk.employee, manager))
        first, second = sorted((talk.employee, manager), key=lambda who: (who != draft.opened_by, who))
        record = AgreedOn(draft.id, talk.mark, cycle.starts, cycle.ends, today, now, first, second)
        content = self._pairs.sheets.content(head_of(talk, draft.cycle), talk.lines, record)
        kept = goal_sheets.add_version(
            session,
            talk.employee,
            draft.cycle,
            content,
            effective_from=draft.effective_from,
            now=now,
            reason=talk.reason,
            created_by=draft.opened_by,
        )
        shared = next(move for move in moves if move.act is Act.SHARE)
        goal_sheets.propose(session, kept.id, shared.by, self._day(shared), now)
        for side, who in ((Step.EMPLOYEE, talk.employee), (Step.MANAGER, manager)):
            goal_sheets.confirm(session, kept.id, side, who, days[who], now)
            payload = {"draft": draft.id, "version": kept.version}
            self._outgoing.post(session, key=f"{FIXED}:{draft.id}:{who}", kind=FIXED, payload=payload, to=who)

    def _day(self, move: Move) -> date:
        return self._pairs.day_of(move.at)


def _free_code(talk: Talk, kind: str) -> str:
    """Return a code no line and no proposal has: a letter for the kind of indicator, and the next number."""
    letter = _LETTERS.get(kind, "K")
    taken = {line.code for line in talk.lines} | {proposal.code for proposal in talk.proposals}
    return next(code for at in range(1, 100) if (code := f"{letter}{at}") not in taken)


_LETTERS = {"milestone": "M", "bars": "B", "r360": "R", "okr_asp": "O", "okr_com": "O", "deduct": "P"}
