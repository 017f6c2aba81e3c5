"""Hearing an appeal: HR takes it on, names a panel of three who were not involved, and two of those who hear it sign."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from bot.access import Action
from bot.errors import (
    AnswerMissing,
    AppealIsOver,
    AppealNeverLowers,
    NotAllowed,
    PanelNotFree,
    PanelTooSmall,
    StepIsOver,
)
from bot.features.appeals import rules
from bot.features.appeals.keeping import CARD, CARD_AGAIN, LETTER, NEWS, decision_in, letter_key, written
from bot.features.appeals.rules import (
    DECIDING,
    STAGE2_FILING_DAYS,
    Beat,
    Decision,
    Deed,
    Outcome,
    State,
)
from storage import appeals, people, relations, scores

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlmodel import Session

    from bot.features.appeals.keeping import Keeping
    from storage.appeals import Appeal, Step
    from storage.figure_questions import FigureQuestion
    from storage.people import Person

AT_ONCE = 50
MOST = 100
"""So many candidates for a panel are offered, heads of units and HR first."""


class Hearing:
    """One method per thing HR and those who hear can do, each within the caller's transaction."""

    def __init__(self, keeping: Keeping) -> None:
        self._keeping = keeping

    def take_on(self, session: Session, by_id: int, appeal_id: str) -> None:
        """Take an appeal on as HR: it is heard by the manager and by who takes it on.

        Raises AppealIsOver and NotAllowed.
        """
        keeping = self._keeping
        appeal = keeping.taken(session, by_id, appeal_id, Action.HANDLE_APPEAL)
        if appeal.state != State.FILED:
            raise AppealIsOver
        appeal.state = State.STAGE1.value
        managers = list(relations.standing(session, appeal.person_id, keeping.today).managers[:1])
        if not set(managers) - {by_id}:
            # Nobody decides alone: where HR's own manager takes it on, or nobody manages, HR gives a second.
            managers = [each for each in keeping.all_hr(session, appeal.person_id) if each != by_id][:1]
        appeals.hear(session, appeal.id, 1, [by_id, *managers])
        keeping.step(session, appeal, Deed.TAKEN_ON, by_id=by_id)
        keeping.tell(session, appeal, CARD, managers)
        keeping.redraw(session, appeal, State.STAGE1.value)
        keeping.tell(session, appeal, NEWS, [appeal.person_id], State.STAGE1.value)

    def candidates(self, session: Session, by_id: int, appeal_id: str) -> list[Person]:
        """Return who may sit on the panel. Raises AppealIsOver, NotAllowed, and PanelTooSmall for fewer than three."""
        appeal = appeals.get(session, appeal_id)
        if appeal is None or appeal.state != State.TO_PANEL:
            raise AppealIsOver
        if not self._keeping.may(session, by_id, appeal, Action.HANDLE_APPEAL):
            raise NotAllowed
        involved = self._involved(session, appeal)
        here = relations.members(session, relations.EVERYONE, self._keeping.today)
        free = people.by_ids(session, rules.free(here, involved, appeal.person_id))
        if len(free) < rules.PANEL:
            raise PanelTooSmall
        heads = {each.key for each in free if people.headed_by(session, each.key)}
        hr = {relations.HR, relations.HR_ADMIN}
        free.sort(key=lambda each: (each.key not in heads, each.role not in hr, each.name))
        return free[:MOST]

    def name_panel(self, session: Session, by_id: int, appeal_id: str, members: Sequence[int]) -> None:
        """Name the panel of three. Raises AppealIsOver, NotAllowed, and PanelNotFree for who may not sit on it."""
        keeping = self._keeping
        appeal = keeping.taken(session, by_id, appeal_id, Action.HANDLE_APPEAL)
        if appeal.state != State.TO_PANEL:
            raise AppealIsOver
        wrong = rules.not_free(members, self._involved(session, appeal), appeal.person_id)
        if wrong is None:
            here = relations.members(session, relations.EVERYONE, keeping.today)
            wrong = next((each for each in members if each not in here), None)
        if wrong is not None:
            raise PanelNotFree(person=wrong or None)
        appeal.state = State.STAGE2.value
        appeals.hear(session, appeal.id, 2, members)
        keeping.step(session, appeal, Deed.PANEL_NAMED, by_id=by_id)
        keeping.tell(session, appeal, CARD, members)
        keeping.redraw(session, appeal, State.STAGE2.value)
        keeping.tell(session, appeal, NEWS, [appeal.person_id], State.STAGE2.value)

    def propose(  # noqa: PLR0913 - a decision has this many facts
        self,
        session: Session,
        by_id: int,
        appeal_id: str,
        *,
        outcome: Outcome,
        reason: str,
        clauses: str,
        evidence: str,
        points: str = "",
    ) -> None:
        """Propose a decision, which is signed by who proposes it; an earlier proposal falls.

        Raises AppealIsOver, NotAllowed, AnswerMissing and AppealNeverLowers.
        """
        keeping = self._keeping
        appeal = keeping.taken(session, by_id, appeal_id, Action.DECIDE_APPEAL)
        given = {"reason": reason, "clauses": clauses, "evidence": evidence}
        for field, words in given.items():
            if not words.strip():
                raise AnswerMissing(field=field)
        room = keeping.results.room(session, appeal.person_id, appeal.cycle)
        adds = rules.points_of(points, outcome, room)
        if adds is None:
            raise AppealNeverLowers(field="points", limit=str(max(room, Decimal(0))))
        decision = Decision(outcome, reason.strip(), clauses.strip(), evidence.strip(), adds)
        number = keeping.step(session, appeal, Deed.PROPOSED, written(decision), by_id=by_id)
        self._sign(session, by_id, appeal, number)
        others = [each for each in self._hearers(session, appeal) if each != by_id]
        if State(appeal.state) in DECIDING:
            keeping.tell(session, appeal, CARD, others, f"proposed:{number}")
        keeping.redraw(session, appeal, f"proposed:{number}")

    def sign(self, session: Session, by_id: int, appeal_id: str, number: int) -> None:
        """Sign the newest proposal. Raises AppealIsOver, NotAllowed, and StepIsOver for one that fell or is signed."""
        appeal = self._keeping.taken(session, by_id, appeal_id, Action.DECIDE_APPEAL)
        newest = proposal_of(appeals.steps(session, appeal), appeal)
        if newest is None or newest.number != number or by_id in signed_by(session, appeal, number):
            raise StepIsOver
        self._sign(session, by_id, appeal, number)
        self._keeping.redraw(session, appeal, f"signed:{number}:{by_id}")

    def figure_answered(self, session: Session, question: FigureQuestion) -> None:
        """Let stage 1 go on from the day a figure's owner answered."""
        keeping = self._keeping
        appeal = appeals.of_question(session, question.id)
        if appeal is None or appeal.state not in {State.FILED, State.STAGE1}:
            return
        filed_on = appeal.filed_at.astimezone(keeping.zone).date()
        due = rules.stage1_deadline(filed_on, keeping.today, keeping.calendar, keeping.zone, waits=True)
        keeping.awaited(appeal, due)
        keeping.step(session, appeal, Deed.FIGURE_ANSWERED, by_id=question.answered_by)
        keeping.redraw(session, appeal, Deed.FIGURE_ANSWERED.value)

    def act_due(self, session: Session) -> int:
        """Do what time does with appeals now; return with how many."""
        due = appeals.due(session, self._keeping.clock.now(), AT_ONCE)
        for appeal in due:
            if appeals.steps(session, appeal)[0].words is None:
                # Whose appeal it was is erased, and with them all that was said in it.
                self._keeping.close(session, appeal, State.WITHDRAWN)
            elif appeal.state == State.ANSWERED:
                self._lapse(session, appeal)
            else:
                self._remind(session, appeal)
        return len(due)

    def _remind(self, session: Session, appeal: Appeal) -> None:
        keeping, now = self._keeping, self._keeping.clock.now()
        beat = rules.beat_at(now, appeal.due_at, keeping.zone)
        hr = keeping.hr(session, appeal.person_id)
        to = self._hearers(session, appeal) or hr
        if beat is Beat.OVERDUE:
            # From then on HR's administrators know as well, each working day until it is decided.
            admins = [each.key for each in people.with_role(session, relations.HR_ADMIN)]
            to = [each for each in dict.fromkeys([*to, *hr, *admins]) if each != appeal.person_id]
        appeal.beat = int(beat)
        appeal.next_at = rules.next_beat(now, appeal.due_at, keeping.mornings, keeping.zone)
        appeals.keep(session, appeal)
        keeping.tell(session, appeal, CARD_AGAIN, to, f"{keeping.today:%Y%m%d}:{beat}")

    def _lapse(self, session: Session, appeal: Appeal) -> None:
        """Close what nobody took to the panel, but only when the decision had reached them."""
        keeping = self._keeping
        if not keeping.delivered(session, letter_key(appeal, "1")) or keeping.clock.now() < appeal.due_at:
            appeal.next_at = max(
                appeal.due_at, rules.next_morning(keeping.today, keeping.mornings, keeping.zone)
            )
            appeals.keep(session, appeal)
            return
        keeping.step(session, appeal, Deed.LAPSED, by_id=None)
        keeping.close(session, appeal, State.CLOSED)
        keeping.redraw(session, appeal, State.CLOSED.value)
        keeping.tell(session, appeal, NEWS, [appeal.person_id], State.CLOSED.value)

    def _sign(self, session: Session, by_id: int, appeal: Appeal, number: int) -> None:
        self._keeping.step(session, appeal, Deed.SIGNED, by_id=by_id, of_step=number)
        signed = signed_by(session, appeal, number)
        if len(signed) >= rules.needed(len(self._hearers(session, appeal))):
            self._decide(session, appeal, number, signed)

    def _decide(self, session: Session, appeal: Appeal, number: int, signed: Sequence[int]) -> None:
        keeping = self._keeping
        step = next(each for each in appeals.steps(session, appeal) if each.number == number)
        decision = decision_in(step)
        if decision is None:
            raise AppealIsOver
        stage = DECIDING[State(appeal.state)]
        keeping.step(session, appeal, Deed.DECIDED, written(decision), by_id=step.by_id, of_step=number)
        if decision.points:
            keeping.results.raise_by(
                session,
                appeal.person_id,
                appeal.cycle,
                decision.points,
                appeal_id=appeal.id,
                evidence=decision.evidence,
                deciders=signed,
            )
        then = rules.after_decision(stage, decision.outcome)
        appeal.state = then.value
        if then is State.ANSWERED:
            due = rules.deadline(keeping.today, STAGE2_FILING_DAYS, keeping.calendar, keeping.zone)
            appeal.due_at, appeal.beat, appeal.next_at = due.due_at, 0, due.due_at
            appeals.keep(session, appeal)
        else:
            keeping.close(session, appeal, State.CLOSED)
        keeping.tell(session, appeal, LETTER, [appeal.person_id], str(stage))

    def _hearers(self, session: Session, appeal: Appeal) -> list[int]:
        stage = DECIDING.get(State(appeal.state))
        return appeals.hearers(session, appeal.id, stage) if stage else []

    def _involved(self, session: Session, appeal: Appeal) -> frozenset[int]:
        """Return who was involved before: in the result, as a manager, in stage 1, or in an earlier appeal."""
        version = scores.released(session, appeal.person_id, appeal.cycle)
        found = frozenset[int]() if version is None else self._keeping.results.involved(session, version)
        managers = relations.standing(session, appeal.person_id, self._keeping.today).managers
        for each in appeals.of_person(session, appeal.person_id):
            heard = [who for stage in (1, 2) for who in appeals.hearers(session, each.id, stage)]
            acted = [step.by_id for step in appeals.steps(session, each) if step.by_id is not None]
            found |= frozenset([*heard, *acted])
        return found | frozenset(managers)


def proposal_of(steps: Sequence[Step], appeal: Appeal) -> Step | None:
    """Return the proposal that waits for signatures, the newest of the stage the appeal is in."""
    proposed = [each for each in steps if each.deed == Deed.PROPOSED and each.state == appeal.state]
    return proposed[-1] if proposed and State(appeal.state) in DECIDING else None


def signed_by(session: Session, appeal: Appeal, number: int) -> list[int]:
    """Return who signed a proposal, the first first."""
    return [
        each.by_id
        for each in appeals.steps(session, appeal)
        if each.deed == Deed.SIGNED and each.of_step == number and each.by_id is not None
    ]
