"""The words by which code reads what a model wrote, as data a customer can change: of every language together."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_FILE = "model_words.toml"


@dataclass(frozen=True)
class ModelWords:
    """Words in lower case, Chinese by the character; what each is for stands beside it in the files."""

    nothing_said: frozenset[str]
    turning: frozenset[str]
    asking: frozenset[str]
    ordinary_names: frozenset[str]
    numbers: Mapping[str, int]


@cache
def load_model_words() -> ModelWords:
    """Return the words of every language that has a `model_words.toml`."""
    folders = [folder for folder in files("prompts").iterdir() if folder.is_dir()]
    tables = [
        tomllib.loads(table.read_text(encoding="utf-8"))
        for table in (folder / _FILE for folder in folders)
        if table.is_file()
    ]

    def together(name: str) -> frozenset[str]:
        return frozenset(word for table in tables for word in table[name])

    return ModelWords(
        together("nothing_said"),
        together("turning"),
        together("asking"),
        together("ordinary_names"),
        MappingProxyType({word: number for table in tables for word, number in table["numbers"].items()}),
    )
