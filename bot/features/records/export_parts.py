"""The parts of a copy that say what was asked for with somebody's data, what was agreed with them, and their results."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date, datetime

    Said = tuple[str, list[str]]
    """A line of the page, and those that stand under it."""


@dataclass(frozen=True)
class Request:
    """What was asked for with their data. `by` is empty for an operator who did not say who they are."""

    kind: str
    via: str
    by: str
    themselves: bool
    at: datetime


@dataclass(frozen=True)
class HoldSpan:
    """When a legal hold was in force; `until` None: it still is."""

    since: datetime
    until: datetime | None


@dataclass(frozen=True)
class SheetCopy:
    """A version of their goal sheet. `content` is the sheet as JSON."""

    cycle: str
    version: int
    state: str
    effective_from: date
    reason: str
    content: str


@dataclass(frozen=True)
class GoalStep:
    """A step of the two with a draft of their goals. `said` is what it says, as JSON."""

    at: datetime
    by: str
    act: str
    said: str


@dataclass(frozen=True)
class DraftCopy:
    """A draft of their goals that both know of, or that they wrote themselves."""

    cycle: str
    opened_at: datetime
    effective_from: date
    steps: tuple[GoalStep, ...]


@dataclass(frozen=True)
class ResultReading:
    """Somebody else opened a result: who, as what, and when."""

    by: str
    relation: str
    at: datetime


@dataclass(frozen=True)
class ResultCopy:
    """A result that was released. `trace` is the whole computation as JSON, every figure with its source in it.

    `lines` say how it came about; the newest result of a cycle has some.
    """

    cycle: str
    edition: int
    state: str
    released_at: datetime
    final: str
    band: str
    trace: str
    readings: tuple[ResultReading, ...] = ()
    lines: tuple[str, ...] = ()


def hold_lines(
    holds: Sequence[HoldSpan], words: Callable[..., str], local: Callable[[datetime], datetime]
) -> list[str]:
    """Return what the page says of legal holds."""
    return [
        words("data-page-hold-over", at=local(hold.since), until=local(hold.until))
        if hold.until
        else words("data-page-hold", at=local(hold.since))
        for hold in holds
    ]


def sheet_lines(sheets: Sequence[SheetCopy], words: Callable[..., str]) -> list[Said]:
    """Return what the page says of goal sheets, each with its goals."""
    return [
        (
            words(
                "data-page-sheet",
                cycle=each.cycle,
                version=each.version,
                state=each.state,
                day=each.effective_from,
            ),
            [
                words("data-page-goal", code=line["code"], title=line["title"], weight=str(line["weight"]))
                for line in json.loads(each.content)["lines"]
            ],
        )
        for each in sheets
    ]


def draft_lines(
    drafts: Sequence[DraftCopy], words: Callable[..., str], local: Callable[[datetime], datetime]
) -> list[str]:
    """Return what the page says of drafts of goals."""
    return [
        words("data-page-goal-draft", cycle=each.cycle, at=local(each.opened_at), count=len(each.steps))
        for each in drafts
    ]


def result_lines(
    results: Sequence[ResultCopy], words: Callable[..., str], local: Callable[[datetime], datetime]
) -> list[Said]:
    """Return what the page says of results, each with how it came about."""
    return [
        (
            words(
                "data-page-result",
                cycle=each.cycle,
                version=each.edition,
                state=each.state,
                final=each.final or "–",
                band=each.band or "–",
                at=local(each.released_at),
            ),
            list(each.lines),
        )
        for each in results
    ]


def sheet_document(sheet: SheetCopy) -> dict[str, Any]:
    """Return a goal sheet for machines."""
    return {
        "cycle": sheet.cycle,
        "version": sheet.version,
        "state": sheet.state,
        "effective_from": sheet.effective_from.isoformat(),
        "reason": sheet.reason or None,
        "sheet": json.loads(sheet.content),
    }


def draft_document(draft: DraftCopy) -> dict[str, Any]:
    """Return a draft of goals for machines, every step with what it says."""
    return {
        "cycle": draft.cycle,
        "opened_at": draft.opened_at.isoformat(),
        "effective_from": draft.effective_from.isoformat(),
        "steps": [
            {"at": step.at.isoformat(), "by": step.by, "act": step.act, "said": json.loads(step.said)}
            for step in draft.steps
        ],
    }


def result_document(result: ResultCopy) -> dict[str, Any]:
    """Return a result for machines; numbers are texts, exactly as they were computed."""
    return {
        "cycle": result.cycle,
        "version": result.edition,
        "state": result.state,
        "released_at": result.released_at.isoformat(),
        "final": result.final or None,
        "band": result.band or None,
        "computation": json.loads(result.trace),
        "readings": [
            {"by": reading.by, "as": reading.relation, "at": reading.at.isoformat()}
            for reading in result.readings
        ],
    }
