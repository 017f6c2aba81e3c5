"""What the nudges must know of many people at once, each asked in one statement (N-08, N-13, N-14, N-15)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import BindParameter, and_, bindparam, exists, func, or_, select
from sqlalchemy.orm import aliased
from sqlmodel import col

from storage.actions import DONE, OPEN, PromisedAction
from storage.check_ins import CheckInRow
from storage.nudge_decisions import NudgeDecision
from storage.people import Person, SlackAccount
from storage.records import Note, NoteVersion
from storage.responses import COMMENTED, DISPUTED, NoteResponse

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from sqlmodel import Session

Pair = tuple[int, int]
"""A manager and an employee."""
DEBRIEF = "debrief"


class Newest(NamedTuple):
    """A pair's newest talk on record: its day, and when its note was written."""

    met_on: date
    written_at: datetime


class OpenStep(NamedTuple):
    """An open promised step, without its words."""

    number: int
    manager_id: int
    employee_id: int
    owner_id: int | None
    both: bool
    due: date | None


class Report(NamedTuple):
    """Somebody who reports to `manager_id`, and since when they are in the company."""

    manager_id: int
    person_id: int
    start_date: date


class Where(NamedTuple):
    """Where somebody is in Slack, and on which clocks."""

    person_id: int
    user_id: str
    team_id: str
    timezone: str
    locale: str


class Heard(NamedTuple):
    """A past nudge: its hour on the recipient's clocks, and what came of it."""

    recipient_id: int
    kind: str
    hour: int
    outcome: str


_LATER: Any = aliased(Note)
_PEOPLE: BindParameter[Any] = bindparam("people", expanding=True)
_NEWEST = (
    select(
        col(Note.manager_id),
        col(Note.employee_id),
        func.max(col(Note.met_on)),
        func.max(col(Note.created_at)),
    )
    .where(col(Note.manager_id).in_(_PEOPLE), col(Note.mode) == DEBRIEF)
    .group_by(col(Note.manager_id), col(Note.employee_id))
)
_STEP = (
    col(PromisedAction.id),
    col(PromisedAction.manager_id),
    col(PromisedAction.employee_id),
    col(PromisedAction.owner_id),
    col(PromisedAction.both),
    col(PromisedAction.due),
)
_STEPS = select(*_STEP).where(
    col(PromisedAction.status) == OPEN,
    or_(col(PromisedAction.manager_id).in_(_PEOPLE), col(PromisedAction.employee_id).in_(_PEOPLE)),
)
_DUE_STEPS = (
    select(*_STEP)
    .where(
        col(PromisedAction.status) == OPEN,
        col(PromisedAction.due) <= bindparam("until"),
        col(PromisedAction.due) >= bindparam("since"),
    )
    .order_by(col(PromisedAction.id))
)
_DONE_STEPS = (
    select(*_STEP)
    .where(
        col(PromisedAction.status) == DONE,
        col(PromisedAction.closed_on) >= bindparam("since"),
        col(PromisedAction.shared).is_(True),
    )
    .order_by(col(PromisedAction.id))
)
_REPORTS = select(col(Person.manager_id), col(Person.id), col(Person.start_date)).where(
    col(Person.manager_id).in_(_PEOPLE), col(Person.left_on).is_(None)
)
_WHERE = (
    select(
        col(SlackAccount.person_id),
        col(SlackAccount.user_id),
        col(SlackAccount.team_id),
        col(SlackAccount.timezone),
        col(SlackAccount.locale),
    )
    .where(col(SlackAccount.person_id).in_(_PEOPLE), col(SlackAccount.deleted).is_(False))
    .order_by(col(SlackAccount.checked_at))
)
_AWAITING = (
    select(col(Note.manager_id), col(Note.employee_id))
    .join(NoteResponse, col(NoteResponse.note_id) == col(Note.id))
    .where(
        col(Note.manager_id).in_(_PEOPLE),
        col(NoteResponse.person_id) == col(Note.employee_id),
        col(NoteResponse.kind).in_((COMMENTED, DISPUTED)),
        ~exists().where(
            col(NoteVersion.note_id) == col(Note.id),
            col(NoteVersion.written_by) == col(Note.manager_id),
            col(NoteVersion.written_at) > col(NoteResponse.said_at),
        ),
        ~exists().where(
            _LATER.manager_id == col(Note.manager_id),
            _LATER.employee_id == col(Note.employee_id),
            _LATER.mode == DEBRIEF,
            _LATER.created_at > col(NoteResponse.said_at),
        ),
    )
    .distinct()
)
_HEARD = select(
    col(NudgeDecision.recipient_id),
    col(NudgeDecision.kind),
    col(NudgeDecision.hour),
    col(NudgeDecision.outcome),
).where(
    col(NudgeDecision.recipient_id).in_(_PEOPLE),
    col(NudgeDecision.decided_at) >= bindparam("since"),
    col(NudgeDecision.outcome).is_not(None),
)
_LONG_GAPS = (
    select(col(Note.manager_id), col(Note.employee_id), func.max(col(Note.met_on)))
    .join(
        Person, and_(col(Person.id) == col(Note.employee_id), col(Person.manager_id) == col(Note.manager_id))
    )
    .where(col(Note.mode) == DEBRIEF, col(Person.left_on).is_(None))
    .group_by(col(Note.manager_id), col(Note.employee_id))
    .having(func.max(col(Note.met_on)) < bindparam("before"))
    .having(func.max(col(Note.met_on)) >= bindparam("since"))
)
_TALKED = select(col(Note.manager_id), col(Note.employee_id), col(Note.met_on)).where(
    col(Note.mode) == DEBRIEF,
    col(Note.partial).is_(False),
    col(Note.met_on) >= bindparam("since"),
    col(Note.created_at) >= bindparam("written_since"),
)
_BEGUN = (
    select(func.count())
    .select_from(CheckInRow)
    .where(
        col(CheckInRow.manager_id) == bindparam("manager"),
        col(CheckInRow.employee_id) == bindparam("employee"),
        col(CheckInRow.touched_at) >= bindparam("since"),
        col(CheckInRow.step).not_in(("invite", "snoozed", "closed_expired", "closed_skipped")),
    )
)


def beginners(session: Session, since: date) -> list[Report]:
    """Return the pairs of which one began at the company since a day; `start_date` is that of the later of the two."""
    lead = aliased(Person)
    query = (
        select(col(Person.manager_id), col(Person.id), col(Person.start_date), col(lead.start_date))
        .join(lead, col(lead.id) == col(Person.manager_id))
        .where(
            or_(col(Person.start_date) >= since, col(lead.start_date) >= since),
            col(Person.left_on).is_(None),
            col(lead.left_on).is_(None),
        )
        .order_by(col(Person.id))
    )
    rows = session.connection().execute(query)
    return [Report(manager or 0, person or 0, max(own, theirs)) for manager, person, own, theirs in rows]


def newest_talks(session: Session, managers: Iterable[int]) -> dict[Pair, Newest]:
    """Return the newest talk on record of every pair of these managers, whole or partial."""
    rows = session.connection().execute(_NEWEST, {"people": sorted(set(managers))})
    return {(manager, employee): Newest(met, at) for manager, employee, met, at in rows}


def open_steps(session: Session, people: Iterable[int]) -> list[OpenStep]:
    """Return the open steps of these people's pairs."""
    return [OpenStep(*row) for row in session.connection().execute(_STEPS, {"people": sorted(set(people))})]


def due_steps(session: Session, since: date, until: date) -> list[OpenStep]:
    """Return the open steps whose day lies between these two, both included."""
    return [
        OpenStep(*row) for row in session.connection().execute(_DUE_STEPS, {"since": since, "until": until})
    ]


def done_steps(session: Session, since: date) -> list[OpenStep]:
    """Return the steps both may read that were done on a day since then."""
    return [OpenStep(*row) for row in session.connection().execute(_DONE_STEPS, {"since": since})]


def awaiting_reply(session: Session, managers: Iterable[int]) -> set[Pair]:
    """Return the pairs whose employee added a view to a note, or disputed it, and has had no answer since.

    An answer is a new edition by the manager, or another talk that was written down.
    """
    rows = session.connection().execute(_AWAITING, {"people": sorted(set(managers))})
    return {(manager, employee) for manager, employee in rows}


def reports(session: Session, managers: Iterable[int]) -> list[Report]:
    """Return who reports to these managers now."""
    rows = session.connection().execute(_REPORTS, {"people": sorted(set(managers))})
    return [Report(manager or 0, person or 0, start) for manager, person, start in rows]


def whereabouts(session: Session, people: Iterable[int]) -> dict[int, Where]:
    """Return where these people are in Slack; who has no account is absent."""
    rows = session.connection().execute(_WHERE, {"people": sorted(set(people))})
    return {person: Where(person, *rest) for person, *rest in rows if person is not None}


def heard(session: Session, people: Iterable[int], since: datetime) -> list[Heard]:
    """Return what came of these people's nudges since then."""
    given = {"people": sorted(set(people)), "since": since}
    rows = session.connection().execute(_HEARD, given)
    return [Heard(person, kind, hour, outcome or "") for person, kind, hour, outcome in rows]


def long_gaps(session: Session, since: date, before: date) -> dict[Pair, date]:
    """Return the pairs that last talked before a day, though since another, with the day of that talk."""
    rows = session.connection().execute(_LONG_GAPS, {"since": since, "before": before})
    return {(manager, employee): met for manager, employee, met in rows}


def talked(session: Session, since: date, written_since: datetime) -> list[tuple[int, int, date]]:
    """Return who talked with whom since a day, as far as it was written down since an instant."""
    rows = session.connection().execute(_TALKED, {"since": since, "written_since": written_since})
    return [(manager, employee, met) for manager, employee, met in rows]


def was_begun(session: Session, pair: Pair, since: datetime) -> bool:
    """Return whether a manager did anything in a check-in about an employee since then."""
    given = {"manager": pair[0], "employee": pair[1], "since": since}
    return bool(session.connection().execute(_BEGUN, given).scalar_one())
