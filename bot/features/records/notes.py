"""What a note is to the person who reads it: editions, blocks, promises and what was answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.errors import NoteNotFound

if TYPE_CHECKING:
    from datetime import date, datetime

ACTIONS = "actions"
"""The block whose sentences are the promises of the note."""
LINK = "link"
"""The block that leads to the message a note was saved from."""
SAVED_MESSAGE = "saved_message"
"""The kind of a note that is no talk: a message somebody kept as evidence."""


class Visibility(StrEnum):
    """Who a block is for (domain 1.7, rule 2)."""

    PRIVATE = "private_manager"
    SHARED = "shared"
    SHARED_HR = "shared_hr"
    RECIPIENT = "recipient"


class Status(StrEnum):
    """Where a note stands (domain 1.3): the manager's own, with the employee, or final."""

    KEPT = "kept"
    IN_REVIEW = "employee_review"
    FINAL = "final"
    UNACKNOWLEDGED = "final_unacknowledged"


class Answer(StrEnum):
    """What an employee may answer."""

    ACKNOWLEDGED = "acknowledged"
    COMMENTED = "commented"
    DISPUTED = "disputed"


@dataclass(frozen=True)
class Party:
    """One of the two people of a note."""

    person_id: int
    name: str


class Audience(StrEnum):
    """What somebody beside the two people of a note reads it as."""

    SUCCESSOR = "manager"
    """The employee's new manager."""
    HR_PARTNER = "hr_partner"
    HR_ADMIN = "hr_admin"


@dataclass(frozen=True)
class OtherReader:
    """Somebody beside the two who can read some of a note."""

    person: Party
    audience: Audience


@dataclass(frozen=True)
class Block:
    """One part of an edition. `name` is its slot in the check-in, such as focus or voice.

    `erased`: what it said was erased for good, and `text` is empty.
    """

    name: str
    visibility: Visibility
    text: str
    erased: bool = False

    @property
    def private(self) -> bool:
        """Whether only the manager may read it."""
        return self.visibility is Visibility.PRIVATE


@dataclass(frozen=True)
class Edition:
    """One version of a note, with the blocks its reader may see."""

    version: int
    written_by: Party
    written_at: datetime
    reason: str
    blocks: tuple[Block, ...]

    def block(self, name: str) -> Block | None:
        """Return the block with this name, if the edition has it."""
        return next((block for block in self.blocks if block.name == name), None)


@dataclass(frozen=True)
class Response:
    """What the employee answered to an edition; `quote` is the sentence a dispute is about.

    `erased`: its words were erased for good, and are empty.
    """

    number: int
    version: int
    person: Party
    kind: Answer
    text: str
    quote: str
    said_at: datetime
    erased: bool = False


@dataclass(frozen=True)
class Promise:
    """A step one of the two promised. `owner` None: nobody was named; `also` is the other one when both did."""

    number: int
    what: str
    owner: Party | None
    due: date | None
    due_text: str
    status: str
    closed_on: date | None
    also: Party | None = None


@dataclass(frozen=True)
class LetGo:
    """A part of a note (`private` or `shared`) that was let go for good; `ran_out`: because its time was up."""

    part: str
    on: date
    ran_out: bool


@dataclass(frozen=True)
class NoteView:
    """A note as one reader may see it; everything that is drawn comes from here.

    `editions` are those the reader may know of, oldest first, never empty; `timezone` is the reader's.
    `audience` is what the reader is when they are neither of the two; `others` are all who are not.
    """

    note_id: str
    kind: str
    met_on: date
    partial: bool
    status: Status
    review_ends_at: datetime | None
    manager: Party
    employee: Party
    reader_id: int
    timezone: str
    editions: tuple[Edition, ...]
    responses: tuple[Response, ...]
    promises: tuple[Promise, ...]
    code: str = ""
    """What people call the newest shared edition by: the code of its receipt."""
    audience: Audience | None = None
    others: tuple[OtherReader, ...] = ()
    may_correct: bool = True
    """Whether the one who wrote it still manages the employee, so that they may change and share it."""
    private_until: date | None = None
    """The last day on which its private parts are kept; None when it shows none, or nobody lets go of them."""
    let_go: tuple[LetGo, ...] = ()

    @property
    def current(self) -> Edition:
        """The newest edition this reader may see."""
        return self.editions[-1]

    @property
    def version(self) -> int:
        """The number of the newest edition this reader may see."""
        return self.current.version

    @property
    def is_managers(self) -> bool:
        """Whether the manager is the one who reads."""
        return self.reader_id == self.manager.person_id

    @property
    def read_as_relation(self) -> str:
        """What the reader is to the note, in the words of `bot.access`."""
        if self.audience is not None:
            return self.audience.value
        return "author" if self.is_managers else "self"

    @property
    def other(self) -> Party:
        """The one of the two who is not reading; the employee, for whoever else reads."""
        return self.manager if self.reader_id == self.employee.person_id else self.employee

    @property
    def own_words(self) -> bool:
        """Whether the reader is the one who wrote its first edition."""
        return self.editions[0].written_by.person_id == self.reader_id

    @property
    def about_oneself(self) -> bool:
        """Whether somebody keeps it about themselves, with nobody on the other side."""
        return self.manager.person_id == self.employee.person_id

    @property
    def by_employee(self) -> bool:
        """Whether the employee wrote it, so that there is nothing for them to read first."""
        return self.editions[0].written_by.person_id == self.employee.person_id

    @property
    def saved(self) -> bool:
        """Whether it is a saved message, whose words are somebody's own and stay as they were."""
        return self.kind == SAVED_MESSAGE

    @property
    def may_rewrite(self) -> bool:
        """Whether its words may be corrected by who wrote it."""
        return self.may_correct and not self.saved

    @property
    def shared(self) -> bool:
        """Whether the employee may read any of it."""
        return any(not block.private for block in self.current.blocks)

    @property
    def acknowledgement(self) -> Response | None:
        """The employee's acknowledgement of what they can read now."""
        since = self.shown_since
        found = (
            each for each in self.responses if each.kind is Answer.ACKNOWLEDGED and each.version >= since
        )
        return next(found, None)

    @property
    def shown_since(self) -> int:
        """The version since which the employee has been reading what they can read now."""
        shown = [_for_both(edition) for edition in self.editions]
        place = len(shown) - 1
        while place > 0 and shown[place - 1] == shown[-1]:
            place -= 1
        return self.editions[place].version

    @property
    def last_review_day(self) -> date | None:
        """The last day, on the reader's calendar, on which an answer is in time."""
        if self.review_ends_at is None:
            return None
        return (self.local(self.review_ends_at) - timedelta(microseconds=1)).date()

    def response(self, number: int) -> Response:
        """Return an answer by its number; raises NoteNotFound when there is none."""
        for response in self.responses:
            if response.number == number:
                return response
        raise NoteNotFound

    def read_as(self, version: int) -> Edition:
        """Return the edition with this number; raises NoteNotFound when the reader knows of none."""
        for edition in self.editions:
            if edition.version == version:
                return edition
        raise NoteNotFound

    def gone(self, block: Block) -> LetGo | None:
        """Return when and why a block was let go; None when it is there, or went with its person."""
        part = "private" if block.private else "shared"
        return next((each for each in self.let_go if block.erased and each.part == part), None)

    def before(self, version: int) -> Edition | None:
        """Return the edition this reader saw before that one; None when it was their first."""
        earlier = [edition for edition in self.editions if edition.version < version]
        return earlier[-1] if earlier else None

    def local(self, moment: datetime) -> datetime:
        """Return an instant as the reader's clock shows it."""
        return moment.astimezone(ZoneInfo(self.timezone))


def _for_both(edition: Edition) -> tuple[Block, ...]:
    return tuple(block for block in edition.blocks if not block.private)
