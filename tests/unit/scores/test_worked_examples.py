"""The three worked results of domain 4.5 to the last digit, and what follows from them in 4.7."""

from __future__ import annotations

from decimal import Decimal

import pytest

from bot.features.scores import canonical
from bot.features.scores.results import Part, Result, Status, Treatment
from bot.features.scores.rules import compute, what_if
from tests.unit.scores.samples import E1, E2, E3, RULES, inputs

D = Decimal


def result(employee: str) -> Result:
    return compute(inputs(employee), RULES)


def shown(value: Decimal | None) -> str | None:
    """Return a figure as text, trailing zeros included: what is shown is what is used."""
    return None if value is None else str(value)


LINES = {
    E1: [
        ("K1", "40", "1.0900", "109.00", "43.60"),
        ("K2", "20", "0.9600", "96.00", "19.20"),
        ("K3", "10", "0.9250", "92.50", "9.25"),
        ("K4", "15", None, "100.00", "15.00"),
        ("B1", "15", None, "110.00", "16.50"),
    ],
    E2: [
        ("M1", "30", None, "95.80", "28.74"),
        ("M2", "15", None, "94.00", "14.10"),
        ("M3", "15", "1.0200", "102.00", "15.30"),
        ("O1", "10", None, "96.00", "9.60"),
        ("B1", "10", None, "110.00", "11.00"),
        ("B2", "10", None, "100.00", "10.00"),
        ("R1", "10", None, "106.50", "10.65"),
    ],
    E3: [
        ("P1", "33.75", None, "94.00", "31.73"),
        ("P2", "28.13", "1.0050", "100.50", "28.27"),
        ("P3", "16.87", "1.1250", "112.50", "18.98"),
        ("P4", "11.25", None, "100.00", "11.25"),
        ("P6", None, None, None, None),
        ("B1", "10", None, "100.00", "10.00"),
    ],
}


@pytest.mark.parametrize("employee", [E1, E2, E3])
def test_every_line_is_what_the_table_says(employee: str) -> None:
    lines = result(employee).segments[0].lines
    found = [
        tuple(
            shown(value) if at else value
            for at, value in enumerate(
                (line.code, line.effective_weight, line.attainment, line.score, line.contribution)
            )
        )
        for line in lines
    ]
    assert found == LINES[employee]


SUMMARY = {
    # I0, bonus, deduction, I1, Cd, Co, U, e, E, F, δ, final, band
    E1: "103.55 1.50 1.00 104.05 1.0150 0.9950 1.0099 1.00 1.0099 105.1 0.0 105.1 A",
    E2: "99.39 0 0 99.39 0.9800 0.9950 0.9751 1.00 0.9751 96.9 3.5 100.4 A",
    E3: "100.23 2.00 0 102.23 0.9500 0.9950 0.9453 0.50 0.9727 99.4 0.0 99.4 B",
}


@pytest.mark.parametrize("employee", [E1, E2, E3])
def test_the_summary_is_what_the_table_says(employee: str) -> None:
    found = result(employee)
    part = found.segments[0]
    assert part.coefficients is not None
    assert found.calibrated is not None
    assert found.before_calibration is not None
    figures = (
        part.own_work, part.bonus, part.deduction, part.own_score, part.coefficients.department,
        part.coefficients.organisation, part.coefficients.unit, part.coefficients.exposure,
        part.coefficients.exposed, found.before_calibration, found.calibrated - found.before_calibration,
        found.final, found.band,
    )  # fmt: skip
    assert " ".join(map(str, figures)) == SUMMARY[employee]
    assert found.status is Status.SCORED


@pytest.mark.parametrize(
    ("employee", "name", "exact"),
    [
        (E1, "before_calibration", "105.080095"),
        (E2, "before_calibration", "96.915189"),
        (E3, "before_calibration", "99.439121"),
        (E3, "unit", "0.94525"),
        (E3, "exposed", "0.97265"),
        (E2, "O1.grade", "0.66"),
        (E2, "R1.mean", "3.65"),
        (E2, "M1.part-2.late", "88"),
    ],
)
def test_the_trace_shows_what_a_figure_was_before_rounding(employee: str, name: str, exact: str) -> None:
    step = next(step for step in result(employee).trace.steps if step.id == name)
    assert step.exact == D(exact)


GAPS = {
    E1: ([("K1", "3.60"), ("B1", "1.50")], [("K2", "-0.80"), ("K3", "-0.75")], "3.55"),
    E2: ([("B1", "1.00"), ("R1", "0.65")], [("M1", "-1.26"), ("M2", "-0.90")], "-0.61"),
    E3: ([("P3", "2.11"), ("P2", "0.14")], [("P1", "-2.02")], "0.23"),
}


@pytest.mark.parametrize("employee", [E1, E2, E3])
def test_what_lifted_and_held_back_is_what_the_text_says(employee: str) -> None:
    part = result(employee).segments[0]
    lifted, held_back, together = GAPS[employee]
    assert [(gap.code, str(gap.points)) for gap in part.lifted] == lifted
    assert [(gap.code, str(gap.points)) for gap in part.held_back] == held_back
    assert sum(line.gap for line in part.lines if line.gap is not None) == D(together)
    assert part.own_work == 100 + D(together)


@pytest.mark.parametrize(("employee", "effect"), [(E1, "1.05"), (E2, "-2.49"), (E3, "-2.83")])
def test_the_unit_effect_is_what_the_text_says(employee: str, effect: str) -> None:
    assert result(employee).unit_effect == D(effect)


def test_the_waterfall_of_e2_runs_through_calibration() -> None:
    found = result(E2)
    assert [(piece.part, str(piece.amount), str(piece.after)) for piece in found.waterfall] == [
        (Part.OWN_WORK, "99.39", "99.39"),
        (Part.BONUS, "0.00", "99.39"),
        (Part.DEDUCTION, "0.00", "99.39"),
        (Part.UNIT_EFFECT, "-2.49", "96.90"),
        (Part.CALIBRATION, "3.50", "100.40"),
    ]
    assert (found.band_before_calibration, found.band) == ("B", "A")


def test_only_e3_would_be_in_another_band_without_the_unit() -> None:
    alone = {employee: result(employee).without_unit for employee in (E1, E2, E3)}
    assert [each is not None and each.differs for each in alone.values()] == [False, False, True]
    assert (alone[E3].score, alone[E3].band) == (D("102.2"), "A")  # type: ignore[union-attr]


def test_what_is_missing_is_named_and_its_weight_goes_to_the_lines_beside_it() -> None:
    part = result(E3).segments[0]
    assert part.missing_weight == 10
    missing = next(line for line in part.lines if line.treatment is not Treatment.COUNTED)
    assert (missing.code, missing.treatment) == ("P6", Treatment.EXCLUDED)
    assert [line.code for line in part.lines if line.redistributed] == ["P1", "P2", "P3", "P4"]


def test_a_group_without_raters_is_named() -> None:
    feedback = next(line for line in result(E2).segments[0].lines if line.code == "R1")
    assert feedback.dropped == ("reports",)


def test_every_figure_of_the_three_has_a_source() -> None:
    assert [result(employee).unsourced for employee in (E1, E2, E3)] == [(), (), ()]


def test_what_if_k2_were_95_percent() -> None:
    found = what_if(inputs(E1), {"K2": D("0.95")}, RULES)
    part = found.segments[0]
    line = next(line for line in part.lines if line.code == "K2")
    assert (str(line.score), str(line.contribution)) == ("100.00", "20.00")
    assert (str(part.own_work), str(part.own_score), str(found.final)) == ("104.35", "104.85", "105.9")
    assert next(step for step in found.trace.steps if step.id == "before_calibration").exact == D(
        "105.888015"
    )
    assert found.hypothetical
    assert not result(E1).hypothetical


@pytest.mark.parametrize("employee", [E1, E2, E3])
def test_a_result_is_read_back_from_its_text_without_loss(employee: str) -> None:
    found = result(employee)
    again = canonical.read(Result, canonical.text(found))
    assert again == found
    assert canonical.text(again) == canonical.text(found)
    assert again.hash == found.hash
