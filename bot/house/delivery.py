"""How the watch over delivery is put together: what did not arrive, and whether anything is stuck."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from bot.features.home.parts import HomePart
from bot.features.nudges import effect_listeners
from bot.features.undelivered import blocks, listeners, messages
from bot.features.undelivered.jobs import Watch
from bot.features.undelivered.service import Undelivered

if TYPE_CHECKING:
    from sqlmodel import Session

    from bot.features.home.rules import Reader
    from bot.features.nudges.effects import Effects
    from bot.house.frame import House


def delivery(house: House) -> None:
    """Show HR's administrators what did not arrive, say when something is stuck, and tell HR what nudges do."""
    service = Undelivered(
        house.clock, house.zone, house.outbox, house.postman.team_id, house.operations_channel
    )
    listeners.register(house.surface, service, house.catalog, house.refresh_home)
    house.renderers.update(messages.renderers(house.catalog))
    house.home_parts.append(HomePart(partial(_count, service), blocks.home_part))
    effect_listeners.register(house.surface, partial(_effects, house), house.catalog)
    house.watch = Watch(house.transactions, service, house.clock, house.postman.hurry)


def _count(service: Undelivered, session: Session, reader: Reader) -> int:
    return service.on_home(session, reader.person_id)


def _effects(house: House) -> Effects:
    from bot.features.nudges.effects import Effects  # noqa: PLC0415 - as in the listener

    return Effects(house.clock, house.zone)
