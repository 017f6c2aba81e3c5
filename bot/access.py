"""The only judge of who may do what.

`can` is pure: it sees who acts, what they want to do and how the subject relates to them, and nothing else.
Relations are facts of the moment (who manages whom today, whom HR serves), read by the service that asks;
`storage.sight` says the same of stored notes in SQL, and a test holds the two together.
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.access_terms import Action, ReadingSubject, Relation, Sight

__all__ = [
    "Action",
    "ActionSubject",
    "Actor",
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
    "can",
    "relations",
    "score_relation",
    "sight",
]
HR, HR_ADMIN = "hr", "hr_admin"
PRIVATE, SHARED, SHARED_HR = "private_manager", "shared", "shared_hr"
"""Whom a block of a note is for (domain 1.7); what else there is, is for its employee alone."""


@dataclass(frozen=True)
class Actor:
    """Who acts: a person and their role (`employee`, `hr` or `hr_admin`).

    `here`: they have not left and their account is live. `serves`: the units an HR partner is assigned to,
    empty for the whole company; None when nobody looked, which serves no one. `audiences`: whom they count as
    where rules are for some people only.
    """

    person_id: int
    role: str
    here: bool = True
    serves: frozenset[str] | None = None
    audiences: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Place:
    """Where an employee stands today: managers from the direct one up, units from their own up."""

    managers: tuple[int, ...] = ()
    units: tuple[str, ...] = ()


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
    place: Place = Place()

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


@dataclass(frozen=True)
class PersonSubject:
    """Somebody whose data is kept."""

    person_id: int


@dataclass(frozen=True)
class QuestionSubject:
    """A question somebody sent to HR. `units`: the asker's, from their own up."""

    asker_id: int
    units: tuple[str, ...] = ()


@dataclass(frozen=True)
class RulesSubject:
    """A document of the rule book, by the audience it is for."""

    audience: str


@dataclass(frozen=True)
class ScoreSubject:
    """Somebody's result in a cycle, as far as it is. `reviewers` are those named for it.

    `released`: it has been. `provisional`: the data are not frozen; between the two nobody sees it.
    """

    person_id: int
    place: Place = Place()
    released: bool = False
    provisional: bool = False
    reviewers: frozenset[int] = frozenset()


Subject = (
    ReadingSubject | ScoreSubject | PairSubject | NoteSubject | PersonSubject | QuestionSubject | RulesSubject
)


def can(actor: Actor, action: Action, subject: Subject) -> bool:
    """Return whether `actor` may do `action` to `subject`. Anything not said here is forbidden."""
    if not actor.here:
        return False
    match subject:
        case PairSubject():
            return action is Action.CHECK_IN and _manages(actor, subject)
        case ActionSubject():
            return _can_with_action(action, relations(actor, subject), subject)
        case NoteSubject():
            return _can_with_note(action, relations(actor, subject), subject)
        case PersonSubject():
            return _can_with_data(actor, action, subject)
        case QuestionSubject():
            return _can_with_question(actor, action, subject)
        case RulesSubject():
            return _can_with_rules(actor, action, subject)
        case ScoreSubject():
            return _can_with_score(action, score_relation(actor, subject), subject)
        case ReadingSubject():
            return _can_with_reading(actor, action, subject)


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
    assigned = _serves(actor, note.place.units)
    holds = {
        Relation.AUTHOR: actor.person_id == note.manager_id,
        Relation.SELF: actor.person_id == note.employee_id,
        Relation.MANAGER: actor.person_id in note.place.managers[:1],
        Relation.HR_PARTNER: actor.role == HR and assigned,
        Relation.HR_ADMIN: actor.role == HR_ADMIN,
        Relation.SKIP_LEVEL: actor.person_id in note.place.managers[1:],
    }
    return tuple(relation for relation, held in holds.items() if held)


def score_relation(actor: Actor, score: ScoreSubject) -> Relation | None:
    """Return what `actor` is to the person of a result, the nearest relation; None for nobody it is shown to."""
    holds = {
        Relation.SELF: actor.person_id == score.person_id,
        Relation.MANAGER: actor.person_id in score.place.managers[:1],
        Relation.HR_PARTNER: actor.role == HR and _serves(actor, score.place.units),
        Relation.REVIEWER: actor.person_id in score.reviewers,
    }
    return next((relation for relation, held in holds.items() if held), None)


def _serves(actor: Actor, units: tuple[str, ...]) -> bool:
    return actor.serves is not None and (not actor.serves or not actor.serves.isdisjoint(units))


def _manages(actor: Actor, pair: PairSubject) -> bool:
    return actor.person_id == pair.manager_id != pair.employee_id and pair.reports_now


def _can_with_note(action: Action, held: tuple[Relation, ...], note: NoteSubject) -> bool:
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
        case Action.EXPORT_DATA:
            return actor.person_id == person.person_id
        case Action.ORDER_COPY | Action.ERASE_DATA | Action.PLACE_HOLD | Action.RELEASE_HOLD:
            return actor.role == HR_ADMIN and actor.person_id != person.person_id
        case _:
            return False


def _can_with_question(actor: Actor, action: Action, question: QuestionSubject) -> bool:
    match action:
        case Action.ANSWER_QUESTION:
            hr = actor.role == HR_ADMIN or (actor.role == HR and _serves(actor, question.units))
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


def _can_with_score(action: Action, relation: Relation | None, score: ScoreSubject) -> bool:
    match action:
        case Action.VIEW_SCORE:
            return score.released and relation is not None
        case Action.VIEW_FIGURES:
            return score.provisional and relation in {Relation.SELF, Relation.MANAGER}
        case _:
            return False


def _can_with_reading(actor: Actor, action: Action, reading: ReadingSubject) -> bool:
    owner = actor.person_id == reading.owner_id
    if actor.person_id == reading.employee_id:
        return False
    if action is Action.APPROVE_READING:
        hr = actor.role == HR_ADMIN or (actor.role == HR and _serves(actor, reading.units))
        stands = owner or hr or actor.person_id == reading.manager_id
        return stands and actor.person_id != reading.captured_by
    nobodys = reading.owner_id is None and actor.role == HR_ADMIN
    return action is Action.CHOOSE_READING and (owner or nobodys)
