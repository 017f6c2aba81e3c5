"""Reads the message catalogs and the code that asks for their messages.

A key counts as used when it stands in the code or in a TOML file as a whole string, or when an f-string or a
sum of strings can spell it: `f"question-{id}"` and `"error-" + name` use every key they begin. That is the
way to use computed keys: keep the constant part in front, ending in a hyphen, where it can be searched for.
"""

from __future__ import annotations

import ast
import re
import tomllib
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from fluent.syntax import ast as fluent
from fluent.syntax import parse
from fluent.syntax.visitor import Visitor

from tests.house.tree import ROOT, python_files

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

KEY = re.compile(r"[a-z][a-z0-9_]*(-[A-Za-z0-9_]+)+")


_EMPHASISED = re.compile(r"\*(?=\S)[^*\n]+?(?<=\S)\*")
_PLACE = "\ue000"
"""Stands for what a pattern fills in; a private character, so no word."""


class _Patterns(Visitor):
    """Collects the text of each pattern, those inside a choice by themselves."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    def visit_Pattern(self, node: fluent.Pattern) -> None:  # noqa: N802 - the library's name
        parts = (each.value if isinstance(each, fluent.TextElement) else _PLACE for each in node.elements)
        self.texts.append("".join(parts))
        self.generic_visit(node)


class _Needs(Visitor):
    """Collects the variables of a pattern and the messages it refers to."""

    def __init__(self) -> None:
        self.variables: set[str] = set()
        self.messages: set[str] = set()

    def visit_VariableReference(self, node: fluent.VariableReference) -> None:  # noqa: N802 - the library's name
        self.variables.add(node.id.name)

    def visit_MessageReference(self, node: fluent.MessageReference) -> None:  # noqa: N802 - the library's name
        self.messages.add(node.id.name)


@dataclass(frozen=True)
class Message:
    """One message in one language: its variables and the messages it quotes."""

    key: str
    file: str
    variables: frozenset[str]
    quotes: frozenset[str]


def languages() -> list[str]:
    """Return the languages there is a folder of catalogs for."""
    return sorted({path.parent.name for path in (ROOT / "prompts").glob("*/*.ftl")})


@cache
def messages(language: str) -> tuple[Message, ...]:
    """Return every message of one language, in the order of the files; a broken entry raises ValueError."""
    found = []
    for file in sorted((ROOT / "prompts" / language).glob("*.ftl")):
        entries = parse(file.read_text(encoding="utf-8")).body
        if junk := [(entry.content or "")[:80] for entry in entries if isinstance(entry, fluent.Junk)]:
            message = f"{language}/{file.name} has entries Fluent cannot read: {junk}"
            raise ValueError(message)
        found += [_message(entry, file.name) for entry in entries if isinstance(entry, fluent.Message)]
    return tuple(found)


def crowded(language: str) -> list[str]:
    """Return what is to be bold in a message but touches a letter, beside which Slack shows the asterisks."""
    found = []
    for file in sorted((ROOT / "prompts" / language).glob("*.ftl")):
        patterns = _Patterns()
        patterns.visit(parse(file.read_text(encoding="utf-8")))
        # What is drawn as rich text marks bold words with two, and may touch anything.
        for text in (each.replace("**", _PLACE) for each in patterns.texts):
            for bold in _EMPHASISED.finditer(text):
                around = text[max(0, bold.start() - 1) : bold.start()] + text[bold.end() : bold.end() + 1]
                if re.search(r"\w", around):
                    found.append(f"{file.name}: {bold[0]} in {text[:60]!r}")
    return found


def _message(entry: fluent.Message, file: str) -> Message:
    needs = _Needs()
    needs.visit(entry)
    return Message(entry.id.name, file, frozenset(needs.variables), frozenset(needs.messages))


@dataclass(frozen=True)
class Spoken:
    """What the code asks the catalogs for: whole keys, and the beginnings of computed ones."""

    keys: frozenset[str]
    patterns: frozenset[str]

    def uses(self, key: str) -> bool:
        """Return whether some code or data can ask for `key`."""
        return key in self.keys or any(re.fullmatch(pattern, key) for pattern in self.patterns)


@cache
def spoken() -> Spoken:
    """Return what the code and the data files ask for."""
    keys: set[str] = set()
    patterns: set[str] = set()
    for path in python_files("bot", "prompts", "knowledge", "storage"):
        if path.parts[:2] == ("bot", "workspace"):
            continue  # a stranger, with words of its own
        for node in ast.walk(ast.parse((ROOT / path).read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and KEY.fullmatch(node.value):
                keys.add(node.value)
            elif pattern := _computed(node):
                patterns.add(pattern)
    for file in (ROOT / "prompts").rglob("*.toml"):
        keys.update(_strings(tomllib.loads(file.read_text(encoding="utf-8"))))
    return Spoken(frozenset(keys), frozenset(patterns))


def drawn_sentences(path: Path) -> Iterator[str]:
    """Give the words for people that stand in a file of code instead of in a catalog, with their lines."""
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            chinese = re.search(r"[\u3400-\u9fff]", node.value)
            sentence = re.search(r"[A-Za-z]{2,}\W? [A-Za-z]{2,}", node.value)
            if chinese or sentence:
                yield f"{path}:{node.lineno}: {node.value!r}"


def _computed(node: ast.AST) -> str | None:
    """Return the pattern of the keys an f-string or a sum of strings can spell; None when it spells none."""
    if isinstance(node, ast.JoinedStr):
        parts = [_text(part) for part in node.values]
    elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        parts = [_text(node.left), None]
    else:
        return None
    if not parts or not re.fullmatch(r"[a-z][a-z0-9_]*(-[a-z0-9_]+)*-", parts[0] or ""):
        return None
    return "".join(".+" if part is None else re.escape(part) for part in parts)


def _text(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def _strings(data: object) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for value in data.values():
            yield from _strings(value)
    elif isinstance(data, list):
        for value in data:
            yield from _strings(value)
