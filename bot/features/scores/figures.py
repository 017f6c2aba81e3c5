"""What was reached, as the sources say it: one figure for each line of a goal sheet."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar

from bot.features.scores.provenance import Provenance


@dataclass(frozen=True, slots=True)
class Amount:
    """A measured number, in the unit of the line's target or tiers."""

    TAG: ClassVar[str] = "amount"
    actual: Decimal


@dataclass(frozen=True, slots=True)
class Level:
    """A behaviour level and the days of the events that show it. `by_skip_level`: the manager did not rate."""

    TAG: ClassVar[str] = "level"
    level: int
    events: tuple[date, ...]
    by_skip_level: bool = False


class Ending(StrEnum):
    """How a milestone ended."""

    ON_TIME = "on_time"
    LATE = "late"
    NOT_DONE = "not_done"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Reached:
    """One milestone's end; `late_days` are working days, and only a late one has any."""

    id: str
    ending: Ending
    late_days: int = 0


@dataclass(frozen=True, slots=True)
class Milestones:
    """How each milestone of a line ended."""

    TAG: ClassVar[str] = "milestones"
    ended: tuple[Reached, ...]


@dataclass(frozen=True, slots=True)
class GroupRating:
    """The mean level one group of raters gave, and how many they were. The person is in no group."""

    group: str
    mean: Decimal
    raters: int


@dataclass(frozen=True, slots=True)
class Ratings:
    """What every group of raters gave."""

    TAG: ClassVar[str] = "ratings"
    groups: tuple[GroupRating, ...]


@dataclass(frozen=True, slots=True)
class Grade:
    """One key result's grade, 0 to 1."""

    id: str
    grade: Decimal


@dataclass(frozen=True, slots=True)
class Grades:
    """Every key result's grade."""

    TAG: ClassVar[str] = "grades"
    results: tuple[Grade, ...]


@dataclass(frozen=True, slots=True)
class Counted:
    """How many confirmed records of one kind there are, and which."""

    kind: str
    count: int
    records: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Records:
    """The audited records that take points away."""

    TAG: ClassVar[str] = "records"
    counts: tuple[Counted, ...]


@dataclass(frozen=True, slots=True)
class Missing:
    """There is no figure. `record` says why (a ticket, say), `due` when the source should deliver.

    An employee's own deliverable counts as nothing only after `reminders` enough were delivered, the manager
    confirmed it and the employee was told (domain 4.4, M4).
    """

    TAG: ClassVar[str] = "missing"
    source: str
    due: date | None = None
    record: str | None = None
    own_deliverable: bool = False
    reminders: int = 0
    manager_confirmed: bool = False
    employee_told: bool = False


Value = Amount | Level | Milestones | Ratings | Grades | Records | Missing


@dataclass(frozen=True, slots=True)
class Figure:
    """What is known about the line `code`. `hypothetical` for a value somebody only asks about."""

    code: str
    value: Value
    provenance: Provenance | None = None
    hypothetical: bool = False
