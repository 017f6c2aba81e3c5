"""The only judge of who may do what.

`can` is pure: it sees who acts, what they want to do and how the subject relates to them, and nothing else.
Relations are facts of the moment (who manages whom today), read by the service that asks.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Action(StrEnum):
    """What a person may want to do."""

    CHECK_IN = "check_in"
    """Start or carry on a check-in about the subject's employee."""
    READ_NOTE = "read_note"
    """See that a note exists, and its shared blocks."""
    READ_PRIVATE = "read_private"
    """See a note's private blocks and hints."""
    CORRECT_NOTE = "correct_note"
    """Write a new version of a note, or share more of it."""
    RESPOND_TO_NOTE = "respond_to_note"
    """Acknowledge a note, add a view, dispute a sentence."""
    CLOSE_ACTION = "close_action"
    """Mark a promised action done or dropped."""


@dataclass(frozen=True)
class Actor:
    """Who acts: a person and their role (`employee`, `hr` or `hr_admin`)."""

    person_id: int
    role: str


@dataclass(frozen=True)
class PairSubject:
    """A manager and an employee, as they relate today. `reports_now`: the direct line holds at this moment."""

    manager_id: int
    employee_id: int
    reports_now: bool


@dataclass(frozen=True)
class NoteSubject:
    """A note. `shared`: its employee has been shown at least one block."""

    manager_id: int
    employee_id: int
    shared: bool


@dataclass(frozen=True)
class ActionSubject:
    """A promised action of a note."""

    manager_id: int
    employee_id: int
    shared: bool


Subject = PairSubject | NoteSubject | ActionSubject


def can(actor: Actor, action: Action, subject: Subject) -> bool:
    """Return whether `actor` may do `action` to `subject`. Anything not said here is forbidden."""
    match action, subject:
        case Action.CHECK_IN, PairSubject():
            own_report = actor.person_id == subject.manager_id and subject.reports_now
            return own_report and subject.employee_id != actor.person_id
        case Action.READ_NOTE, NoteSubject():
            is_reader = actor.person_id == subject.employee_id and subject.shared
            return actor.person_id == subject.manager_id or is_reader
        case Action.CLOSE_ACTION, ActionSubject():
            is_reader = actor.person_id == subject.employee_id and subject.shared
            return actor.person_id == subject.manager_id or is_reader
        case ((Action.READ_PRIVATE | Action.CORRECT_NOTE), NoteSubject()):
            return actor.person_id == subject.manager_id
        case Action.RESPOND_TO_NOTE, NoteSubject():
            return actor.person_id == subject.employee_id and subject.shared
        case _:
            return False
