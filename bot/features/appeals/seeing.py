"""Appeals as those see them who may: the appellant, HR of their unit, and who hears them."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.access import Action
from bot.errors import AppealIsOver
from bot.features.appeals.hearing import proposal_of, signed_by
from bot.features.appeals.keeping import decision_in, letter_key, name_of
from bot.features.appeals.rules import DECIDING, OVER, Deed, Ground, State
from bot.features.appeals.views import AppealView, OnHome, Person, Proposed
from storage import appeals, scores

if TYPE_CHECKING:
    from sqlmodel import Session

    from bot.features.appeals.keeping import Keeping
    from storage.appeals import Appeal, Step

_ON_HOME = 5


class AppealSeeing:
    """Reads appeals, as far as a reader may see them."""

    def __init__(self, keeping: Keeping) -> None:
        self._keeping = keeping

    def seen_by(self, session: Session, reader_id: int, appeal_id: str) -> AppealView:
        """Return an appeal as somebody may see it. Raises AppealIsOver, also for who may not."""
        appeal = appeals.get(session, appeal_id)
        if appeal is None or not self._may_read(session, reader_id, appeal):
            raise AppealIsOver
        steps = appeals.steps(session, appeal)
        if not steps or steps[0].words is None:
            raise AppealIsOver
        return self._view(session, reader_id, appeal, steps)

    def on_home(self, session: Session, person_id: int) -> OnHome:
        """Return what of appeals is somebody's to know or to do."""
        own = appeals.of_person(session, person_id)[-1:]
        waiting = {each.id: each for each in appeals.heard_by(session, person_id)}
        if self._keeping.is_hr(session, person_id):
            waiting |= {each.id: each for each in appeals.under_way(session)}
        found = []
        for each in waiting.values():
            if each.person_id != person_id and self._may_read(session, person_id, each):
                view = self._seen(session, person_id, each)
                if view and (view.may_take_on or view.may_name or view.may_propose or view.may_sign):
                    found.append(view)
        mine = [view for each in own if (view := self._seen(session, person_id, each)) is not None]
        return OnHome(tuple(mine), tuple(found[:_ON_HOME]))

    def _seen(self, session: Session, person_id: int, appeal: Appeal) -> AppealView | None:
        try:
            return self.seen_by(session, person_id, appeal.id)
        except AppealIsOver:
            return None

    def _may_read(self, session: Session, reader_id: int, appeal: Appeal) -> bool:
        if self._keeping.may(session, reader_id, appeal, Action.READ_APPEAL):
            return True
        # Who heard it in a stage that is over keeps what they decided.
        return any(reader_id in appeals.hearers(session, appeal.id, stage) for stage in (1, 2))

    def _view(self, session: Session, reader_id: int, appeal: Appeal, steps: list[Step]) -> AppealView:
        state = State(appeal.state)
        filed = json.loads(steps[0].words or "{}")
        version = next(
            each
            for each in scores.versions(session, appeal.person_id, appeal.cycle)
            if each.id == appeal.score_id
        )
        released = scores.released(session, appeal.person_id, appeal.cycle) or version
        proposal = self._proposal(session, appeal, steps)
        decided = [decision_in(each) for each in steps if each.deed == Deed.DECIDED]
        on = [json.loads(each.words or "{}") for each in steps if each.deed == Deed.TO_PANEL]
        stage = DECIDING.get(state, 0)

        def may(wish: Action) -> bool:
            return state not in OVER and self._keeping.may(session, reader_id, appeal, wish)

        decides = stage > 0 and may(Action.DECIDE_APPEAL)
        return AppealView(
            id=appeal.id,
            own=reader_id == appeal.person_id,
            appellant=self._person(session, appeal.person_id),
            cycle=appeal.cycle,
            grounds=tuple(Ground(each) for each in appeal.grounds.split()),
            state=state,
            late=appeal.late,
            reasons=filed["reasons"],
            evidence=filed["evidence"],
            colleague=filed["colleague"],
            filed_at=appeal.filed_at.astimezone(self._keeping.zone),
            due_on=(appeal.due_at.astimezone(self._keeping.zone) - timedelta(microseconds=1)).date(),
            result=released.computed.final or "",
            band=released.computed.band or "",
            hearers=tuple(self._person(session, each) for each in appeals.hearers(session, appeal.id, stage)),
            decided=tuple(each for each in decided if each is not None),
            proposal=proposal,
            to_panel=on[-1].get("reasons", "") if on else "",
            room=self._keeping.results.room(session, appeal.person_id, appeal.cycle),
            may_withdraw=may(Action.PURSUE_APPEAL),
            may_go_on=state is State.ANSWERED
            and may(Action.PURSUE_APPEAL)
            and self._in_time(session, appeal),
            may_take_on=state is State.FILED and may(Action.HANDLE_APPEAL),
            may_name=state is State.TO_PANEL and may(Action.HANDLE_APPEAL),
            may_propose=decides,
            may_sign=decides
            and proposal is not None
            and reader_id not in {each.number for each in proposal.signed},
        )

    def _in_time(self, session: Session, appeal: Appeal) -> bool:
        told = self._keeping.delivered(session, letter_key(appeal, "1"))
        return not told or self._keeping.clock.now() < appeal.due_at

    def _proposal(self, session: Session, appeal: Appeal, steps: list[Step]) -> Proposed | None:
        step = proposal_of(steps, appeal)
        decision = None if step is None else decision_in(step)
        if step is None or decision is None or step.by_id is None:
            return None
        signed = tuple(self._person(session, each) for each in signed_by(session, appeal, step.number))
        return Proposed(step.number, decision, self._person(session, step.by_id), step.at, signed)

    @staticmethod
    def _person(session: Session, person_id: int) -> Person:
        return Person(person_id, name_of(session, person_id))
