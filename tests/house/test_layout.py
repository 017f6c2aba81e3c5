"""The layout of DESIGN §1 and the habits of STYLE, as far as a machine can see them."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

import pytest

from tests.house.tree import ROOT, files, python_files

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TOP_FOLDERS = {"bot", "prompts", "knowledge", "storage", "tests", ".ci"}
TOP_FILES = re.compile(
    r"README(\.[a-z-]+)?\.md|(CHANGELOG|CONTRIBUTING|DECISIONS|SECURITY)\.md|LICENSE|Makefile|Dockerfile"
    r"|compose\.yaml|pyproject\.toml|\.gitignore|\.gitattributes|\.dockerignore|\.env\.example"
)
NAMES_THAT_SAY_NOTHING = {"util", "utils", "helper", "helpers", "common", "misc", "base"}
MOST_LINES = 300
# Spelled apart, so that this file does not find itself.
UNFINISHED = re.compile("|".join(["TO" + "DO", "FIX" + "ME", "X" * 3, "raise NotImplemented" + "Error"]))
MAY_LOOK_AT_THE_CLOCK = {"bot/clock.py", "bot/workspace/clock.py"}
THE_TIME = {"datetime.datetime.now", "datetime.datetime.utcnow", "datetime.datetime.today"} | {
    "datetime.date.today",
    "time.time",
    "time.sleep",
}
SAYS_TIME = re.compile(rf"\b({'|'.join(sorted({each.rpartition('.')[2] for each in THE_TIME}))})\b")
"""Whatever it is imported as, one of these words stands in the file."""
LEFT_OUT = re.compile(r"@pytest\.mark\.(skip|xfail)|pytest\.(skip|xfail)\(")


def lines_of(path: Path) -> list[str]:
    return (ROOT / path).read_text(encoding="utf-8").splitlines()


def matches(pattern: re.Pattern[str], paths: list[Path]) -> list[str]:
    return [
        f"{path}:{number}: {line.strip()}"
        for path in paths
        for number, line in enumerate(lines_of(path), start=1)
        if pattern.search(line)
    ]


def looks_at_the_clock(source: str) -> Iterator[int]:
    """Give the lines that ask the machine for the time, or sleep, by whatever name it was imported."""
    if not SAYS_TIME.search(source):
        return
    tree = ast.parse(source)
    names: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module in {"datetime", "time"}:
            for alias in node.names:
                names[alias.asname or alias.name] = f"{node.module}.{alias.name}"
        elif isinstance(node, ast.Import):
            names |= {alias.asname: alias.name for alias in node.names if alias.asname}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            first, dot, rest = ast.unparse(node.func).partition(".")
            called = f"{names.get(first, first)}{dot}{rest}"
            if called in THE_TIME:
                yield node.lineno


def test_nothing_unexpected_stands_at_the_top() -> None:
    tops = {path.parts[0] if len(path.parts) > 1 else str(path) for path in files()}
    assert sorted(top for top in tops - TOP_FOLDERS if not TOP_FILES.fullmatch(top)) == []


def test_every_file_has_a_name_that_says_something() -> None:
    assert [str(path) for path in python_files() if path.stem in NAMES_THAT_SAY_NOTHING] == []


def test_no_file_outgrows_three_hundred_lines() -> None:
    long = {str(path): len(lines_of(path)) for path in python_files() if "migrations" not in path.parts}
    assert {path: count for path, count in long.items() if count > MOST_LINES} == {}


def test_nothing_is_left_unfinished() -> None:
    assert matches(UNFINISHED, python_files()) == []


def test_no_test_is_left_out() -> None:
    tests = [path for path in python_files("tests") if path.name != "test_layout.py"]
    assert matches(LEFT_OUT, tests) == []


def test_only_the_clock_knows_the_time() -> None:
    found = [
        f"{path}:{line}"
        for path in python_files()
        if path.as_posix() not in MAY_LOOK_AT_THE_CLOCK
        for line in looks_at_the_clock((ROOT / path).read_text(encoding="utf-8"))
    ]
    assert found == []


@pytest.mark.parametrize(
    "source",
    [
        "from datetime import datetime\ndatetime.now()",
        "import datetime\ndatetime.datetime.now()",
        "import datetime as dt\ndt.datetime.utcnow()",
        "from datetime import date\ndate.today()",
        "import time\ntime.sleep(1)",
        "from time import sleep\nsleep(1)",
        "from time import sleep as rest\nrest(1)",
    ],
)
def test_a_look_at_the_clock_is_seen_by_any_name(source: str) -> None:
    assert list(looks_at_the_clock(source)) == [2]


def test_waiting_on_conditions_and_measuring_is_fine() -> None:
    assert list(looks_at_the_clock("import time\ntime.monotonic()\nclock.now()")) == []
