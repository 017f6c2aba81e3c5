"""A question in plain words, from the moment it is asked to the moment its answer is stored."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4
from zoneinfo import ZoneInfo

from bot.errors import BeyondACheckIn, NoQuestionFound, NotYourQuestion, QuestionNotFound, QuestionTooLong
from bot.features.policies.answers import Answer, Asked
from bot.features.policies.lookups import Place, Source, Work
from bot.features.policies.phrases import QUESTION_LIMIT, continued, language_of
from knowledge.passages import View
from storage import clause_use, people, questions, relations
from storage.outbox_claims import Place as Standing
from storage.questions import Question, State
from storage.relations import EVERYONE

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date, datetime

    from sqlmodel import Session

    from bot.clock import Clock
    from bot.features.policies.answers import PersonalWord
    from bot.features.policies.phrases import Phrases
    from bot.outgoing import Outgoing

    PersonalRoute = Callable[[Session, int], PersonalWord | None]

ANSWER = "policies.answer"
"""The outgoing message that answers a question."""
LEASE = timedelta(seconds=60)
"""So long nobody else works on a question: longer than the slowest model."""
TRIES = 3
TOPIC_LASTS = timedelta(minutes=15)
_FIRST_PERSON = re.compile(r"\b(?:i|i'm|i've|me|my|mine|we|us|our)\b|[我俺咱]", re.IGNORECASE)


def _about_all_rules(_session: Session, _question_id: str) -> None:
    """Say that a question is about whatever rules there are today."""


class Asking:
    """Questions about the rules. `owner` names this process; `alone`: no other one answers.

    `needs_a_human` tells words that no rule answers; `routes` are the features that know the asker's own affairs.
    `about` says to which version of which document a question is confined, where it is.
    """

    def __init__(  # noqa: PLR0913 - the parts of one way, all named
        self,
        *,
        clock: Clock,
        outgoing: Outgoing,
        phrases: Phrases,
        company_zone: str,
        owner: str,
        alone: bool,
        needs_a_human: Callable[[str], bool],
        routes: Mapping[str, PersonalRoute],
        about: Callable[[Session, str], tuple[str, str] | None] = _about_all_rules,
    ) -> None:
        self._clock = clock
        self._outgoing = outgoing
        self._phrases = phrases
        self._zone = ZoneInfo(company_zone)
        self._owner = owner
        self._alone = alone
        self._needs_a_human = needs_a_human
        self._routes = routes
        self._about = about

    def take(self, session: Session, person_id: int, words: str, source: Source, locale: str) -> str:
        """Store a question, answer it when nothing has to be looked up, and return its id.

        Raises NoQuestionFound, QuestionTooLong, and BeyondACheckIn for words that need a human now: those are
        not stored.
        """
        self._check(session, words)
        now = self._clock.now()
        language = language_of(words, "zh" if locale.lower().startswith("zh") else "en")
        question = Question(
            id=uuid4().hex,
            asker_id=person_id,
            place=source.place.value,
            channel=source.channel,
            thread_ts=source.thread_ts,
            language=language,
            state=State.ASKED,
            asked=str(Asked(words, words)),
            asked_at=now,
            owner=self._owner,
            claimed_until=now + LEASE,
            attempts=1,
        )
        if topic := self._phrases.refused(words):
            question.state, question.topic = State.REFUSED, topic
        elif (route := self._phrases.personal(words, language)) is not None:
            question.topic = route.name
            known = self._routes.get(route.name)
            if known is not None and known(session, person_id) is not None:
                question.state = State.ROUTED
        else:
            question.asked = str(Asked(words, self._understood(session, person_id, words)))
        if question.state is not State.ASKED:
            question.answer, question.answered_at = str(Answer()), now
            question.owner, question.claimed_until = "", None
        questions.add(session, question)
        if question.state is not State.ASKED:
            self._post(session, question, public=False)
        return question.id

    def work(self, session: Session, question_id: str) -> Work | None:
        """Return what has to be looked up for a question; None when it is answered already."""
        question = questions.get(session, question_id)
        if question is None or question.state is not State.ASKED:
            return None
        asked = Asked.parse(question.asked)
        texts = tuple(dict.fromkeys((asked.understood, asked.words)))
        if question.topic:
            texts = (self._phrases.general(question.topic, question.language),)
        day = self.day_of(self._clock.now())
        only = self._about(session, question.id)
        theirs = View(relations.audiences(session, question.asker_id), day, only)
        views: tuple[View, ...] = (theirs,)
        if question.place == Place.CHANNEL.value:
            views = (View(theirs.audiences & {EVERYONE}, day), theirs)
        return Work(
            question_id=question.id,
            asker_id=question.asker_id,
            language=question.language,
            words=asked.words,
            earlier=self._earlier(session, question),
            texts=texts,
            views=views,
            attempts=question.attempts,
            topic=question.topic,
            place=Place(question.place),
            channel=question.channel,
            thread_ts=question.thread_ts,
            appeared=question.appeared,
        )

    def public_view(self) -> View:
        """Return what everybody may see today."""
        return View(frozenset({EVERYONE}), self._clock.now().astimezone(self._zone).date())

    def appears(self, session: Session, question_id: str) -> bool:
        """Keep that an answer begins to appear while it is composed; False when it is not ours to answer any more."""
        return questions.appears(session, question_id, self._owner)

    def today(self) -> date:
        """Return the company's day."""
        return self.day_of(self._clock.now())

    def day_of(self, moment: datetime) -> date:
        """Return the company's day at a moment: with it a version begins."""
        return moment.astimezone(self._zone).date()

    def conclude(self, session: Session, question_id: str, answer: Answer, ts: str = "") -> bool:
        """Store an answer and put the message that shows it; return whether that goes to a channel.

        With `ts`, the message that appeared there while the answer was composed becomes the one that shows it.
        An answer that came in the meantime stays: of two processes the second changes nothing.
        """
        question = questions.get(session, question_id, lock=True)
        if question is None or question.state is not State.ASKED:
            return False
        now = self._clock.now()
        question.answer = str(answer)
        if question.topic:
            question.state = State.ROUTED
        else:
            question.state = State.ANSWERED if answer.citations else State.ABSENT
        questions.conclude(session, question, now=now)
        day = self.day_of(now)
        clause_use.count(session, [(each.document, each.clause) for each in answer.citations], day)
        public = question.place == Place.CHANNEL.value and not answer.restricted and not question.topic
        if ts:
            self._adopt(session, question, ts)
        else:
            self._post(session, question, public=public)
        return public

    def any_left(self, session: Session) -> bool:
        """Return whether `claim` would find anything."""
        return questions.any_left(session, self._clock.now(), owner=self._owner, alone=self._alone)

    def claim(self, session: Session) -> str | None:
        """Take over a question whose answer nobody is looking up any more, and return its id."""
        found = questions.claim(session, self._clock.now(), LEASE, owner=self._owner, alone=self._alone)
        return found.id if found else None

    def rate(self, session: Session, person_id: int, question_id: str, opinion: str, event: str) -> None:
        """Keep what the asker thinks of an answer (`up` or `down`); raises NotYourQuestion, QuestionNotFound."""
        question = self.own(session, person_id, question_id)
        if question.feedback != opinion:
            questions.rate(session, question.id, opinion, self._clock.now())
        self.redraw(session, question.id, event)

    def own(self, session: Session, person_id: int, question_id: str) -> Question:
        """Return somebody's own question; raises NotYourQuestion for another's, QuestionNotFound for none."""
        question = questions.get(session, question_id)
        if question is None:
            raise QuestionNotFound
        if question.asker_id != person_id:
            raise NotYourQuestion
        return question

    def redraw(self, session: Session, question_id: str, event: str) -> None:
        """Show an answer as things stand now; `event` is what changed, once."""
        key = answer_key(question_id)
        self._outgoing.update(
            session,
            key=f"{key}:{event}",
            target_key=key,
            kind=ANSWER,
            payload={"question": question_id},
        )

    def personal_word(self, session: Session, question: Question) -> PersonalWord | None:
        """Return what the feature that knows says to a question about the asker's own affair."""
        route = self._routes.get(question.topic)
        return route(session, question.asker_id) if route else None

    def _check(self, session: Session, words: str) -> None:
        if self._phrases.is_small_talk(words):
            raise NoQuestionFound
        if len(words) > QUESTION_LIMIT:
            raise QuestionTooLong(length=len(words), limit=QUESTION_LIMIT)
        if self._needs_a_human(words) and _FIRST_PERSON.search(words):
            raise BeyondACheckIn(person=people.contact_id(session))

    def _understood(self, session: Session, person_id: int, words: str) -> str:
        new = self._phrases.goes_on(words)
        if new is None:
            return words
        before = questions.last_before(session, person_id, self._clock.now() - TOPIC_LASTS)
        return words if before is None else continued(Asked.parse(before.asked).understood, new)

    def _earlier(self, session: Session, question: Question) -> tuple[str, ...]:
        asked = Asked.parse(question.asked)
        if asked.understood == asked.words:
            return ()
        found = questions.between(session, question.asked_at - TOPIC_LASTS, question.asked_at)
        return tuple(Asked.parse(each.asked).words for each in found if each.asker_id == question.asker_id)

    def _post(self, session: Session, question: Question, *, public: bool) -> None:
        self._outgoing.post(
            session,
            key=answer_key(question.id),
            kind=ANSWER,
            payload={"question": question.id},
            to=question.channel if public else question.asker_id,
            thread_ts=question.thread_ts or None if public else None,
        )

    def _adopt(self, session: Session, question: Question, ts: str) -> None:
        self._outgoing.adopt(
            session,
            key=answer_key(question.id),
            kind=ANSWER,
            payload={"question": question.id},
            to=question.asker_id,
            delivery_id=question.id,
            place=Standing(question.channel, ts),
        )
        self.redraw(session, question.id, "whole")


def answer_key(question_id: str) -> str:
    """Return the key of the message that answers a question."""
    return f"{ANSWER}:{question_id}"
