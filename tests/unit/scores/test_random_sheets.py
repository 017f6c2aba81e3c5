"""What holds for every result, tried on random ones, and a second implementation that must agree."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from random import Random
from typing import TYPE_CHECKING

import pytest

from bot.features.scores import canonical
from bot.features.scores.configuration import Mode
from bot.features.scores.results import Result, Status
from bot.features.scores.rules import compute
from bot.features.scores.trace import FORMULAS
from bot.features.scores.waterfall import all_gaps
from tests.unit.scores.random_sheets import TYPES, random_inputs
from tests.unit.scores.samples import RULES
from tests.unit.scores.second_opinion import opinion
from tests.unit.scores.walked import line_of, sums_up

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.features.scores.inputs import Inputs

FEW, MANY = 120, 10_000
BY_MODE = {mode: replace(RULES, unit=replace(RULES.unit, mode=mode)) for mode in Mode}
MODES = (Mode.MULTIPLY, Mode.MULTIPLY, Mode.BLEND, Mode.POOL_ONLY)


def results(count: int) -> Iterator[tuple[Inputs, Mode, Result]]:
    random = Random(2026)
    for at in range(count):
        inputs, mode = random_inputs(random), MODES[at % len(MODES)]
        yield inputs, mode, compute(inputs, BY_MODE[mode])


def agrees(inputs: Inputs, mode: Mode, result: Result) -> None:
    """Assert that the second implementation comes to the same, line by line."""
    other = opinion(inputs, mode.value)
    assert result.status.value == other.status, inputs
    owns = [Fraction(part.own_score) for part in result.segments if part.own_score is not None]
    assert owns == other.owns, inputs
    if result.status is Status.SCORED:
        lines = {
            step.id.removesuffix(".contribution"): Fraction(step.value)
            for step in result.trace.steps
            if step.formula == "contribution"
        }
        assert lines == {code: points for code, (_, points) in other.lines.items()}, inputs
        assert (Fraction(result.final or 0), result.band) == (other.final, other.band), inputs


def adds_up(inputs: Inputs, result: Result) -> None:
    """Assert that what is shown on the way to a result adds up to the result that is shown."""
    if result.status is not Status.SCORED:
        return
    assert sum(piece.amount for piece in result.waterfall) == result.final, inputs
    assert result.waterfall[-1].after == result.final
    assert all(piece.amount.as_tuple().exponent == -2 for piece in result.waterfall)
    for part in result.segments:
        weights = [line.effective_weight for line in part.lines if line.effective_weight is not None]
        assert not weights or sum(weights) == 100
        assert part.own_work is None or all_gaps(part.lines) == part.own_work


@pytest.mark.parametrize("count", [FEW, pytest.param(MANY, marks=pytest.mark.slow)])
def test_a_second_implementation_agrees_and_what_is_shown_adds_up(count: int) -> None:
    seen: set[str] = set()
    for at, (inputs, mode, result) in enumerate(results(count)):
        agrees(inputs, mode, result)
        adds_up(inputs, result)
        if result.status is Status.SCORED:
            line = line_of(result, ("en", "zh")[at // len(MODES) % 2])
            assert sums_up(line, result), line
        seen.add(result.status.value)
        seen.update(line.type for part in result.segments for line in part.lines)
    # The random sheets are worth something only if they reach everything.
    assert {*(status.value for status in Status), *TYPES} <= seen


def test_every_result_is_read_back_and_computed_again_to_the_same() -> None:
    for _, mode, result in results(40):
        again = canonical.read(Result, canonical.text(result))
        assert again == result
        assert compute(again.trace.inputs, BY_MODE[mode]).hash == result.hash


def test_every_operand_leads_somewhere_and_every_formula_is_explained() -> None:
    places = {"figure", "sheet", "step", "setting", "unit", "item", "calibration", "red_line", "days"}
    for _, _, result in results(FEW):
        known: set[str] = set()
        for step in result.trace.steps:
            assert step.formula in FORMULAS
            assert step.clause
            for operand in step.operands:
                assert operand.ref.partition(":")[0] in places
                assert not operand.ref.startswith("step:") or operand.ref in known, operand
            assert step.ref not in known
            known.add(step.ref)
