"""Plants one import of every forbidden kind in a copy of the tree and sees each one caught."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.house.imports import violations
from tests.house.tree import PACKAGES, ROOT

FEATURE = "bot/features/planted"
FOR_TYPES = "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    "

# The file, what is planted in it, and the pair import-linter must name.
LINTED = {
    "storage does not know the bot": ("storage/planted.py", "import bot.errors", "storage -> bot"),
    "prompts do not know knowledge": ("prompts/planted.py", "import knowledge", "prompts -> knowledge"),
    "knowledge does not know storage": ("knowledge/planted.py", "import storage", "knowledge -> storage"),
    "language stands below slack": (
        "bot/language/planted.py",
        "import bot.slack.blocks",
        "bot.language -> bot.slack",
    ),
    "naming a type counts as an import": (
        "bot/slack/planted.py",
        f"{FOR_TYPES}import bot.delivery",
        "bot.slack -> bot.delivery",
    ),
    "errors know nothing": ("bot/errors/said.py", "import bot.language", "bot.errors -> bot.language"),
    "features do not know each other": (
        f"{FEATURE}/rules.py",
        "import bot.features.check_ins.rules",
        f"{FEATURE} -> bot.features.check_ins",
    ),
    "service does not know listeners": (
        f"{FEATURE}/service.py",
        "import bot.features.planted.listeners",
        f"{FEATURE}.service -> {FEATURE}.listeners",
    ),
    "blocks and service do not know each other": (
        f"{FEATURE}/blocks.py",
        "import bot.features.planted.service",
        f"{FEATURE}.blocks -> {FEATURE}.service",
    ),
    "no Slack in a service, not even behind something else": (
        "bot/features/planted_too/service.py",
        "import bot.delivery.neighbour",
        "bot.features.planted_too.service -> bot.slack",
    ),
    "the score engine knows no data": (
        "bot/features/scores/composition.py",
        "import knowledge.scoring",
        "bot.features.scores.composition -> knowledge",
    ),
    "every part of the bot has its place": ("bot/afterthought.py", "", "- bot.afterthought"),
}

# The file, what is planted in it, and what our own check must say.
JUDGED = {
    "slack_bolt": ("bot/language/planted.py", "import slack_bolt", "only bot.app, bot.slack"),
    "slack_sdk": ("bot/access.py", "import slack_sdk", "only bot.app, bot.slack"),
    "slackblocks": ("bot/delivery/planted.py", "import slackblocks", "only bot.slack"),
    "langchain": ("bot/language/plain.py", "import langchain.agents", "only bot.language.model"),
    "openai": ("knowledge/planted.py", "from openai import OpenAI", "only bot.language.model"),
    "chromadb": ("storage/planted.py", "import chromadb", "only knowledge.vectors"),
    "sqlmodel": ("knowledge/planted.py", "import sqlmodel", "only storage"),
    "sqlalchemy in a function": (f"{FEATURE}/service.py", "def f():\n    import sqlalchemy", "only storage"),
    "sqlmodel for types, but not for types only": (
        "bot/transactions.py",
        "from sqlmodel import Session",
        "only storage",
    ),
    "apscheduler": ("bot/delivery/planted.py", "import apscheduler", "only bot.scheduler"),
    "nicegui": ("bot/slack/planted.py", "from nicegui import ui", "only bot.workspace"),
    "rules with a vendor": (f"{FEATURE}/rules.py", "import holidays", "rules use no vendor library"),
    "rules with storage": (
        f"{FEATURE}/rules.py",
        "from storage import people",
        "rules import nothing of ours",
    ),
    "rules with the clock": (f"{FEATURE}/rules.py", "import bot.clock", "rules import nothing of ours"),
    "rules with an impure sibling": (
        f"{FEATURE}/rules.py",
        "import bot.features.planted.keeping",
        "rules import nothing of ours",
    ),
    "the score engine with storage": (
        "bot/features/scores/indicators.py",
        "import storage.people",
        "rules import nothing of ours",
    ),
    "the score engine with the disk": (
        "bot/features/scores/rounding.py",
        "import pathlib",
        "the score engine does no I/O",
    ),
    "the score engine with chance": (
        "bot/features/scores/waterfall.py",
        "import random",
        "the score engine does no I/O",
    ),
    "listeners with the database": (f"{FEATURE}/listeners.py", "import storage.people", "listeners may not"),
    "blocks with the database": (f"{FEATURE}/blocks.py", "import storage.people", "blocks may not"),
    "messages with the database": (f"{FEATURE}/messages.py", "import storage.people", "messages may not"),
    "a service with Slack": (
        f"{FEATURE}/service.py",
        f"{FOR_TYPES}import bot.slack.calls",
        "service may not",
    ),
    "jobs with Slack": (f"{FEATURE}/jobs.py", "import slack_sdk", "jobs may not"),
    "a split service that reaches up": (
        f"{FEATURE}/asking_service.py",
        "import bot.features.planted.asking_listeners",
        "service may not reach up or across to listeners",
    ),
    "a drawing that calls the service": (
        f"{FEATURE}/summary_blocks.py",
        "import bot.features.planted.service",
        "blocks may not reach up or across to service",
    ),
    "a workspace that knows us": (
        "bot/workspace/planted.py",
        "import bot.errors",
        "the workspace is a stranger",
    ),
}


@dataclass(frozen=True)
class Reports:
    """What import-linter prints, and what our own check says, about one tree."""

    linter: str
    ours: frozenset[str]


def reports_on(root: Path) -> Reports:
    """Run both checks over the tree in `root`."""
    environment = {**os.environ, "PYTHONPATH": str(root), "COLUMNS": "300"}
    result = subprocess.run(  # noqa: S603 - the linter of this very environment
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=root,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    return Reports(result.stdout, frozenset(violations(root)))


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> tuple[Reports, Reports]:
    """Check a copy of the tree before and after everything above is planted in it."""
    root = tmp_path_factory.mktemp("planted")
    for package in PACKAGES:
        shutil.copytree(ROOT / package, root / package, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", root)
    for feature in (FEATURE, f"{FEATURE}_too"):
        (root / feature).mkdir()
        (root / feature / "__init__.py").touch()
    for module in ("listeners", "service", "asking_listeners"):
        (root / FEATURE / f"{module}.py").touch()
    (root / FEATURE / "keeping.py").write_text("import storage.people\n")
    (root / "bot/delivery/neighbour.py").write_text("import bot.slack.blocks\n")
    before = reports_on(root)
    for file, source, _ in (*LINTED.values(), *JUDGED.values()):
        with (root / file).open("a", encoding="utf-8") as target:
            target.write(f"\n{source}\n")
    return before, reports_on(root)


@pytest.mark.parametrize("kind", LINTED)
def test_import_linter_catches_it(kind: str, reports: tuple[Reports, Reports]) -> None:
    _, _, pair = LINTED[kind]
    importer, arrow, imported = pair.replace("/", ".").partition(" -> ")
    sentence = f"{importer} is not allowed to import {imported}" if arrow else pair
    before, after = reports
    assert sentence not in before.linter
    assert sentence in after.linter


@pytest.mark.parametrize("kind", JUDGED)
def test_our_own_check_catches_it(kind: str, reports: tuple[Reports, Reports]) -> None:
    file, _, reason = JUDGED[kind]
    module = file.removesuffix(".py").replace("/", ".")
    before, after = reports
    planted = after.ours - before.ours
    assert any(found.startswith(f"{module}:") and reason in found for found in planted), sorted(planted)
