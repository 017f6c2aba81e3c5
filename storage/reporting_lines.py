"""Who managed whom when we last looked, so that a new manager is noticed however the change came about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlmodel import Field, Session, SQLModel, col, or_, select

from storage.people import Person

if TYPE_CHECKING:
    from datetime import date

    from sqlmodel.sql.expression import SelectOfScalar


class ReportingLine(SQLModel, table=True):
    """Whom an employee reported to when we last looked; `changes` counts how often that was somebody new."""

    __tablename__ = "reporting_line"
    employee_id: int = Field(primary_key=True, foreign_key="person.id")
    manager_id: int | None = Field(default=None, foreign_key="person.id")
    changes: int = 0


def changed(session: Session, today: date) -> bool:
    """Return whether anybody reports to somebody else than when we last looked."""
    return session.exec(_moved(today).limit(1)).first() is not None


def claim_changed(session: Session, today: date, limit: int = 100) -> list[Person]:
    """Return people who report to somebody else than we knew; copies of the bot never share one."""
    query = _moved(today).order_by(col(Person.id)).limit(limit).with_for_update(skip_locked=True, of=Person)
    return list(session.exec(query))


def of_employee(session: Session, employee_id: int) -> ReportingLine | None:
    """Return what we last knew of whom an employee reports to."""
    return session.get(ReportingLine, employee_id, populate_existing=True)


def notice(session: Session, employee: Person) -> ReportingLine | None:
    """Take over whom an employee reports to now.

    Return the line when that is a change from somebody or from nobody; None for the very first look, and when
    there is nothing new.
    """
    line = of_employee(session, employee.key)
    if line is None:
        session.add(ReportingLine(employee_id=employee.key, manager_id=employee.manager_id))
        session.flush()
        return None
    if line.manager_id == employee.manager_id:
        return None
    line.manager_id = employee.manager_id
    line.changes += 1
    session.add(line)
    session.flush()
    return line


def _moved(today: date) -> SelectOfScalar[Person]:
    return (
        select(Person)
        .join(ReportingLine, col(ReportingLine.employee_id) == Person.id, isouter=True)
        .where(
            col(Person.manager_id).is_distinct_from(col(ReportingLine.manager_id)),
            or_(col(Person.left_on).is_(None), col(Person.left_on) > today),
        )
    )
