"""A line of an agreed goal sheet, written out as the named texts a row of a written sheet has (domain 4.10)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.features.scores import measures

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from bot.features.scores.goal_sheets import Line
    from bot.features.scores.measures import Measure, Share


def fields_of(line: Line) -> dict[str, str]:
    """Return every field of a line that says something."""
    return {
        "title": line.title or "",
        "type": line.measure.TAG,
        "weight": _text(line.weight),
        **_measured(line.measure),
        "measure_unit": line.unit or "",
        "source": line.source,
        "supports": line.supports or "",
        "reason": line.reason or "",
        "clause": line.clause,
        "section": line.section.value if line.section else "",
        "volume": "yes" if line.volume else "",
        "cap": _text(line.cap),
        "floor": _text(line.floor),
    }


def _measured(measure: Measure) -> dict[str, str]:
    match measure:
        case measures.Higher(target, threshold):
            return {"target": _text(target), "threshold": _text(threshold)}
        case measures.Lower(target) | measures.Feedback(target):
            return {"target": _text(target)}
        case measures.TargetBand(low, high, per_unit, step):
            return {"low": _text(low), "high": _text(high), "per_unit": _text(per_unit), "step": _text(step)}
        case measures.Steps(tiers, target):
            pairs = " ".join(f"{_text(tier.bound)}:{_text(tier.score)}" for tier in tiers)
            return {"tiers": pairs, "target": _text(target)}
        case measures.Milestones(parts):
            return {"parts": _shares(parts)}
        case measures.Behaviour(item, level):
            return {"item": item, "target": str(level)}
        case measures.AspirationalOkr(results, target):
            return {"key_results": _shares(results), "target": _text(target)}
        case measures.CommittedOkr(results):
            return {"key_results": _shares(results)}
        case measures.Deductions(points):
            return {"points": " ".join(f"{one.kind}={_text(one.each)}" for one in points)}


def _shares(parts: Iterable[Share]) -> str:
    return " ".join(f"{part.id}={_text(part.weight)}" for part in parts)


def _text(number: Decimal | None) -> str:
    return "" if number is None else str(number)
