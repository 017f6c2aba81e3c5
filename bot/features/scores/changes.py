"""What changed between two versions of a result, and because of what (domain 4.8, case 17)."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from bot.features.scores.inputs import Inputs, Period
from bot.features.scores.results import Result
from bot.features.scores.sources import prefix


@dataclass(frozen=True, slots=True)
class Change:
    """By how many points the final score moved (None: one of the two has none), and what caused it.

    `causes` are the references of inputs that differ, as in a trace: `figure:K1`, `unit:department`.
    """

    points: Decimal | None
    bands: tuple[str | None, str | None]
    causes: tuple[str, ...]
    rules_changed: bool


def change(before: Result, after: Result) -> Change:
    """Return what moved from one version to the next. A figure whose source alone changed is a cause too."""
    points = None
    if before.final is not None and after.final is not None:
        points = after.final - before.final
    old, new = _by_reference(before.trace.inputs), _by_reference(after.trace.inputs)
    return Change(
        points,
        (before.band, after.band),
        tuple(ref for ref in {**old, **new} if old.get(ref) != new.get(ref)),
        rules_changed=before.trace.configuration != after.trace.configuration,
    )


def _by_reference(inputs: Inputs) -> Mapping[str, object]:
    found: dict[str, object] = {}
    for number, period in enumerate(inputs.periods, start=1):
        found.update(_of_period(period, prefix(number, inputs)))
    found["calibration"] = inputs.decisions.calibration
    found |= {f"red_line:{at}": event for at, event in enumerate(inputs.decisions.red_lines, start=1)}
    found["days"] = (inputs.leaves, tuple((period.start, period.end) for period in inputs.periods))
    return found


def _of_period(period: Period, before: str) -> Mapping[str, object]:
    scores, role = period.unit_scores, (period.sheet.unit, period.sheet.role_tier)
    return (
        {f"sheet:{before}role": role}
        | {f"sheet:{before}{line.code}": line for line in period.sheet.lines}
        | {f"figure:{before}{figure.code}": figure for figure in period.figures}
        | {f"item:{before}{at}": item for at, item in enumerate(period.items, start=1)}
        | {f"unit:{before}department": scores.department, f"unit:{before}organisation": scores.organisation}
    )
