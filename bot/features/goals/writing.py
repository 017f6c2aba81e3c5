"""What a step says, as it is stored: JSON of what it says and nothing else."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from bot.features.goals.lines import Line
from bot.features.goals.talks import Said

if TYPE_CHECKING:
    from collections.abc import Mapping

_TEXTS = ("code", "mark", "words", "unit", "tier")


def written(said: Said) -> str:
    """Return what a step says as it is stored."""
    found: dict[str, Any] = {name: getattr(said, name) for name in _TEXTS if getattr(said, name)}
    if said.proposal:
        found["proposal"] = said.proposal
    if said.line is not None:
        found["line"] = _line(said.line)
    if said.lines:
        found["lines"] = [_line(line) for line in said.lines]
    if said.company:
        found["company"] = True
    return json.dumps(found, ensure_ascii=False, sort_keys=True)


def read(text: str) -> Said:
    """Return what a stored step says."""
    found: Mapping[str, Any] = json.loads(text)
    return Said(
        **{name: str(found.get(name, "")) for name in _TEXTS},
        proposal=int(found.get("proposal", 0)),
        line=_read(found["line"]) if "line" in found else None,
        lines=tuple(map(_read, found.get("lines", ()))),
        company=bool(found.get("company")),
    )


def _line(line: Line) -> dict[str, Any]:
    return {"code": line.code, "fields": dict(line.fields)}


def _read(found: Mapping[str, Any]) -> Line:
    return Line.of(str(found["code"]), found["fields"])
