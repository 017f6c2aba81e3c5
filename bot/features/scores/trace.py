"""Every step of a computation, with what went in, under which clause, before and after rounding.

An operand points at where its value stands: `step:K1.attainment` an earlier step, `figure:K1` what a source
delivered, `sheet:K1.target` what was agreed, `unit:department`, `item:1`, `calibration`, `setting:higher.threshold`
the company's own configuration. With several segments, `2/` stands before the line: `step:2/K1.score`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from bot.features.scores.configuration import Rounding
from bot.features.scores.rounding import clamp, half_up

FORMULAS = {
    "prorated_target": "T · active ÷ days",
    "higher.attainment": "A ÷ T",
    "lower.attainment": "2 − A ÷ T",
    "attainment.score": "100 · a",
    "band.score": "100 − k · deviation ÷ unit",
    "step.score": "first tier with bound ≤ A",
    "milestone.late": "on time − points · late days",
    "milestone.score": "Σ w·s ÷ Σ w",
    "bars.score": "anchor of the level",
    "r360.group": "mean of the group",
    "r360.mean": "Σ w·mean ÷ Σ w",
    "okr.grade": "Σ w·grade ÷ 100",
    "anchors.score": "s₀ + (x − x₀) · (s₁ − s₀) ÷ (x₁ − x₀)",
    "okr_com.score": "100 · g",
    "deduct.score": "100 − Σ count · points",
    "missing.zero": "own deliverable not submitted",
    "effective_weight": "section weight · w ÷ Σ counted w",
    "contribution": "w · s ÷ 100",
    "own_work": "Σ c",
    "bonus": "min(Σ bonus, limit)",
    "deduction": "min(Σ deduction, limit)",
    "own_score": "I0 + bonus − deduction",
    "own_score.unit_head": "D",
    "department": "1 + slope · (D − 100) ÷ 100",
    "organisation": "1 + slope · (O − 100) ÷ 100",
    "unit": "Cd · Co",
    "unit.organisation_only": "Co",
    "exposed": "1 + e · (U − 1)",
    "final.multiply": "I1 · E",
    "final.blend": "p · I1 + q · D + r · O",
    "final.pool_only": "I1",
    "share": "days ÷ all days",
    "share.last": "1 − other shares",
    "final.segments": "Σ share · F",
    "calibrated": "F + δ",
    "red_line": "min(Fc, limit)",
}
"""What each formula id in a trace means. The letters are those of the rule book."""

Point = Literal[
    "attainment",
    "score",
    "weight",
    "contribution",
    "coefficient",
    "segment_score",
    "prorated_target",
    "share",
    "mean",
    "grade",
    "final",
]


@dataclass(frozen=True, slots=True)
class Operand:
    """One value that went into a step: its letter or name, the value as text, and where it stands."""

    name: str
    value: str
    ref: str


@dataclass(frozen=True, slots=True)
class Step:
    """One step: `exact` is what the formula gives, `value` what goes on, after rounding at `point` and a limit.

    `limit` names the limit that bit (cap, floor, threshold …), `subject` the line this is about. Without a
    `point` nothing was rounded.
    """

    id: str
    formula: str
    clause: str
    operands: tuple[Operand, ...]
    exact: Decimal
    value: Decimal
    subject: str | None = None
    point: str | None = None
    limit: str | None = None

    @property
    def ref(self) -> str:
        """What operands of later steps call this step."""
        return f"step:{self.id}"


class Recorder:
    """Does the rounding and writes it down, so that nothing is rounded that the trace does not show."""

    def __init__(self, rounding: Rounding) -> None:
        self._rounding = rounding
        self._steps: list[Step] = []
        self.prefix = ""

    @property
    def steps(self) -> tuple[Step, ...]:
        """Everything taken so far, in order."""
        return tuple(self._steps)

    def take(  # noqa: PLR0913 - what one step is
        self,
        name: str,
        formula: str,
        clause: str,
        exact: Decimal,
        operands: Iterable[tuple[str, Decimal | int, str]],
        *,
        subject: str | None = None,
        point: Point | None = None,
        limits: tuple[Decimal, Decimal] | None = None,
        instead: tuple[str, Decimal] | None = None,
    ) -> Step:
        """Round `exact` at `point`, hold it within `limits`, and write the step down.

        `instead` replaces the value by that of a rule with a name of its own, such as a threshold.
        """
        value = exact if point is None else half_up(exact, getattr(self._rounding, point))
        limit = None
        if limits is not None and (held := clamp(value, *limits)) != value:
            limit = "floor" if held > value else "cap"
            value = held
        if instead is not None:
            limit, value = instead
        step = Step(
            self.prefix + (name if subject is None else f"{subject}.{name}"),
            formula,
            clause,
            tuple([Operand(letter, str(held), ref) for letter, held, ref in operands]),
            exact,
            value,
            subject,
            point,
            limit,
        )
        self._steps.append(step)
        return step
