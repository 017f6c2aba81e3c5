"""The rule book's numbers as data: `scoring.toml` explains every one. What they mean is for the score engine."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from importlib.resources import files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping


def demo_tables() -> Mapping[str, Any]:
    """Return the demo company's tables."""
    return tables((files("knowledge") / "scoring.toml").read_text(encoding="utf-8"))


def demo_words() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    """Return what the demo company calls its indicators and sources, by language (`scoring_words.toml`)."""
    return tomllib.loads((files("knowledge") / "scoring_words.toml").read_text(encoding="utf-8"))


def tables(text: str) -> Mapping[str, Any]:
    """Return the tables of a TOML text, decimals exactly as written. Raises tomllib.TOMLDecodeError."""
    return tomllib.loads(text, parse_float=Decimal)
