"""No float gets in, and no input is without its share in the hash."""

from __future__ import annotations

import ast
from dataclasses import fields, is_dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.features.scores import canonical
from bot.features.scores.inputs import InputError, Inputs, Leave, RedLine
from bot.features.scores.rounding import NotExactError, exact, half_up
from bot.features.scores.rules import compute, what_if
from tests.house.imports import PURE
from tests.house.tree import ROOT
from tests.unit.scores.building import amount, inputs, own
from tests.unit.scores.samples import E1, E2, E3, RULES
from tests.unit.scores.samples import inputs as sample

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.mark.parametrize("module", sorted(PURE))
def test_no_float_stands_in_the_engine(module: str) -> None:
    source = (ROOT / module.replace(".", "/")).with_suffix(".py").read_text(encoding="utf-8")
    for node in ast.walk(ast.parse(source)):
        assert not (isinstance(node, ast.Constant) and isinstance(node.value, float)), ast.unparse(node)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id not in {"float", "round"}, ast.unparse(node)


def test_the_list_of_pure_modules_is_the_engine() -> None:
    there = {path.stem for path in (ROOT / "bot/features/scores").glob("*.py")}
    engine = {module.rpartition(".")[2] for module in PURE if module.startswith("bot.features.scores.")}
    assert engine
    assert engine <= there


@pytest.mark.parametrize(
    "given", [0.5, 1.0, float("nan"), True, None, "1,200", "1e3", "NaN", "١", "", "0.1234567891"]
)
def test_what_is_no_exact_number_is_refused(given: object) -> None:
    with pytest.raises(NotExactError, match=r"^K1\.target: "):
        exact(given, "K1.target")


@pytest.mark.parametrize("given", [Decimal("1E+15"), Decimal("Infinity"), 10**15])
def test_more_digits_than_are_computed_with_are_refused(given: object) -> None:
    with pytest.raises(NotExactError):
        exact(given, "K1.target")


@pytest.mark.parametrize(
    ("given", "number"), [("1308.50", "1308.50"), (" -3 ", "-3"), (7, "7"), (Decimal("0.1"), "0.1")]
)
def test_exact_numbers_keep_their_digits(given: object, number: str) -> None:
    assert str(exact(given, "x")) == number


def test_a_float_slipped_into_the_inputs_is_refused() -> None:
    period = own("100")
    slipped = replace(period, figures=(replace(period.figures[0], value=amount(0)),))
    object.__setattr__(slipped.figures[0].value, "actual", 0.5)
    with pytest.raises(NotExactError, match=r"0\.5 is a binary float"):
        compute(inputs(slipped), RULES)


@given(st.decimals(min_value=-2000, max_value=2000, places=6), st.integers(0, 4))
def test_halves_go_away_from_zero(value: Decimal, places: int) -> None:
    scale = 10**places
    size = (abs(value) * scale * 2 + 1) // 2
    assert abs(half_up(value, places)) * scale == size


def test_a_day_without_a_zone_is_no_instant() -> None:
    source = sample(E1).periods[0].figures[0].provenance
    assert source is not None
    with pytest.raises(NotExactError, match="no time zone"):
        canonical.text(replace(source, captured_at=source.captured_at.replace(tzinfo=None)))


@pytest.mark.parametrize("text", ["{}", "[]", '{"configuration":"x"}', "1", '{"weight":0.5}', "null"])
def test_another_text_is_not_taken_for_inputs(text: str) -> None:
    with pytest.raises((ValueError, TypeError)):
        canonical.read(Inputs, text)


def other(value: Any) -> Any:  # noqa: ANN401 - a leaf of the inputs
    """Return another value of the same kind."""
    match value:
        case bool():
            return not value
        case StrEnum():
            return next(each for each in type(value) if each is not value)
        case str():
            return f"{value}'"
        case Decimal():
            return value + Decimal("0.001")
        case int():
            return value + 1
        case datetime():
            return value + timedelta(seconds=1)
        case date():
            return value + timedelta(days=1)
        case _:
            return None


def variants(value: Any) -> Iterator[Any]:  # noqa: ANN401 - any part of the inputs
    """Give the value with every single leaf in it changed, and every absent text filled in."""
    if is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            for changed in variants(getattr(value, field.name)):
                yield replace(value, **{field.name: changed})
    elif isinstance(value, tuple):
        for at, each in enumerate(value):
            for changed in variants(each):
                yield (*value[:at], changed, *value[at + 1 :])
            yield (*value[:at], *value[at + 1 :])
    elif value is not None:
        yield other(value)


@pytest.mark.parametrize("employee", [E1, E2, E3])
def test_changing_any_single_input_changes_the_hash(employee: str) -> None:
    whole = sample(employee)
    decisions = replace(
        whole.decisions, red_lines=(RedLine("event", date(2026, 5, 1), "INV-1", date(2026, 5, 2)),)
    )
    whole = replace(whole, decisions=decisions, leaves=(Leave(date(2026, 2, 1), date(2026, 2, 3), "HR-1"),))
    before = compute(whole, RULES)
    computed, refused = set(), set()
    for changed in variants(whole):
        try:
            computed.add(compute(changed, RULES).hash)
        except InputError:
            refused.add(canonical.digest(canonical.text(changed)))
    assert before.hash not in computed
    assert len(computed) > 150
    assert canonical.digest(canonical.text(whole)) not in refused


def test_the_configuration_is_part_of_the_hash() -> None:
    changed = replace(RULES, version="2027.1")
    assert compute(sample(E1), changed).hash != compute(sample(E1), RULES).hash


def test_the_hash_is_that_of_the_traces_canonical_text() -> None:
    found = compute(sample(E2), RULES)
    assert found.hash == canonical.digest(canonical.text(found.trace))


def test_what_if_about_a_line_that_is_not_there_is_refused() -> None:
    with pytest.raises(InputError, match="E_FIGURE_UNKNOWN"):
        what_if(sample(E1), {"K9": Decimal(1)}, RULES)


def test_what_is_not_on_record_is_named() -> None:
    whole = sample(E1)
    period = whole.periods[0]
    bare = replace(period, figures=(replace(period.figures[0], provenance=None), *period.figures[1:]))
    assert compute(replace(whole, periods=(bare,)), RULES).unsourced == ("figure:K1",)


def test_an_entry_by_hand_needs_a_second_person() -> None:
    whole = sample(E1)
    period = whole.periods[0]
    rated = next(figure for figure in period.figures if figure.code == "B1")
    assert rated.provenance is not None
    for approver in (None, rated.provenance.captured_by):
        alone = replace(rated, provenance=replace(rated.provenance, approved_by=approver))
        figures = (*(each for each in period.figures if each.code != "B1"), alone)
        with pytest.raises(InputError, match="E_SECOND_PERSON"):
            compute(replace(whole, periods=(replace(period, figures=figures),)), RULES)
