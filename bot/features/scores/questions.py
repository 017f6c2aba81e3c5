"""Questioning a figure: it goes to its owner with the trace of that one line, and comes back answered (PM-6.3)."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import TYPE_CHECKING
from uuid import uuid4

from bot.access import Action, can
from bot.errors import (
    AlreadyAnswered,
    AlreadyQuestioned,
    AnswerMissing,
    CorrectionRefused,
    LineNotFound,
    NobodyToAsk,
    NotAllowed,
    QuestionIsGone,
    StepIsOver,
)
from bot.features.scores import deciding, question_rules, release_rules
from bot.features.scores.question_rules import Beat, State
from storage import figure_questions, metrics, people, relations, scores
from storage.figure_questions import FigureQuestion
from storage.outbox import NoSuchMessageError, Priority

if TYPE_CHECKING:
    from collections.abc import Callable
    from zoneinfo import ZoneInfo

    from sqlmodel import Session

    from bot.clock import Clock
    from bot.features.scores.corrections import Corrections
    from bot.features.scores.explained import Counted
    from bot.features.scores.publishing import Publishing
    from bot.features.scores.question_seeing import QuestionSeeing
    from bot.features.scores.service import Scores
    from bot.outgoing import Outgoing
    from bot.working_days import Days

QUESTION, QUESTION_AGAIN = "scores.question", "scores.question_again"
SECOND, NEWS = "scores.second", "scores.question_news"
"""The outgoing messages: to the owner and once more, to a second person, and back to who asked."""
AT_ONCE = 50
_CORRECTED = "corrected"


class FigureQuestions:
    """One method per thing those involved can do. `answered` is told of every question that has its answer."""

    def __init__(  # noqa: PLR0913 - the parts of one desk, all named
        self,
        *,
        clock: Clock,
        calendar: Days,
        zone: ZoneInfo,
        scores: Scores,
        seeing: QuestionSeeing,
        corrections: Corrections,
        publishing: Publishing,
        outgoing: Outgoing,
    ) -> None:
        self._clock = clock
        self._calendar = calendar
        self._zone = zone
        self._scores = scores
        self._seeing = seeing
        self._corrections = corrections
        self._publishing = publishing
        self._outgoing = outgoing
        self.answered: Callable[[Session, FigureQuestion], None] = _nobody

    def ask(  # noqa: PLR0913, PLR0917 - who asks what about which line
        self, session: Session, person_id: int, cycle: str, code: str, wrong: str, evidence: str = ""
    ) -> FigureQuestion:
        """Send a question to the figure's owner, due in three working days.

        Raises what `Scores.explain` raises, LineNotFound, AnswerMissing, AlreadyQuestioned and NobodyToAsk.
        """
        shown = self._scores.explain(session, person_id, person_id, cycle)
        line = shown.explained.line(code)
        if line is None:
            raise LineNotFound(code=code)
        if not wrong.strip():
            raise AnswerMissing(field="wrong")
        if figure_questions.open_about(session, person_id, cycle, line.result.code) is not None:
            raise AlreadyQuestioned(code=line.result.code)
        now = self._clock.now()
        beats = question_rules.beats(self._seeing.today, self._calendar, self._zone)
        question = FigureQuestion(
            id=uuid4().hex,
            person_id=person_id,
            cycle=cycle,
            code=line.result.code,
            score_id=shown.version_id,
            owner_id=self._owner(session, person_id, line),
            words=b"",
            asked_at=now,
            due_at=beats[Beat.OVERDUE],
            step=int(Beat.REMIND),
            next_at=beats[Beat.REMIND],
        )
        said = json.dumps({"wrong": wrong.strip(), "evidence": evidence.strip()})
        figure_questions.add(session, question, said)
        self._post(session, question, QUESTION, question.owner_id)
        self._post(session, question, NEWS, person_id)
        return question

    def stands(self, session: Session, by_id: int, question_id: str, reason: str) -> None:
        """Answer that the figure is right, and why. Raises QuestionIsGone, AlreadyAnswered and AnswerMissing."""
        question = self._mine_to_answer(session, by_id, question_id, reason)
        question.state, question.next_at = State.STANDS.value, None
        self._keep_answer(session, question, by_id, reason, "")
        self._settled(session, question)

    def correct(self, session: Session, by_id: int, question_id: str, value: str, reason: str) -> None:
        """Answer that the figure was wrong.

        A typed `value` waits for a second person; without one, the source has delivered the right figure since.
        Raises as `stands` does, CorrectionRefused and OtherLinesOpen.
        """
        question = self._mine_to_answer(session, by_id, question_id, reason)
        reading = self._corrections.counted(session, question.person_id, question.cycle, question.code)
        if reading is None:
            raise CorrectionRefused(field="value")
        if value.strip():
            line = self._line(session, question)
            question.correction = self._corrections.enter(session, line, reading, value, by_id)
            question.state, question.step = State.WAITING.value, int(Beat.SECOND)
            now = self._clock.now()
            question.next_at = question_rules.second_beats(now, self._calendar, self._zone)[0]
            self._keep_answer(session, question, by_id, reason, value.strip())
            for person_id in self._who_may_stand(session, question):
                self._post(session, question, SECOND, person_id)
            self._redraw(session, question)
            return
        if reading.stored_at <= question.asked_at:
            raise CorrectionRefused(field="value")
        self._keep_answer(session, question, by_id, reason, reading.row.get("value", ""))
        self._take_in(session, question, by_id)

    def approve(self, session: Session, by_id: int, number: int) -> None:
        """Stand for a figure entered by hand; if it corrects a questioned one, the result follows at once.

        Raises NotAllowed, StepIsOver for what needs nobody any more, and OtherLinesOpen.
        """
        try:
            deciding.approve(session, number, by_id, self._clock.now())
        except deciding.NoSuchReadingError as problem:
            raise StepIsOver from problem
        question = figure_questions.correcting(session, number)
        if question is not None:
            self._take_in(session, question, by_id)

    def remind_due(self, session: Session) -> int:
        """Do what time does with questions now; return with how many."""
        due = figure_questions.due(session, self._clock.now(), AT_ONCE)
        for question in due:
            self._beat(session, question)
        return len(due)

    def _beat(self, session: Session, question: FigureQuestion) -> None:
        if figure_questions.words_of(session, question) is None:
            question.next_at = None
        elif question.step == Beat.TAKE_EFFECT:
            self._take_effect(session, question)
        elif question.step >= Beat.SECOND:
            for person_id in self._who_may_stand(session, question)[:1]:
                self._post(session, question, SECOND, person_id, question.step)
            since, now = question.answered_at or question.asked_at, self._clock.now()
            beats = question_rules.second_beats(since, self._calendar, self._zone)
            question.step, question.next_at = question.step + 1, next((at for at in beats if at > now), None)
        else:
            asked_on = question.asked_at.astimezone(self._zone).date()
            beats = question_rules.beats(asked_on, self._calendar, self._zone)
            step, now = question.step, self._clock.now()
            # After a standstill only the last of what was missed is said.
            while step < Beat.OVERDUE and beats[step + 1] <= now:
                step += 1
            helpers = self._hr(session, question.person_id) if step == Beat.OVERDUE else []
            for person_id in dict.fromkeys([question.owner_id, *helpers[:1]]):
                self._post(session, question, QUESTION_AGAIN, person_id, step)
            question.step = step + 1
            question.next_at = beats[step + 1] if step < Beat.OVERDUE else None
        figure_questions.keep(session, question)

    def _take_in(self, session: Session, question: FigureQuestion, by_id: int) -> None:
        """Let a correction reach the result: at once, or, when it lowers one that is out, after a notice."""
        before = scores.released(session, question.person_id, question.cycle)
        why = f"{_CORRECTED} {question.code}"
        version = self._corrections.recomputed(session, question.person_id, question.cycle, why)
        question.new_score_id = version.id
        if before is not None and release_rules.is_lower(version.computed.final, before.computed.final):
            now = self._clock.now()
            question.state, question.step = State.ANNOUNCED.value, int(Beat.TAKE_EFFECT)
            question.next_at = self._calendar.deadline(now, question_rules.NOTICE_DAYS, self._zone.key)
            figure_questions.keep(session, question)
            self._post(session, question, NEWS, question.person_id)
            self._redraw(session, question)
            return
        if before is not None:
            self._publishing.publish(session, version, by_id=by_id, why=_CORRECTED)
        question.state, question.next_at = State.CORRECTED.value, None
        self._settled(session, question)

    def _take_effect(self, session: Session, question: FigureQuestion) -> None:
        latest = scores.latest(session, question.person_id, question.cycle)
        if latest is not None:
            self._publishing.publish(session, latest, by_id=question.answered_by, why=_CORRECTED)
            question.new_score_id = latest.id
        question.state, question.next_at = State.CORRECTED.value, None
        self._settled(session, question)

    def _settled(self, session: Session, question: FigureQuestion) -> None:
        figure_questions.keep(session, question)
        self._post(session, question, NEWS, question.person_id)
        self._redraw(session, question)
        self.answered(session, question)

    def _mine_to_answer(self, session: Session, by_id: int, question_id: str, reason: str) -> FigureQuestion:
        question = figure_questions.get(session, question_id, lock=True)
        if question is None:
            raise QuestionIsGone
        subject = self._seeing.subject(session, question)
        if not can(self._seeing.actor(session, by_id), Action.ANSWER_FIGURE, subject):
            raise NotAllowed
        if question.state != State.OPEN:
            raise AlreadyAnswered(person=question.answered_by)
        if not reason.strip():
            raise AnswerMissing(field="reason")
        return question

    def _keep_answer(
        self, session: Session, question: FigureQuestion, by_id: int, reason: str, value: str
    ) -> None:
        said = json.dumps({"reason": reason.strip(), "value": value})
        figure_questions.answer(session, question, said, by_id, self._clock.now())

    def _line(self, session: Session, question: FigureQuestion) -> Counted:
        line = self._seeing.seen_by(session, question.person_id, question.id).explained.line(question.code)
        if line is None:
            raise LineNotFound(code=question.code)
        return line

    def _owner(self, session: Session, person_id: int, line: Counted) -> int:
        """Return whose the metric is; where it is nobody's, or the asker's own, HR's who serves them."""
        record = line.provenance
        metric = metrics.newest(session, [record.metric_id]).get(record.metric_id) if record else None
        owner = session.get(people.Person, metric.owner_id) if metric and metric.owner_id else None
        if owner and owner.key != person_id and relations.is_here(session, owner, self._seeing.today):
            return owner.key
        helpers = self._hr(session, person_id)
        if not helpers:
            raise NobodyToAsk
        return helpers[0]

    def _hr(self, session: Session, person_id: int) -> list[int]:
        return [each.key for each in relations.helpers_of(session, person_id, self._seeing.today)]

    def _who_may_stand(self, session: Session, question: FigureQuestion) -> list[int]:
        able, number = self._seeing.may_approve, question.correction or 0
        return [each for each in self._asked_to_stand(session, question) if able(session, each, number)]

    def _asked_to_stand(self, session: Session, question: FigureQuestion) -> list[int]:
        managers = relations.standing(session, question.person_id, self._seeing.today).managers[:1]
        return list(dict.fromkeys([*self._hr(session, question.person_id), *managers, question.owner_id]))

    def _post(
        self, session: Session, question: FigureQuestion, kind: str, to: int, step: int | None = None
    ) -> None:
        turn = question.state if step is None else f"{question.state}:{step}"
        self._outgoing.post(
            session,
            key=f"{kind}:{question.id}:{to}" + (f":{turn}" if kind in {NEWS, QUESTION_AGAIN} or step else ""),
            kind=kind,
            payload={"question": question.id, "state": question.state, "step": step or 0},
            to=to,
            priority=Priority.NUDGE if kind == QUESTION_AGAIN else Priority.REPLY,
        )

    def _redraw(self, session: Session, question: FigureQuestion) -> None:
        """Show everybody who was asked how the question stands now."""
        seconds = [] if question.state == State.WAITING else self._asked_to_stand(session, question)
        for kind, person_id in [(QUESTION, question.owner_id), *((SECOND, each) for each in seconds)]:
            key = f"{kind}:{question.id}:{person_id}"
            with suppress(NoSuchMessageError):
                self._outgoing.update(
                    session,
                    key=f"{key}:{question.state}",
                    target_key=key,
                    kind=kind,
                    payload={"question": question.id, "state": question.state, "step": 0},
                )


def _nobody(_session: Session, _question: FigureQuestion) -> None:
    """Tell nobody: there may be no appeals."""
