"""Reads imports from source, and judges those import-linter's contracts cannot express.

Three things it cannot say: a rule for one role in every feature, however its file is split; an import that is
fine for type checking only; and a vendor's door when nobody has walked through it yet.
"""

from __future__ import annotations

import ast
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

OURS = {"bot", "prompts", "knowledge", "storage"}
# `messages` draw what the outbox sends, at the moment it is sent: like jobs they begin without a person.
ROLES = ("listeners", "jobs", "messages", "blocks", "service")
DATABASE = ("sqlmodel", "sqlalchemy")
SLACK = ("slack_bolt", "slack_sdk", "slackblocks", "bot.slack")
DRAWING = "bot.slack.blocks"
PAGE = ("nicegui", "fastapi", "starlette", "uvicorn")

# How texts divide and differ: as pure as rules, held to the same, and open to the rules of every feature.
TEXTS = ("bot.language.differences", "bot.language.sentences")

HEIGHT = {"rules": 0, "service": 1, "blocks": 1, "jobs": 2, "messages": 2, "listeners": 2}

# A vendor, and who may import it. `role:` means that role in any feature.
DOORS: dict[tuple[str, ...], tuple[str, ...]] = {
    ("slack_bolt",): ("bot.app", "bot.slack", "role:listeners"),
    ("slack_sdk",): ("bot.app", "bot.slack", "bot.delivery"),
    ("slackblocks",): ("bot.slack",),
    ("langchain", "langchain_core", "langchain_openai", "openai"): (
        "bot.language.model",
        "knowledge.embeddings",
    ),
    ("chromadb",): ("knowledge.vectors",),
    ("docx", "lxml"): ("knowledge.formats",),
    ("markdown_it",): ("knowledge.formats.markdown",),
    ("pypdfium2",): ("knowledge.formats.pdf",),
    ("openpyxl",): ("bot.intake.workbooks",),
    ("ijson",): ("bot.intake.http_json",),
    ("yaml",): ("bot.intake.files",),
    ("icalendar", "recurring_ical_events"): ("bot.files.calendars",),
    ("selectolax",): ("knowledge.formats.html",),
    ("bm25s",): ("knowledge.lexical",),
    ("onnxruntime",): ("knowledge.tokens",),
    ("onnx",): ("knowledge.e5",),
    DATABASE: ("storage",),
    ("apscheduler",): ("bot.scheduler",),
    PAGE: ("bot.workspace",),
}
# Who may say what a session or an element is in an annotation, which is not using it.
MAY_NAME: dict[tuple[str, ...], tuple[str, ...]] = {
    DATABASE: (
        "bot.access",
        "bot.commands.calendar",
        "bot.commands.cycles",
        "bot.company_calendar",
        "bot.house.company_days",
        "bot.delivery",
        "bot.demo.company",
        "bot.demo.cycle",
        "bot.demo.goals",
        "bot.demo.scores",
        "bot.house.features",
        "bot.house.frame",
        "bot.house.delivery",
        "bot.house.appeals",
        "bot.house.score_copies",
        "bot.commands.score_releases",
        "bot.house.goals",
        "bot.house.announcements",
        "bot.house.planned_announcements",
        "bot.house.rules",
        "bot.outgoing",
        "bot.house.nudges",
        "bot.house.scores",
        "bot.house.talks",
        "bot.files.people",
        "bot.house.personal_routes",
        "bot.house.rule_copies",
        "bot.house.rule_questions",
        "bot.commands.rule_book",
        "bot.commands.score_data",
        "bot.intake.taking_in",
        "bot.house.cycles",
        "bot.slack",
        "bot.transactions",
        "bot.trial",
        "bot.files.unit_goals",
        "bot.files.units",
        "role:service",
        "role:jobs",
    ),
    ("slack_sdk",): ("bot.house.frame",),
    ("slackblocks",): ("role:blocks",),
}

# What a role may not import; with "for types" it may still name it in annotations.
FORBIDDEN: dict[str, tuple[tuple[str, ...], bool]] = {
    "listeners": (("storage", *DATABASE), True),
    "messages": (("storage", *DATABASE), True),
    "blocks": (
        ("storage", "knowledge", "bot.transactions", "bot.delivery.outbox", "bot.access", *DATABASE),
        True,
    ),
    "service": (SLACK, False),
    "jobs": (SLACK, False),
}

# What results stand on stays as pure as `rules` whatever it comes to import, and does no I/O.
PURE = frozenset(
    f"bot.features.scores.{noun}"
    for noun in (
        "bands", "calibration", "canonical", "changes", "checking", "composition", "configuration",
        "configuration_reading", "figure_reading", "figures", "goal_sheets", "guidance", "indicator_rules",
        "indicators", "inputs", "measures", "missing", "number_reading", "provenance", "results", "rounding", "rules",
        "scoring", "segments", "settling", "sheet_reading", "sources", "states", "trace", "waterfall",
    )
) | frozenset(
    f"bot.features.goals.{noun}"
    for noun in ("lines", "refusals", "rules", "sheets", "shown", "talks", "typed", "writing")
)  # fmt: skip
# The sentences of an explanation: text made from values and catalogs, for blocks and the command line alike.
WORDING = frozenset(
    f"bot.features.scores.{noun}"
    for noun in (
        "decision_words", "follow_words", "formats", "line_table", "line_words", "missing_words", "source_words",
        "speaking", "telling", "unit_words", "walk_words", "words",
    )
)  # fmt: skip
PURE_LIBRARY = {
    "__future__", "collections", "dataclasses", "datetime", "decimal", "enum", "functools", "hashlib", "itertools",
    "json", "operator", "re", "types", "typing", "unicodedata",
}  # fmt: skip


@dataclass(frozen=True)
class Import:
    """Module `importer` imports `imported`; `for_types` when only a type checker ever sees it."""

    importer: str
    imported: str
    line: int
    for_types: bool

    def is_of(self, *packages: str) -> bool:
        """Return whether what is imported is one of these packages or inside one."""
        return any(_inside(self.imported, package) for package in packages)


def violations(root: Path) -> list[str]:
    """Return every import under `root` that breaks a rule of DESIGN §2, as `module:line: reason`."""
    imports = list(imports_under(root))
    judge = Judge(imports)
    return [
        f"{found.importer}:{found.line}: imports {found.imported}: {reason}"
        for found in imports
        for reason in judge.reasons_against(found)
    ]


def imports_under(root: Path) -> Iterator[Import]:
    """Give every import of the four packages under `root`, wherever in a file it stands."""
    for package in sorted(OURS):
        for file in sorted((root / package).rglob("*.py")):
            parts = file.relative_to(root).with_suffix("").parts
            module = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
            yield from _imports_of(ast.parse(file.read_text(encoding="utf-8")), module, for_types=False)


def feature_module(name: str) -> str | None:
    """Return `bot.features.<feature>.<module>` for anything in a feature's module; None outside of one."""
    parts = name.split(".")
    return ".".join(parts[:4]) if parts[:2] == ["bot", "features"] and len(parts) > 3 else None


class Judge:
    """Knows the role of every feature module, and says what is wrong with an import.

    A file is named by its role, or ends in it (`summary_blocks`). A file named by a noun gets its role from
    what it imports: it draws when it imports the blocks vocabulary, listens when it imports other parts of
    Slack, is rules when it is as pure as rules must be, and otherwise a part of the service. Whichever it is,
    it is held to all that the role means. The nouns in `PURE` are rules, and cannot become anything else.
    """

    def __init__(self, imports: list[Import]) -> None:
        self._drawing = {feature_module(found.importer) for found in imports if found.is_of(DRAWING)}
        self._listening = {feature_module(found.importer) for found in imports if found.is_of(*SLACK)}
        self._impure: set[str] = set()
        nouns = [(feature_module(found.importer), found) for found in imports]
        settled = False
        while not settled:
            before = len(self._impure)
            self._impure |= {noun for noun, found in nouns if noun and any(self._against_rules(found))}
            settled = len(self._impure) == before

    def role_of(self, name: str) -> str | None:
        """Return a feature module's role; None outside the features and for a feature's `__init__`."""
        if any(_inside(name, text) for text in TEXTS):
            return "rules"
        module = feature_module(name)
        if module is None:
            return None
        if module in PURE:
            return "rules"
        if module in WORDING:
            return None
        word = module.rpartition(".")[2]
        for role in (*ROLES, "rules"):
            if word == role or word.endswith(f"_{role}"):
                return role
        if module in self._drawing:
            return "blocks"
        if module in self._listening:
            return "listeners"
        return "service" if module in self._impure else "rules"

    def reasons_against(self, found: Import) -> Iterator[str]:
        """Give every rule this import breaks."""
        yield from self._against_doors(found)
        role = self.role_of(found.importer)
        if role == "rules":
            yield from self._against_rules(found)
        elif role in FORBIDDEN:
            packages, types_are_fine = FORBIDDEN[role]
            if found.is_of(*packages) and not (types_are_fine and found.for_types):
                yield f"{role} may not"
        if role is not None:
            yield from self._against_order(found, role)
        stranger = found.importer.split(".")[:2] == ["bot", "workspace"]
        if stranger and found.is_of(*OURS) and not found.is_of("bot.workspace"):
            yield "the workspace is a stranger to us"

    def _against_doors(self, found: Import) -> Iterator[str]:
        for vendors, doors in DOORS.items():
            if not found.is_of(*vendors) or self._stands_at(found.importer, doors):
                continue
            if not (found.for_types and self._stands_at(found.importer, MAY_NAME.get(vendors, ()))):
                yield f"only {', '.join(doors)} may"

    def _against_rules(self, found: Import) -> Iterator[str]:
        top = found.imported.partition(".")[0]
        if top in sys.stdlib_module_names:
            if feature_module(found.importer) in PURE and top not in PURE_LIBRARY:
                yield "the score engine does no I/O and takes nothing by chance"
            return
        if top not in OURS:
            yield "rules use no vendor library"
        elif not found.is_of("bot.errors") and self.role_of(found.imported) != "rules":
            yield "rules import nothing of ours but bot.errors, how texts differ, and the rules beside them"

    def _against_order(self, found: Import, role: str) -> Iterator[str]:
        """Say for split files what import-linter says about the plain role names."""
        theirs = self.role_of(found.imported)
        same_feature = found.importer.split(".")[:3] == found.imported.split(".")[:3]
        if role == "blocks" and theirs == "service" and found.for_types:
            return  # what is drawn is what the service returned
        if theirs is not None and same_feature and theirs != role and HEIGHT[theirs] >= HEIGHT[role]:
            yield f"{role} may not reach up or across to {theirs}"

    def _stands_at(self, module: str, doors: tuple[str, ...]) -> bool:
        role = self.role_of(module)
        return any(door == f"role:{role}" or _inside(module, door) for door in doors)


def _imports_of(node: ast.AST, module: str, *, for_types: bool) -> Iterator[Import]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import):
            for alias in child.names:
                yield Import(module, alias.name, child.lineno, for_types)
        elif isinstance(child, ast.ImportFrom):
            # `from storage import people` names a module, `from bot.errors import NoReports` a thing in one;
            # both read well as a dotted path, and the rules above only look at prefixes.
            yield from (
                Import(module, f"{child.module}.{alias.name}", child.lineno, for_types)
                for alias in child.names
            )
        elif isinstance(child, ast.If) and _asks_for_type_checking(child.test):
            for inner in child.body:
                yield from _imports_of(ast.Module([inner], []), module, for_types=True)
            for inner in child.orelse:
                yield from _imports_of(ast.Module([inner], []), module, for_types=for_types)
        else:
            yield from _imports_of(child, module, for_types=for_types)


def _asks_for_type_checking(test: ast.expr) -> bool:
    return (isinstance(test, ast.Name) and test.id == "TYPE_CHECKING") or (
        isinstance(test, ast.Attribute) and test.attr == "TYPE_CHECKING"
    )


def _inside(module: str, package: str) -> bool:
    return module == package or module.startswith(f"{package}.")
