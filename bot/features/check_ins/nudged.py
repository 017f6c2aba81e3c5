"""What an answer to an invitation says of the nudge it came with (domain N-08, N-09, N-11)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.features.check_ins.events import Later, NotNeeded, Start
from bot.features.check_ins.states import Step
from storage import check_ins, nudge_decisions, outbox

if TYPE_CHECKING:
    from datetime import datetime

    from sqlmodel import Session

    from bot.features.check_ins.events import Event
    from storage.check_ins import Conversation

ANSWERS = {Start: "done", Later: "snoozed", NotNeeded: "not_needed"}
SECOND_TIME = ":again"
"""What is behind the key of an invitation that is made for the second time."""
_INVITED = frozenset({Step.INVITE, Step.SNOOZED})


def key_of(row: Conversation) -> str:
    """Return the key of the nudge an invitation came with; empty for a conversation begun by hand."""
    return (row.occurrence or "").removesuffix(SECOND_TIME)


def preparation_of(session: Session, occurrence: str) -> Conversation | None:
    """Return the conversation that prepared the talk an invitation is about, where there was one."""
    talk = occurrence.removesuffix(SECOND_TIME).rpartition(":")[0]
    return check_ins.of_occurrence(session, f"{talk}:prepare")


def thread_of(session: Session, occurrence: str) -> str | None:
    """Return the key of the message a talk's later invitation goes under: that of its first, once it is in Slack."""
    before = preparation_of(session, occurrence)
    if before is None or outbox.state_of(session, before.card) is not outbox.State.SENT:
        return None
    return before.card


def note(session: Session, row: Conversation, step: Step, event: Event, now: datetime) -> None:
    """Note an answer to the invitation of a booked talk; anything else says nothing of a nudge."""
    answer = ANSWERS.get(type(event)) if step in _INVITED else None
    if row.occurrence and answer:
        nudge_decisions.answered(session, key_of(row), answer, now)
