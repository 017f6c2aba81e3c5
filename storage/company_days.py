"""The company's own working days: what HR entered beside a country's calendar, and the years HR called complete.

They belong to a country: whoever sets another one begins with that country's calendar alone.
"""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import bindparam
from sqlmodel import Field, Session, SQLModel, col, select

from storage.columns import UtcDateTime

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class DayKind(StrEnum):
    """Why a day is not what the calendar says. All but the first are days off."""

    WORKED = "worked"
    """A day worked in exchange for one off, such as a Saturday."""
    HOLIDAY = "holiday"
    """A public holiday."""
    BRIDGE = "bridge"
    """A day off between a holiday and a weekend."""
    COMPANY = "company"
    """A day off of the company's own."""

    @property
    def is_worked(self) -> bool:
        """Whether people work on such a day."""
        return self is DayKind.WORKED


class CompanyDay(SQLModel, table=True):
    """One day HR entered. `entered_by` is None when it came from the command line."""

    __tablename__ = "company_day"
    country: str = Field(primary_key=True, max_length=2)
    day: date = Field(primary_key=True)
    kind: str = Field(max_length=8)
    entered_at: datetime = Field(sa_type=UtcDateTime)
    entered_by: int | None = Field(default=None, foreign_key="person.id")


class CompleteYear(SQLModel, table=True):
    """A year of which HR has entered all days that are not as the calendar has them."""

    __tablename__ = "company_year"
    country: str = Field(primary_key=True, max_length=2)
    year: int = Field(primary_key=True)
    entered_at: datetime = Field(sa_type=UtcDateTime)
    entered_by: int | None = Field(default=None, foreign_key="person.id")


_DAYS = select(CompanyDay).where(CompanyDay.country == bindparam("country")).order_by(col(CompanyDay.day))
_YEARS = select(CompleteYear.year).where(CompleteYear.country == bindparam("country"))


def days(session: Session, country: str) -> Sequence[CompanyDay]:
    """Return the days HR entered for a country, first to last."""
    return session.exec(_DAYS, params={"country": country}).all()


def exceptions(session: Session, country: str) -> dict[date, bool]:
    """Return for each day HR entered whether it is worked."""
    return {row.day: DayKind(row.kind).is_worked for row in days(session, country)}


def years(session: Session, country: str) -> frozenset[int]:
    """Return the years HR called complete."""
    return frozenset(session.exec(_YEARS, params={"country": country}))


def enter(
    session: Session, country: str, wanted: Mapping[date, DayKind], *, by: int | None, now: datetime
) -> int:
    """Keep these days, in place of what was entered for them; return how many are new or other than before."""
    known = {row.day: row for row in days(session, country)}
    changed = 0
    for day, kind in wanted.items():
        row = known.get(day)
        if row is not None and row.kind == kind.value:
            continue
        changed += 1
        if row is None:
            row = CompanyDay(country=country, day=day, kind=kind.value, entered_at=now, entered_by=by)
        row.kind, row.entered_at, row.entered_by = kind.value, now, by
        session.add(row)
    session.flush()
    return changed


def remove(session: Session, country: str, day: date) -> bool:
    """Let the calendar count again for a day; False when nothing was entered for it."""
    row = session.get(CompanyDay, (country, day))
    if row is None:
        return False
    session.delete(row)
    session.flush()
    return True


def complete(session: Session, country: str, year: int, *, by: int | None, now: datetime) -> None:
    """Keep that all days of a year are entered."""
    session.merge(CompleteYear(country=country, year=year, entered_at=now, entered_by=by))
    session.flush()


def reopen(session: Session, country: str, year: int) -> bool:
    """Take back that all days of a year are entered; False when nobody had said so."""
    row = session.get(CompleteYear, (country, year))
    if row is None:
        return False
    session.delete(row)
    session.flush()
    return True
