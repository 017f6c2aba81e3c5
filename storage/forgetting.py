"""Taking somebody's name, account and doings out of the tables whose rows may change.

What was said is sealed and dies with its key (`storage.erasure`); the record tables keep their rows. Here goes what
is not sealed: who somebody was, what waits for them, what is under way with them.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import delete, or_, update
from sqlmodel import Session, col, select

from storage import calendars, hr_questions, inbox, questions
from storage.agendas import TalkAgenda
from storage.check_ins import CheckInRow, CheckInTurn
from storage.model_use import ModelShare
from storage.nudge_decisions import NudgeDecision
from storage.nudge_habits import Absence, NudgeHabit, NudgeWishes
from storage.nudge_support import SupportSignal, TalkPulse
from storage.nudges import NudgeCandidate
from storage.one_on_ones import OneOnOneSeries
from storage.outbox import OutboxMessage, State
from storage.people import Person, SlackAccount, Unit
from storage.relations import HrUnit
from storage.reporting_lines import ReportingLine
from storage.surveys import SurveyAsk

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

ADDRESS = "erased-{number}@erased.invalid"
"""The address of somebody erased; `.invalid` is nobody's (RFC 2606)."""


CHANGED = (
    "absence",
    "booked_talk",
    "calendar_busy",
    "calendar_source",
    "calendar_title",
    "check_in",
    "check_in_turn",
    "hr_question",
    "hr_unit",
    "inbox_delivery",
    "model_share",
    "nudge_candidate",
    "nudge_decision",
    "nudge_habit",
    "nudge_wishes",
    "one_on_one_series",
    "outbox_message",
    "person",
    "policy_question",
    "reporting_line",
    "slack_account",
    "subject_key",
    "support_signal",
    "survey_ask",
    "talk_agenda",
    "talk_pulse",
    "unit",
)
"""The tables an erasure changes, whose files hold what was there before until they are written anew."""


@dataclass(frozen=True)
class Gone:
    """What was taken out. `user_ids` are the Slack users they were, for what still lies in the inbox."""

    user_ids: tuple[str, ...]
    conversations: int
    series: int
    messages: int
    questions: int


def is_erased(person: Person) -> bool:
    """Return whether somebody was erased before."""
    return person.email == ADDRESS.format(number=person.key)


def forget(session: Session, person: Person, neutral_name: str, today: date) -> Gone:
    """Make somebody nobody: a neutral name, no address, no account, nothing under way, nothing waiting."""
    accounts = session.exec(select(SlackAccount).where(SlackAccount.person_id == person.id)).all()
    users = tuple(account.user_id for account in accounts)
    gone = Gone(
        user_ids=users,
        conversations=_end_conversations(session, person.key),
        series=_count_deleted(
            session,
            OneOnOneSeries,
            or_(col(OneOnOneSeries.manager_id) == person.id, col(OneOnOneSeries.employee_id) == person.id),
        ),
        messages=_drop_messages(session, person.key, users),
        questions=_drop_questions(session, person.key),
    )
    calendars.forget(session, person.key)
    for account in accounts:
        session.delete(account)
    _forget_reminders(session, person.key)
    session.exec(delete(ModelShare).where(col(ModelShare.person_id) == person.id))
    session.exec(delete(HrUnit).where(col(HrUnit.person_id) == person.id))
    session.exec(delete(ReportingLine).where(col(ReportingLine.employee_id) == person.id))
    session.exec(update(Unit).where(col(Unit.head_id) == person.id).values(head_id=None))
    _neutralise(person, neutral_name, today)
    session.add(person)
    session.flush()
    return gone


def forget_deliveries(session: Session, user_ids: Collection[str]) -> int:
    """Drop what stands in the inbox from or about these Slack users, and return in how many deliveries."""
    dropped = 0
    for delivery in inbox.waiting(session):
        written = json.dumps(delivery.body)
        if any(user_id in written for user_id in user_ids):
            inbox.give_up(session, delivery.key)
            dropped += 1
    return dropped


def _forget_reminders(session: Session, person_id: int) -> None:
    """Drop what somebody chose, got and said of reminders, and what others were to be told about them."""
    for table, columns in (
        (NudgeCandidate, ("recipient_id", "about_id")),
        (NudgeDecision, ("recipient_id", "about_id")),
        (NudgeHabit, ("recipient_id",)),
        (NudgeWishes, ("person_id",)),
        (Absence, ("person_id",)),
        (SupportSignal, ("manager_id", "employee_id")),
        (TalkPulse, ("employee_id", "manager_id")),
        (SurveyAsk, ("person_id",)),
        (TalkAgenda, ("employee_id", "manager_id")),
    ):
        session.exec(delete(table).where(or_(*(getattr(table, name) == person_id for name in columns))))


def _end_conversations(session: Session, person_id: int) -> int:
    theirs = select(CheckInRow.id).where(
        or_(col(CheckInRow.manager_id) == person_id, col(CheckInRow.employee_id) == person_id)
    )
    session.exec(delete(CheckInTurn).where(col(CheckInTurn.check_in_id).in_(theirs)))
    return _count_deleted(session, CheckInRow, col(CheckInRow.id).in_(theirs))


def _drop_messages(session: Session, person_id: int, user_ids: Collection[str]) -> int:
    """Cancel what waits and drop what is over; a message just being posted ends by itself, and holds ids only."""
    theirs = or_(col(OutboxMessage.person_id) == person_id, col(OutboxMessage.channel).in_(sorted(user_ids)))
    return _count_deleted(session, OutboxMessage, theirs & (col(OutboxMessage.state) != State.POSTING.value))


def _drop_questions(session: Session, person_id: int) -> int:
    """Drop what somebody asked about the rules; what HR answered stays, as the fact that it was, without words."""
    return questions.drop_of_person(session, person_id) + hr_questions.drop_unanswered(session, person_id)


def _neutralise(person: Person, name: str, today: date) -> None:
    person.name, person.email = name, ADDRESS.format(number=person.key)
    person.title, person.unit_code, person.manager_id = "", None, None
    person.role, person.locale, person.timezone = "employee", "en", "UTC"
    person.left_on = min(person.left_on or today, today)
    # When somebody began tells them from others who left.
    person.start_date = person.left_on


def _count_deleted(session: Session, table: type, condition: object) -> int:
    result = session.connection().execute(delete(table).where(condition))  # type: ignore[arg-type]
    return int(result.rowcount)
