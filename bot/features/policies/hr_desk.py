"""Questions the rules do not cover: sent to HR, answered, and brought into the rule book as an FAQ entry."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING
from uuid import uuid4
from zoneinfo import ZoneInfo

from bot.access import Action, Actor, QuestionSubject, RulesSubject, can
from bot.errors import (
    AlreadyAnswered,
    AlreadySentToHr,
    AnswerMissing,
    DraftIsGone,
    NamesSomebody,
    NotAllowed,
    QuestionNotFound,
)
from bot.features.policies import faq, readers
from bot.features.policies.answers import Asked, Draft, HrAnswerView, HrQuestionView
from bot.features.policies.faq_book import FaqBook
from bot.language.names import written_names
from storage import hr_questions, people, relations
from storage.hr_questions import DraftState, Sent
from storage.outbox import NoSuchMessageError

if TYPE_CHECKING:
    from sqlmodel import Session

    from bot.clock import Clock
    from bot.features.policies.asking import Asking
    from bot.outgoing import Outgoing
    from bot.working_days import WorkingDays
    from prompts.catalog import Catalog

HR_QUESTION, HR_ANSWER, HR_REMINDER = "policies.hr_question", "policies.hr_answer", "policies.hr_reminder"
"""The outgoing messages: to HR, back to the asker, and to HR once more."""
REMIND_AFTER = 2
"""Working days."""


class HrDesk:
    """One method per thing HR and the asker can do; `asking` keeps the questions themselves."""

    def __init__(  # noqa: PLR0913 - the parts of one desk, all named
        self,
        *,
        clock: Clock,
        outgoing: Outgoing,
        asking: Asking,
        calendar: WorkingDays,
        company_zone: str,
        catalog: Catalog,
    ) -> None:
        self._clock = clock
        self._outgoing = outgoing
        self._asking = asking
        self._calendar = calendar
        self._zone = ZoneInfo(company_zone)
        self._faq = FaqBook(clock, company_zone, catalog)

    def words_of(self, session: Session, person_id: int, question_id: str) -> str:
        """Return what would be sent to HR; raises NotYourQuestion, QuestionNotFound and AlreadySentToHr."""
        question = self._asking.own(session, person_id, question_id)
        if hr_questions.of_question(session, question_id) is not None:
            raise AlreadySentToHr
        return Asked.parse(question.asked).words

    def send(self, session: Session, person_id: int, question_id: str, addition: str, event: str) -> None:
        """Send a question to HR with what the asker adds; raises as `words_of` does."""
        words = self.words_of(session, person_id, question_id)
        question = self._asking.own(session, person_id, question_id)
        sent = Sent(
            id=uuid4().hex,
            question_id=question_id,
            asker_id=person_id,
            language=question.language,
            words=f"{words}\n{addition}".strip(),
            sent_at=self._clock.now(),
        )
        if not hr_questions.add(session, sent):
            raise AlreadySentToHr
        self._tell_hr(session, sent, HR_QUESTION)
        # Where it was answered in a form nothing stands to be changed.
        with suppress(NoSuchMessageError):
            self._asking.redraw(session, question_id, event)

    def seen_by(self, session: Session, person_id: int, sent_id: str) -> HrQuestionView:
        """Return a question as HR sees it; raises QuestionNotFound and NotAllowed."""
        sent = self._sent(session, sent_id)
        actor = self._actor(session, person_id)
        subject = self._subject(session, sent)
        if not can(actor, Action.ANSWER_QUESTION, subject) and not can(actor, Action.PUBLISH_ANSWER, subject):
            raise NotAllowed
        return self._view(session, actor, sent)

    def answer(self, session: Session, person_id: int, sent_id: str, *, answer: str, wording: str) -> None:
        """Answer a question, once, and draft the FAQ entry. `wording` is the question in words that name nobody.

        Raises QuestionNotFound, NotAllowed, AlreadyAnswered, AnswerMissing and NamesSomebody.
        """
        sent = self._sent(session, sent_id, lock=True)
        if not can(self._actor(session, person_id), Action.ANSWER_QUESTION, self._subject(session, sent)):
            raise NotAllowed
        if sent.answered_by is not None:
            raise AlreadyAnswered(person=sent.answered_by)
        draft = self._checked(session, sent, Draft(faq.heading(wording), answer), "wording")
        now = self._clock.now()
        hr_questions.answer(session, sent, person_id, answered=answer, draft=str(draft), now=now)
        self._outgoing.post(
            session,
            key=f"{HR_ANSWER}:{sent_id}",
            kind=HR_ANSWER,
            payload={"sent": sent_id},
            to=sent.asker_id,
        )
        self._redraw(session, sent, "answered")
        for admin in people.with_role(session, relations.HR_ADMIN):
            if admin.key != sent.asker_id:
                self._post(session, sent, admin.key, HR_QUESTION)

    def publish(  # noqa: PLR0913 - an entry has this many facts
        self, session: Session, person_id: int, sent_id: str, *, question: str, answer: str, event: str
    ) -> str:
        """Publish a draft as a clause of the FAQ, in these words, and return the clause's number.

        Raises QuestionNotFound, NotAllowed, DraftIsGone, AnswerMissing and NamesSomebody.
        """
        sent = self._draft(session, person_id, sent_id)
        checked = self._checked(session, sent, Draft(faq.heading(question), answer), "wording", "answer")
        clause = self._faq.publish(session, sent, checked, person_id)
        hr_questions.settle_draft(
            session, sent_id, DraftState.PUBLISHED, by=person_id, now=self._clock.now(), clause_id=clause
        )
        self._redraw(session, sent, event)
        return clause

    def drop(self, session: Session, person_id: int, sent_id: str, event: str) -> None:
        """Let a draft go; raises QuestionNotFound, NotAllowed and DraftIsGone."""
        sent = self._draft(session, person_id, sent_id)
        hr_questions.settle_draft(session, sent_id, DraftState.DROPPED, by=person_id, now=self._clock.now())
        self._redraw(session, sent, event)

    def remind_due(self, session: Session) -> int:
        """Remind HR, once, of what has waited for two working days; return of how many questions."""
        now, reminded = self._clock.now(), 0
        for sent in hr_questions.unanswered(session):
            due = self._calendar.deadline(sent.sent_at, REMIND_AFTER, self._zone.key)
            if sent.reminded_at is None and due <= now:
                hr_questions.remind(session, sent.id, now)
                self._tell_hr(session, sent, HR_REMINDER)
                reminded += 1
        return reminded

    def came_back(self, session: Session, sent_id: str) -> HrAnswerView | None:
        """Return HR's answer as the asker sees it; None when somebody involved was erased."""
        sent = hr_questions.get(session, sent_id)
        if sent is None or not sent.answer or sent.answered_at is None:
            return None
        return HrAnswerView(
            words=sent.words,
            answer=sent.answer,
            author=_name(session, sent.answered_by),
            answered_at=sent.answered_at,
            language=sent.language,
            timezone=people.zone_of(session, sent.asker_id).key,
            clause=sent.clause_id,
        )

    def waiting(self, session: Session, person_id: int) -> tuple[list[HrQuestionView], list[HrQuestionView]]:
        """Return the questions somebody in HR may answer, and the drafts they may publish, oldest first."""
        actor = self._actor(session, person_id)
        if not can(actor, Action.READ_DIGEST, RulesSubject(relations.HR)):
            return [], []
        questions = [
            self._view(session, actor, sent)
            for sent in hr_questions.unanswered(session)
            if can(actor, Action.ANSWER_QUESTION, self._subject(session, sent))
        ]
        drafts = [
            self._view(session, actor, sent)
            for sent in hr_questions.drafts(session)
            if can(actor, Action.PUBLISH_ANSWER, self._subject(session, sent))
        ]
        return questions, drafts

    def _draft(self, session: Session, person_id: int, sent_id: str) -> Sent:
        sent = self._sent(session, sent_id, lock=True)
        if not can(self._actor(session, person_id), Action.PUBLISH_ANSWER, self._subject(session, sent)):
            raise NotAllowed
        if sent.draft_state is not DraftState.DRAFT or not sent.draft:
            raise DraftIsGone
        return sent

    @staticmethod
    def _checked(session: Session, sent: Sent, draft: Draft, *nameless: str) -> Draft:
        """Return a draft that has both its parts, of which the `nameless` ones do not name the asker."""
        parts = {"answer": draft.answer, "wording": draft.question}
        for field, words in parts.items():
            if not words.strip():
                raise AnswerMissing(field=field)
        asker = session.get_one(people.Person, sent.asker_id)
        names = (asker.name, *written_names(asker.name), asker.email)
        for field in nameless:
            if any(name and name.casefold() in parts[field].casefold() for name in names):
                raise NamesSomebody(field=field)
        return draft

    def _tell_hr(self, session: Session, sent: Sent, kind: str) -> None:
        for person_id in self._helpers(session, sent):
            self._post(session, sent, person_id, kind)

    def _helpers(self, session: Session, sent: Sent) -> list[int]:
        """Return who in HR answers: the partners who serve the asker, the admins when there is none."""
        today = self._clock.now().astimezone(self._zone).date()
        there = [each for each in relations.hr_of(session, sent.asker_id, today) if each.key != sent.asker_id]
        partners = [each.key for each in there if each.role == relations.HR]
        return partners or [each.key for each in there]

    def _post(self, session: Session, sent: Sent, person_id: int, kind: str) -> None:
        self._outgoing.post(
            session, key=_key(sent, person_id, kind), kind=kind, payload={"sent": sent.id}, to=person_id
        )

    def _redraw(self, session: Session, sent: Sent, event: str) -> None:
        """Show everybody in HR who has this question how it stands now."""
        for person in people.with_role(session, relations.HR, relations.HR_ADMIN):
            for kind in (HR_QUESTION, HR_REMINDER):
                key = _key(sent, person.key, kind)
                with suppress(NoSuchMessageError):
                    self._outgoing.update(
                        session, key=f"{key}:{event}", target_key=key, kind=kind, payload={"sent": sent.id}
                    )

    def _view(self, session: Session, actor: Actor, sent: Sent) -> HrQuestionView:
        subject = self._subject(session, sent)
        return HrQuestionView(
            id=sent.id,
            # Who publishes need not know who asked.
            asker=_name(session, sent.asker_id) if can(actor, Action.ANSWER_QUESTION, subject) else "",
            words=sent.words,
            language=sent.language,
            sent_at=sent.sent_at,
            author=_name(session, sent.answered_by),
            answer=sent.answer,
            answered_at=sent.answered_at,
            draft=Draft.parse(sent.draft) if sent.draft else None,
            draft_state=sent.draft_state.value,
            clause=sent.clause_id,
            may_publish=can(actor, Action.PUBLISH_ANSWER, subject),
        )

    def _sent(self, session: Session, sent_id: str, *, lock: bool = False) -> Sent:
        sent = hr_questions.get(session, sent_id, lock=lock)
        if sent is None:
            raise QuestionNotFound
        return sent

    def _actor(self, session: Session, person_id: int) -> Actor:
        return readers.actor(session, person_id, self._clock.now().astimezone(self._zone).date())

    def _subject(self, session: Session, sent: Sent) -> QuestionSubject:
        today = self._clock.now().astimezone(self._zone).date()
        return QuestionSubject(sent.asker_id, relations.standing(session, sent.asker_id, today).units)


def _key(sent: Sent, person_id: int, kind: str) -> str:
    return f"{kind}:{sent.id}:{person_id}"


def _name(session: Session, person_id: int | None) -> str:
    person = session.get(people.Person, person_id) if person_id is not None else None
    return person.name if person else ""
