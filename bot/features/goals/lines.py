"""A line of a draft as it is written: named fields, each a text, under the names of the written sheet (domain 4.10)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

PERCENT = "%"
SHORT = 12
"""So many digits of a line's hash a button carries."""
MEASURE = (
    "target",
    "threshold",
    "low",
    "high",
    "per_unit",
    "step",
    "tiers",
    "parts",
    "item",
    "key_results",
    "points",
)
"""The fields that say what is measured; which of them a line has depends on its type."""
ORDER = (
    "title",
    "type",
    "weight",
    *MEASURE,
    "measure_unit",
    "source",
    "supports",
    "reason",
    "why",
    "clause",
    "section",
    "volume",
    "cap",
    "floor",
)
"""Every field a line may have, in the order people read them."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its code, which never changes, and its fields; empty ones are left out."""

    code: str
    fields: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, code: str, fields: Mapping[str, str]) -> Line:
        """Return a line of these fields, in their order, without what is empty or unknown."""
        return cls(code, tuple((name, fields[name]) for name in ORDER if fields.get(name)))

    def get(self, name: str) -> str:
        """Return a field; empty when the line has none."""
        return dict(self.fields).get(name, "")

    @property
    def title(self) -> str:
        """What the goal is called, its code where it has no name."""
        return self.get("title") or self.code

    @property
    def orphan(self) -> bool:
        """Whether it serves no upper goal and no unit head has given a reason (PM-2.1)."""
        return not self.get("supports") and not self.get("reason")

    @property
    def mark(self) -> str:
        """What knows this wording again: two lines have one mark only when they say the same."""
        return sha256(json.dumps([self.code, self.fields], ensure_ascii=False).encode()).hexdigest()[:SHORT]


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that was changed; empty: it was not there."""

    field: str
    old: str
    new: str


def differences(old: Line | None, new: Line | None) -> tuple[Difference, ...]:
    """Return what changed from one wording of a line to another, as people read it and in that order."""
    before, after = dict(old.fields if old else ()), dict(new.fields if new else ())
    return tuple(
        Difference(name, _as_read(name, old), _as_read(name, new))
        for name in ORDER
        if before.get(name, "") != after.get(name, "")
    )


def shown_number(text: str, line: Line) -> str:
    """Return a target with its percent sign; a share of one such as 0.95 is 95 %."""
    if not text or line.get("measure_unit") != PERCENT:
        return text
    try:
        number = Decimal(text)
    except InvalidOperation:
        return text
    # As where results are explained: no target of a share is above two.
    percent = number * 100 if is_share(line) else number
    return f"{plain(percent)}%"


def is_share(line: Line) -> bool:
    """Return whether a line in percent is written in shares of one."""
    try:
        return line.get("type") in {"higher", "lower"} and Decimal(line.get("target") or "100") <= 2  # noqa: PLR2004
    except InvalidOperation:
        return False


def plain(number: Decimal) -> str:
    """Return a number without an exponent and without the zeros at its end."""
    return format(number.normalize() + 0, "f")


def _as_read(name: str, line: Line | None) -> str:
    if line is None:
        return ""
    return shown_number(line.get(name), line) if name == "target" else line.get(name)
