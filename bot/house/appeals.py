"""How appeals are put together: filed by those whose result it is, handled by HR, heard by people not involved."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from bot.features.appeals import hearing_blocks, jobs, messages
from bot.features.appeals.hearing import Hearing
from bot.features.appeals.keeping import Keeping
from bot.features.appeals.listeners import AppealDesk, HearingDesk
from bot.features.appeals.seeing import AppealSeeing
from bot.features.appeals.service import Appeals
from bot.features.home.parts import HomePart
from bot.features.scores.fairness import codes_of
from bot.house.personal_routes import my_appeal

if TYPE_CHECKING:
    from sqlmodel import Session

    from bot.features.appeals.views import OnHome
    from bot.features.home.rules import Reader
    from bot.house.frame import House


def appeals(house: House) -> None:
    """Build the appeals on what the scores may do for them; without scores there is nothing to appeal against."""
    parts = house.fairness
    if parts is None:
        return
    keeping = Keeping(house.clock, house.calendar, house.zone, parts.remedies, house.outbox)
    house.appeals = Appeals(keeping, parts.questions.ask, codes_of)
    for asked in ("my_appeal", "my_appeal_state"):
        house.personal_routes[asked] = partial(my_appeal, house.appeals)
    hearing, seeing = Hearing(keeping), AppealSeeing(keeping)
    parts.questions.answered = hearing.figure_answered
    AppealDesk(house.appeals, seeing, house.catalog, house.refresh_home).register(house.surface)
    HearingDesk(hearing, seeing, house.catalog, house.refresh_home).register(house.surface)
    house.renderers.update(messages.renderers(house.transactions, seeing, house.catalog))
    hurry = house.postman.hurry
    house.jobs.append(("appeals", partial(jobs.act_due, house.transactions, hearing, hurry)))
    house.home_parts.append(HomePart(partial(_on_home, seeing), hearing_blocks.home_part))


def _on_home(seeing: AppealSeeing, session: Session, reader: Reader) -> OnHome:
    return seeing.on_home(session, reader.person_id)
