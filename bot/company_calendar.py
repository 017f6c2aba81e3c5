"""The company's calendar: its country's, with the days and years that HR entered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.working_days import CompanyDays, WorkingDays
from storage import company_days

if TYPE_CHECKING:
    from sqlmodel import Session

    from storage.database import Database


def company_calendar(database: Database, country: str) -> WorkingDays:
    """Return the calendar as it is now; raises UnknownCountryError."""
    calendar = WorkingDays(country)
    with database.snapshot() as session:
        calendar.learn(entered(session, country))
    return calendar


def entered(session: Session, country: str) -> CompanyDays:
    """Return what HR entered for a country."""
    return CompanyDays(company_days.exceptions(session, country), company_days.years(session, country))
