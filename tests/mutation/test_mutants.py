from __future__ import annotations

import ast
import subprocess
import sys

import pytest

from tests.house.tree import ROOT
from tests.mutation.changes import changes


@pytest.mark.slow
def test_mistakes_in_the_rules_of_access_are_noticed() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.mutation"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("source", "wrong"),
    [
        ("def f(a, b): return a and b", {"a or b", "a and a", "b and b"}),
        ("def f(a): return a in (1,)", {"a not in (1,)", "a in (2,)", "a in ()"}),
        ("def f(x): return x is Sight.FACTS", {"x is not Sight.FACTS", "x is Sight.FOR_HR"}),
        ("def f(x) -> tuple[int, ...]: return not x", {"+x"}),
    ],
)
def test_each_part_of_a_rule_is_broken(source: str, wrong: set[str]) -> None:
    (definition,) = ast.parse(source).body
    found = {
        ast.unparse(tree).partition("return ")[2]
        for tree, _ in changes(definition, lambda _: ["FACTS", "FOR_HR"])
    }
    assert found == wrong
