"""One stretch in one role: its lines, its own score and its score before calibration."""

from dataclasses import dataclass, replace
from decimal import Decimal

from bot.features.scores import composition, missing, segments, waterfall
from bot.features.scores.composition import Own, Units
from bot.features.scores.configuration import Configuration, Mode
from bot.features.scores.figures import Value
from bot.features.scores.goal_sheets import Line, Tier
from bot.features.scores.indicators import Scored, Scorer
from bot.features.scores.inputs import UnitScores
from bot.features.scores.results import Hold, LineResult, Reason, SegmentResult, Treatment
from bot.features.scores.segments import Stretch
from bot.features.scores.states import State
from bot.features.scores.trace import Recorder, Step


@dataclass(frozen=True, slots=True)
class Stage:
    """What a stretch comes to. Without `before` there is no score, and `holds` say why."""

    segment: SegmentResult
    holds: tuple[Hold, ...] = ()
    before: Step | None = None


def stage(
    stretch: Stretch, state: State, recorder: Recorder, rules: Configuration, *, segment: bool
) -> Stage:
    """Score one stretch; `segment` when it is one of several, whose scores keep two decimals."""
    found = SegmentResult(
        number=stretch.number,
        start=stretch.period.start,
        end=stretch.period.end,
        days=stretch.days,
        unit=stretch.period.sheet.unit,
        role_tier=stretch.period.sheet.role_tier,
        lines=(),
        joined=stretch.joined,
    )
    scores = stretch.period.unit_scores
    if found.role_tier is Tier.UNIT_HEAD:
        own = None
        if scores.department is not None:
            own = composition.own_score_of_head(scores.department, recorder, rules)
        holds: tuple[Hold, ...] = ()
    else:
        found, own, holds = _own(stretch, found, state, recorder, rules)
    holds += _undecided(found.role_tier, scores, rules)
    if own is None:
        return Stage(found, holds)
    units = composition.coefficients(found.role_tier, scores, recorder, rules)
    found = _with_own(found, own, units)
    if holds:
        return Stage(found, holds)
    before = composition.before_calibration(own.score, units, scores, recorder, rules, segment=segment)
    return Stage(replace(found, score=before.value if segment else None), (), before)


def _own(
    stretch: Stretch, found: SegmentResult, state: State, recorder: Recorder, rules: Configuration
) -> tuple[SegmentResult, Own | None, tuple[Hold, ...]]:
    lines = stretch.period.sheet.lines
    figures = {figure.code: figure for figure in stretch.period.figures}
    scorer, scored, treatments = Scorer(recorder, rules), {}, {}
    for line in lines:
        figure = figures.get(line.code)
        treatments[line.code] = missing.treatment(line, figure, state, rules)
        if treatments[line.code] is Treatment.ZERO:
            scored[line.code] = scorer.zero(line)
        elif treatments[line.code] is Treatment.COUNTED and figure is not None:
            scored[line.code] = _scored(line, figure.value, stretch, scorer, recorder=recorder, rules=rules)
            if scored[line.code].score is None:
                treatments[line.code] = Treatment.VOID
    holds = missing.holds(lines, treatments, state, rules)
    weights = {} if holds else missing.effective_weights(lines, treatments, recorder, rules)
    contributions = {
        code: composition.contribution(code, weight, step, recorder, rules)
        for code, weight in weights.items()
        if (step := scored[code].score) is not None
    }
    results = tuple(
        _line(
            line,
            treatments[line.code],
            scored=scored.get(line.code),
            weight=weights.get(line.code),
            contribution=contributions.get(line.code),
            rules=rules,
        )
        for line in lines
    )
    lifted, held_back = waterfall.gaps(results)
    found = replace(
        found,
        lines=results,
        missing_weight=missing.missing_weight(lines, treatments),
        lifted=lifted,
        held_back=held_back,
    )
    if holds:
        return found, None, holds
    in_order = [contributions[line.code] for line in lines if line.code in contributions]
    return found, composition.own_score(in_order, stretch.period.items, recorder, rules), ()


def _scored(  # noqa: PLR0913 - a line, its figure and all it is scored with
    line: Line, value: Value, stretch: Stretch, scorer: Scorer, *, recorder: Recorder, rules: Configuration
) -> Scored:
    shrunk = segments.prorated(line, stretch, recorder, rules)
    return scorer.score(shrunk, value, shrunk=shrunk is not line)


def _line(  # noqa: PLR0913 - everything that is known about a line
    line: Line,
    treatment: Treatment,
    *,
    scored: Scored | None,
    weight: tuple[Decimal, str] | None,
    contribution: Step | None,
    rules: Configuration,
) -> LineResult:
    result = LineResult(
        code=line.code,
        type=line.measure.TAG,
        section=line.part,
        clause=line.clause or rules.clause_of(line.measure),
        weight=line.weight,
        treatment=treatment,
    )
    if scored is None:
        return result
    if scored.score is None or weight is None or contribution is None:
        score = None if scored.score is None else scored.score.value
        return replace(result, dropped=scored.dropped, score=score)
    return replace(
        result,
        effective_weight=weight[0],
        attainment=None if scored.attainment is None else scored.attainment.value,
        score=scored.score.value,
        contribution=contribution.value,
        gap=contribution.value - weight[0],
        limits=() if scored.score.limit is None else (scored.score.limit,),
        dropped=scored.dropped,
    )


def _undecided(tier: Tier, scores: UnitScores, rules: Configuration) -> tuple[Hold, ...]:
    """Return which unit scores are needed and not there."""
    counts = rules.unit.mode is not Mode.POOL_ONLY
    holds = []
    if scores.department is None and (counts or tier is Tier.UNIT_HEAD):
        holds.append(Hold(Reason.DEPARTMENT_SCORE, rules.unit.clause))
    if scores.organisation is None and counts:
        holds.append(Hold(Reason.ORGANISATION_SCORE, rules.unit.clause))
    return tuple(holds)


def _with_own(found: SegmentResult, own: Own, units: Units | None) -> SegmentResult:
    bitten = (own.bonus, own.deduction, own.score)
    return replace(
        found,
        own_work=None if own.work is None else own.work.value,
        bonus=None if own.bonus is None else own.bonus.value,
        deduction=None if own.deduction is None else own.deduction.value,
        own_score=own.score.value,
        coefficients=None if units is None else units.values,
        limits=tuple(f"{step.formula}.{step.limit}" for step in bitten if step is not None and step.limit),
    )
