"""The kinds of check-in as data: what each one requires. `profiles.toml` explains every field.

The tables come back as they stand in the file; what they mean for a conversation is for the check-in rules.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

STATES = ("RECALL", "FOCUS", "EVIDENCE", "VOICE", "OPTIONS", "COMMIT")
"""The states a profile decides about, in the order they are visited."""

NEEDS = ("R", "R if open", "o", "-")
"""How much a kind wants a state: required, required when actions are open, optional, not used."""

_FIELDS: dict[str, type] = {
    "meeting_minutes": list,
    "triggers": list,
    "cadence": dict,
    "visible_score": str,
    "may_ask_why": bool,
    "end_early": str,
    "prompts_max": dict,
    "minutes": dict,
    "visibility": dict,
    "signature": bool,
    "states": dict,
    "extra_slots": list,
    "evidence": dict,
    "options_min": int,
}
_BY_MODE = ("prompts_max", "minutes", "visibility")
_MODES = {"prep", "debrief"}


class ProfileError(ValueError):
    """A mistake in a table of profiles; the message names the kind and the field."""


@cache
def load_profiles() -> Mapping[str, Mapping[str, Any]]:
    """Return each kind's table by its id, in the file's order. Raises ProfileError."""
    return read_profiles((files("prompts") / "profiles.toml").read_text(encoding="utf-8"))


def read_profiles(text: str) -> Mapping[str, Mapping[str, Any]]:
    """Return the tables in a TOML text. Raises ProfileError for a field missing, unknown or misshapen."""
    tables = tomllib.loads(text)
    for kind, table in tables.items():
        _check(kind, table)
    return MappingProxyType({kind: MappingProxyType(table) for kind, table in tables.items()})


def _check(kind: str, table: dict[str, Any]) -> None:
    for field, shape in _FIELDS.items():
        # bool is an int to Python, and not to us.
        if type(table.get(field)) is not shape:
            message = f"{kind}: '{field}' must be given as {shape.__name__}"
            raise ProfileError(message)
    if unknown := set(table) - set(_FIELDS) - {"causes"}:
        message = f"{kind}: no such field: {', '.join(sorted(unknown))}"
        raise ProfileError(message)
    for field in _BY_MODE:
        if set(table[field]) != _MODES:
            message = f"{kind}: '{field}' must say prep and debrief"
            raise ProfileError(message)
    if tuple(table["states"]) != STATES:
        message = f"{kind}: 'states' must name {', '.join(STATES)}, in this order"
        raise ProfileError(message)
    for state, need in table["states"].items():
        if need not in NEEDS:
            message = f"{kind}: state {state} is '{need}', not one of {', '.join(NEEDS)}"
            raise ProfileError(message)
