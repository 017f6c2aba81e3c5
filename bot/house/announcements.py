"""How announcements are put together: whom they can go to, what answers questions about them, who is silent."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from bot.features.announcements import board_blocks, jobs
from bot.features.announcements.board import Board
from bot.features.announcements.cards import Cards
from bot.features.announcements.jobs import Feeder
from bot.features.announcements.launching import Launches
from bot.features.announcements.listeners import ComposingListeners
from bot.features.announcements.messages import Messages
from bot.features.announcements.notices import Notices
from bot.features.announcements.reach import Reach
from bot.features.announcements.reader_listeners import ReaderListeners
from bot.features.announcements.receiving import Receiving
from bot.features.announcements.reminding import Reminding
from bot.features.announcements.sending import Sending
from bot.features.announcements.service import Composer
from bot.features.announcements.steering_listeners import SteeringListeners
from bot.features.home.parts import HomePart
from bot.features.policies.lookups import Place, Source
from bot.features.scores.absences import on_leave
from bot.features.undelivered import rules as undelivered
from bot.house.planned_announcements import PlannedDesk
from bot.language.names import spoken_name
from storage import cycle_acts, cycles, goal_sheets, people

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from datetime import date, datetime

    from sqlmodel import Session

    from bot.features.cycles.service import Change
    from bot.features.home.rules import Reader
    from bot.house.frame import House
    from bot.house.rule_questions import RuleQuestions


class RuleDesk:
    """Questions about what is announced, answered by the part that answers questions about the rules."""

    def __init__(self, questions: RuleQuestions) -> None:
        self._questions = questions

    def take(self, session: Session, person_id: int, words: str, locale: str) -> str:
        """Store a question and return its id; raises NoQuestionFound and QuestionTooLong."""
        return self._questions.service.take(session, person_id, words, Source(Place.HOME), locale)

    def groups(self, session: Session, question_ids: list[str]) -> list[tuple[str, int]]:
        """Return these questions grouped by what they ask for, without names, and how often each was asked."""
        return [(each.words, each.times) for each in self._questions.digests.groups(session, question_ids)]

    def begin(self, question_id: str) -> None:
        """Look the answer up in the background."""
        self._questions.answering.begin(question_id)


def announcements(house: House) -> None:
    """Build announcements: composed, let go, steered, received."""
    approval_above, pilot_units = house.announcing
    groups: dict[str, Callable[[Session, date], Collection[int]]] = {
        "pilot": partial(in_pilot, pilot_units),
        "goals_not_agreed": goals_not_agreed,
    }
    reach = Reach(
        house.clock,
        house.calendar,
        house.zone,
        lambda: house.postman.per_minute,
        groups,
        on_leave,
        partial(_held_until, house),
    )
    cards = Cards(reach, house.outbox, house.catalog.languages, approval_above)
    desk = RuleDesk(house.questions) if house.questions is not None else None
    board, reminding = Board(cards, desk), Reminding(reach, house.outbox)
    sending, composer, launches = Sending(cards), Composer(cards), Launches(cards)
    if house.cycles is not None:
        house.cycles.announce = partial(change_of_dates, composer, house)
    if house.planned is not None:
        house.planned.announcer = PlannedDesk(
            composer, launches, sending, house.catalog.languages, reach.today
        )
    hurry = house.postman.hurry
    feeder = Feeder(house.transactions, sending, hurry)
    house.closing.append(feeder.close)
    ComposingListeners(composer, house.catalog, house.refresh_home).register(house.surface)
    SteeringListeners(
        launches, sending, board, reminding, feeder.begin, house.catalog, house.refresh_home, _reason
    ).register(house.surface)
    receiving = Receiving(reach, house.outbox, desk)
    ReaderListeners(receiving, desk.begin if desk else _nobody_answers, house.catalog).register(house.surface)
    messages = Messages(house.transactions, Notices(reach), cards, reminding, house.catalog)
    house.renderers.update(messages.renderers())
    house.jobs.append(("announcements", feeder.feed))
    house.jobs.append(("announcements_silent", partial(jobs.remind, house.transactions, reminding, hurry)))
    read = partial(_under_way, board, house)
    house.home_parts.append(HomePart(read, board_blocks.home_part))


def change_of_dates(composer: Composer, house: House, session: Session, change: Change) -> str:
    """Draft A-13 about a phase that closes later, for whoever moved it to look over and send; return its id."""
    cycle = session.get(cycles.Cycle, change.cycle_id)
    by = session.get(people.Person, change.by)
    today = house.clock.now().astimezone(house.zone).date()
    values: dict[str, dict[str, str]] = {}
    for language in house.catalog.languages:
        words = partial(house.catalog.text, language)
        said = {
            "what": words(
                "cycles-change-what",
                cycle=cycle.names[language] if cycle else change.cycle_id,
                phase=words(f"cycles-phase-{change.phase_key}"),
            ),
            "old": words("cycles-change-day", day=change.before),
            "new": words("cycles-change-day", day=change.after),
            "d": words("cycles-change-day", day=today),
            "reason": change.reason,
            "who": spoken_name(by.name, language) if by else "",
        }
        for name, value in said.items():
            values.setdefault(name, {})[language] = value
    terms = cycle_acts.terms(session, change.cycle_id)
    return composer.begin(session, change.by, "A-13", values, units=terms.units if terms else ())


def goals_not_agreed(session: Session, day: date) -> set[int]:
    """Return who has no agreed goals in their cycle of a day, leavers too; nobody where there is no cycle.

    Whose cycle is whose is said by `storage.pilots`: of several that are somebody's, the one that started last.
    """
    missing: set[int] = set()
    placed: set[int] = set()
    for cycle in cycles.at_work(session, day):
        terms = cycle_acts.terms(session, cycle.id)
        if terms is not None and terms.units:
            everybody = {each for unit in terms.units for each in people.members_below(session, unit)}
        else:
            everybody = {number for number, _ in people.numbers_and_names(session)}
        missing |= everybody - placed - goal_sheets.people_agreed(session, cycle.id)
        placed |= everybody
    return missing


def in_pilot(configured: tuple[str, ...], session: Session, day: date) -> set[int]:
    """Return who is in a pilot unit, as the settings or the cycles that a day falls in name them."""
    units = {*configured}
    for cycle in cycles.every(session):
        if cycle.starts <= day <= cycle.ends and (terms := cycle_acts.terms(session, cycle.id)) is not None:
            units.update(terms.units)
    return {number for unit in units for number in people.members_below(session, unit)}


def _under_way(board: Board, house: House, session: Session, reader: Reader) -> object:
    return board.under_way(session, reader.person_id, house.catalog.language_of(reader.locale))


def _held_until(house: House, session: Session, person_id: int) -> datetime | None:
    """Return until when somebody's own quiet hours last; None when they are not in them."""
    return house.held_until(session, person_id) if house.held_until is not None else None


def _reason(error: str, may_be_there: bool) -> str:  # noqa: FBT001 - as the listener asks
    """Return what a code of Slack's comes down to."""
    return undelivered.reason(error, may_be_there=may_be_there).value


def _nobody_answers(_question_id: str) -> None:
    """Look nothing up: without a rule book no question is taken."""
