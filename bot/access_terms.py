"""The words in which permission is asked and told: what one may do, what one is to something, how much one sees."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum


class Action(StrEnum):
    """What a person may want to do."""

    CHECK_IN = "check_in"
    """Start or carry on a check-in about the subject's employee."""
    READ_NOTE = "read_note"
    """See that a note exists, and all its shared blocks: what its two people may."""
    READ_HANDED_OVER = "read_handed_over"
    """See the parts of a confirmed note that a later manager takes over."""
    READ_FOR_HR = "read_for_hr"
    """See the blocks a note shares with HR."""
    READ_FACTS = "read_facts"
    """See that a talk took place: kind, day, status, acknowledged or not, counts; never a word of it."""
    READ_PRIVATE = "read_private"
    """See a note's private blocks and hints."""
    READ_READERS = "read_readers"
    """See who opened a note, and when."""
    CORRECT_NOTE = "correct_note"
    """Write a new version of a note, or share more of it."""
    RESPOND_TO_NOTE = "respond_to_note"
    """Acknowledge a note, add a view, dispute a sentence."""
    READ_ACTION = "read_action"
    """See a promised action."""
    CLOSE_ACTION = "close_action"
    """Mark a promised action done or dropped, carry it on, or move its day."""
    EXPORT_DATA = "export_data"
    """Get a copy of everything that is kept about a person."""
    ORDER_COPY = "order_copy"
    """Have such a copy made for somebody who asked HR for it."""
    ERASE_DATA = "erase_data"
    """Make everything that is kept about a person unreadable for good."""
    PLACE_HOLD = "place_hold"
    """Keep a person's data from being erased, for a legal reason."""
    RELEASE_HOLD = "release_hold"
    """End such a hold."""
    ANSWER_QUESTION = "answer_question"
    """See a question that was sent to HR, and answer it."""
    PUBLISH_ANSWER = "publish_answer"
    """Publish such an answer, in words that name nobody, as an entry of the FAQ."""
    READ_RULES = "read_rules"
    """See that a document of the rule book exists, and its clauses."""
    READ_DIGEST = "read_digest"
    """See what the rules did not cover and which were used, without who asked."""
    PUBLISH_RULES = "publish_rules"
    """Bring a document into the rule book: upload it, look it over, publish or discard it."""
    WITHDRAW_RULES = "withdraw_rules"
    """Take a published version back, or say that two clauses contradict each other."""
    VIEW_SCORE = "view_score"
    """See a released result, with everything it was computed from (PM-6.2, PM-6.4)."""
    VIEW_FIGURES = "view_figures"
    """See the provisional figures before there is a result: never a band."""
    APPROVE_READING = "approve_reading"
    """Stand, as the second person, for a figure that somebody entered by hand."""
    CHOOSE_READING = "choose_reading"
    """Decide which of two sources counts that disagree."""


class Relation(StrEnum):
    """What somebody is to a note, the nearest first."""

    AUTHOR = "author"
    """The manager who held the talk, whoever manages the employee now."""
    SELF = "self"
    """The employee."""
    MANAGER = "manager"
    """The employee's direct manager now."""
    HR_PARTNER = "hr_partner"
    """HR of the employee's unit, or of one above it."""
    HR_ADMIN = "hr_admin"
    SKIP_LEVEL = "skip_level"
    """Any manager above the direct one, now. No rule grants them anything (PM-6.4)."""
    REVIEWER = "reviewer"
    """Somebody named to review a result."""


class Sight(IntEnum):
    """How much of a note somebody may see; each level includes those before it."""

    NOTHING = 0
    FACTS = 1
    FOR_HR = 2
    HANDED_OVER = 3
    SHARED = 4
    EVERYTHING = 5


@dataclass(frozen=True)
class ReadingSubject:
    """A figure that was delivered about somebody, or about a unit (`employee_id` None).

    `captured_by`: who entered it, None for a system. `owner_id`: whose the metric is. `manager_id` and `units`, from
    the own up, are the employee's today.
    """

    employee_id: int | None
    captured_by: int | None
    owner_id: int | None
    manager_id: int | None = None
    units: tuple[str, ...] = ()
