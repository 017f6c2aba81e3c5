"""Somebody's questions, appeals, receipts, and what was decided before their results went out, for their copy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.features.records.fair_share import AppealCopy, DecisionCopy, FairShare, QuestionCopy, StepCopy
from storage import appeals, figure_questions, people, releases

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlmodel import Session


def fair_share(session: Session, person_id: int) -> FairShare:
    """Return all of it."""
    return FairShare(
        questions=tuple(_questions(session, person_id)),
        appeals=tuple(_appeals(session, person_id)),
        receipts=tuple(each.at for each in releases.receipts_of(session, person_id)),
        decisions=tuple(
            DecisionCopy(each.code, each.release, _name(session, each.by_id), each.at, each.reason or "")
            for each in releases.decisions_of(session, person_id)
        ),
    )


def _questions(session: Session, person_id: int) -> Iterator[QuestionCopy]:
    for each in figure_questions.of_person(session, person_id):
        said = figure_questions.words_of(session, each)
        if said is not None:
            yield QuestionCopy(
                each.cycle,
                each.code,
                each.state,
                each.asked_at,
                said.asked,
                _name(session, each.owner_id),
                each.answered_at,
                _name(session, each.answered_by),
                said.answer,
            )


def _appeals(session: Session, person_id: int) -> Iterator[AppealCopy]:
    for each in appeals.of_person(session, person_id):
        heard = [who for stage in (1, 2) for who in appeals.hearers(session, each.id, stage)]
        yield AppealCopy(
            each.cycle,
            each.grounds,
            each.state,
            each.late,
            each.filed_at,
            tuple(_name(session, who) for who in heard),
            tuple(
                StepCopy(step.deed, _name(session, step.by_id), step.at, step.words or "")
                for step in appeals.steps(session, each)
            ),
        )


def _name(session: Session, person_id: int | None) -> str:
    person = session.get(people.Person, person_id) if person_id is not None else None
    return person.name if person else ""
