"""The phrases that start a check-in, ask for notes, for one's own data or for what the bot refuses, per language."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping


@cache
def load_requests() -> Mapping[str, Mapping[str, Any]]:
    """Return each language's tables (`requests`, `refusals`, `my_data`, `finding`) as they stand in its file."""
    found = {}
    for folder in sorted(files("prompts").iterdir(), key=lambda entry: entry.name):
        table = folder / "requests.toml"
        if folder.is_dir() and table.is_file():
            found[folder.name] = tomllib.loads(table.read_text(encoding="utf-8"))
    return MappingProxyType(found)
