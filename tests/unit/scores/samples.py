"""The demo company's worked results, read from `storage/samples/scores` into the engine's inputs."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from bot.features.scores.configuration_reading import configuration
from bot.features.scores.figure_reading import figure, provenance
from bot.features.scores.inputs import Calibration, Decisions, Inputs, Period, Score, UnitScores
from bot.features.scores.provenance import Method, Provenance
from bot.features.scores.sheet_reading import Written, written
from knowledge import scoring

E1, E2, E3 = "lin.jia@demo.example", "chen.wei@demo.example", "zhao.min@demo.example"
RULES = configuration(scoring.demo_tables())
_FOLDER = files("storage.samples.scores")


class ExactLoader(yaml.SafeLoader):
    """Reads numbers with a point as decimals, exactly as written."""


ExactLoader.add_constructor(
    "tag:yaml.org,2002:float", lambda loader, node: Decimal(loader.construct_scalar(node))
)


def parsed(name: str) -> Any:  # noqa: ANN401 - whatever the file holds
    """Return what a YAML file of the samples says."""
    return yaml.load((_FOLDER / name).read_text(encoding="utf-8"), ExactLoader)  # noqa: S506 - a safe loader


def rows(name: str) -> list[dict[str, str]]:
    """Return the rows of a CSV file of the samples."""
    return list(csv.DictReader((_FOLDER / name).read_text(encoding="utf-8").splitlines()))


@cache
def sheet(employee: str) -> Written:
    """Return the goal sheet of one of the three, with its own record as the source of its targets."""
    name = f"goal_sheets/{employee.partition('@')[0]}.yaml"
    found = written(parsed(name))
    record = Provenance(
        value="goal sheet",
        unit="",
        metric_id="goal_sheet",
        metric_version="1",
        source_system="Goal sheet",
        source_record=name,
        period_start=date(2026, 1, 1),
        period_end=date(2026, 6, 30),
        as_of=date(2026, 1, 20),
        captured_at=datetime.fromisoformat("2026-01-20T18:00:00+08:00"),
        method=Method.FILE,
        captured_by=employee,
        checksum="sha256:goal-sheet",
        clause="PM-2.2",
    )
    items = tuple(replace(item, provenance=record) for item in found.items)
    return replace(found, sheet=replace(found.sheet, provenance=record), items=items)


@cache
def inputs(employee: str) -> Inputs:
    """Return everything the result of one of the three is computed from."""
    sheets = sheet(employee)
    scores = {
        row["unit_code"]: Score(Decimal(row["score"]), provenance(row)) for row in rows("unit_scores.csv")
    }
    cycle = parsed("decisions.yaml")["cycle"]
    period = Period(
        start=cycle["starts"],
        end=cycle["ends"],
        sheet=sheets.sheet,
        figures=tuple(figure(row) for row in rows("figures.csv") if row["employee"] == employee),
        unit_scores=UnitScores(scores[sheets.sheet.unit], scores["GROUP"]),
        items=sheets.items,
    )
    return Inputs(employee, "2026H1", (period,), _decisions(employee))


def _decisions(employee: str) -> Decisions:
    sources = {row["employee"]: provenance(row) for row in rows("decision_sources.csv")}
    for decided in parsed("decisions.yaml")["calibrations"]:
        if decided["employee"] == employee:
            return Decisions(
                Calibration(
                    delta=Decimal(decided["delta"]),
                    reason=decided["reason"],
                    evidence=tuple(decided["evidence"]),
                    approvers=tuple(decided["approvers"]),
                    decided_on=decided["decided_on"],
                    explanation=decided["explanation"],
                    provenance=sources[employee],
                )
            )
    return Decisions()
