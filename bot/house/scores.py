"""How results are put together: asked for in words, by command and on Home, and explained."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from bot.features.home.parts import HomePart
from bot.features.scores import (
    blocks,
    jobs,
    messages,
    question_blocks,
    question_messages,
    release_blocks,
    release_messages,
)
from bot.features.scores.fairness import Fairness
from bot.features.scores.listeners import ScoreDesk, ScoreParts
from bot.features.scores.phrases import Phrases
from bot.features.scores.picturing import Pictures
from bot.features.scores.question_listeners import QuestionDesk
from bot.features.scores.release_listeners import ReleaseDesk
from bot.features.scores.supposals import Supposals
from bot.features.scores.tally_listeners import TallyDesk
from bot.features.scores.understanding import Understanding
from bot.features.scores.words import Words
from bot.house.personal_routes import my_score
from bot.intake.company_rules import rules_of
from bot.intake.turns import Turns
from knowledge import scoring
from prompts.scores import load_score_phrases
from storage import appeals

if TYPE_CHECKING:
    from sqlmodel import Session

    from bot.features.home.rules import Reader
    from bot.features.scores.question_views import OnHome
    from bot.features.scores.service import Scores
    from bot.features.scores.shown import HomeScores
    from bot.features.scores.tally import Tallies
    from bot.house.frame import House


def scores_first(house: House) -> None:
    """Build what explains results, and hang up what is asked for even while a question is open."""
    fairness = Fairness.made(
        clock=house.clock,
        calendar=house.calendar,
        zone=house.zone,
        words=Words(scoring.demo_words()),
        outgoing=house.outbox,
        rules=partial(rules_of, house.data),
        reviewers=reviewers,
    )
    service = fairness.scores
    supposals = Supposals()
    desk = ScoreDesk(
        service,
        Understanding(house.clock, service, Phrases(load_score_phrases())),
        supposals,
        Pictures(house.catalog),
        house.catalog,
    )
    house.scores, house.fairness = ScoreParts(service, desk), fairness
    desk.register_first(house.surface)
    house.personal_routes["my_score"] = partial(my_score, service)
    house.renderers.update(messages.renderers(house.transactions, service, supposals, house.catalog))


def scores(house: House) -> None:
    """Hang up the other ways to ask for results, and their place on Home."""
    if house.scores is not None:
        house.scores.desk.register(house.surface)
        house.home_parts.append(HomePart(partial(_view, house.scores.service), blocks.home_part))
    if house.fairness is not None:
        fairness(house, house.fairness)
    house.jobs.append(("score_sources", Turns(house.transactions, house.data, house.clock).start_due))


def fairness(house: House, parts: Fairness) -> None:
    """Hang up the questions about figures and the releases, and what time does with both."""
    TallyDesk(partial(_tallies, house), house.catalog).register(house.surface)
    QuestionDesk(parts, house.catalog, house.refresh_home).register(house.surface)
    ReleaseDesk(parts, house.catalog, house.refresh_home).register(house.surface)
    house.renderers.update(question_messages.renderers(house.transactions, parts.seeing, house.catalog))
    house.renderers.update(release_messages.renderers(house.transactions, parts, house.zone, house.catalog))
    for name, act in (
        ("questioned_figures", parts.questions.remind_due),
        ("appeal_windows", parts.windows.act_due),
        ("visible_day", parts.visible_day.act_due),
    ):
        house.jobs.append((name, partial(jobs.act_due, house.transactions, act, house.postman.hurry)))
    house.home_parts.append(HomePart(partial(_questions, parts), question_blocks.home_part))
    house.home_parts.append(HomePart(partial(_releases, parts), release_blocks.home_part))


def reviewers(session: Session, person_id: int, cycle: str) -> frozenset[int]:
    """Return who is named to review a result: those who hear the appeal against it."""
    appeal = appeals.open_about(session, person_id, cycle)
    if appeal is None:
        return frozenset()
    return frozenset(each for stage in (1, 2) for each in appeals.hearers(session, appeal.id, stage))


def _tallies(house: House) -> Tallies:
    from bot.features.scores.release_facts import ReleaseFacts  # noqa: PLC0415 - as in the listener
    from bot.features.scores.tally import Tallies  # noqa: PLC0415 - as in the listener
    from bot.house.small_units import hidden_units  # noqa: PLC0415 - as in the listener

    facts = ReleaseFacts(house.clock, house.calendar, house.zone)
    return Tallies(house.clock, house.calendar, house.zone, facts, hidden_units)


def _questions(parts: Fairness, session: Session, reader: Reader) -> OnHome:
    return parts.seeing.on_home(session, reader.person_id)


def _releases(parts: Fairness, session: Session, reader: Reader) -> bool:
    return parts.releases.may_release_anybody(session, reader.person_id)


def _view(service: Scores, session: Session, reader: Reader) -> HomeScores:
    return service.home_view(session, reader.person_id)
