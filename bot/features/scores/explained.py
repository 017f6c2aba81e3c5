"""One version of a result with all that is said around it: what an explanation is told from."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.features.scores.results import LineResult, Status, Treatment

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime
    from zoneinfo import ZoneInfo

    from bot.features.scores.figures import Figure
    from bot.features.scores.goal_sheets import Line
    from bot.features.scores.inputs import Period
    from bot.features.scores.provenance import Provenance
    from bot.features.scores.results import Result, SegmentResult
    from bot.features.scores.states import State
    from bot.features.scores.words import Words

NOT_COUNTED = frozenset({Treatment.WAITING, Treatment.EXCLUDED, Treatment.VOID})


@dataclass(frozen=True)
class Decider:
    """Who decided something: what they are, in both languages, and whether they speak for HR."""

    name: str
    title: str
    for_hr: bool


@dataclass(frozen=True)
class Around:
    """What no trace holds: when things happened and what they are called.

    `units` are the names of units by code and language, `deciders` those who approved, by their address.
    `appeal_until` is the last day of the appeal window, `frozen_at` when the figures were frozen. `questioned` are the
    lines about whose figures a question is under way.
    """

    version: int
    state: State
    zone: ZoneInfo
    words: Words
    released_on: date | None = None
    appeal_until: date | None = None
    frozen_at: datetime | None = None
    units: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    deciders: Mapping[str, Decider] = field(default_factory=dict)
    questioned: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Counted:
    """One line of a sheet beside its figure, its result and what its score was made from."""

    agreed: Line
    result: LineResult
    figure: Figure | None

    @property
    def provenance(self) -> Provenance | None:
        """The record behind the figure."""
        return None if self.figure is None else self.figure.provenance

    @property
    def is_out(self) -> bool:
        """Whether the line does not count."""
        return self.result.treatment in NOT_COUNTED


@dataclass(frozen=True)
class Explained:
    """A result and what stands around it."""

    result: Result
    around: Around

    @property
    def scored(self) -> bool:
        """Whether there is a final score."""
        return self.result.status is Status.SCORED

    @property
    def period(self) -> Period:
        """The role that is explained in full: the last one."""
        return self.result.trace.inputs.periods[-1]

    @property
    def segment(self) -> SegmentResult | None:
        """What the last role came to; None where nothing was computed."""
        return self.result.segments[-1] if self.result.segments else None

    def lines(self) -> tuple[Counted, ...]:
        """Return every line of every stretch, in the order of the sheets."""
        return tuple(each for segment in self.result.segments for each in self.lines_of(segment))

    def lines_of(self, segment: SegmentResult) -> tuple[Counted, ...]:
        """Return one stretch's lines."""
        period = self.result.trace.inputs.periods[segment.number - 1]
        agreed = {line.code: line for line in period.sheet.lines}
        figures = {figure.code: figure for figure in period.figures}
        return tuple(Counted(agreed[line.code], line, figures.get(line.code)) for line in segment.lines)

    def line(self, code: str) -> Counted | None:
        """Return a line by its code, whatever its case; of several stretches the last that has it."""
        wanted = code.casefold()
        return next((each for each in reversed(self.lines()) if each.result.code.casefold() == wanted), None)
