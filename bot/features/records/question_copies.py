"""Reading somebody's questions about the rules for a copy of their own data."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from bot.features.records.asked_questions import AskedQuestion
from storage import hr_questions, questions

if TYPE_CHECKING:
    from sqlmodel import Session


def asked_by(session: Session, person_id: int) -> tuple[AskedQuestion, ...]:
    """Return every question somebody asked that is still kept, first to last."""
    sent = {each.question_id: each for each in hr_questions.of_person(session, person_id)}
    found = []
    for each in questions.of_person(session, person_id):
        to_hr = sent.get(each.id)
        cited = json.loads(each.answer)["citations"] if each.answer else []
        found.append(
            AskedQuestion(
                at=each.asked_at,
                text=json.loads(each.asked)["words"],
                state=each.state.value,
                clauses=tuple(citation["clause"] for citation in cited),
                to_hr=to_hr.words if to_hr else "",
                from_hr=to_hr.answer if to_hr else "",
            )
        )
    return tuple(found)
