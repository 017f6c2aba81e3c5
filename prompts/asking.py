"""How people ask about the rules, per language: what is refused, what is personal, what goes on with a question."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping


@cache
def load_asking() -> Mapping[str, Mapping[str, Any]]:
    """Return each language's tables (`parts`, `refusals`, `personal`, `follow_up`, …) as they stand in its file."""
    found = {}
    for folder in sorted(files("prompts").iterdir(), key=lambda entry: entry.name):
        table = folder / "asking.toml"
        if folder.is_dir() and table.is_file():
            found[folder.name] = tomllib.loads(table.read_text(encoding="utf-8"))
    return MappingProxyType(found)
