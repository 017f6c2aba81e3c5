"""The company's numbers: where they come from, and what is said about a mistake in them."""

from __future__ import annotations

import copy
import re
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from bot.features.scores import canonical
from bot.features.scores.configuration import Configuration
from bot.features.scores.configuration_reading import ConfigurationError, configuration
from knowledge import scoring
from tests.unit.scores.samples import RULES

if TYPE_CHECKING:
    from collections.abc import Callable

RULE_BOOK = Path(__file__).parents[3] / "knowledge" / "policies" / "performance-rules.en.md"


def mistakes(change: Callable[[dict[str, Any]], object]) -> tuple[str, ...]:
    tables = copy.deepcopy(dict(scoring.demo_tables()))
    change(tables)
    with pytest.raises(ConfigurationError) as refused:
        configuration(tables)
    return refused.value.problems


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda all_: all_["scale"].pop("cap"), "scale.cap: is missing"),
        (lambda all_: all_.pop("bands"), "bands: is missing"),
        (lambda all_: all_["scale"].update(capp=1), "scale.capp: there is no such setting"),
        (lambda all_: all_["higher"].update(clause=""), "higher.clause: '' must be a text"),
        (lambda all_: all_["higher"].update(threshold=1.5), "higher.threshold: 1.5 is a binary float"),
        (
            lambda all_: all_["higher"].update(threshold=2),
            "higher.threshold is 2, and must be between 0 and 1",
        ),
        (lambda all_: all_["rounding"].update(final=-1), "rounding.final: '-1' must be a whole number"),
        (lambda all_: all_["rounding"].update(final="1"), "rounding.final: '1' must be a whole number"),
        (lambda all_: all_["rounding"].update(final=10), "rounding.final is 10, and must be at most 9"),
        (
            lambda all_: all_["unit"].update(mode="sum"),
            "unit.mode: 'sum' is not one of multiply, blend, pool_only",
        ),
        (lambda all_: all_["unit"].update(low=2), "unit: low is 2, above high 1.10"),
        (lambda all_: all_["blend"].update(own="0.7"), "blend: own, department and organisation make 1.10"),
        (lambda all_: all_["bars"].update(anchors=[]), "bars.anchors: must be at least two"),
        (lambda all_: all_["bars"]["anchors"][0].update(at=9), "bars.anchors: must be at least two"),
        (
            lambda all_: all_["bars"]["anchors"][4].update(score=130),
            "bars.anchors: every score must lie within",
        ),
        (lambda all_: all_["bands"]["bands"].reverse(), "bands.bands: must fall from the best down"),
        (lambda all_: all_["bands"]["bands"][0].update(name="A"), "bands.bands: no name may stand twice"),
        (lambda all_: all_["guidance"].update(shares={}), "guidance.shares: must be a list"),
        (lambda all_: all_["guidance"]["shares"].pop(), "guidance.shares: must fall"),
        (lambda all_: all_["guidance"].update(top_bands=6), "guidance.top_bands is 6, and there are 5 bands"),
        (lambda all_: all_["r360"]["groups"][0].update(weight=0), "r360.groups: must be at least one"),
        (lambda all_: all_["calibration"]["reasons"].append("DISTRIBUTION"), "DISTRIBUTION is not a reason"),
        (lambda all_: all_["scale"].update(floor=[]), "scale.floor: '[]' is no number"),
        (lambda all_: all_.update(scale=3), "scale: must be a table"),
    ],
)
def test_a_mistake_is_one_clear_sentence(change: Callable[[dict[str, Any]], object], says: str) -> None:
    found = mistakes(change)
    assert len(found) == 1, found
    assert says in found[0]


def test_all_mistakes_are_said_at_once() -> None:
    def two(tables: dict[str, Any]) -> None:
        tables["scale"].pop("cap")
        tables["lower"].update(clause=7)

    assert len(mistakes(two)) == 2


def test_every_setting_names_a_clause_of_the_rule_book() -> None:
    clauses = set(re.findall(r"PM-\d+\.\d+", RULE_BOOK.read_text(encoding="utf-8")))
    tables = {name: table for name, table in scoring.demo_tables().items() if isinstance(table, dict)}
    named = {
        name: {value for key, value in table.items() if key.endswith("clause")}
        for name, table in tables.items()
    }
    assert all(named.values())
    assert set().union(*named.values()) <= clauses


def test_decimals_are_read_as_they_are_written() -> None:
    assert scoring.tables("a = 0.10")["a"].as_tuple() == Decimal("0.10").as_tuple()


def test_a_configuration_is_read_back_and_its_fingerprint_follows_every_value() -> None:
    assert canonical.read(Configuration, canonical.text(RULES)) == RULES

    def changed(table: dict[str, Any], path: tuple[str | int, ...]) -> set[str]:
        prints = set()
        for name in table if isinstance(table, dict) else range(len(table)):
            kept = table[name]
            if isinstance(kept, dict | list):
                prints |= changed(kept, (*path, name))
            elif isinstance(kept, int | Decimal) and not isinstance(kept, bool):
                table[name] = kept + (1 if isinstance(kept, int) else Decimal("0.001"))
                try:
                    prints.add(configuration(tables).fingerprint)
                except ConfigurationError:
                    prints.add(f"refused {path} {name}")
                table[name] = kept
        return prints

    tables = copy.deepcopy(dict(scoring.demo_tables()))
    prints = changed(tables, ())
    assert len(prints) > 80
    assert RULES.fingerprint not in prints
