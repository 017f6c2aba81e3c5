"""Finding whom a manager means: by the name they write, among the people who report to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.access import Action, PairSubject, can
from bot.errors import (
    CheckInWithYourself,
    NobodyByThatName,
    NotYourReport,
    PersonHasLeft,
    SeveralByThatName,
)
from bot.language.names import written_names
from storage import people

if TYPE_CHECKING:
    from sqlmodel import Session

    from bot.access import Actor


def report_named(session: Session, actor: Actor, name: str) -> int:
    """Return the id of the report called `name`, or of the one person at the company who is.

    Raises SeveralByThatName, NobodyByThatName.
    """
    matches = _called(session, name)
    mine = _reports(session, actor, matches)
    if len(mine) > 1:
        raise SeveralByThatName
    if mine or len(matches) == 1:
        return (mine or matches)[0]
    raise NobodyByThatName


def own_report_named(session: Session, actor: Actor, name: str) -> int | None:
    """Return the id of the one report called `name`, or None: the words were about something else."""
    mine = _reports(session, actor, _called(session, name))
    return mine[0] if len(mine) == 1 else None


def allow(session: Session, actor: Actor, employee_id: int | None) -> None:
    """Do nothing when `actor` may check in with the employee now.

    Raises CheckInWithYourself, NobodyByThatName, NotYourReport, PersonHasLeft.
    """
    employee = session.get(people.Person, employee_id)
    if employee is None:
        raise NobodyByThatName
    if employee.key == actor.person_id:
        raise CheckInWithYourself
    pair = PairSubject(
        manager_id=actor.person_id,
        employee_id=employee.key,
        reports_now=employee.manager_id == actor.person_id,
    )
    if not can(actor, Action.CHECK_IN, pair):
        raise NotYourReport(person=employee.key)
    if not people.is_here(session, employee):
        raise PersonHasLeft(person=employee.key)


def _called(session: Session, name: str) -> list[int]:
    wanted = " ".join(name.lower().strip("@ ").split())
    return [
        person.key
        for person in people.named_like(session, wanted)
        if wanted in {written.lower() for written in written_names(person.name)}
    ]


def _reports(session: Session, actor: Actor, person_ids: list[int]) -> list[int]:
    mine = {person.key for person in people.reports_of(session, actor.person_id)}
    return [person_id for person_id in person_ids if person_id in mine]
