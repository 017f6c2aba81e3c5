"""Storing a planned cycle: what it and its phases are called, and their days."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from storage import cycles

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, time

    from sqlmodel import Session

    from bot.features.cycles.rules import Phase, Span
    from prompts.catalog import Catalog


@dataclass(frozen=True)
class _Name:
    en: str
    zh: str


@dataclass(frozen=True)
class _PhaseFacts:
    id: str
    key: str
    name: _Name
    opens: date
    closes: date
    closes_at: time | None


@dataclass(frozen=True)
class _CycleFacts:
    id: str
    name: _Name
    starts: date
    ends: date
    phases: Sequence[_PhaseFacts]


def load(session: Session, catalog: Catalog, cycle_id: str, span: Span, phases: Sequence[Phase]) -> None:
    """Store a cycle and its phases; a cycle that is known keeps its name."""
    known = session.get(cycles.Cycle, cycle_id)
    name = _Name(known.names["en"], known.names["zh"]) if known else _Name(cycle_id, cycle_id)
    facts = [
        _PhaseFacts(
            id=phase.id,
            key=phase.key,
            name=_Name(*(catalog.text(each, f"cycles-phase-{phase.key}") for each in ("en", "zh"))),
            opens=phase.opens,
            closes=phase.closes,
            closes_at=phase.closes_at,
        )
        for phase in phases
    ]
    cycles.load(session, _CycleFacts(cycle_id, name, span.starts, span.ends, facts))
