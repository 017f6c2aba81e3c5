"""What a manager can do with a check-in: one method per thing, each one transaction. No Slack here."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

import structlog

from bot.errors import BeyondACheckIn, ButtonsPlease, NoReports, PersonHasLeft, StepIsOver
from bot.features.check_ins import finding, keeping, nudged, rules
from bot.features.check_ins.answers import ANSWER_LIMIT
from bot.features.check_ins.drafts import typed_into_a_form
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
from bot.features.check_ins.states import ASKING, ENDED, TALKING, CheckIn, Mode, Step
from bot.features.check_ins.wording import is_handoff
from storage import check_ins, editions, people, records, talk_retention
from storage.secrets import KeyDestroyedError

if TYPE_CHECKING:
    from datetime import date, datetime

    from sqlmodel import Session

    from bot.access import Actor
    from bot.features.check_ins.keeping import Keeping
    from bot.features.check_ins.requests import Phrases
    from storage.check_ins import Conversation

log = structlog.get_logger(__name__)

KIND = "one_on_one"
ANSWER_SECONDS_MAX = 90
"""What one answer may add to the five minutes: longer means the manager did something else meanwhile."""
KEEP_PRIVATE_DAYS = 90
"""How long what was said in a conversation is kept after its end (domain 1.7, rule 5)."""
SAVED_MAX = 50
"""So many of the newest saved messages may be used; the two newest are offered."""
_MOMENT_MODES = {"prepare": Mode.PREP, "wrap_up": Mode.DEBRIEF}
_UNDER_WAY = TALKING | {Step.PARKED}
_HEARS = ASKING | {Step.PARKED}
"""Where words are an answer."""


class CheckInService:
    """Check-ins of managers with the people who report to them."""

    def __init__(
        self, keeping: Keeping, phrases: Phrases, *, keep_private_days: int = KEEP_PRIVATE_DAYS
    ) -> None:
        self._keeping = keeping
        self._phrases = phrases
        self._keep_private = timedelta(days=keep_private_days)

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
        if check_ins.was_caused(session, occurrence_key):
            return
        if mode is Mode.DEBRIEF and self._settled_already(session, manager_id, employee_id, occurrence_key):
            return
        check_in = CheckIn(kind=KIND, mode=mode, talk_at=starts_at)
        with suppress(KeyDestroyedError):
            # Where nothing can be kept about one of the two any more, nothing is offered either.
            self._keeping.begin(
                session,
                check_in,
                manager_id,
                employee_id,
                occurrence=occurrence_key,
                thread_key=nudged.thread_of(session, occurrence_key) if mode is Mode.DEBRIEF else None,
            )

    def begin(self, session: Session, actor: Actor, employee_id: int, mode: str | None) -> str:
        """Start a check-in by hand and return its id; one already under way is parked.

        A conversation with the same person for the same purpose is carried on instead of a second one.
        """
        finding.allow(session, actor, employee_id)
        wanted = Mode(mode) if mode else None
        known = frozenset({*_UNDER_WAY, Step.INVITE, Step.SNOOZED})
        for row in check_ins.of_manager(session, actor.person_id, known, lock=True):
            if row.employee_id == employee_id and self._take_up(session, row, wanted):
                self._park_others(session, actor.person_id, but=row.id)
                return row.id
        self._park_others(session, actor.person_id, but="")
        try:
            row = self._keeping.begin(
                session, CheckIn(kind=KIND), actor.person_id, employee_id, start=Start(wanted)
            )
        except KeyDestroyedError as problem:
            # Their words were erased, and none can be kept any more.
            raise PersonHasLeft(person=employee_id) from problem
        return row.id

    def act(self, session: Session, actor: Actor, check_in_id: str, turn: int, event: Event) -> None:
        """Carry out a tap on the message that showed `turn`, or a form opened from it.

        Raises StepIsOver when the conversation has moved on since, and what `finding.allow` raises when the
        two are no manager and report any more.
        """
        row = self._mine(session, actor, check_in_id)
        if self._only_fell_quiet(row) and row.turn == turn + 1:
            # The form was open while the quarter of an hour ran out.
            self._keeping.apply(session, row, Resume(), new_message=False)
        elif row.turn != turn:
            raise StepIsOver
        if isinstance(event, Start) or (isinstance(event, Share) and event.blocks):
            finding.allow(session, actor, row.employee_id)
        if isinstance(event, Start):
            self._park_others(session, actor.person_id, but=row.id)
        if (written := typed_into_a_form(event)) and is_handoff(written, self._keeping.lexicon):
            event = Said(written)
        self._keeping.apply(session, row, event, new_message=False)

    def use_saved(self, session: Session, actor: Actor, check_in_id: str, turn: int, note_id: str) -> None:
        """Answer the open question with a message the manager saved; raises StepIsOver when none is there to use."""
        row = self._mine(session, actor, check_in_id)
        found = editions.saved_about(session, actor.person_id, row.employee_id or 0, limit=SAVED_MAX)
        message = next((each for each in found if each.note_id == note_id), None)
        if message is None or row.step != Step.EVIDENCE:
            raise StepIsOver
        self.act(session, actor, check_in_id, turn, Said(self._as_evidence(session, row, message)))

    def say(self, session: Session, actor: Actor, text: str) -> bool:
        """Take words typed in the direct message; False, with nothing done, when they are for no check-in.

        They answer the talk under way, or begin one ("check in with …"). While a question is open only what
        plainly speaks to the bot is taken for something else than its answer; where a tap answers it, words may be
        for anybody. A talk that fell quiet is woken by its answer for a while, later it is shown again; one paused
        on purpose waits for Resume.
        """
        row = self._under_way(session, actor.person_id)
        in_talk = row is not None and row.step in _HEARS
        if is_handoff(text, self._keeping.lexicon):
            if row is None:
                raise BeyondACheckIn(person=people.contact_id(session))
            self._keeping.apply(session, row, Said(text), new_message=True)
            return True
        if topic := self._phrases.refused(text, in_talk=in_talk):
            self._keeping.refuse(session, actor.person_id, topic, row)
            return True
        if (request := self._phrases.asked_for(text, in_talk=in_talk)) is not None:
            named = finding.own_report_named if in_talk else finding.report_named
            employee_id = named(session, actor, request.name)
            if employee_id is not None:
                self.begin(session, actor, employee_id, request.mode)
                return True
        if row is None:
            return False
        try:
            self._answer(session, row, text)
        except ButtonsPlease:
            return False
        return True

    def waits_for_a_tap(self, session: Session, manager_id: int) -> bool:
        """Return whether the question that is open is answered with a tap."""
        row = self._under_way(session, manager_id, lock=False)
        return row is not None and row.step not in _HEARS

    def _answer(self, session: Session, row: Conversation, text: str) -> None:
        waited = self._keeping.clock.now() - row.touched_at
        if row.step == Step.PARKED and waited > rules.WAKES_BY_WORDS:
            self._keeping.show_again(session, row)
            return
        seconds = min(int(waited.total_seconds()), ANSWER_SECONDS_MAX)
        self._keeping.apply(session, row, Said(text, seconds=seconds), new_message=True)

    def begin_named(self, session: Session, actor: Actor, name: str) -> str:
        """Start a check-in with the report of that name."""
        return self.begin(session, actor, finding.report_named(session, actor, name), None)

    def today(self, session: Session, person_id: int) -> date:
        """Return the calendar day where a person is."""
        return self._keeping.today(session, person_id)

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
            check_ins.keep(session, row)

    def wake_due(self, session: Session) -> int:
        """Let time have its effect on every conversation that waited long enough; return how many."""
        rows = check_ins.to_wake(session, self._keeping.clock.now())
        for row in rows:
            try:
                with session.begin_nested():
                    # Only an invitation that comes back is worth a new message; the rest changes what is there.
                    passed = TimePassed(self._keeping.clock.now())
                    self._keeping.apply(session, row, passed, new_message=row.step == Step.SNOOZED)
            except Exception:
                # One conversation's trouble must not keep all the others waiting at every tick.
                log.exception("a conversation could not be woken", check_in=row.id)
                check_ins.let_sleep(session, [row.id])
        return len(rows)

    def drop_words(self, session: Session) -> int:
        """Drop what was said in a batch of conversations that ended long enough ago; return how many."""
        now = self._keeping.clock.now()
        return talk_retention.drop_words(session, ENDED, now - self._keep_private, now)

    def evidence_with(self, session: Session, actor: Actor, employee_id: int) -> list[tuple[date, str]]:
        """Return the evidence the actor wrote down about a report, each with its talk's day, newest first."""
        finding.allow(session, actor, employee_id)
        return editions.evidence_of_pair(session, actor.person_id, employee_id)

    def _as_evidence(self, session: Session, row: Conversation, message: editions.SavedMessage) -> str:
        """Return a saved message as an answer: who wrote it, when, and what, in the manager's language."""
        account = people.account_of(session, row.manager_id)
        manager = session.get_one(people.Person, row.manager_id)
        words = partial(self._keeping.catalog.text, account.locale if account else manager.locale)
        said = words("saved-as-evidence", name=message.author, day=message.said_on, words=message.words)
        return said[:ANSWER_LIMIT]

    def _settled_already(
        self, session: Session, manager_id: int, employee_id: int, occurrence_key: str
    ) -> bool:
        before = nudged.preparation_of(session, occurrence_key)
        if before is not None and keeping.state_of(before).reason == NOT_TAKING_PLACE:
            return True
        note = records.newest_between(session, manager_id, employee_id)
        return note is not None and self._keeping.clock.now() - note.created_at < rules.RECENT_FOR

    def _take_up(self, session: Session, row: Conversation, wanted: Mode | None) -> bool:
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

    def _under_way(self, session: Session, manager_id: int, *, lock: bool = True) -> Conversation | None:
        for row in check_ins.of_manager(session, manager_id, frozenset(_UNDER_WAY), lock=lock):
            if row.step != Step.PARKED or not keeping.state_of(row).parked_by_person:
                return row
        return None

    def _park_others(self, session: Session, manager_id: int, *, but: str) -> None:
        for row in check_ins.of_manager(session, manager_id, frozenset(TALKING), lock=True):
            if row.id != but:
                self._keeping.apply(session, row, Pause(), new_message=False)

    def _mine(self, session: Session, actor: Actor, check_in_id: str) -> Conversation:
        row = check_ins.get(session, check_in_id, lock=True)
        if row is None or row.manager_id != actor.person_id:
            raise StepIsOver
        return row

    @staticmethod
    def _only_fell_quiet(row: Conversation) -> bool:
        return row.step == Step.PARKED and not keeping.state_of(row).parked_by_person
