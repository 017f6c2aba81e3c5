"""Asking a pilot its question of the fortnight, once each, and keeping what people say."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING
from uuid import uuid4
from zoneinfo import ZoneInfo

from bot.errors import StepIsOver, TextTooLong
from bot.features.surveys import rules
from bot.features.surveys.refusals import BeyondASurvey
from prompts.surveys import load_surveys
from storage import cycle_progress, nudge_changes, nudge_decisions, nudge_facts, nudge_habits, nudges, people
from storage import surveys as stored
from storage.nudge_decisions import NudgeDecision
from storage.nudges import Offered
from storage.surveys import Said, SurveyAsk, SurveyRound

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator
    from datetime import date

    from sqlmodel import Session

    from bot.clock import Clock
    from bot.outgoing import Outgoing
    from storage.surveys import Pilot

THANKS = "surveys.thanks"
"""The outgoing message after the first answer: it was taken, and what got in the way can be written."""
ASKED_FROM, ASKED_UNTIL = time(9, 30), time(18, 30)
"""From when on the first day and until when on the last, on each one's own clocks."""
DONE, NOT_NEEDED = "done", "not_needed"
MANY_YEARS = timedelta(days=36_500)


class Surveys:
    """One method per thing that can be done, each within the caller's transaction.

    `on_leave` says who is on leave on a day, as far as leave was brought in; `needs_a_human` tells words that are for
    no survey.
    """

    def __init__(
        self,
        clock: Clock,
        zone: ZoneInfo,
        outgoing: Outgoing,
        on_leave: Callable[[Session, date], Collection[int]],
        needs_a_human: Callable[[str], bool],
    ) -> None:
        self._clock = clock
        self._zone = zone
        self._outgoing = outgoing
        self._on_leave = on_leave
        self._needs_a_human = needs_a_human

    def today(self) -> date:
        """Return the day it is where the company is."""
        return self._clock.now().astimezone(self._zone).date()

    @staticmethod
    def any_pilot(session: Session) -> bool:
        """Return whether there is a pilot at all."""
        return bool(stored.pilots(session))

    def ask_due(self, session: Session) -> None:
        """Offer the fortnight's question to everybody in a pilot who works; doing it again changes nothing.

        When within the fortnight it is said is decided by the rules for reminders. Who is no part of a pilot any more
        is not asked.
        """
        today = self.today()
        here: set[str] = set()
        for pilot in stored.pilots(session):
            found = rules.fortnight(pilot.first_on, pilot.last_on, today)
            if found is not None:
                here.update(self._ask(session, pilot, found, today))
        waiting = nudge_changes.waiting_keys(session, nudges.SURVEY)
        nudges.withdraw_all(session, [key for key in waiting if key not in here])

    def answer(self, session: Session, person_id: int, decision_id: int, value: int) -> bool:
        """Take how far somebody agrees, from 1 to 5; the last word counts. Return whether it is their first.

        Raises StepIsOver when it is not theirs to answer, or its fortnight's digest has gone out.
        """
        if not rules.LOWEST <= value <= rules.HIGHEST:
            raise StepIsOver
        row = self._asked(session, person_id, decision_id)
        before = stored.said_by(session, row)
        stored.say(session, row, Said(value, before.words if before else ""), self._clock.now())
        self._is_answered(session, row, decision_id, DONE)
        return before is None or before.value is None

    def write(self, session: Session, person_id: int, decision_id: int, words: str) -> None:
        """Keep what somebody writes of what got in their way; the last words count.

        Raises TextTooLong, BeyondASurvey for what needs a human, and as `answer` does.
        """
        if len(words) > rules.WORDS_LIMIT:
            raise TextTooLong(length=len(words), limit=rules.WORDS_LIMIT)
        if self._needs_a_human(words):
            raise BeyondASurvey(person=people.contact_id(session))
        row = self._asked(session, person_id, decision_id)
        before = stored.said_by(session, row)
        value = before.value if before else None
        stored.say(session, row, Said(value, words.strip()), self._clock.now())
        nudge_decisions.answered(session, row.key, DONE, self._clock.now())

    def written(self, session: Session, person_id: int, decision_id: int) -> str:
        """Return what somebody wrote; empty when nothing. Raises as `answer` does."""
        said = stored.said_by(session, self._asked(session, person_id, decision_id, lock=False))
        return said.words if said else ""

    def skip(self, session: Session, person_id: int, decision_id: int) -> None:
        """Leave somebody alone for this fortnight."""
        row = self._asked(session, person_id, decision_id)
        stored.skip(session, row)
        nudge_decisions.answered(session, row.key, NOT_NEEDED, self._clock.now())

    def stop(self, session: Session, person_id: int, decision_id: int) -> None:
        """Never ask somebody again, until they unmute the question on Home."""
        self.skip(session, person_id, decision_id)
        habit = nudge_habits.habit(session, person_id, nudges.SURVEY)
        habit.muted_until = self._clock.now() + MANY_YEARS
        session.add(habit)
        session.flush()

    def _ask(self, session: Session, pilot: Pilot, found: rules.Fortnight, today: date) -> Iterator[str]:
        """Keep and offer the question to whom the pilot is for; give the reminders' keys."""
        row = stored.begin(
            session,
            SurveyRound(
                id=uuid4().hex,
                cycle_id=pilot.cycle_id,
                number=found.number,
                question=rules.question_of(found.number, load_surveys()),
                opens=found.opens,
                closes=found.closes,
            ),
        )
        whom = cycle_progress.concerned(session, pilot.cycle_id, pilot.ends, today, pilot.units)
        members = cycle_progress.members(session, whom)
        away = set(self._on_leave(session, today))
        asked = {person: unit for person, unit in members.items() if person not in away}
        zones = self._zones(session, asked)
        facts = {"question": row.question}
        stored.ask(
            session,
            [
                SurveyAsk(
                    cycle_id=row.cycle_id,
                    number=row.number,
                    person_id=person,
                    key=_key(row, person),
                    unit_code=unit,
                )
                for person, unit in asked.items()
            ],
        )
        nudges.offer_all(
            session,
            [
                Offered(
                    recipient_id=person,
                    kind=nudges.SURVEY,
                    about_id=None,
                    key=_key(row, person),
                    due_at=datetime.combine(row.opens, ASKED_FROM, zones[person]),
                    until=datetime.combine(row.closes, ASKED_UNTIL, zones[person]),
                    facts=facts,
                )
                for person in asked
            ],
        )
        yield from (_key(row, person) for person in asked)

    @staticmethod
    def _zones(session: Session, persons: Collection[int]) -> dict[int, ZoneInfo]:
        where = nudge_facts.whereabouts(session, persons)
        return {
            each.key: ZoneInfo(where[each.key].timezone if each.key in where else each.timezone)
            for each in people.by_ids(session, set(persons))
        }

    def _asked(self, session: Session, person_id: int, decision_id: int, *, lock: bool = True) -> SurveyAsk:
        decision = session.get(NudgeDecision, decision_id)
        if decision is None or decision.recipient_id != person_id or decision.kind != nudges.SURVEY:
            raise StepIsOver
        row = stored.by_key(session, decision.candidate_key, lock=lock)
        if row is None or stored.is_told(session, row):
            raise StepIsOver
        return row

    def _is_answered(self, session: Session, row: SurveyAsk, decision_id: int, outcome: str) -> None:
        nudge_decisions.answered(session, row.key, outcome, self._clock.now())
        self._outgoing.post(
            session,
            key=f"{THANKS}:{row.key}",
            kind=THANKS,
            payload={"decision": decision_id},
            to=row.person_id,
        )


def _key(row: SurveyRound, person_id: int) -> str:
    return f"survey:{row.cycle_id}:{row.number}:{person_id}"
