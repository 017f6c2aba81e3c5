"""The phases of each kind of cycle as data. `cycles.toml` explains every field."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

_BASE = "half_year"
_NEEDED = {"key": str, "from": str, "until": str, "owner": str, "done": str}
_FURTHER = {"after": list, "never_waived": list, "closes_at": object, "fixed": bool, "closes_cycle": bool}

Table = dict[str, dict[str, Any]]


class CyclesError(ValueError):
    """A mistake in the table of phases; the message names the phase and the field."""


@cache
def load_cycles() -> Mapping[str, Table]:
    """Return the phases of each kind of cycle, by their ids in the order of the process. Raises CyclesError."""
    return read_cycles((files("prompts") / "cycles.toml").read_text(encoding="utf-8"))


def read_cycles(text: str) -> Mapping[str, Table]:
    """Return the phases in a TOML text: the half-year's, and what differs from them in the other kinds."""
    tables = tomllib.loads(text)
    base: Table = tables[_BASE]
    kinds = {
        kind: {phase: {**fields, **differing.get(phase, {})} for phase, fields in base.items()}
        for kind, differing in tables.items()
    }
    for kind, differing in tables.items():
        for phase in differing:
            if phase not in base:
                message = f"{kind}.{phase}: there is no such phase"
                raise CyclesError(message)
            _check(f"{kind}.{phase}", kinds[kind][phase], base)
    return MappingProxyType(kinds)


def _check(where: str, fields: Mapping[str, Any], known: Table) -> None:
    for name, kind in _NEEDED.items():
        if not isinstance(fields.get(name), kind):
            message = f"{where}: {name} is missing or not a {kind.__name__}"
            raise CyclesError(message)
    for name, value in fields.items():
        if name not in _NEEDED and not isinstance(value, _FURTHER.get(name, ())):
            message = f"{where}: {name} is unknown or of the wrong kind"
            raise CyclesError(message)
    before = list(known)[: list(known).index(where.rpartition(".")[2])]
    for name in ("after", "never_waived"):
        for phase in fields.get(name, ()):
            if phase not in before:
                message = f"{where}: {name} names {phase}, which does not come before it"
                raise CyclesError(message)
