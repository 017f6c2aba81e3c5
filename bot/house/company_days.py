"""How the company's own working days are put together: a window for HR, and a look at each tick for others' entries."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from bot.features.company_days import blocks, messages
from bot.features.company_days.jobs import CalendarWatch
from bot.features.company_days.listeners import CalendarDesk
from bot.features.company_days.service import CompanyCalendar
from bot.features.home.parts import HomePart

if TYPE_CHECKING:
    from sqlmodel import Session

    from bot.features.company_days.rules import OnHome
    from bot.features.home.rules import Reader
    from bot.house.frame import House


def company_days(house: House) -> None:
    """Build the company's calendar. Its job comes before whatever counts days at a tick."""
    service = CompanyCalendar(house.clock, house.zone, house.calendar, house.outbox)
    CalendarDesk(service, house.catalog, house.refresh_home).register(house.surface)
    house.renderers.update(messages.renderers(house.catalog))
    watch = CalendarWatch(house.transactions, service, house.clock, house.postman.hurry)
    house.jobs.insert(0, ("company_days", watch))
    house.home_parts.append(HomePart(partial(_on_home, service), blocks.home_part))


def _on_home(service: CompanyCalendar, session: Session, reader: Reader) -> OnHome | None:
    return service.on_home(session, reader.person_id)
