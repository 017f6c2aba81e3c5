"""Who may import whom, as far as import-linter's contracts in pyproject.toml cannot say it."""

from __future__ import annotations

import pytest

from tests.house.imports import Import, Judge, violations
from tests.house.tree import ROOT


def test_every_import_goes_through_its_door() -> None:
    assert not (found := violations(ROOT)), "\n".join(found)


@pytest.mark.parametrize(
    ("module", "role"),
    [
        ("bot.features.check_ins.listeners", "listeners"),
        ("bot.features.check_ins.listeners.summary", "listeners"),
        ("bot.features.check_ins.summary_blocks", "blocks"),
        ("bot.features.scores.indicators", "rules"),
        ("bot.features.scores.ledger", "service"),
        ("bot.features.scores.entries", "service"),
        ("bot.features.scores.chart", "blocks"),
        ("bot.features.scores.appeal", "listeners"),
        ("bot.features.scores", None),
        ("bot.slack.blocks", None),
    ],
)
def test_a_file_has_the_role_its_name_or_its_imports_give_it(module: str, role: str | None) -> None:
    ledger = "bot.features.scores.ledger"
    imports = [
        Import("bot.features.scores.entries", f"{ledger}.write", 1, for_types=False),
        Import(ledger, "storage.scores", 1, for_types=False),
        Import("bot.features.scores.chart", "bot.slack.blocks.section", 1, for_types=False),
        Import("bot.features.scores.appeal", "bot.slack.calls.Call", 1, for_types=True),
        Import("bot.features.scores.indicators", "decimal", 1, for_types=False),
    ]
    assert Judge(imports).role_of(module) == role
