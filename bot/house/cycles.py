"""How cycles are put together: steered and watched in windows, and one's own next step on Home."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from bot.features.announcements import card_blocks
from bot.features.cycles import blocks, messages
from bot.features.cycles.board import Boards
from bot.features.cycles.calendar import Calendars
from bot.features.cycles.calendar_listeners import CalendarListeners
from bot.features.cycles.checklist import Checklists
from bot.features.cycles.jobs import CycleWatch
from bot.features.cycles.listeners import CycleListeners
from bot.features.cycles.planned import Planned
from bot.features.cycles.service import Cycles
from bot.features.cycles.telling import Telling
from bot.features.cycles.watching import Watching
from bot.features.home.parts import HomePart
from bot.language.wishes import Wishes
from prompts.requests import load_requests

if TYPE_CHECKING:
    from sqlmodel import Session

    from bot.features.cycles.views import HomeCycle
    from bot.features.home.rules import Reader
    from bot.house.frame import House


def cycles(house: House) -> None:
    """Build the cycle: its board, what HR does with its phases, and everybody's next step."""
    steering = house.cycles = Cycles(house.clock, house.calendar.certain, house.zone, house.catalog)
    boards, planned = Boards(steering), Planned(steering)
    house.planned = planned
    calendar = CalendarListeners(
        Calendars(steering, boards, planned), planned, house.catalog, card_blocks.WORDS
    )
    calendar.register(house.surface)
    desk = CycleListeners(
        steering,
        boards,
        Checklists(steering),
        calendar,
        Telling(house.outbox),
        Wishes(load_requests(), "cycle"),
        house.catalog,
    )
    desk.register(house.surface)
    watching = Watching(steering, planned, house.outbox)
    house.renderers.update(messages.renderers(house.transactions, watching, boards, house.catalog))
    watch = CycleWatch(house.transactions, watching, house.clock, house.postman.hurry)
    house.jobs.append(("cycles", watch.look))
    house.home_parts.append(HomePart(partial(_view, boards), blocks.home_part))


def _view(boards: Boards, session: Session, reader: Reader) -> HomeCycle:
    return boards.home_view(session, reader.person_id)
