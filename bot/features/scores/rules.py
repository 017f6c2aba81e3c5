"""The front of the score engine: a result from its inputs, what would be if, and what changed.

Everything here is a pure function of what is passed in; equal inputs give equal traces, to the last digit.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal, localcontext

from bot.features.scores import calibration, canonical, checking, segments, waterfall
from bot.features.scores.bands import band_of
from bot.features.scores.configuration import Configuration
from bot.features.scores.figures import Amount, Figure, Value
from bot.features.scores.inputs import InputError, Inputs, Period
from bot.features.scores.results import (
    Hold,
    Reason,
    Result,
    SegmentResult,
    Status,
    Trace,
    WithoutUnit,
)
from bot.features.scores.rounding import ARITHMETIC, ZERO, clamp, half_up
from bot.features.scores.scoring import Stage, stage
from bot.features.scores.sources import prefix, sources
from bot.features.scores.states import State
from bot.features.scores.trace import Recorder, Step


def compute(inputs: Inputs, configuration: Configuration) -> Result:
    """Return somebody's result with its whole trace.

    Raises InputError for what must not be computed with, NotExactError for a float anywhere in the inputs.
    """
    with localcontext(ARITHMETIC):
        # Writing the inputs down is also the door at which floats are refused.
        written = canonical.text(inputs)
        checking.check(inputs, configuration)
        calibration.check(inputs.decisions, configuration)
        result = _compute(inputs, configuration)
        return replace(result, hash=_hash(result.trace, written))


def _hash(trace: Trace, inputs: str) -> str:
    """Return the hash of a trace whose inputs are written already; its keys are in the order of the alphabet."""
    steps = ",".join([canonical.text(step) for step in trace.steps])
    return canonical.digest(
        f'{{"configuration":"{trace.configuration}","inputs":{inputs},"steps":[{steps}]}}'
    )


def what_if(inputs: Inputs, values: Mapping[str, Value | Decimal], configuration: Configuration) -> Result:
    """Return the result if lines had other values; it is hypothetical and must never be stored.

    A decimal is an actual amount. What the line is compared with stays. Raises InputError for an unknown line.
    """
    known = {line.code for period in inputs.periods for line in period.sheet.lines}
    for code in values:
        if code not in known:
            number, says = "E_FIGURE_UNKNOWN", "the goal sheet has no such line"
            raise InputError(number, says, code)
    periods = tuple(_with_values(period, values) for period in inputs.periods)
    return compute(replace(inputs, periods=periods), configuration)


def _with_values(period: Period, values: Mapping[str, Value | Decimal]) -> Period:
    codes = {line.code for line in period.sheet.lines}
    kept = tuple(figure for figure in period.figures if figure.code not in values)
    asked = tuple(
        Figure(code, Amount(value) if isinstance(value, Decimal) else value, hypothetical=True)
        for code, value in values.items()
        if code in codes
    )
    return replace(period, figures=kept + asked)


def _compute(inputs: Inputs, configuration: Configuration) -> Result:
    recorder = Recorder(configuration.rounding)
    stretches = segments.lay_out(inputs.periods, inputs.leaves, configuration.changes)
    days = segments.active_days(stretches)
    bare = Result(
        employee=inputs.employee,
        cycle=inputs.cycle,
        status=Status.NOT_RATED,
        active_days=days,
        segments=(),
        trace=Trace(configuration.fingerprint, inputs, ()),
        unsourced=tuple(ref for ref, provenance in sources(inputs).items() if provenance is None),
        hypothetical=any(figure.hypothetical for period in inputs.periods for figure in period.figures),
    )
    if days < configuration.changes.active_min:
        few = Hold(Reason.ACTIVE_DAYS, configuration.changes.scope_clause, days=days)
        return replace(bare, holds=(few,))
    several = len(stretches) > 1
    stages = []
    for stretch in stretches:
        recorder.prefix = prefix(stretch.number, inputs)
        stages.append(stage(stretch, inputs.state, recorder, configuration, segment=several))
    recorder.prefix = ""
    result = _finished(
        bare, stages, _joined(stretches, stages, recorder, configuration), recorder, configuration
    )
    return replace(result, trace=replace(bare.trace, steps=recorder.steps))


def _joined(
    stretches: Sequence[segments.Stretch],
    stages: list[Stage],
    recorder: Recorder,
    configuration: Configuration,
) -> Step | None:
    """Return the step that gives F, and write each segment's share into its stage."""
    scores = [each.before for each in stages if each.before is not None]
    if len(scores) < len(stages):
        return None
    if len(scores) == 1:
        return scores[0]
    shares = segments.shares(stretches, recorder, configuration)
    for at, (each, share) in enumerate(zip(stages, shares, strict=True)):
        stages[at] = replace(each, segment=replace(each.segment, share=share.value))
    return segments.joined(list(zip(shares, scores, strict=True)), recorder, configuration)


def _finished(
    bare: Result,
    stages: Sequence[Stage],
    before: Step | None,
    recorder: Recorder,
    configuration: Configuration,
) -> Result:
    parts = tuple(each.segment for each in stages)
    holds = tuple(hold for each in stages for hold in each.holds)
    provisional = bare.trace.inputs.state is State.PROVISIONAL
    if before is None:
        status = Status.WAITING if provisional else Status.HOLD_MISSING
        return replace(bare, status=status, segments=parts, holds=holds)
    decisions = bare.trace.inputs.decisions
    after = calibration.calibrated(before, decisions.calibration, recorder, configuration)
    last = calibration.under_red_line(after, decisions.red_lines, recorder, configuration)
    result = replace(
        bare,
        status=Status.SCORED,
        segments=parts,
        before_calibration=before.value,
        calibrated=after.value,
        final=last.value,
        under_red_line=last is not after,
        waterfall=waterfall.pieces(parts, before.value, after.value, last.value),
        own_score=_own_score(parts, configuration),
    )
    result = replace(result, unit_effect=before.value - (result.own_score or ZERO))
    if provisional:
        return result
    return replace(
        result,
        band=band_of(last.value, configuration.bands),
        band_before_calibration=band_of(before.value, configuration.bands),
        without_unit=_without_unit(result, last.value, configuration),
    )


def _own_score(parts: Sequence[SegmentResult], configuration: Configuration) -> Decimal:
    """Return the own score as it is shown: of several segments the sum of what each brings by its share."""
    if len(parts) == 1:
        return parts[0].own_score or ZERO
    places = configuration.rounding.segment_score
    return sum((half_up((part.share or ZERO) * (part.own_score or ZERO), places) for part in parts), ZERO)


def _without_unit(result: Result, final: Decimal, configuration: Configuration) -> WithoutUnit:
    """Return the result on the own score alone, calibrated and limited as the real one was."""
    rounding, scale = configuration.rounding, configuration.scale
    alone = sum(((part.share or Decimal(1)) * (part.own_score or ZERO) for part in result.segments), ZERO)
    score = half_up(alone, rounding.final)
    decided = result.trace.inputs.decisions.calibration
    if decided is not None:
        score = half_up(clamp(score + decided.delta, scale.floor, scale.cap), rounding.final)
    if result.under_red_line:
        score = min(score, configuration.red_line.limit)
    band = band_of(score, configuration.bands)
    return WithoutUnit(score, band, differs=band != band_of(final, configuration.bands))
