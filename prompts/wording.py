"""The words a check-in reads, one table per language, as data a customer can change."""

import functools
import tomllib
from collections.abc import Mapping
from importlib import resources
from types import MappingProxyType
from typing import Any

_FILE = "wording.toml"


@functools.cache
def load() -> Mapping[str, Any]:
    """Return the word table of every language, keyed by language code and read once.

    A language is a folder of ``prompts`` that holds a ``wording.toml``; adding one adds a file.

    Raises:
        tomllib.TOMLDecodeError: a table is not valid TOML.

    """
    folders = sorted(resources.files("prompts").iterdir(), key=lambda folder: folder.name)
    files = [folder / _FILE for folder in folders if folder.is_dir()]
    tables = [tomllib.loads(file.read_text(encoding="utf-8")) for file in files if file.is_file()]
    return MappingProxyType({table["language"]: table for table in tables})
