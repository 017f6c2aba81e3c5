"""What the unit's and the company's results did to somebody's own score, in one line."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from bot.features.scores.configuration import Mode
from bot.features.scores.rounding import HUNDRED, ONE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.features.scores.explained import Explained
    from bot.features.scores.inputs import Score
    from bot.features.scores.results import Coefficients, SegmentResult
    from bot.features.scores.speaking import Speaker
    from bot.features.scores.trace import Step

_HALF = Decimal("0.5")


def units(explained: Explained, speaker: Speaker) -> Iterator[str]:
    """Give the line about units for each stretch, and what the result would be without them."""
    for segment in explained.result.segments:
        said = _one(explained, segment, speaker)
        if segment is explained.segment:
            said = speaker.sentences([said, _without(explained, speaker)])
        if said:
            yield said


def _without(explained: Explained, speaker: Speaker) -> str:
    alone = explained.result.without_unit
    if alone is None or not alone.differs:
        return ""
    return speaker.say("scores-without-unit", score=speaker.formats.number(alone.score), band=alone.band)


def _one(explained: Explained, segment: SegmentResult, speaker: Speaker) -> str:
    inputs = explained.result.trace.inputs
    scores = inputs.periods[segment.number - 1].unit_scores
    before = "" if len(inputs.periods) == 1 else f"{segment.number}/"
    steps = {step.id: step for step in explained.result.trace.steps}
    coefficients = segment.coefficients
    if coefficients is not None and scores.organisation is not None:
        return _multiplied(
            segment, coefficients, (scores.department, scores.organisation), speaker, steps, before
        )
    final = steps.get(f"{before}segment_score") or steps.get("before_calibration")
    if final is None:
        return ""
    if final.formula == f"final.{Mode.BLEND.value}":
        return _blended(segment, final, speaker)
    return speaker.say("scores-units-pool", clause=speaker.clause(final.clause))


def _multiplied(  # noqa: PLR0913, PLR0917 - all that multiplies
    segment: SegmentResult,
    values: Coefficients,
    scores: tuple[Score | None, Score],
    speaker: Speaker,
    steps: dict[str, Step],
    before: str,
) -> str:
    number, (department, organisation) = speaker.formats.number, scores
    unit = speaker.unit(segment.unit)
    company = {"o": number(organisation.value), "co": number(values.organisation)}
    d = "" if department is None else number(department.value)
    if values.department is None:
        clause = speaker.clause(steps[f"{before}exposed"].clause)
        return speaker.say("scores-units-head", unit=unit, d=d, clause=clause, **company)
    parts = {"unit": unit, "d": d, "cd": number(values.department), "u": number(values.unit), **company}
    if values.exposure == ONE:
        return speaker.say("scores-units", clause=speaker.clause(steps[f"{before}unit"].clause), **parts)
    if values.exposure == _HALF:
        share = speaker.say("scores-share-half")
    else:
        share = speaker.say("scores-share", percent=speaker.formats.trimmed(values.exposure * HUNDRED))
    return speaker.say(
        "scores-units-shared",
        role=speaker.say("scores-role", tier=segment.role_tier.value),
        share=share,
        e=number(values.exposed),
        clause=speaker.clause(steps[f"{before}exposed"].clause),
        **parts,
    )


def _blended(segment: SegmentResult, final: Step, speaker: Speaker) -> str:
    held = {operand.name: speaker.formats.number(Decimal(operand.value)) for operand in final.operands}
    return speaker.say(
        "scores-units-blend",
        unit=speaker.unit(segment.unit),
        p=held["p"],
        d=held["D"],
        q=held["q"],
        o=held["O"],
        r=held["r"],
        clause=speaker.clause(final.clause),
    )
