"""How nudges are put together: decided once a minute, answered in Slack, chosen on Home."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.delivery.drafts import HeldBack
from bot.features.cycles.tasks import tasks as tasks_of_cycles
from bot.features.home.parts import HomePart
from bot.features.nudges import agenda_blocks
from bot.features.nudges import home as nudge_home
from bot.features.nudges.agenda import Agendas
from bot.features.nudges.agenda_listeners import AgendaDesk
from bot.features.nudges.answers import Answers
from bot.features.nudges.asking import Asking
from bot.features.nudges.holdout import HoldOut
from bot.features.nudges.jobs import NudgeJobs
from bot.features.nudges.knowing import Terms
from bot.features.nudges.listeners import NudgeDesk, NudgeParts
from bot.features.nudges.messages import Messages
from bot.features.nudges.offers import Offers
from bot.features.nudges.seeing import Seeing
from bot.features.nudges.service import Nudges
from bot.features.nudges.settling import Settling
from bot.features.nudges.tasks import Tasks
from bot.features.one_on_ones.ahead import gaps_ahead
from bot.features.policies.notices import NOTICE, READ, REMINDER
from bot.language.wishes import Wishes
from bot.slack.disturbing import DoNotDisturb
from prompts.requests import load_requests

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlmodel import Session

    from bot.delivery.drafts import Draft, Drawn, Renderer
    from bot.features.home.rules import Reader
    from bot.features.nudges.agenda import AgendaLine
    from bot.features.nudges.service import Invite
    from bot.features.nudges.shown import MyReminders
    from bot.house.frame import House


def nudge_jobs(house: House, invite: Invite) -> list[tuple[str, NudgeJobs]]:
    """Return what the tick does; `invite` begins the check-in a talk's prompt asks for."""
    if house.nudges is None:
        return []
    jobs = NudgeJobs(
        house.transactions,
        house.clock,
        house.nudges.nudges,
        Offers(house.clock, house.zone, house.outbox, house.nudges.tasks),
        Settling(house.clock),
        invite,
        DoNotDisturb(house.client, house.transactions),
        house.postman.hurry,
    )
    return [("nudges", jobs)]


def nudges_first(house: House) -> None:
    """Build the nudges, and hang up what is asked of them even while a question is open."""
    quiet, withheld = house.nudging
    terms = Terms(always_open=not quiet, withheld=withheld)
    answers = Answers(house.clock, house.calendar, terms, house.outbox)
    seeing = Seeing(house.clock, house.calendar, terms, gaps_ahead, house.count_goals)
    asking = Asking(house.clock, house.outbox)
    tasks = Tasks(house.clock, house.calendar, house.zone, house.outbox, tasks_of_cycles)
    desk = NudgeDesk(
        answers, seeing, asking, Wishes(load_requests(), "nudges"), house.catalog, house.refresh_home
    )
    holdout = HoldOut(_arm_key(house), withheld)
    house.nudges = NudgeParts(Nudges(house.clock, house.calendar, holdout, terms), seeing, desk, tasks)
    desk.register_first(house.surface)
    messages = Messages(house.transactions, seeing, asking, house.catalog, tasks, house.renderers)
    house.renderers.update(messages.renderers())
    house.postman.hold_nudges(answers.held_until)
    house.held_until = answers.held_until
    agendas = Agendas(house.clock, house.needs_a_human)
    AgendaDesk(agendas, house.catalog, house.refresh_home).register(house.surface)
    # Right below the talks it is about.
    house.home_parts.append(HomePart(_agendas_of(agendas), agenda_blocks.home_part))
    for kind in (NOTICE, REMINDER):
        if (notice := house.renderers.get(kind)) is not None:
            house.renderers[kind] = _in_open_hours(notice, house, answers)


def nudges(house: House) -> None:
    """Hang up what is left for nudges after the talks, and their place on Home."""
    if house.nudges is not None:
        house.nudges.desk.register(house.surface)
        house.home_parts.append(HomePart(_view_of(house.nudges.seeing), nudge_home.home_part))


def _view_of(seeing: Seeing) -> Callable[[Session, Reader], MyReminders]:
    def read(session: Session, reader: Reader) -> MyReminders:
        return seeing.mine(session, reader.person_id)

    return read


def _agendas_of(agendas: Agendas) -> Callable[[Session, Reader], tuple[AgendaLine, ...]]:
    def read(session: Session, reader: Reader) -> tuple[AgendaLine, ...]:
        return agendas.mine(session, reader.person_id)

    return read


def _arm_key(house: House) -> bytes:
    """Return the key the arms are drawn by: the company's own, so that nobody can tell the draw beforehand."""
    masters = house.transactions.database.masters
    return masters.derived_keys("nudge arms")[0] if masters is not None else b"no master key"


def _in_open_hours(draw: Renderer, house: House, answers: Answers) -> Renderer:
    """Let what everybody must hear of leave in its reader's open hours only (N-22)."""

    async def drawn(draft: Draft) -> Drawn | None:
        if draft.person_id is not None and READ not in draft.payload:
            until = await house.transactions.read(answers.held_until, draft.person_id)
            if until is not None:
                raise HeldBack(until)
        return await draw(draft)

    return drawn
