"""How each feature is put together, and FEATURES: the order in which they are asked about a message."""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING, Any

from bot.features.check_ins import jobs as check_in_jobs
from bot.features.check_ins.keeping import Keeping
from bot.features.check_ins.listeners import CheckInListeners
from bot.features.check_ins.messages import Messages
from bot.features.check_ins.profiles import profiles_from
from bot.features.check_ins.requests import Phrases
from bot.features.check_ins.service import CheckInService
from bot.features.check_ins.views import Views
from bot.features.goals.keeping import DraftKeeping
from bot.features.home import listeners as home_listeners
from bot.features.home import messages as home_messages
from bot.features.home.parts import HomePart
from bot.features.home.service import Home
from bot.features.policies.keeping import QuestionKeeping
from bot.features.records import (
    checkpoint_messages,
    finding_messages,
    handover_messages,
    my_data_blocks,
    my_data_listeners,
    my_data_messages,
    reader_listeners,
    receipt_listeners,
    saving_listeners,
    step_listeners,
    step_messages,
    timeline_listeners,
)
from bot.features.records import home as record_home
from bot.features.records import jobs as record_jobs
from bot.features.records import listeners as record_listeners
from bot.features.records import messages as record_messages
from bot.features.records.asked import Asked
from bot.features.records.checkpoint_post import CheckpointPost
from bot.features.records.finding import Finder
from bot.features.records.finding_listeners import FindingDesk
from bot.features.records.handovers import Handovers
from bot.features.records.my_data import MyData
from bot.features.records.phrases import Phrases as FindingPhrases
from bot.features.records.readers import Readers
from bot.features.records.saving import SavedMessages
from bot.features.records.steps import Steps
from bot.house.announcements import announcements
from bot.house.appeals import appeals
from bot.house.company_days import company_days
from bot.house.cycles import cycles
from bot.house.delivery import delivery
from bot.house.frame import House
from bot.house.goals import goals_first, goals_on_home
from bot.house.nudges import nudge_jobs, nudges, nudges_first
from bot.house.rule_copies import rule_share
from bot.house.rules import policies, rule_book_on_home
from bot.house.score_copies import explained
from bot.house.scores import scores, scores_first
from bot.house.surveys import surveys
from bot.house.talks import one_on_ones
from bot.language.plain import PlainWriter
from bot.language.wishes import Wishes
from bot.slack.uploads import Uploads
from prompts.profiles import load_profiles
from prompts.questions import load_questions
from prompts.requests import load_requests

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from sqlmodel import Session

    from bot.clock import Clock
    from bot.features.home.rules import Reader


def home(house: House) -> None:
    """App Home and help: asked first for its words."""
    # The list is filled by the features that follow; Home reads it when it is opened.
    house.home = Home(house.outbox, house.home_parts)
    house.page = home_listeners.HomePage(house.home, house.catalog, house.transactions, house.client)
    home_listeners.register(house.surface, house.home, house.catalog, house.page, _home_wishes())
    house.renderers.update(home_messages.renderers(house.transactions, house.home, house.catalog))


def finding(house: House) -> None:
    """Build the ways to find notes again, and hang up what is asked for even while a question is open."""
    finder, asked = Finder(house.clock, house.outbox), Asked()
    house.finding = FindingDesk(finder, FindingPhrases(load_requests()), asked, house.catalog)
    house.finding.register_first(house.surface)
    house.renderers.update(finding_messages.renderers(house.transactions, finder, asked, house.catalog))


def check_ins(house: House) -> None:
    """Check-ins, to which talks invite."""
    keeping = Keeping(
        outbox=house.outbox,
        clock=house.clock,
        calendar=house.calendar,
        zone=house.zone,
        profiles=profiles_from(load_profiles()),
        questions=load_questions(),
        lexicon=house.lexicon,
        catalog=house.catalog,
        review_ends=house.records.review_ends,
    )
    service = CheckInService(keeping, Phrases(load_requests()), keep_private_days=house.terms.private_days)
    views = Views(keeping)
    desk = CheckInListeners(service, views, house.catalog)
    desk.register(house.surface)
    house.late.append(desk.register_late)
    messages = Messages(house.transactions, service, views, PlainWriter(house.catalog), house.catalog)
    house.renderers.update(messages.renderers())
    house.jobs.append(("check_ins", partial(_then_hurry, house, check_in_jobs.wake_due, service)))
    house.jobs.append(("fading", partial(check_in_jobs.drop_words, house.transactions, service)))
    house.jobs += nudge_jobs(house, service.invite)


def records(house: House) -> None:
    """Build the notes of check-ins and the promised steps."""
    service = house.records
    record_listeners.register(house.surface, service, house.catalog, house.refresh_home)
    house.renderers.update(record_messages.renderers(house.transactions, service, house.catalog))
    hurry = house.postman.hurry
    house.jobs.append(("remind", partial(record_jobs.remind_silent, house.transactions, service, hurry)))
    house.jobs.append(("finalise", partial(record_jobs.finalise_silent, house.transactions, service, hurry)))
    house.home_parts.append(
        HomePart(partial(_read_at, house.clock, service.home_view), record_home.home_part)
    )
    if house.proofs is not None:
        receipt_listeners.register(house.surface, house.proofs, house.catalog)
        house.renderers.update(checkpoint_messages.renderers(house.transactions, house.proofs, house.catalog))
        if house.ledger_channel is not None:
            post = CheckpointPost(house.clock, house.zone, house.outbox, house.proofs, house.ledger_channel)
            house.jobs.append(
                ("checkpoint", partial(record_jobs.post_checkpoint, house.transactions, post, hurry))
            )
    readers = Readers(house.clock, service)
    reader_listeners.register(house.surface, readers, house.catalog)
    steps = Steps(house.clock, house.outbox)
    step_listeners.register(house.surface, steps, house.refresh_home)
    house.renderers.update(step_messages.renderers(house.transactions, steps, house.catalog))
    timeline_listeners.register(house.surface, house.timelines, house.catalog)
    if house.finding is not None:
        house.finding.register(house.surface)
    saved = SavedMessages(house.clock, house.outbox, service, house.needs_a_human)
    saving_listeners.register(house.surface, saved, house.catalog, house.refresh_home)
    handovers = Handovers(house.clock, house.outbox)
    house.renderers.update(handover_messages.renderers(house.transactions, handovers, house.catalog))
    house.jobs.append(
        ("handovers", partial(record_jobs.notice_new_managers, house.transactions, handovers, hurry))
    )


def my_data(house: House) -> None:
    """Build the copies people ask for of their own data, and the end of what is kept."""
    service = MyData(
        house.clock,
        house.records,
        house.outbox,
        house.catalog,
        house.proofs.signer.vkey if house.proofs is not None else "",
        rule_share,
        house.timelines,
        partial(_explained, house),
    )
    bearer = my_data_listeners.Bearer(
        service,
        house.transactions,
        Uploads(house.client),
        house.catalog,
        hurry=house.postman.hurry,
    )
    wishes = Wishes(load_requests(), "my_data")
    my_data_listeners.register(house.surface, service, bearer, wishes, house.catalog)
    house.renderers.update(my_data_messages.renderers(house.catalog))
    house.jobs.append(("copies", bearer.bring_waiting))
    for name, fading in (
        ("retention", house.records.retention),
        ("questions_fade", QuestionKeeping(house.clock, house.zone, house.terms.questions_from)),
        (
            "drafts_fade",
            DraftKeeping(house.clock, house.zone, house.terms.private_days, house.terms.drafts_over),
        ),
    ):
        house.jobs.append((name, record_jobs.DailyRetention(house.transactions, fading)))


def my_data_on_home(house: House) -> None:
    """Add the button that asks for a copy, below what the other features show."""
    house.home_parts.append(HomePart(_nothing, my_data_blocks.home_part))


def questions(house: House) -> None:
    """Questions in plain words: asked last, so that an open question of a talk keeps its answer."""
    if house.questions is not None:
        house.questions.hang_up(house)


def last(house: House) -> None:
    """Build what answers a message that no feature took."""
    for hang_up in house.late:
        hang_up(house.surface)
    if house.home is not None:
        home_listeners.register_last(house.surface, house.home, house.catalog, _home_wishes())


def _explained(house: House, session: Session, person_id: int, cycle: str, locale: str) -> tuple[str, ...]:
    if house.scores is None:
        return ()
    return explained(house.scores.service, house.catalog, session, person_id, cycle, locale)


@cache
def _home_wishes() -> Wishes:
    return Wishes(load_requests(), "home")


FEATURES: tuple[Callable[[House], None], ...] = (
    home,
    one_on_ones,
    goals_first,
    policies,
    my_data,
    finding,
    scores_first,
    nudges_first,
    cycles,
    surveys,
    check_ins,
    records,
    nudges,
    scores,
    appeals,
    goals_on_home,
    announcements,
    rule_book_on_home,
    my_data_on_home,
    company_days,
    delivery,
    questions,
    last,
)


def furnish(house: House) -> None:
    """Build every feature, in the order in which they are asked."""
    for feature in FEATURES:
        feature(house)


def _read_at(clock: Clock, read: Callable[..., Any], session: Session, reader: Reader) -> Any:  # noqa: ANN401 - each part reads what it draws
    return read(session, reader.person_id, clock.now())


def _nothing(_session: Session, _reader: Reader) -> None:
    """Read nothing: what is drawn is the same for everybody."""


async def _then_hurry(house: House, job: Callable[..., Awaitable[int]], service: CheckInService) -> None:
    if await job(house.transactions, service):
        house.postman.hurry()


__all__ = ["FEATURES", "House", "furnish"]
