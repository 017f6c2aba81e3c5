"""A cycle as it is shown: the board of those who may see it, and everybody's next steps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.features.cycles.rules import SIGNED_BY_HAND

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from bot.features.cycles.rules import Held, Phase, Progress

PLANNED, OPEN, OVER = "planned", "open", "over"


@dataclass(frozen=True)
class PhaseLine:
    """A phase on the board. `state` is planned, open or over; `names` are by language."""

    phase: Phase
    names: Mapping[str, str]
    state: str


@dataclass(frozen=True)
class UnitLine:
    """How far a unit's own people are. `name` is empty for those without a unit."""

    name: str
    progress: Progress


@dataclass(frozen=True)
class UnitLack:
    """A unit whose people lack a record without which the cycle cannot close, by its code and its name."""

    code: str
    name: str
    missing: int


@dataclass(frozen=True)
class Board:
    """A cycle as somebody may see it. `shown` is the phase that is counted; `hidden` so many units are too small.

    `sum` is of everybody the reader may see, None where that is too small as well. `held` is what keeps the shown
    phase from opening. `both_records`: how many have the records of mid-review and interview. `measured`: the shown
    phase is counted person by person; `signed`: somebody said that it is done.
    """

    cycle: str
    names: Mapping[str, str]
    linked_to_pay: bool
    phases: tuple[PhaseLine, ...]
    shown: PhaseLine
    sum: Progress | None
    units: tuple[UnitLine, ...]
    hidden: int
    held: tuple[Held, ...]
    both_records: Progress | None
    may_steer: bool
    scope: tuple[str, ...]
    signed: bool
    measured: bool
    closes_cycle: bool = False
    lacking: tuple[UnitLack, ...] = ()

    @property
    def may_open(self) -> bool:
        """Whether the shown phase can be opened now."""
        return self.may_steer and self.shown.state == PLANNED and not self.held

    @property
    def may_extend(self) -> bool:
        """Whether the shown phase can be given more time."""
        return self.may_steer and self.shown.state != OVER and not self.shown.phase.fixed

    @property
    def may_sign(self) -> bool:
        """Whether somebody has to say that the shown phase is done."""
        return self.may_steer and self.shown.phase.done == SIGNED_BY_HAND and not self.signed


@dataclass(frozen=True)
class NextStep:
    """What somebody has to do in an open phase. `missing` counts a manager's reports, None for one's own step.

    `opens` is given for a phase that is still to come.
    """

    cycle: str
    names: Mapping[str, str]
    phase: str
    closes: date
    linked_to_pay: bool
    missing: int | None = None
    opens: date | None = None


@dataclass(frozen=True)
class HomeCycle:
    """A cycle's place on Home: the reader's next steps, and whether there is a board for them.

    `coming`: what comes next for who has nothing of their own to do now.
    """

    steps: tuple[NextStep, ...]
    may_look: bool
    coming: NextStep | None = None


@dataclass(frozen=True)
class OwnCycle:
    """A cycle as everybody it is for may see it: its phases and their days, without a figure, and their own steps."""

    cycle: str
    names: Mapping[str, str]
    linked_to_pay: bool
    phases: tuple[PhaseLine, ...]
    home: HomeCycle


@dataclass(frozen=True)
class Finding:
    """Something that is missing before a cycle begins: how often, and the first few of them."""

    kind: str
    count: int
    examples: tuple[str, ...]
    blocks: bool


@dataclass(frozen=True)
class Checklist:
    """Everything that is missing for a cycle, what blocks first."""

    cycle: str
    findings: tuple[Finding, ...]

    @property
    def ready(self) -> bool:
        """Whether nothing blocks."""
        return not any(finding.blocks for finding in self.findings)
