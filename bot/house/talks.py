"""How standing 1:1s are put together: the cadence of pairs, the calendars their talks stand in, their place on Home."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from bot.features.home.parts import HomePart
from bot.features.one_on_ones import blocks, calendar_blocks, jobs, messages
from bot.features.one_on_ones.calendar_reading import CalendarDesk
from bot.features.one_on_ones.calendars import Calendars
from bot.features.one_on_ones.listeners import CalendarListeners, register_planning
from bot.features.one_on_ones.planning import Planning
from bot.features.one_on_ones.queue import NudgeQueue
from bot.features.one_on_ones.service import OneOnOnes
from bot.files.calendars import LARGEST_BYTES
from bot.house.personal_routes import next_talk
from bot.slack.downloads import Downloads

if TYPE_CHECKING:
    from sqlmodel import Session

    from bot.clock import Clock
    from bot.features.home.rules import Reader
    from bot.features.one_on_ones.calendars import CalendarView
    from bot.features.one_on_ones.rules import MyOneOnOnes
    from bot.house.frame import House


def one_on_ones(house: House) -> None:
    """Build standing 1:1s. Before what takes files of any kind: a calendar is not a rule book."""
    queue = NudgeQueue()
    house.one_on_ones = OneOnOnes(house.clock, queue)
    register_planning(house.surface, Planning(house.clock, queue), house.catalog, house.refresh_home)
    calendars = Calendars(house.clock, queue, house.outbox)
    files = Downloads(house.client, LARGEST_BYTES)
    desk = CalendarDesk(house.transactions, calendars, files, house.postman.hurry)
    CalendarListeners(calendars, desk, files, house.catalog, house.refresh_home).register(house.surface)
    house.renderers.update(messages.renderers(house.transactions, calendars, house.catalog))
    daily = jobs.Daily(house.transactions, house.one_on_ones, calendars, house.clock)
    look = partial(jobs.look_at_due, house.transactions, house.one_on_ones)
    house.jobs += [("talks_daily", daily), ("one_on_ones", look), ("calendars", desk.start_due)]
    house.closing.append(desk.close)
    talks, calendar = partial(_talks, house.one_on_ones, house.clock), partial(_calendar, calendars)
    house.home_parts.append(HomePart(talks, blocks.home_part))
    house.home_parts.append(HomePart(calendar, calendar_blocks.home_part))
    house.personal_routes["next_talk"] = partial(next_talk, house.one_on_ones, house.clock)


def _talks(service: OneOnOnes, clock: Clock, session: Session, reader: Reader) -> MyOneOnOnes:
    return service.home_view(session, reader.person_id, clock.now())


def _calendar(service: Calendars, session: Session, reader: Reader) -> tuple[bool, CalendarView | None]:
    return service.may_link(session, reader.person_id), service.view(session, reader.person_id)
