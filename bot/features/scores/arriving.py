"""What a file or a source brings: rows, where they come from, and what became of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.features.scores.provenance import Method, Provenance

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

MOST_LISTED = 1_000
"""So many rejected rows, and so many changes, are listed; the others are counted."""


class Kind(StrEnum):
    """What rows are about."""

    READINGS = "readings"
    UNIT_SCORES = "unit_scores"
    GOAL_SHEETS = "goal_sheets"
    ITEMS = "items"
    CALIBRATIONS = "calibrations"
    RED_LINES = "red_lines"
    LEAVES = "leaves"
    METRICS = "metrics"


@dataclass(frozen=True, slots=True)
class Rejection:
    """Why a row was not taken; `column` is empty for the row as a whole."""

    line: int
    column: str
    reason: str


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the line it begins in, and its cells by their columns' names. `wrong`: why it cannot be read."""

    line: int
    cells: Mapping[str, str]
    wrong: tuple[Rejection, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """Something new: whose, of which line or kind, what it was, and what it is now."""

    whose: str
    what: str
    before: str
    after: str


class RejectedError(Exception):
    """A row cannot be taken; `rejections` say why."""

    def __init__(self, *rejections: Rejection) -> None:
        super().__init__("; ".join(f"{each.column}: {each.reason}" for each in rejections))
        self.rejections = rejections


@dataclass(frozen=True)
class Origin:
    """Where rows come from, for those that do not say it themselves.

    `by` is who brings them, as `people.reference` or a word such as `operator`.
    """

    name: str
    checksum: str
    by: str
    at: datetime
    method: Method = Method.FILE
    defaults: Mapping[str, str] = field(default_factory=dict)

    def provenance(self, value: str, metric: str, span: tuple[date, date], clause: str) -> Provenance:
        """Return the file itself as the record behind a figure."""
        return Provenance(
            value=value,
            unit="",
            metric_id=metric,
            metric_version="1",
            source_system=self.name,
            source_record=self.name,
            period_start=span[0],
            period_end=span[1],
            as_of=min(span[1], self.at.date()),
            captured_at=self.at,
            method=self.method,
            captured_by=self.by,
            checksum=self.checksum,
            clause=clause,
        )


@dataclass
class Report:
    """What became of what arrived. `waiting` are taken but wait for a second person."""

    kind: Kind
    new: int = 0
    unchanged: int = 0
    rejected: int = 0
    waiting: int = 0
    rejections: list[Rejection] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    def reject(self, *rejections: Rejection) -> None:
        """Count a row that is not taken, with everything that is wrong with it."""
        self.rejected += 1
        if len(self.rejections) < MOST_LISTED:
            self.rejections += rejections

    def change(self, change: Change) -> None:
        """Count something new."""
        self.new += 1
        if len(self.changes) < MOST_LISTED:
            self.changes.append(change)
