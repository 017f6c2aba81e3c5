"""What of the rule book is somebody's own, for the copy of their data: the records know no questions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.features.policies.answers import Answer, Asked, Draft
from bot.features.records.reading import party
from bot.features.records.rule_share import (
    AnnouncedStep,
    AskedRule,
    BookStep,
    ClausePlace,
    CycleStep,
    NoticeCopy,
    Reply,
    RuleShare,
    SentToHr,
)
from storage import announcement_readers, announcements, book_steps, cycle_acts, hr_questions, questions

if TYPE_CHECKING:
    from sqlmodel import Session

    from storage.questions import Question


def rule_share(session: Session, person_id: int) -> RuleShare:
    """Return what somebody asked, was told and received, and what they answered and did as HR."""
    return RuleShare(
        asked=tuple(_asked(each) for each in questions.of_person(session, person_id)),
        sent=tuple(
            SentToHr(
                at=sent.sent_at,
                words=sent.words,
                answered_at=sent.answered_at,
                by=party(session, sent.answered_by).name if sent.answered_by else "",
                answer=sent.answer,
                entry=sent.clause_id,
            )
            for sent in hr_questions.of_person(session, person_id)
        ),
        replies=tuple(_reply(each) for each in hr_questions.by_author(session, person_id)),
        steps=tuple(
            BookStep(step.at, step.deed.value, step.what, step.version)
            for step in book_steps.of_person(session, person_id)
        ),
        notices=_notices(session, person_id),
        announced=tuple(
            AnnouncedStep(act.at, act.act, _title(session, act.announcement_id))
            for act in announcements.acts_by(session, person_id)
        ),
        cycle_steps=tuple(
            CycleStep(act.at, act.act.value, act.cycle_id, act.phase_id, act.reason)
            for act in cycle_acts.acts_by(session, person_id)
        ),
    )


def _notices(session: Session, person_id: int) -> tuple[NoticeCopy, ...]:
    receipts = announcement_readers.receipts_by(session, person_id)
    return tuple(
        NoticeCopy(
            at=each.due_at,
            title=_title(session, each.announcement_id, each.version),
            role=each.role,
            version=each.version,
            answer=each.answer,
            receipts=tuple(
                (receipt.at, receipt.version, receipt.locale)
                for receipt in receipts
                if receipt.announcement_id == each.announcement_id
            ),
        )
        for each in announcement_readers.of_person(session, person_id)
    )


def _title(session: Session, announcement_id: str, version: int = 0) -> str:
    """Return an announcement's titles, in the words of a version or, without one, of the newest."""
    text = announcements.text(session, announcement_id, version) if version else None
    row = announcements.get(session, announcement_id)
    words = text.words if text is not None else row.spec["words"] if row is not None else {"title": {}}
    return " / ".join(title for title in words["title"].values() if title)


def _asked(question: Question) -> AskedRule:
    asked = Asked.parse(question.asked)
    answer = Answer.parse(question.answer) if question.answer else Answer()
    return AskedRule(
        at=question.asked_at,
        place=question.place,
        words=asked.words,
        understood=asked.understood,
        outcome=question.state.value,
        topic=question.topic,
        clauses=tuple(ClausePlace(each.document, each.version, each.clause) for each in answer.citations),
        sentences=tuple(sentence.text for sentence in answer.sentences),
        opinion=question.feedback,
    )


def _reply(reply: hr_questions.Reply) -> Reply:
    draft = Draft.parse(reply.draft) if reply.draft else Draft("", "")
    return Reply(reply.answered_at, draft.question, draft.answer, reply.draft_state.value, reply.clause_id)
