"""What a manager can do with a check-in: one method per thing, each one transaction. No Slack here."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import structlog

from bot.access import Action, Actor, PairSubject, can
from bot.errors import (
    BeyondACheckIn,
    CheckInWithYourself,
    NobodyByThatName,
    NoReports,
    NotYourReport,
    PersonHasLeft,
    SeveralByThatName,
    StepIsOver,
)
from bot.features.check_ins import keeping, rules
from bot.features.check_ins.events import (
    NOT_TAKING_PLACE,
    Event,
    Pause,
    Resume,
    Said,
    Share,
    Start,
    TimePassed,
)
from bot.features.check_ins.states import TALKING, CheckIn, Mode, Step
from bot.features.check_ins.wording import is_handoff
from bot.language.names import written_names
from storage import check_ins, people, records

if TYPE_CHECKING:
    from datetime import datetime

    from sqlmodel import Session

    from bot.features.check_ins.keeping import Keeping
    from bot.features.check_ins.requests import Phrases
    from storage.check_ins import CheckInRow

log = structlog.get_logger(__name__)

KIND = "one_on_one"
ANSWER_SECONDS_MAX = 90
"""What one answer may add to the five minutes: longer means the manager did something else meanwhile."""
_MOMENT_MODES = {"prepare": Mode.PREP, "wrap_up": Mode.DEBRIEF}
_UNDER_WAY = TALKING | {Step.PARKED}


class CheckInService:
    """Check-ins of managers with the people who report to them."""

    def __init__(self, keeping: Keeping, phrases: Phrases) -> None:
        self._keeping = keeping
        self._phrases = phrases

    def invite(  # noqa: PLR0913, PLR0917 - what an invitation is about
        self,
        session: Session,
        manager_id: int,
        employee_id: int,
        moment: str,
        occurrence_key: str,
        starts_at: datetime,
    ) -> None:
        """Offer a manager a check-in around a booked 1:1, once per occurrence and moment.

        Nothing is offered after a talk that was said not to take place, or one already written down (N-08).
        """
        mode = _MOMENT_MODES[moment]
        if check_ins.of_occurrence(session, occurrence_key) is not None:
            return
        if mode is Mode.DEBRIEF and self._settled_already(session, manager_id, employee_id, occurrence_key):
            return
        check_in = CheckIn(kind=KIND, mode=mode, talk_at=starts_at)
        self._keeping.begin(session, check_in, manager_id, employee_id, occurrence=occurrence_key)

    def begin(self, session: Session, actor: Actor, employee_id: int, mode: str | None) -> str:
        """Start a check-in by hand and return its id; one already under way is parked.

        A conversation with the same person for the same purpose is carried on instead of a second one.
        """
        self._may_check_in(session, actor, employee_id)
        wanted = Mode(mode) if mode else None
        known = frozenset({*_UNDER_WAY, Step.INVITE, Step.SNOOZED})
        for row in check_ins.of_manager(session, actor.person_id, known, lock=True):
            if row.employee_id == employee_id and self._take_up(session, row, wanted):
                self._park_others(session, actor.person_id, but=row.id)
                return row.id
        self._park_others(session, actor.person_id, but="")
        row = self._keeping.begin(
            session, CheckIn(kind=KIND), actor.person_id, employee_id, start=Start(wanted)
        )
        return row.id

    def act(self, session: Session, actor: Actor, check_in_id: str, turn: int, event: Event) -> None:
        """Carry out a tap on the message that showed `turn`.

        Raises StepIsOver when the conversation has moved on since, PersonHasLeft when there is nobody to
        share with any more.
        """
        row = self._mine(session, actor, check_in_id)
        if row.turn != turn:
            raise StepIsOver
        if isinstance(event, Share) and event.blocks:
            self._is_here(session, row.employee_id)
        if isinstance(event, Start):
            self._park_others(session, actor.person_id, but=row.id)
        self._keeping.apply(session, row, event, new_message=False)

    def say(self, session: Session, actor: Actor, text: str) -> None:
        """Take words typed in the direct message, which `wants` said are for a check-in.

        They begin a check-in ("check in with …"), or answer the one under way. A talk that only fell quiet
        is woken by the answer; one paused on purpose waits for Resume.
        """
        if topic := self._phrases.refused(text):
            self._keeping.refuse(session, actor.person_id, topic, self._under_way(session, actor.person_id))
            return
        if request := self._phrases.asked_for(text):
            self.begin(session, actor, self._report_named(session, actor, request.name), request.mode)
            return
        row = self._under_way(session, actor.person_id)
        if row is None:
            raise BeyondACheckIn(person=people.contact_id(session))
        waited = int((self._keeping.clock.now() - row.touched_at).total_seconds())
        event = Said(text, seconds=min(waited, ANSWER_SECONDS_MAX))
        self._keeping.apply(session, row, event, new_message=True)

    def begin_named(self, session: Session, actor: Actor, name: str) -> str:
        """Start a check-in with the report of that name."""
        return self.begin(session, actor, self._report_named(session, actor, name), None)

    def wants(self, session: Session, actor: Actor, text: str) -> bool:
        """Return whether `say` would take these words."""
        if self._phrases.refused(text) or self._phrases.asked_for(text):
            return True
        under_way = self._under_way(session, actor.person_id, lock=False)
        return under_way is not None or is_handoff(text, self._keeping.lexicon) is not None

    def name_of(self, session: Session, person_id: int) -> str:
        """Return a person's name."""
        return session.get_one(people.Person, person_id).name

    def reports(self, session: Session, actor: Actor) -> list[people.Person]:
        """Return whom the actor may check in with; raises NoReports when there is nobody."""
        found = people.reports_of(session, actor.person_id)
        if not found:
            raise NoReports
        return found

    def keep_summary(self, session: Session, check_in_id: str, turn: int, summary: str) -> None:
        """Keep the summary the writer proposed for this turn, unless the conversation has moved on."""
        row = check_ins.get(session, check_in_id, lock=True)
        if row is not None and row.turn == turn:
            state = keeping.state_of(row)
            row.state = keeping.stored(replace(state, summary=state.summary or summary))
            session.add(row)

    def wake_due(self, session: Session) -> int:
        """Let time have its effect on every conversation that waited long enough; return how many."""
        rows = check_ins.to_wake(session, self._keeping.clock.now())
        for row in rows:
            try:
                with session.begin_nested():
                    # Only an invitation that comes back is worth a new message; the rest changes what is there.
                    self._keeping.apply(session, row, TimePassed(), new_message=row.step == Step.SNOOZED)
            except Exception:
                # One conversation's trouble must not keep all the others waiting at every tick.
                log.exception("a conversation could not be woken", check_in=row.id)
                session.refresh(row)
                row.wake_at = None
                session.add(row)
        return len(rows)

    def evidence_with(self, session: Session, actor: Actor, employee_id: int) -> list[records.NoteBlock]:
        """Return the dated evidence the actor wrote down about a report, newest note first."""
        self._may_check_in(session, actor, employee_id)
        return records.evidence_of_pair(session, actor.person_id, employee_id)

    def _settled_already(
        self, session: Session, manager_id: int, employee_id: int, occurrence_key: str
    ) -> bool:
        before = check_ins.of_occurrence(session, occurrence_key.rpartition(":")[0] + ":prepare")
        if before is not None and keeping.state_of(before).reason == NOT_TAKING_PLACE:
            return True
        note = records.newest_between(session, manager_id, employee_id)
        return note is not None and self._keeping.clock.now() - note.created_at < rules.PARKED_FOR

    def _take_up(self, session: Session, row: CheckInRow, wanted: Mode | None) -> bool:
        """Carry on a conversation there is already, below what was typed; False when it is another kind of talk."""
        state = keeping.state_of(row)
        if state.step in {Step.INVITE, Step.SNOOZED, Step.CONTRACT} and (
            wanted is None or state.mode in {None, wanted}
        ):
            if wanted is None and state.step is not Step.CONTRACT:
                return False
            self._keeping.apply(session, row, Start(wanted), new_message=True)
            return True
        if state.mode is None or wanted not in {None, state.mode}:
            return False
        if state.step is not Step.PARKED:
            self._keeping.apply(session, row, Pause(), new_message=False)
        self._keeping.apply(session, row, Resume(), new_message=True)
        return True

    def _under_way(self, session: Session, manager_id: int, *, lock: bool = True) -> CheckInRow | None:
        for row in check_ins.of_manager(session, manager_id, frozenset(_UNDER_WAY), lock=lock):
            if row.step != Step.PARKED or not keeping.state_of(row).parked_by_person:
                return row
        return None

    def _park_others(self, session: Session, manager_id: int, *, but: str) -> None:
        for row in check_ins.of_manager(session, manager_id, frozenset(TALKING), lock=True):
            if row.id != but:
                self._keeping.apply(session, row, Pause(), new_message=False)

    def _mine(self, session: Session, actor: Actor, check_in_id: str) -> CheckInRow:
        row = check_ins.get(session, check_in_id, lock=True)
        if row is None or row.manager_id != actor.person_id:
            raise StepIsOver
        return row

    def _may_check_in(self, session: Session, actor: Actor, employee_id: int) -> None:
        if employee_id == actor.person_id:
            raise CheckInWithYourself
        employee = session.get(people.Person, employee_id)
        if employee is None:
            raise NobodyByThatName
        pair = PairSubject(
            manager_id=actor.person_id,
            employee_id=employee_id,
            reports_now=employee.manager_id == actor.person_id,
        )
        if not can(actor, Action.CHECK_IN, pair):
            raise NotYourReport(person=employee_id)
        self._is_here(session, employee_id)

    def _is_here(self, session: Session, employee_id: int | None) -> None:
        employee = session.get(people.Person, employee_id)
        if employee is None:
            raise NobodyByThatName
        account = people.account_of(session, employee.key)
        if employee.left_on is not None or (account is not None and account.deleted):
            raise PersonHasLeft(person=employee.key)

    def _report_named(self, session: Session, actor: Actor, name: str) -> int:
        wanted = " ".join(name.lower().strip("@ ").split())
        matches = [
            person.key
            for person in people.named_like(session, wanted)
            if wanted in {written.lower() for written in written_names(person.name)}
        ]
        mine = [person.key for person in people.reports_of(session, actor.person_id)]
        among_mine = [person_id for person_id in matches if person_id in mine]
        if len(among_mine) > 1:
            raise SeveralByThatName
        if among_mine or len(matches) == 1:
            return (among_mine or matches)[0]
        raise NobodyByThatName
