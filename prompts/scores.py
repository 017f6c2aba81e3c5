"""How people ask about results, per language: one's own, somebody's, and what they ask next."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping


@cache
def load_score_phrases() -> Mapping[str, Mapping[str, Any]]:
    """Return each language's tables (`parts`, `mine`, `theirs`, `about`, `follow_up`) as they stand in its file."""
    found = {}
    for folder in sorted(files("prompts").iterdir(), key=lambda entry: entry.name):
        table = folder / "scores.toml"
        if folder.is_dir() and table.is_file():
            found[folder.name] = tomllib.loads(table.read_text(encoding="utf-8"))
    return MappingProxyType(found)
