"""The words in which permission is asked and told: what one may do, what one is to something, how much one sees."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.access.known import KnownReader

HR, HR_ADMIN = "hr", "hr_admin"


class Action(StrEnum):
    """What a person may want to do."""

    CHECK_IN = "check_in"
    """Start or carry on a check-in about the subject's employee."""
    SET_CADENCE = "set_cadence"
    """Set how often a manager and the subject's employee mean to talk, leave a talk out or move it."""
    WRITE_AGENDA = "write_agenda"
    """Say what one's next 1:1 with one's manager should be about."""
    READ_AGENDA = "read_agenda"
    """See what an employee said their 1:1 should be about: the two of them, and nobody else."""
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
    LINK_CALENDAR = "link_calendar"
    """Bring a calendar of the person's, or take it away again."""
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
    WATCH_DELIVERY = "watch_delivery"
    """See which messages did not arrive, never what they said, and have them tried again."""
    READ_NUDGE_EFFECTS = "read_nudge_effects"
    """See what nudges do, in sums that are about nobody in particular."""
    QUESTION_FIGURE = "question_figure"
    """Say that a figure of one's own result looks wrong (PM-6.3)."""
    ANSWER_FIGURE = "answer_figure"
    """See such a question with the one line it is about, and answer it."""
    RELEASE_SCORE = "release_score"
    """Release somebody's result, and decide about what should be looked at before."""
    APPEAL_SCORE = "appeal_score"
    """Appeal against one's own released result (PM-7.3)."""
    PURSUE_APPEAL = "pursue_appeal"
    """Withdraw one's appeal, or take it to the panel."""
    READ_APPEAL = "read_appeal"
    """See an appeal: what was said, who hears it, how far it is."""
    HANDLE_APPEAL = "handle_appeal"
    """Accept an appeal for its hearing, and name the panel."""
    DECIDE_APPEAL = "decide_appeal"
    """Propose or sign a decision about an appeal."""
    DISCUSS_GOALS = "discuss_goals"
    """See somebody's goals and their draft, and take every step with them (PM-2.2)."""
    READ_GOAL_FACTS = "read_goal_facts"
    """See whether somebody's goals are agreed, and how many serve no upper goal; never a word of them."""
    READ_ALIGNMENT = "read_alignment"
    """See by count how far a unit's people are with their goals."""
    SET_UNIT_GOALS = "set_unit_goals"
    """Enter, change or drop the goals of a unit, which others serve."""
    ANNOUNCE = "announce"
    """Compose an announcement to the people of a unit, and have it sent to them."""
    APPROVE_ANNOUNCEMENT = "approve_announcement"
    """Agree, as a second person, that a large one goes out."""
    STEER_ANNOUNCEMENT = "steer_announcement"
    """Pause it, stop it, try again whom it did not reach, put its words right."""
    KEEP_WORKING_DAYS = "keep_working_days"
    """Enter the company's own working days, and say that a year is complete."""
    STEER_CYCLE = "steer_cycle"
    """Plan a cycle, open, extend, waive and sign its phases, and look its checklist over."""
    WAIVE_RECORDS = "waive_records"
    """Let a cycle close although some of a unit's people lack the record of a talk it asks for."""
    VIEW_PROGRESS = "view_progress"
    """See how many of a unit's people have done what a phase asks for, never who."""
    READ_PILOT_DIGEST = "read_pilot_digest"
    """Read how the people of a pilot's unit answered the question of a fortnight, never who said what."""
    READ_RECEIPTS = "read_receipts"
    """See how many of a unit confirmed an announcement, and who did not."""


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
class Place:
    """Where an employee stands today: managers from the direct one up, units from their own up."""

    managers: tuple[int, ...] = ()
    units: tuple[str, ...] = ()


NOWHERE = Place()


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

    @classmethod
    def of(cls, reader: KnownReader, audiences: frozenset[str] = frozenset()) -> Actor:
        """Return somebody as `can` wants them, from what is stored of them."""
        return cls(reader.person_id, reader.role, here=reader.here, serves=reader.units, audiences=audiences)


@dataclass(frozen=True)
class ScoreSubject:
    """Somebody's result in a cycle, as far as it is. `reviewers` are those named for it.

    `released`: it has been. `provisional`: the data are not frozen; between the two nobody sees it.
    """

    person_id: int
    place: Place = NOWHERE
    released: bool = False
    provisional: bool = False
    reviewers: frozenset[int] = frozenset()


@dataclass(frozen=True)
class FigureSubject:
    """A question about a figure of somebody's result. `owner_id`: whose the metric is; `units`, from the own up."""

    employee_id: int
    owner_id: int
    units: tuple[str, ...] = ()


@dataclass(frozen=True)
class PersonSubject:
    """Somebody whose data is kept."""

    person_id: int


@dataclass(frozen=True)
class DeliverySubject:
    """The messages of the bot, as far as they are on their way."""


@dataclass(frozen=True)
class CalendarSubject:
    """The company's calendar of working days."""


@dataclass(frozen=True)
class QuestionSubject:
    """A question somebody sent to HR. `units`: the asker's, from their own up."""

    asker_id: int
    units: tuple[str, ...] = ()


@dataclass(frozen=True)
class AppealSubject:
    """An appeal. `hearers` are those who hear it in the stage it is in; `units` the appellant's, from the own up."""

    appellant_id: int
    hearers: frozenset[int] = frozenset()
    units: tuple[str, ...] = ()


@dataclass(frozen=True)
class RulesSubject:
    """A document of the rule book, by the audience it is for."""

    audience: str


@dataclass(frozen=True)
class GoalsSubject:
    """Somebody's goals, agreed or under discussion. `place` is where they stand today."""

    person_id: int
    place: Place = NOWHERE


@dataclass(frozen=True)
class UnitSubject:
    """A unit, by itself and those above it, and who heads each of them today."""

    units: tuple[str, ...] = ()
    heads: frozenset[int] = frozenset()


@dataclass(frozen=True)
class AnnouncementSubject:
    """An announcement by `author_id`, and those of its readers who are in a unit.

    `units`: that unit's and those above it, from the own up; empty for people who are in none.
    """

    author_id: int
    units: tuple[str, ...] = ()


@dataclass(frozen=True)
class CycleSubject:
    """A cycle, as far as it is a unit's. `units`, from the unit up, and who heads them; none for the whole company."""

    units: tuple[str, ...] = ()
    heads: frozenset[int] = frozenset()
