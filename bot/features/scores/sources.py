"""Which record stands behind each reference of a trace (domain 4.6)."""

from collections.abc import Iterator

from bot.features.scores.figures import Missing
from bot.features.scores.goal_sheets import Tier
from bot.features.scores.inputs import Inputs, Period
from bot.features.scores.provenance import Provenance


def sources(inputs: Inputs) -> dict[str, Provenance | None]:
    """Return the record behind every figure that needs one; None is "no source on record"."""
    found: dict[str, Provenance | None] = {}
    for number, period in enumerate(inputs.periods, start=1):
        found.update(_of_period(period, prefix(number, inputs)))
    if inputs.decisions.calibration is not None:
        found["calibration"] = inputs.decisions.calibration.provenance
    for at, red_line in enumerate(inputs.decisions.red_lines, start=1):
        if red_line.confirmed_on is not None:
            found[f"red_line:{at}"] = red_line.provenance
    return found


def prefix(number: int, inputs: Inputs) -> str:
    """Return what stands before the lines of one period in references: nothing where there is only one."""
    return "" if len(inputs.periods) == 1 else f"{number}/"


def _of_period(period: Period, before: str) -> Iterator[tuple[str, Provenance | None]]:
    sheet = period.sheet
    if sheet.role_tier is not Tier.UNIT_HEAD:
        for line in sheet.lines:
            yield f"sheet:{before}{line.code}.target", line.target_provenance or sheet.provenance
            yield f"sheet:{before}{line.code}.weight", line.weight_provenance or sheet.provenance
        for figure in period.figures:
            if not isinstance(figure.value, Missing):
                yield f"figure:{before}{figure.code}", figure.provenance
    for at, item in enumerate(period.items, start=1):
        yield f"item:{before}{at}", item.provenance
    if period.unit_scores.department is not None:
        yield f"unit:{before}department", period.unit_scores.department.provenance
    if period.unit_scores.organisation is not None:
        yield f"unit:{before}organisation", period.unit_scores.organisation.provenance
