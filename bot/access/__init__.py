"""The only judge of who may do what.

`can` is pure: it sees who acts, what they want to do and how the subject relates to them, and nothing else.
Relations are facts of the moment (who manages whom today, whom HR serves), read by the service that asks;
`storage.sight` says the same of stored notes in SQL, and a test holds the two together.
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.access import announcements as access_announcements
from bot.access import cycles as access_cycles
from bot.access import goals as access_goals
from bot.access.hr import serves
from bot.access.scores import can_with_results, score_relation
from bot.access.terms import (
    HR,
    HR_ADMIN,
    NOWHERE,
    Action,
    Actor,
    AnnouncementSubject,
    AppealSubject,
    CalendarSubject,
    CycleSubject,
    DeliverySubject,
    FigureSubject,
    GoalsSubject,
    PersonSubject,
    Place,
    QuestionSubject,
    ReadingSubject,
    Relation,
    RulesSubject,
    ScoreSubject,
    Sight,
    UnitSubject,
)

__all__ = [
    "HR",
    "HR_ADMIN",
    "Action",
    "ActionSubject",
    "Actor",
    "AnnouncementSubject",
    "AppealSubject",
    "CalendarSubject",
    "CycleSubject",
    "DeliverySubject",
    "FigureSubject",
    "GoalsSubject",
    "NoteSubject",
    "PairSubject",
    "PersonSubject",
    "Place",
    "QuestionSubject",
    "ReadingSubject",
    "Relation",
    "RulesSubject",
    "ScoreSubject",
    "Sight",
    "Subject",
    "UnitSubject",
    "can",
    "relations",
    "score_relation",
    "sight",
]
PRIVATE, SHARED, SHARED_HR = "private_manager", "shared", "shared_hr"
"""Whom a block of a note is for (domain 1.7); what else there is, is for its employee alone."""


@dataclass(frozen=True)
class PairSubject:
    """A manager and an employee, as they relate today. `reports_now`: the direct line holds at this moment."""

    manager_id: int
    employee_id: int
    reports_now: bool


@dataclass(frozen=True)
class NoteSubject:
    """A note, or a step promised in one, by the manager who held the talk.

    `audiences`: whom its blocks are for, in the newest edition; of a step, whom its one block is for.
    `confirmed`: its review is over, with an answer or in silence. `place` is the employee's.
    """

    manager_id: int
    employee_id: int
    audiences: frozenset[str]
    confirmed: bool = False
    place: Place = NOWHERE

    @property
    def shared(self) -> bool:
        """Whether its employee has been shown any of it."""
        return any(audience != PRIVATE for audience in self.audiences)

    @property
    def for_hr(self) -> bool:
        """Whether any of it is shared with HR."""
        return SHARED_HR in self.audiences

    @property
    def goes_over(self) -> bool:
        """Whether any of it goes to a later manager: what is final, and for more than the one it thanks."""
        return self.confirmed and (SHARED in self.audiences or self.for_hr)


@dataclass(frozen=True)
class ActionSubject(NoteSubject):
    """A promised action of a note."""


Subject = (
    ReadingSubject
    | FigureSubject
    | ScoreSubject
    | AppealSubject
    | GoalsSubject
    | UnitSubject
    | AnnouncementSubject
    | CycleSubject
    | PairSubject
    | NoteSubject
    | PersonSubject
    | QuestionSubject
    | RulesSubject
    | DeliverySubject
    | CalendarSubject
)


_OF_DELIVERY = {Action.WATCH_DELIVERY: {HR_ADMIN}, Action.READ_NUDGE_EFFECTS: {HR, HR_ADMIN}}


def can(actor: Actor, action: Action, subject: Subject) -> bool:
    """Return whether `actor` may do `action` to `subject`. Anything not said here is forbidden."""
    if not actor.here:
        return False
    match subject:
        case PairSubject():
            if action in {Action.CHECK_IN, Action.SET_CADENCE}:
                return _manages(actor, subject)
            if action is Action.WRITE_AGENDA:
                return _is_led(actor, subject)
            return action is Action.READ_AGENDA and (_manages(actor, subject) or _is_led(actor, subject))
        case NoteSubject():
            return _can_with_note(action, relations(actor, subject), subject)
        case PersonSubject():
            return _can_with_data(actor, action, subject)
        case QuestionSubject():
            return _can_with_question(actor, action, subject)
        case RulesSubject():
            return _can_with_rules(actor, action, subject)
        case ReadingSubject() | FigureSubject() | ScoreSubject() | AppealSubject():
            return can_with_results(actor, action, subject)
        case _:
            return _can_with_work(actor, action, subject)


def sight(actor: Actor, note: NoteSubject) -> Sight:
    """Return how much of a note `actor` may see: the most that any reading action allows."""
    levels = (
        (Action.READ_PRIVATE, Sight.EVERYTHING),
        (Action.READ_NOTE, Sight.SHARED),
        (Action.READ_HANDED_OVER, Sight.HANDED_OVER),
        (Action.READ_FOR_HR, Sight.FOR_HR),
        (Action.READ_FACTS, Sight.FACTS),
    )
    return next((level for action, level in levels if can(actor, action, note)), Sight.NOTHING)


def relations(actor: Actor, note: NoteSubject) -> tuple[Relation, ...]:
    """Return what `actor` is to a note and its employee, the nearest relation first."""
    assigned = serves(actor, note.place.units)
    holds = {
        Relation.AUTHOR: actor.person_id == note.manager_id,
        Relation.SELF: actor.person_id == note.employee_id,
        Relation.MANAGER: actor.person_id in note.place.managers[:1],
        Relation.HR_PARTNER: actor.role == HR and assigned,
        Relation.HR_ADMIN: actor.role == HR_ADMIN,
        Relation.SKIP_LEVEL: actor.person_id in note.place.managers[1:],
    }
    return tuple(relation for relation, held in holds.items() if held)


def _manages(actor: Actor, pair: PairSubject) -> bool:
    return actor.person_id == pair.manager_id != pair.employee_id and pair.reports_now


def _is_led(actor: Actor, pair: PairSubject) -> bool:
    return actor.person_id == pair.employee_id != pair.manager_id and pair.reports_now


def _can_with_note(action: Action, held: tuple[Relation, ...], note: NoteSubject) -> bool:
    if isinstance(note, ActionSubject):
        return _can_with_action(action, held, note)
    author, manager = Relation.AUTHOR in held, Relation.MANAGER in held
    reader = Relation.SELF in held and note.shared
    hr = Relation.HR_PARTNER in held or Relation.HR_ADMIN in held
    match action:
        case Action.READ_NOTE | Action.READ_READERS:
            return author or reader
        case Action.READ_PRIVATE:
            return author
        case Action.READ_HANDED_OVER:
            return manager and note.goes_over
        case Action.READ_FOR_HR:
            return hr and note.for_hr
        case Action.READ_FACTS:
            return author or reader or ((manager or hr) and note.shared)
        case Action.CORRECT_NOTE:
            return author and manager
        case Action.RESPOND_TO_NOTE:
            return reader
        case _:
            return False


def _can_with_action(action: Action, held: tuple[Relation, ...], promise: ActionSubject) -> bool:
    if action not in {Action.READ_ACTION, Action.CLOSE_ACTION}:
        return False
    reader = Relation.SELF in held and promise.shared
    successor = Relation.MANAGER in held and promise.goes_over
    return Relation.AUTHOR in held or reader or successor


def _can_with_data(actor: Actor, action: Action, person: PersonSubject) -> bool:
    match action:
        case Action.EXPORT_DATA | Action.LINK_CALENDAR:
            return actor.person_id == person.person_id
        case Action.ORDER_COPY | Action.ERASE_DATA | Action.PLACE_HOLD | Action.RELEASE_HOLD:
            return actor.role == HR_ADMIN and actor.person_id != person.person_id
        case _:
            return False


def _can_with_question(actor: Actor, action: Action, question: QuestionSubject) -> bool:
    match action:
        case Action.ANSWER_QUESTION:
            hr = actor.role == HR_ADMIN or (actor.role == HR and serves(actor, question.units))
            return hr and actor.person_id != question.asker_id
        case Action.PUBLISH_ANSWER:
            return actor.role == HR_ADMIN
        case _:
            return False


def _can_with_rules(actor: Actor, action: Action, rules: RulesSubject) -> bool:
    match action:
        case Action.READ_RULES:
            return rules.audience in actor.audiences
        case Action.READ_DIGEST:
            return actor.role in {HR, HR_ADMIN}
        case Action.PUBLISH_RULES | Action.WITHDRAW_RULES:
            return actor.role == HR_ADMIN
        case _:
            return False


def _can_with_work(
    actor: Actor,
    action: Action,
    subject: GoalsSubject
    | UnitSubject
    | AnnouncementSubject
    | CycleSubject
    | DeliverySubject
    | CalendarSubject,
) -> bool:
    match subject:
        case AnnouncementSubject():
            return access_announcements.can(actor, action, subject)
        case CycleSubject():
            return access_cycles.can(actor, action, subject)
        case CalendarSubject():
            return action is Action.KEEP_WORKING_DAYS and actor.role == HR_ADMIN
        case DeliverySubject():
            return actor.role in _OF_DELIVERY.get(action, ())
        case _:
            return access_goals.can(actor, action, subject)
