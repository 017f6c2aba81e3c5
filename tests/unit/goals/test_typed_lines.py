"""What people type into the form of a line is read as they mean it, and judged by the rules results are computed with."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bot.features.goals.lines import Line, differences
from bot.features.goals.refusals import GoalFieldUnreadable, GoalFileNotRead, WeightUnreadable
from bot.features.goals.sheets import TYPES, SheetHead
from bot.features.goals.typed import Typed, line_from, measure_of
from bot.intake.goal_desk import GoalDesk
from tests.integration.goals.office import LINES

SAMPLES = Path("storage/samples/scores/goal_sheets")
HEAD = SheetHead(7, "2026H1", "EAST", "staff")
TYPED = {
    "higher": [("1,200", {"target": "1200"}), ("95%", {"target": "0.95", "measure_unit": "%"}),
               ("１２", {"target": "12"})],
    "lower": [("8.0%", {"target": "0.08", "measure_unit": "%"})],
    "band": [("-2 .. 2", {"low": "-2", "high": "2"}), ("±2", {"low": "-2", "high": "2"}),
             ("−2到2", {"low": "-2", "high": "2"})],
    "step": [("10:120, 8：110、0:0", {"tiers": "10:120 8:110 0:0"})],
    "milestone": [("design = 40, first pilot=60", {"parts": "design=40 first-pilot=60"})],
    "bars": [("4", {"target": "4", "item": "agreed"}), ("L3", {"target": "3", "item": "agreed"})],
    "r360": [("", {}), ("3.5", {"target": "3.5"})],
    "okr_asp": [("KR1=50\nKR2=50", {"key_results": "KR1=50 KR2=50"})],
    "okr_com": [("按时上线=100", {"key_results": "按时上线=100"})],
    "deduct": [("minor=3, 一般=10", {"points": "minor=3 一般=10"})],
}  # fmt: skip
UNREADABLE = {
    "higher": "a lot", "lower": "8 or 9", "band": "2", "step": "ten to one", "milestone": "soon", "bars": "6",
    "r360": "high", "okr_asp": "KR1", "okr_com": "-", "deduct": "three",
}  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "text", "fields"), [(k, t, f) for k, cases in TYPED.items() for t, f in cases]
)
def test_a_target_is_read_by_the_kind_of_indicator(kind: str, text: str, fields: dict[str, str]) -> None:
    line = replace(line_from(Typed("Goal", kind, text, "20%"), "PM-4.2", None), code="K1")
    said = dict(line.fields)
    assert {name: said[name] for name in fields} == fields
    assert said["weight"] == "20"
    assert not [each for each in GoalDesk(Path()).problems(HEAD, (line,)) if each.fault == "E_UNREADABLE"]


def test_every_kind_is_read_and_refused() -> None:
    assert TYPED.keys() == UNREADABLE.keys() == set(TYPES)


@pytest.mark.parametrize(("kind", "text"), UNREADABLE.items())
def test_what_cannot_be_read_is_refused_at_its_field(kind: str, text: str) -> None:
    with pytest.raises(GoalFieldUnreadable) as refused:
        line_from(Typed("Goal", kind, text, "20"), "", None)
    assert refused.value.variables == {"field": "measure", "kind": kind}
    with pytest.raises(WeightUnreadable):
        line_from(Typed("Goal", "r360", "", "much"), "", None)


@pytest.mark.parametrize("name", ["lin.jia", "chen.wei", "zhao.min"])
def test_a_line_typed_as_it_is_shown_is_the_same_line(name: str) -> None:
    (sheet,) = GoalDesk(Path()).read("sheet.yaml", (SAMPLES / f"{name}.yaml").read_bytes())
    for line in sheet.lines:
        typed = Typed(
            title=line.get("title"), kind=line.get("type"), measure=measure_of(line), weight=line.get("weight"),
            unit=line.get("measure_unit"), source=line.get("source"), supports=line.get("supports"),
        )  # fmt: skip
        assert line_from(typed, "PM-0", line) == line


@pytest.mark.parametrize("name", ["lin.jia", "chen.wei", "zhao.min"])
def test_a_sheet_of_the_worked_examples_has_no_mistake(name: str) -> None:
    desk = GoalDesk(Path())
    (sheet,) = desk.read("sheet.yml", (SAMPLES / f"{name}.yaml").read_bytes())
    assert desk.problems(HEAD, sheet.lines) == ()
    assert desk.weight_sum(sheet.lines) == "100"


def test_every_mistake_is_found_with_its_figures_and_limits() -> None:
    lines = (
        Line.of("K1", {"title": "A", "type": "lower", "weight": "60", "target": "0", "source": "x", "clause": "PM-4.3"}),
        Line.of("B1", {"title": "B", "type": "bars", "weight": "5.125", "target": "7", "item": "i"}),
        Line.of("K2", {"title": "C", "type": "higher", "weight": "abc", "target": "1", "source": "x", "clause": "c"}),
    )  # fmt: skip
    found = {(each.fault, each.line): each for each in GoalDesk(Path()).problems(HEAD, lines)}
    assert found["E_WEIGHT_SUM", ""].found == "65.125"
    assert (found["E_LINE_COUNT", ""].found, found["E_LINE_COUNT", ""].low) == ("2", "4")
    assert (found["E_WEIGHT_RANGE", "K1"].found, found["E_WEIGHT_RANGE", "K1"].high) == ("60", "40")
    assert ("E_TARGET_ZERO", "K1") in found
    assert ("E_SOURCE", "B1") in found
    assert found["E_UNREADABLE", "K2"].found == "weight"
    assert not found["W_ORPHAN", "K1"].stops
    assert found["W_ORPHAN", "K1"].clause == "PM-2.1"


def test_a_table_is_read_row_by_row_and_a_broken_one_is_refused_with_its_place() -> None:
    desk = GoalDesk(Path())
    rows = "employee,role_tier,code,type,weight,target,title\n,,K1,higher,40,1200,Revenue\n,,B1,bars,15,L3,Help\n"
    with pytest.raises(GoalFileNotRead):
        desk.read("goals.csv", rows.encode())
    (sheet,) = desk.read(
        "goals.csv", rows.replace("title", "title,item").replace("Help", "Help,help").encode()
    )
    assert [(line.code, line.get("target")) for line in sheet.lines] == [("K1", "1200"), ("B1", "3")]
    with pytest.raises(GoalFileNotRead) as refused:
        desk.read(
            "goals.csv",
            rows.replace("title", "title,item").replace("Help", "Help,help").replace("B1", "K1").encode(),
        )
    assert refused.value.variables["column"] == "code"
    with pytest.raises(GoalFileNotRead) as refused:
        desk.read("goals.csv", rows.replace("1200", '"1,30"').encode())
    assert refused.value.variables == {"line": 2, "column": "target"}


def test_a_change_is_told_as_people_read_it() -> None:
    changed = Line.of("K2", {**dict(LINES[1].fields), "target": "0.96", "weight": "25"})
    found = [(each.field, each.old, each.new) for each in differences(LINES[1], changed)]
    assert found == [("weight", "30", "25"), ("target", "95%", "96%")]
