"""From contributions to the score before calibration (domain 4.3, PM-5.1 to PM-5.3)."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from bot.features.scores.configuration import Configuration, Mode
from bot.features.scores.goal_sheets import Tier
from bot.features.scores.inputs import Item, Score, UnitScores
from bot.features.scores.results import Coefficients
from bot.features.scores.rounding import HUNDRED, ONE, ZERO
from bot.features.scores.trace import Recorder, Step


@dataclass(frozen=True, slots=True)
class Own:
    """The own score I1 and what it is made of; a unit head's is the unit's, without work or items."""

    score: Step
    work: Step | None = None
    bonus: Step | None = None
    deduction: Step | None = None


@dataclass(frozen=True, slots=True)
class Units:
    """The coefficients and the step that gives E, the one that counts."""

    values: Coefficients
    exposed: Step


def contribution(
    code: str, weight: tuple[Decimal, str], score: Step, recorder: Recorder, rules: Configuration
) -> Step:
    """Take the step to c, what a line adds to the own work. `weight` is the value and where it stands."""
    return recorder.take(
        "contribution",
        "contribution",
        rules.rounding.clause,
        weight[0] * score.value / HUNDRED,
        (("w", *weight), ("s", score.value, score.ref)),
        subject=code,
        point="contribution",
    )


def own_score(
    contributions: Sequence[Step], items: Sequence[Item], recorder: Recorder, rules: Configuration
) -> Own:
    """Take the steps to I0 and I1."""
    work = recorder.take(
        "own_work",
        "own_work",
        rules.final.clause,
        sum((step.value for step in contributions), ZERO),
        [(step.subject or "", step.value, step.ref) for step in contributions],
    )
    bonus = _items("bonus", items, rules.items.bonus_total, recorder, rules)
    deduction = _items("deduction", items, rules.items.deduction_total, recorder, rules)
    score = recorder.take(
        "own_score",
        "own_score",
        rules.items.clause,
        work.value + bonus.value - deduction.value,
        (
            ("I0", work.value, work.ref),
            ("bonus", bonus.value, bonus.ref),
            ("deduction", deduction.value, deduction.ref),
        ),
        limits=(rules.scale.floor, rules.scale.cap),
    )
    return Own(score, work, bonus, deduction)


def own_score_of_head(department: Score, recorder: Recorder, rules: Configuration) -> Own:
    """Take the step to I1 of a unit head, which is the unit's score."""
    where = f"unit:{recorder.prefix}department"
    return Own(
        recorder.take(
            "own_score",
            "own_score.unit_head",
            rules.exposure.clause,
            department.value,
            (("D", department.value, where),),
            limits=(rules.scale.floor, rules.scale.cap),
        )
    )


def coefficients(tier: Tier, scores: UnitScores, recorder: Recorder, rules: Configuration) -> Units | None:
    """Take the steps to E; None where units do not multiply, or their scores are not there yet."""
    department, organisation, rule = scores.department, scores.organisation, rules.unit
    if rule.mode is not Mode.MULTIPLY or organisation is None:
        return None
    company = _part("organisation", organisation, rule.organisation_slope, recorder, rules)
    if tier is Tier.UNIT_HEAD:
        own_unit, exact = None, company.value
        formula, operands = "unit.organisation_only", [("Co", company.value, company.ref)]
    elif department is None:
        return None
    else:
        own_unit = _part("department", department, rule.department_slope, recorder, rules)
        exact, formula = own_unit.value * company.value, "unit"
        operands = [("Cd", own_unit.value, own_unit.ref), ("Co", company.value, company.ref)]
    unit = recorder.take(
        "unit", formula, rule.clause, exact, operands, point="coefficient", limits=(rule.low, rule.high)
    )
    exposure: Decimal = getattr(rules.exposure, tier.value)
    exposed = recorder.take(
        "exposed",
        "exposed",
        rules.exposure.clause,
        ONE + exposure * (unit.value - ONE),
        (("e", exposure, f"setting:exposure.{tier.value}"), ("U", unit.value, unit.ref)),
        point="coefficient",
    )
    values = Coefficients(
        None if own_unit is None else own_unit.value, company.value, unit.value, exposure, exposed.value
    )
    return Units(values, exposed)


def before_calibration(  # noqa: PLR0913 - all that F is made of
    own: Step,
    units: Units | None,
    scores: UnitScores,
    recorder: Recorder,
    rules: Configuration,
    *,
    segment: bool,
) -> Step:
    """Take the step to F, or to that of one segment, which keeps two decimals (PM-4.13).

    The unit scores that the mode needs are there.
    """
    mode, blend = rules.unit.mode, rules.blend
    operands: list[tuple[str, Decimal, str]] = [("I1", own.value, own.ref)]
    exact = own.value
    if mode is Mode.MULTIPLY and units is not None:
        exact *= units.exposed.value
        operands.append(("E", units.exposed.value, units.exposed.ref))
    elif mode is Mode.BLEND and scores.department is not None and scores.organisation is not None:
        exact = (
            blend.own * own.value
            + blend.department * scores.department.value
            + blend.organisation * scores.organisation.value
        )
        where = f"unit:{recorder.prefix}"
        operands += [
            ("p", blend.own, "setting:blend.own"),
            ("D", scores.department.value, f"{where}department"),
            ("q", blend.department, "setting:blend.department"),
            ("O", scores.organisation.value, f"{where}organisation"),
            ("r", blend.organisation, "setting:blend.organisation"),
        ]
    return recorder.take(
        "segment_score" if segment else "before_calibration",
        f"final.{mode.value}",
        rules.final.clause,
        exact,
        operands,
        point="segment_score" if segment else "final",
    )


def _items(
    name: str, items: Sequence[Item], total: Decimal, recorder: Recorder, rules: Configuration
) -> Step:
    sign = ONE if name == "bonus" else -ONE
    sizes = [(at, sign * item.amount) for at, item in enumerate(items, start=1) if sign * item.amount > ZERO]
    summed = sum((size for _, size in sizes), ZERO)
    return recorder.take(
        name,
        name,
        rules.items.clause,
        summed,
        [("item", size, f"item:{recorder.prefix}{at}") for at, size in sizes]
        + [("limit", total, f"setting:items.{name}_total")],
        limits=(ZERO, total),
    )


def _part(name: str, score: Score, slope: Decimal, recorder: Recorder, rules: Configuration) -> Step:
    low: Decimal = getattr(rules.unit, f"{name}_low")
    high: Decimal = getattr(rules.unit, f"{name}_high")
    return recorder.take(
        name,
        name,
        rules.unit.clause,
        ONE + slope * (score.value - HUNDRED) / HUNDRED,
        (
            ("slope", slope, f"setting:unit.{name}_slope"),
            (name, score.value, f"unit:{recorder.prefix}{name}"),
        ),
        point="coefficient",
        limits=(low, high),
    )
