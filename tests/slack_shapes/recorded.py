"""Judges everything a run of the tests recorded."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.slack_shapes.problems import problems_of_message, problems_of_view

if TYPE_CHECKING:
    from pathlib import Path

JUDGES = {"message": problems_of_message, "view": problems_of_view}


@dataclass(frozen=True)
class Report:
    """How many shapes were recorded, how many of them differ, and every problem with its test."""

    recorded: int
    different: int
    problems: list[str]


def judge(folder: Path) -> Report:
    """Judge each different shape in the JSON Lines files of `folder` once."""
    lines = [line for file in sorted(folder.glob("*.jsonl")) for line in file.read_text("utf-8").splitlines()]
    # One screen is drawn by many tests; the first of them is named.
    shapes: dict[tuple[str, str], str] = {}
    for line in lines:
        entry = json.loads(line)
        shapes.setdefault((entry["kind"], json.dumps(entry["payload"], sort_keys=True)), entry["test"])
    problems = [
        f"{test}: {kind}: {problem}"
        for (kind, payload), test in shapes.items()
        for problem in JUDGES[kind](json.loads(payload))
    ]
    return Report(len(lines), len(shapes), problems)
