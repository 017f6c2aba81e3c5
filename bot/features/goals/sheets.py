"""What this feature needs of the rules for goal sheets, which another one keeps; the house brings them together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import date, datetime

    from bot.features.goals.lines import Line

TYPES = (
    "higher",
    "lower",
    "band",
    "step",
    "milestone",
    "bars",
    "r360",
    "okr_asp",
    "okr_com",
    "deduct",
)
"""The kinds of indicator (domain 4.2), in the order they are offered."""
LARGEST_BYTES = 2_000_000
ENDINGS = frozenset({".yaml", ".yml", ".csv", ".xlsx", ".xlsm"})
"""How large a file with goals may be, and what such files end in."""
ORPHAN, UNREADABLE = "W_ORPHAN", "E_UNREADABLE"


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a sheet: in `line` (empty: as a whole), with the figure found and the rule's limits.

    With UNREADABLE, `found` is the field that cannot be read.
    """

    fault: str
    clause: str
    line: str = ""
    found: str = ""
    low: str = ""
    high: str = ""

    @property
    def stops(self) -> bool:
        """Whether the sheet cannot be confirmed with this."""
        return not self.fault.startswith("W_")


@dataclass(frozen=True, slots=True)
class SheetHead:
    """Whose sheet it is, for which cycle, in which unit and tier of roles."""

    person_id: int
    cycle: str
    unit: str
    tier: str


@dataclass(frozen=True, slots=True)
class AgreedOn:
    """When and in which draft a sheet was agreed, for the record every agreed weight and target stands on."""

    draft_id: str
    mark: str
    starts: date
    ends: date
    day: date
    at: datetime
    proposed_by: int
    approved_by: int


@dataclass(frozen=True, slots=True)
class ReadSheet:
    """A sheet out of a file. `employee` and `cycle` are as the file names them, empty where it does not."""

    employee: str
    cycle: str
    unit: str
    tier: str
    lines: tuple[Line, ...]


class SheetRules(Protocol):
    """Judges, writes and reads goal sheets."""

    def problems(self, head: SheetHead, lines: tuple[Line, ...]) -> tuple[Problem, ...]:
        """Return what is wrong with a sheet, agreement left aside: the whole first, then line by line."""
        ...

    def weight_sum(self, lines: tuple[Line, ...]) -> str:
        """Return the sum of the weights that can be read."""
        ...

    def clause(self, kind: str) -> str:
        """Return the clause that a kind of indicator is measured by."""
        ...

    def content(self, head: SheetHead, lines: tuple[Line, ...], agreed: AgreedOn) -> str:
        """Return a sheet without a mistake as results are computed from it."""
        ...

    def sheet(self, content: str) -> tuple[SheetHead, tuple[Line, ...]]:
        """Return such a sheet as it is written."""
        ...

    def read(self, name: str, content: bytes) -> tuple[ReadSheet, ...]:
        """Return the sheets in a file. Raises GoalFileNotRead."""
        ...
