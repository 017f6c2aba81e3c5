"""What the cards, windows and messages of announcements are drawn from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from bot.features.announcements.rules import Problem, Said
    from bot.features.announcements.spec import Spec
    from bot.features.announcements.suppression import Table


@dataclass(frozen=True)
class Count:
    """How many get it, how many of those meant do not, by reason, how long it takes and until when."""

    readers: int
    left_out: Mapping[str, int]
    minutes: float
    finished_at: datetime


@dataclass(frozen=True)
class Progress:
    """How far it has come: in messages; `unknown` may have arrived. `finished_at` is None when none waits.

    `correction` is how far the newest correction has come with those who had older words; None without one.
    """

    sent: int = 0
    failed: int = 0
    unknown: int = 0
    waiting: int = 0
    stopped: int = 0
    finished_at: datetime | None = None
    correction: Progress | None = None

    @property
    def correction_broke(self) -> bool:
        """Whether the newest correction did not reach somebody, or nobody knows whether it did."""
        return self.correction is not None and self.correction.failed + self.correction.unknown > 0


@dataclass(frozen=True)
class CardView:
    """An announcement as its author steers it. `zone` is theirs.

    `helper` and `approver` are names; `units` names the units it is for. `second`: a second person has to agree.
    `lacks_channel`: its template is meant for a channel too, and none is chosen.
    """

    announcement_id: str
    state: str
    spec: Spec
    problems: Sequence[Problem]
    count: Count | None
    progress: Progress | None
    zone: str
    helper: str = ""
    approver: str = ""
    units: Sequence[str] = ()
    second: bool = False
    version: int = 0
    lacks_channel: bool = False


@dataclass(frozen=True)
class Notice:
    """An announcement as one reader has it. `received_at` is when they confirmed this version.

    `asks`: it asks to be received. `rules` is the attached version, as it is called, empty when none is; `governing` the
    language that is right where its languages differ. `corrected` is the version that put right an older one they had.
    `linked_to_pay`: it is not of a cycle on which no pay of this reader depends.
    """

    announcement_id: str
    said: Said
    version: int
    asks: bool
    rules: str = ""
    governing: str = ""
    corrected: int = 0
    corrected_at: datetime | None = None
    received_at: datetime | None = None
    zone: str = "UTC"
    preview: bool = False
    linked_to_pay: bool = True


@dataclass(frozen=True)
class PreviewView:
    """What a reader of one role and language will see, and whom it goes to."""

    notice: Notice
    role: str
    language: str
    count: Count
    zone: str


@dataclass(frozen=True)
class BoardView:
    """How many confirmed, by unit, for somebody in HR. `names` are the units'; `groups` questions and how often."""

    announcement_id: str
    title: str
    table: Table
    names: Mapping[str, str]
    groups: Sequence[tuple[str, int]]
    progress: Progress
    at: datetime
    zone: str
    may_list: bool


@dataclass(frozen=True)
class Choices:
    """What can be chosen from in the forms: codes or numbers, and what they are called."""

    units: Sequence[tuple[str, str]]
    helpers: Sequence[tuple[str, str]]
    rules: Sequence[tuple[str, str]]
    groups: Sequence[str]
    knows_leave: bool
    addresses: str
    without: str
