"""What a language model is told, per language, as data a customer can change."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_FILE = "model.toml"


@dataclass(frozen=True)
class Instructions:
    """One language's instructions, with the places in braces that code fills in.

    `compose` needs `mark` and `clauses`, `rewrite` needs `mark`, `again` needs `problem`: one of `problems`.
    """

    compose: str
    rewrite: str
    again: str
    problems: Mapping[str, str]


@cache
def load_instructions() -> Mapping[str, Instructions]:
    """Return the instructions of every language that has a `model.toml`, keyed by language."""
    folders = sorted(files("prompts").iterdir(), key=lambda folder: folder.name)
    tables = {folder.name: folder / _FILE for folder in folders if folder.is_dir()}
    return MappingProxyType(
        {
            language: Instructions(**tomllib.loads(table.read_text(encoding="utf-8")))
            for language, table in tables.items()
            if table.is_file()
        }
    )
