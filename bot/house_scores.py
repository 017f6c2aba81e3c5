"""How results are put together: asked for in words, by command and on Home, and explained."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from bot.features.home.parts import HomePart
from bot.features.scores import blocks, messages
from bot.features.scores.listeners import ScoreDesk, ScoreParts
from bot.features.scores.phrases import Phrases
from bot.features.scores.picturing import Pictures
from bot.features.scores.service import Scores
from bot.features.scores.supposals import Supposals
from bot.features.scores.understanding import Understanding
from bot.features.scores.words import Words
from bot.score_turns import Turns
from knowledge import scoring
from prompts.scores import load_score_phrases

if TYPE_CHECKING:
    from sqlmodel import Session

    from bot.features.home.rules import Reader
    from bot.features.scores.shown import HomeScores
    from bot.house_frame import House


def scores_first(house: House) -> None:
    """Build what explains results, and hang up what is asked for even while a question is open."""
    service = Scores(
        clock=house.clock,
        calendar=house.calendar,
        zone=house.zone,
        words=Words(scoring.demo_words()),
        outgoing=house.outbox,
    )
    supposals = Supposals()
    desk = ScoreDesk(
        service,
        Understanding(house.clock, service, Phrases(load_score_phrases())),
        supposals,
        Pictures(house.catalog),
        house.catalog,
    )
    house.scores = ScoreParts(service, desk)
    desk.register_first(house.surface)
    house.renderers.update(messages.renderers(house.transactions, service, supposals, house.catalog))


def scores(house: House) -> None:
    """Hang up the other ways to ask for results, and their place on Home."""
    if house.scores is not None:
        house.scores.desk.register(house.surface)
        house.home_parts.append(HomePart(partial(_view, house.scores.service), blocks.home_part))
    house.jobs.append(("score_sources", Turns(house.transactions, house.data, house.clock).start_due))


def _view(service: Scores, session: Session, reader: Reader) -> HomeScores:
    return service.home_view(session, reader.person_id)
