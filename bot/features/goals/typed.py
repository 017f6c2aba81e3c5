"""A line as somebody types it into a form: one field for what is measured, read by the kind of indicator."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from bot.features.goals.lines import MEASURE, PERCENT, Line, plain, shown_number
from bot.features.goals.refusals import GoalFieldUnreadable, WeightUnreadable

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_DASHES = str.maketrans({"−": "-", "–": "-", "—": "-", "﹣": "-"})
_NUMBER = r"[+-]?\d+(?:\.\d+)?"
_RANGE = re.compile(rf"\s*({_NUMBER})\s*(?:\.\.|~|to|至|到|,|;)\s*({_NUMBER})\s*", re.IGNORECASE)
_AROUND = re.compile(rf"\s*(?:±|\+/-)\s*({_NUMBER})\s*")
_STEP = re.compile(rf"({_NUMBER})\s*(?::|=|→|->)\s*({_NUMBER})")
_SHARE = re.compile(rf"([^\s:=,;][^:=,;\n]*?)\s*[:=]\s*({_NUMBER})\s*%?")
_BETWEEN = re.compile(r"[\s,;、]+")
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_LEVEL = re.compile(r"[Ll]?\s*([1-5])\s*级?")


@dataclass(frozen=True)
class Typed:
    """What was typed and chosen, each as it stands in its field."""

    title: str
    kind: str
    measure: str
    weight: str
    unit: str = ""
    source: str = ""
    supports: str = ""
    reason: str = ""
    why: str = ""


def line_from(typed: Typed, clause: str, old: Line | None) -> Line:
    """Return the line that was typed; of `old` what no field of the form shows stays, while the kind is the same.

    Raises GoalFieldUnreadable and WeightUnreadable, which name the field.
    """
    same = old is not None and old.get("type") == typed.kind
    kept = dict(old.fields) if old is not None and same else {}
    hidden = {name: text for name, text in kept.items() if name not in MEASURE or name in _HIDDEN}
    measured = {name: _as_before(text, kept.get(name, "")) for name, text in _measured(typed, kept).items()}
    unit = measured.pop("measure_unit", "") or typed.unit
    return Line.of(
        old.code if old else "",
        {
            **hidden,
            **measured,
            "title": typed.title,
            "type": typed.kind,
            "weight": _as_before(_weight(typed.weight), kept.get("weight", "")),
            "measure_unit": unit,
            "source": typed.source,
            "supports": typed.supports,
            "reason": typed.reason,
            "why": typed.why,
            "clause": kept.get("clause") or clause,
        },
    )


def measure_of(line: Line) -> str:
    """Return what a line measures as it is typed and shown: a number, a range, steps or parts."""
    kind = line.get("type")
    match kind:
        case "band":
            return f"{line.get('low')} .. {line.get('high')}"
        case "step":
            return ", ".join(line.get("tiers").split())
        case "milestone":
            return ", ".join(line.get("parts").split())
        case "okr_asp" | "okr_com":
            return ", ".join(line.get("key_results").split())
        case "deduct":
            return ", ".join(line.get("points").split())
        case _:
            return shown_number(line.get("target"), line)


_HIDDEN = frozenset({"threshold", "per_unit", "step", "item"})
"""What a form does not show of what is measured."""


def _as_before(text: str, before: str) -> str:
    """Return a number as it was written before, where it is the same: 3.00 is no change to 3."""
    if before and _number(before) is not None and _number(before) == _number(text):
        return before
    return text


def _measured(typed: Typed, kept: Mapping[str, str]) -> Mapping[str, str]:
    text = unicodedata.normalize("NFKC", typed.measure).translate(_DASHES).strip()
    read = _READERS.get(typed.kind)
    found = read(text, kept) if read else None
    if found is None:
        raise GoalFieldUnreadable(field="measure", kind=typed.kind)
    return found


def _target(text: str, _kept: Mapping[str, str]) -> Mapping[str, str] | None:
    share = text.endswith(PERCENT)
    number = _number(text.removesuffix(PERCENT))
    if number is None:
        return None
    if share:
        return {"target": plain(number / 100), "measure_unit": PERCENT}
    return {"target": plain(number)}


def _optional(text: str, _kept: Mapping[str, str]) -> Mapping[str, str] | None:
    if not text:
        return {}
    number = _number(text)
    return None if number is None else {"target": plain(number)}


def _band(text: str, _kept: Mapping[str, str]) -> Mapping[str, str] | None:
    bare = text.replace(PERCENT, "")
    if found := _AROUND.fullmatch(bare):
        return {"low": f"-{found[1]}", "high": found[1]}
    found = _RANGE.fullmatch(bare)
    return {"low": found[1], "high": found[2]} if found else None


def _steps(text: str, kept: Mapping[str, str]) -> Mapping[str, str] | None:
    pairs = _STEP.findall(text)
    if not pairs or _BETWEEN.sub("", _STEP.sub("", text)):
        return None
    kept_target = {"target": kept["target"]} if kept.get("target") else {}
    return {"tiers": " ".join(f"{bound}:{score}" for bound, score in pairs), **kept_target}


def _shares(name: str) -> Callable[[str, Mapping[str, str]], Mapping[str, str] | None]:
    def read(text: str, kept: Mapping[str, str]) -> Mapping[str, str] | None:
        pairs = _SHARE.findall(text)
        if not pairs or _BETWEEN.sub("", _SHARE.sub("", text)):
            return None
        kept_target = {"target": kept["target"]} if name == "key_results" and kept.get("target") else {}
        return {name: " ".join(f"{'-'.join(part.split())}={each}" for part, each in pairs), **kept_target}

    return read


def _level(text: str, kept: Mapping[str, str]) -> Mapping[str, str] | None:
    found = _LEVEL.fullmatch(text or "3")
    return {"target": found[1], "item": kept.get("item") or "agreed"} if found else None


def _weight(text: str) -> str:
    bare = unicodedata.normalize("NFKC", text).translate(_DASHES).strip().removesuffix(PERCENT)
    number = _number(bare)
    if number is None:
        raise WeightUnreadable(field="weight")
    return plain(number)


def _number(text: str) -> Decimal | None:
    bare = text.strip()
    if _GROUPED.fullmatch(bare):
        bare = bare.replace(",", "")
    return Decimal(bare) if re.fullmatch(_NUMBER, bare) else None


_READERS: Mapping[str, Callable[[str, Mapping[str, str]], Mapping[str, str] | None]] = {
    "higher": _target,
    "lower": _target,
    "band": _band,
    "step": _steps,
    "milestone": _shares("parts"),
    "bars": _level,
    "r360": _optional,
    "okr_asp": _shares("key_results"),
    "okr_com": _shares("key_results"),
    "deduct": _shares("points"),
}
