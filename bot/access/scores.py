"""Who may do what with results, with the figures behind them, and with appeals: a part of `bot.access`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.access.hr import is_hr_of, serves
from bot.access.terms import (
    HR,
    HR_ADMIN,
    Action,
    FigureSubject,
    ReadingSubject,
    Relation,
    ScoreSubject,
)

if TYPE_CHECKING:
    from bot.access.terms import Actor, AppealSubject


def score_relation(actor: Actor, score: ScoreSubject) -> Relation | None:
    """Return what `actor` is to the person of a result, the nearest relation; None for nobody it is shown to."""
    holds = {
        Relation.SELF: actor.person_id == score.person_id,
        Relation.MANAGER: actor.person_id in score.place.managers[:1],
        Relation.HR_PARTNER: actor.role == HR and serves(actor, score.place.units),
        Relation.REVIEWER: actor.person_id in score.reviewers,
    }
    return next((relation for relation, held in holds.items() if held), None)


def can_with_results(
    actor: Actor, action: Action, subject: ReadingSubject | FigureSubject | ScoreSubject | AppealSubject
) -> bool:
    """Return whether `actor` may do `action` to a result, a figure behind one, or an appeal against one."""
    match subject:
        case ScoreSubject():
            return _can_with_score(actor, action, subject)
        case ReadingSubject():
            return _can_with_reading(actor, action, subject)
        case FigureSubject():
            return _can_with_figure(actor, action, subject)
        case _:
            return _can_with_appeal(actor, action, subject)


def _can_with_score(actor: Actor, action: Action, score: ScoreSubject) -> bool:
    relation = score_relation(actor, score)
    match action:
        case Action.VIEW_SCORE:
            return score.released and relation is not None
        case Action.VIEW_FIGURES:
            return score.provisional and relation in {Relation.SELF, Relation.MANAGER}
        case Action.QUESTION_FIGURE:
            return relation is Relation.SELF and (score.released or score.provisional)
        case Action.APPEAL_SCORE:
            return relation is Relation.SELF and score.released
        case Action.RELEASE_SCORE:
            return actor.person_id != score.person_id and is_hr_of(actor, score.place.units)
        case _:
            return False


def _can_with_reading(actor: Actor, action: Action, reading: ReadingSubject) -> bool:
    owner = actor.person_id == reading.owner_id
    if actor.person_id == reading.employee_id:
        return False
    if action is Action.APPROVE_READING:
        stands = owner or is_hr_of(actor, reading.units) or actor.person_id == reading.manager_id
        return stands and actor.person_id != reading.captured_by
    nobodys = reading.owner_id is None and actor.role == HR_ADMIN
    return action is Action.CHOOSE_READING and (owner or nobodys)


def _can_with_figure(actor: Actor, action: Action, figure: FigureSubject) -> bool:
    if action is not Action.ANSWER_FIGURE or actor.person_id == figure.employee_id:
        return False
    return actor.person_id == figure.owner_id or is_hr_of(actor, figure.units)


def _can_with_appeal(actor: Actor, action: Action, appeal: AppealSubject) -> bool:
    own = actor.person_id == appeal.appellant_id
    hears = actor.person_id in appeal.hearers
    match action:
        case Action.PURSUE_APPEAL:
            return own
        case Action.READ_APPEAL:
            return own or hears or is_hr_of(actor, appeal.units)
        case Action.HANDLE_APPEAL:
            return not own and is_hr_of(actor, appeal.units)
        case Action.DECIDE_APPEAL:
            return not own and hears
        case _:
            return False
