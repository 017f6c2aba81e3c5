"""The announcement templates of a cycle: what each is for, its words in each language, and the words none may use."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class Template:
    """One template: whom it is meant for and where, whether it asks to be received, and its words by language."""

    id: str
    who: str
    direct: bool
    channel: bool
    acknowledged: bool
    title: Mapping[str, str]
    text: Mapping[str, str]


@dataclass(frozen=True)
class Templates:
    """All templates, in their order, and the words that blame, by language."""

    templates: Mapping[str, Template]
    banned: Mapping[str, tuple[str, ...]]


@cache
def load_templates() -> Templates:
    """Return the templates as they stand in the files; raises KeyError for one that a language does not have."""
    by_language = {}
    for folder in sorted(files("prompts").iterdir(), key=lambda entry: entry.name):
        table = folder / "announcements.toml"
        if folder.is_dir() and table.is_file():
            by_language[folder.name] = tomllib.loads(table.read_text(encoding="utf-8"))
    plans = tomllib.loads(files("prompts").joinpath("announcements.toml").read_text(encoding="utf-8"))
    templates = {
        name: Template(
            id=name,
            who=plan["who"],
            direct=plan["direct"],
            channel=plan.get("channel", False),
            acknowledged=plan.get("acknowledged", False),
            title={language: words[name]["title"].strip() for language, words in by_language.items()},
            text={language: words[name]["text"].strip() for language, words in by_language.items()},
        )
        for name, plan in plans.items()
    }
    banned = {language: tuple(words["banned"]) for language, words in by_language.items()}
    return Templates(MappingProxyType(templates), MappingProxyType(banned))
