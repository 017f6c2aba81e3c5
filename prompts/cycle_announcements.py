"""Which announcements a cycle calls for, and when. `cycle_announcements.toml` explains every field."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

_EDGES = frozenset({"opens", "closes"})


class CycleAnnouncementsError(ValueError):
    """A mistake in the table of announcements; the message names the announcement and the field."""


@dataclass(frozen=True)
class Called:
    """An announcement that a cycle calls for: `days` working days from the edge `at` of `phase`.

    `dates` gives for each variable of its template that is a day of the cycle the phase and its edge.
    """

    name: str
    template: str
    phase: str
    at: str
    days: int
    automatic: bool
    dates: Mapping[str, tuple[str, str]]


@cache
def load_called() -> tuple[Called, ...]:
    """Return the announcements of a cycle in the order of the table. Raises CycleAnnouncementsError."""
    from prompts.announcements import load_templates  # noqa: PLC0415 - both languages' words, read when needed
    from prompts.cycles import load_cycles  # noqa: PLC0415 - as above

    text = (files("prompts") / "cycle_announcements.toml").read_text(encoding="utf-8")
    return read_called(text, load_cycles()["half_year"], load_templates().templates)


def read_called(text: str, phases: Collection[str], templates: Collection[str]) -> tuple[Called, ...]:
    """Return the announcements in a TOML text, which may name these phases and templates."""
    return tuple(_read(name, fields, phases, templates) for name, fields in tomllib.loads(text).items())


def _read(
    name: str, fields: Mapping[str, Any], phases: Collection[str], templates: Collection[str]
) -> Called:
    template = fields.get("template", name)
    if template not in templates:
        _mistake(name, "template")
    dates = {variable: _day(name, words, phases) for variable, words in fields.get("dates", {}).items()}
    phase, at = _day(name, f"{fields.get('phase')}.{fields.get('at')}", phases)
    days = fields.get("days", 0)
    if not isinstance(days, int):
        _mistake(name, "days")
    return Called(name, template, phase, at, days, bool(fields.get("automatic")), MappingProxyType(dates))


def _day(name: str, words: str, phases: Collection[str]) -> tuple[str, str]:
    phase, _, edge = words.partition(".")
    if phase not in phases or edge not in _EDGES:
        _mistake(name, words)
    return phase, edge


def _mistake(name: str, what: str) -> None:
    message = f"{name}: {what} is missing, unknown or of the wrong kind"
    raise CycleAnnouncementsError(message)
