"""Answers as they are shown: the stored places in the rule book, opened again."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from bot.errors import ClauseNotFound
from bot.features.policies.answers import (
    Answer,
    AnswerView,
    Asked,
    Citation,
    CitedClause,
    Contradicting,
    Place,
)
from bot.features.policies.lookups import Place as AskedAt
from storage import cited, hr_questions, people, pilots, policies, policy_conflicts, questions, relations
from storage.questions import State
from storage.relations import EVERYONE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from sqlmodel import Session

    from bot.features.policies.asking import Asking
    from storage.cited import Cited, Neighbour
    from storage.questions import Question


CONTRADICTING_MOST = 2
"""So many clauses that contradict one cited clause are shown with it; more are in the clause's own message."""


class Showing:
    """Reads what is drawn. `contact` finds the name of whom to ask in HR when no document says so."""

    def __init__(self, asking: Asking, contact: Callable[[Session], str]) -> None:
        self._asking = asking
        self._contact = contact

    def answer(self, session: Session, question_id: str) -> AnswerView | None:
        """Return an answer as things stand now; None when there is none, or its asker was erased."""
        question = questions.get(session, question_id)
        if question is None or not question.answer:
            return None
        asked, answer = Asked.parse(question.asked), Answer.parse(question.answer)
        clauses = tuple(self._clauses(session, question, answer))
        state = question.state
        if state is State.ANSWERED and not clauses:
            state = State.ABSENT
        return AnswerView(
            question_id=question.id,
            asker_id=question.asker_id,
            words=asked.words,
            understood=asked.understood,
            language=question.language,
            state=state.value,
            topic=question.topic,
            contact=self._contact(session) if question.topic else self._whom_to_ask(session, answer),
            clauses=clauses,
            sentences=answer.sentences,
            personal=self._asking.personal_word(session, question),
            feedback=question.feedback,
            sent_to_hr=hr_questions.of_question(session, question.id) is not None,
            in_public=question.place == AskedAt.CHANNEL.value and not answer.restricted,
            failed=answer.failed,
            linked_to_pay=question.place == AskedAt.CHANNEL.value
            or not pilots.unlinked(session, question.asker_id, self._asking.day_of(question.asked_at)),
        )

    def _clauses(self, session: Session, question: Question, answer: Answer) -> Iterator[CitedClause]:
        """Yield the cited clauses, each with those that contradict it on the day of the answer."""
        public = question.place == AskedAt.CHANNEL.value and not answer.restricted
        audiences = frozenset({EVERYONE}) if public else relations.audiences(session, question.asker_id)
        day = self._asking.day_of(question.answered_at or question.asked_at)
        for citation in answer.citations:
            shown = clause(session, citation, question.language)
            if shown is None:
                continue
            found = contradicting(session, shown, question.language, day, audiences)
            yield replace(shown, contradicting=tuple(islice(found, CONTRADICTING_MOST)))

    def place(self, session: Session, person_id: int, place: Place) -> CitedClause:
        """Return the clause at a place of the rule book; raises ClauseNotFound, also when it is for others."""
        found = cited.find(session, place.document, place.version, place.language, place.clause)
        if found is None or found.audience not in relations.audiences(session, person_id):
            raise ClauseNotFound(clause=place.clause)
        citation = Citation(place.document, place.version, place.language, place.clause)
        shown = clause(session, citation, place.language)
        if shown is None:
            raise ClauseNotFound(clause=place.clause)
        return replace(shown, linked_to_pay=not pilots.unlinked(session, person_id, self._asking.today()))

    def _whom_to_ask(self, session: Session, answer: Answer) -> str:
        documents = [each.document for each in answer.citations] or [answer.nearest]
        for document in documents:
            owner = people.by_email(session, cited.owner_of(session, document))
            if owner is not None and people.is_here(session, owner):
                return owner.name
        return self._contact(session)


def clause(session: Session, citation: Citation, language: str) -> CitedClause | None:
    """Return a cited clause, in `language` where its version has that, otherwise as it was cited.

    The sentences that answer are known only in the text that was searched; elsewhere the whole clause answers.
    """
    found = cited.find(session, citation.document, citation.version, citation.language, citation.clause)
    if found is None:
        return None
    if language in found.languages and found.language != language:
        found = cited.find(session, citation.document, citation.version, language, citation.clause) or found
    searched = found.language == citation.language
    return CitedClause(
        document=found.document,
        document_title=found.document_title,
        version=found.version,
        language=found.language,
        governing_language=found.governing_language,
        clause=found.clause,
        title=found.title,
        text=found.text,
        effective_from=found.effective_from,
        quotes=tuple(found.text[start:end] for start, end in citation.quotes) if searched else (),
        other_languages=tuple(each for each in found.languages if each != found.language),
        previous=_place(found, found.previous),
        following=_place(found, found.following),
    )


def contradicting(
    session: Session, shown: CitedClause, language: str, day: date, audiences: frozenset[str]
) -> Iterator[Contradicting]:
    """Yield the clauses that contradict a cited one on a day, as far as these audiences may read them."""
    ref = policies.clause_ref(shown.document, shown.clause)
    standing = policies.clause_in_force(session, ref, language, day, audiences)
    if standing is None or standing.version != shown.version:
        return
    for other in policy_conflicts.contradicting(session, standing, language, day, audiences):
        found = other.clause
        # Two documents may both have a first article; a full number names a clause for the whole company.
        if other.prevails is None and found.clause_id == shown.clause and "-" not in shown.clause:
            continue
        cited_too = Citation(found.document_id, found.version, found.language, found.clause_id)
        if (quoted := clause(session, cited_too, language)) is not None:
            applies = {True: found.clause_id, False: shown.clause, None: ""}[other.prevails]
            yield Contradicting(quoted, applies, (found.start, found.end))


def _place(found: Cited, neighbour: Neighbour | None) -> Place | None:
    if neighbour is None:
        return None
    return Place(found.document, found.version, found.language, neighbour.clause, neighbour.title)
