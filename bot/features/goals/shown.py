"""Goals as one of the two sees them: the draft or what is agreed, what is wrong, and which upper goals they serve."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, tzinfo

    from bot.features.goals.lines import Difference, Line
    from bot.features.goals.sheets import Problem
    from bot.features.goals.talks import Move, Proposal, State, Talk


@dataclass(frozen=True)
class CycleShown:
    """A cycle: its id, what it is called by language, its first and last day, and whether pay depends on it."""

    id: str
    names: Mapping[str, str]
    starts: date
    ends: date
    linked_to_pay: bool = True


@dataclass(frozen=True)
class UpperGoal:
    """A unit's goal as a link of the chain; `unit` is what the unit is called, by language."""

    code: str
    title: str
    unit: Mapping[str, str]


@dataclass(frozen=True)
class AgreedSheet:
    """The goals that count now: their version, from when, and since which days each side has confirmed them."""

    version: int
    effective_from: date
    lines: tuple[Line, ...]
    employee_on: date | None
    manager_on: date | None
    reason: str


@dataclass(frozen=True)
class Changed:
    """A line a draft would change against what is agreed."""

    code: str
    title: str
    fields: tuple[Difference, ...]
    gone: bool = False


@dataclass(frozen=True)
class GoalsShown:
    """What one of the two sees. `talk` None: nothing is under discussion that the reader knows of.

    `chains`: for each line the goals it serves, from the nearest up; `uppers`: what it might serve. `earlier`: the
    cycle before whose goals one may begin from, if there are any. `past`: the draft that what is agreed came of.
    `zone`: the company's, for the time of steps.
    """

    reader_id: int
    employee_id: int
    names: Mapping[int, str]
    cycle: CycleShown
    manager_id: int | None
    zone: tzinfo
    talk: Talk | None = None
    draft_id: str = ""
    agreed: AgreedSheet | None = None
    problems: tuple[Problem, ...] = ()
    weight: str = "0"
    weight_with_proposals: str = "0"
    chains: Mapping[str, tuple[UpperGoal, ...]] = field(default_factory=dict)
    uppers: tuple[UpperGoal, ...] = ()
    changes: tuple[Changed, ...] = ()
    earlier: str = ""
    past: str = ""

    @property
    def own(self) -> bool:
        """Whether the reader is the employee."""
        return self.reader_id == self.employee_id

    @property
    def lines(self) -> tuple[Line, ...]:
        """The lines to show: those under discussion, otherwise those that are agreed."""
        if self.talk is not None:
            return self.talk.lines
        return self.agreed.lines if self.agreed is not None else ()

    @property
    def stops(self) -> tuple[Problem, ...]:
        """What keeps the sheet from being confirmed."""
        return tuple(each for each in self.problems if each.stops)

    @property
    def other_id(self) -> int | None:
        """The other one of the two; None where nobody manages the employee."""
        return self.manager_id if self.own else self.employee_id


@dataclass(frozen=True)
class Told:
    """A step, told: who, what, and for a proposal or an answer to one, the proposal."""

    move: Move
    proposal: Proposal | None = None
    title: str = ""
    fields: tuple[Difference, ...] = ()


@dataclass(frozen=True)
class History:
    """Every step of a draft, the oldest first."""

    shown: GoalsShown
    steps: tuple[Told, ...]


@dataclass(frozen=True)
class News:
    """What the other side did since the reader last did anything. `first`: they have shared the draft with it."""

    shown: GoalsShown
    by: int
    first: bool
    steps: tuple[Told, ...]


@dataclass(frozen=True)
class InShort:
    """One person's goals on Home."""

    person_id: int
    name: str
    state: State | None
    """How far a draft is that the reader knows of; None without one."""
    agreed: bool
    waiting: int = 0
    """How many proposals wait for an answer."""
    cycle: CycleShown | None = None
    """Their cycle, where it is another than the reader's: in a pilot, or outside of it."""


@dataclass(frozen=True)
class HomeGoals:
    """What App Home shows of goals. `units`: those whose goals the reader may enter, or whose people's goals count."""

    cycle: CycleShown | None
    own: InShort | None
    reports: tuple[InShort, ...]
    more: int
    units: tuple[str, ...]
