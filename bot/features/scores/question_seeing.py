"""Questions about figures as those involved see them: the one line, what was said, and how far it is."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.access import Action, Actor, FigureSubject, can
from bot.access.hr import works_in_hr
from bot.errors import QuestionIsGone
from bot.features.scores import canonical, deciding
from bot.features.scores.corrections import correctable
from bot.features.scores.explained import Explained
from bot.features.scores.publishing import change_between
from bot.features.scores.question_rules import State
from bot.features.scores.question_views import OnHome, QuestionView, WaitingEntry
from bot.features.scores.results import Result
from storage import figure_questions, metrics, people, readings, relations, scores, second_persons

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal
    from zoneinfo import ZoneInfo

    from sqlmodel import Session

    from bot.clock import Clock
    from bot.features.scores.surroundings import Surroundings
    from storage.figure_questions import FigureQuestion

_TICK = timedelta(microseconds=1)
MOST_WAITING = 200
"""So many entries are looked at for Home, the oldest first; who has more finds the rest when these are done."""


class QuestionSeeing:
    """Reads questions, as far as a reader may see them."""

    def __init__(self, clock: Clock, surroundings: Surroundings, zone: ZoneInfo) -> None:
        self._clock = clock
        self._surroundings = surroundings
        self._zone = zone

    def seen_by(self, session: Session, reader_id: int, question_id: str) -> QuestionView:
        """Return a question as somebody may see it. Raises QuestionIsGone, also for who may not."""
        question = figure_questions.get(session, question_id)
        if question is None:
            raise QuestionIsGone
        view = self._view(session, reader_id, question)
        if view is None:
            raise QuestionIsGone
        return view

    def on_home(self, session: Session, person_id: int) -> OnHome:
        """Return what of questions is somebody's to know or to do."""
        own = figure_questions.of_person(session, person_id)[-3:]
        asked = figure_questions.of_owner(session, person_id)[:3]
        return OnHome(
            tuple(view for each in reversed(own) if (view := self._view(session, person_id, each))),
            tuple(view for each in asked if (view := self._view(session, person_id, each))),
            tuple(self._waiting(session, person_id)),
        )

    def subject(self, session: Session, question: FigureQuestion) -> FigureSubject:
        """Return a question as `access.can` wants it."""
        stands = relations.standing(session, question.person_id, self.today)
        return FigureSubject(question.person_id, question.owner_id, stands.units)

    def actor(self, session: Session, person_id: int) -> Actor:
        """Return somebody as `access.can` wants them."""
        reader = relations.reader(session, person_id, self.today)
        return Actor.of(reader)

    @property
    def today(self) -> date:
        """The company's day."""
        return self._clock.now().astimezone(self._zone).date()

    def may_approve(self, session: Session, person_id: int, number: int) -> bool:
        """Return whether somebody may stand for an entry as the second person."""
        reading = readings.get(session, number)
        if reading is None:
            return False
        subject = deciding.subject_of(session, reading, self.today)
        return can(self.actor(session, person_id), Action.APPROVE_READING, subject)

    def _may_be_second(self, session: Session, person_id: int) -> bool:
        """Return whether it is worth looking for entries that somebody may stand for."""
        in_hr = works_in_hr(self.actor(session, person_id))
        return in_hr or bool(people.reports_of(session, person_id)) or metrics.owns_any(session, person_id)

    def _view(self, session: Session, reader_id: int, question: FigureQuestion) -> QuestionView | None:
        own = reader_id == question.person_id
        answers = can(self.actor(session, reader_id), Action.ANSWER_FIGURE, self.subject(session, question))
        state = State(question.state)
        second = state is State.WAITING and self.may_approve(session, reader_id, question.correction or 0)
        said = figure_questions.words_of(session, question)
        trace = scores.trace(session, question.score_id)
        if said is None or trace is None or not (own or answers or second):
            return None
        words = json.loads(said.asked)
        answer = json.loads(said.answer) if said.answer else {}
        versions = scores.versions(session, question.person_id, question.cycle)
        version = next(each for each in versions if each.id == question.score_id)
        result = canonical.read(Result, trace)
        explained = Explained(result, self._surroundings.around(session, result, version))
        return QuestionView(
            id=question.id,
            own=own,
            name=session.get_one(people.Person, question.person_id).name,
            cycle=question.cycle,
            code=question.code,
            state=state,
            asked=words["wrong"],
            evidence=words["evidence"],
            asked_at=question.asked_at.astimezone(self._zone),
            due_on=self._due_on(question),
            explained=explained,
            may_answer=answers and state is State.OPEN,
            second=second,
            correction=question.correction if correctable(explained.line(question.code)) else None,
            reason=answer.get("reason", ""),
            new_value=answer.get("value", ""),
            by=_name(session, question.answered_by),
            answered_at=question.answered_at and question.answered_at.astimezone(self._zone),
            takes_effect=question.next_at.astimezone(self._zone)
            if question.next_at is not None and state is State.ANNOUNCED
            else None,
            points=self._points(session, question),
        )

    def _due_on(self, question: FigureQuestion) -> date:
        # The stored instant is the first one that is too late.
        return (question.due_at.astimezone(self._zone) - _TICK).date()

    def _points(self, session: Session, question: FigureQuestion) -> Decimal | None:
        versions = {each.id: each for each in scores.versions(session, question.person_id, question.cycle)}
        new = versions.get(question.new_score_id or "")
        if new is None:
            return None
        moved = change_between(session, versions[question.score_id], new)
        return moved.points if moved else None

    def _waiting(self, session: Session, person_id: int) -> list[WaitingEntry]:
        if not self._may_be_second(session, person_id):
            return []
        found = []
        for reading in second_persons.waiting(session, MOST_WAITING):
            subject = deciding.subject_of(session, reading, self.today)
            if can(self.actor(session, person_id), Action.APPROVE_READING, subject):
                whose = (
                    reading.subject.removeprefix("unit:")
                    if reading.person_id is None
                    else _name(session, reading.person_id)
                )
                by = _name(session, reading.captured_by_id)
                found.append(
                    WaitingEntry(reading.number, whose, reading.code, reading.row.get("value", ""), by)
                )
        return found


def _name(session: Session, person_id: int | None) -> str:
    person = session.get(people.Person, person_id) if person_id is not None else None
    return person.name if person else ""
