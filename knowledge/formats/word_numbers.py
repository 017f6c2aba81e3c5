"""The numbers Word adds to paragraphs, which are nowhere in a DOCX's text: 第三条, 3.2, (a)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Any

from docx.oxml.ns import qn

_PLACE = re.compile(r"%([1-9])")
_LEVELS = 9
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"))
_ROMAN_SMALL = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_HAN = "零一二三四五六七八九"
_SILENT = {"bullet", "none"}


@dataclass(frozen=True)
class _Level:
    format: str
    text: str
    start: int
    restarts_below: int
    """It begins anew after a number of any level above this one, counted from 1; never when 0."""
    in_digits: bool
    """All its numbers are Arabic, whatever their own levels say."""


@dataclass
class _List:
    """A list's levels and how far it has counted; what restarts is forgotten."""

    levels: dict[int, _Level]
    counts: dict[int, int] = field(default_factory=dict)


class Numbers:
    """Counts as Word does while a document's paragraphs go by in order."""

    def __init__(self, opened: Any) -> None:  # noqa: ANN401 - python-docx does not export its document's type
        self._styles = opened.styles.element
        self._lists = _lists(opened)

    def label(self, paragraph: Any) -> tuple[str, bool]:  # noqa: ANN401 - an lxml element, which has no types
        """Return what Word writes in front of a paragraph, and whether it is in a list at all."""
        number, level = self._place(paragraph)
        numbered = self._lists.get(number)
        if numbered is None or level not in numbered.levels:
            return "", number not in {"", "0"}
        counts = numbered.counts
        counts[level] = counts.get(level, numbered.levels[level].start - 1) + 1
        for deeper, shape in numbered.levels.items():
            if level < deeper and level < shape.restarts_below:
                counts.pop(deeper, None)
        if numbered.levels[level].format in _SILENT:
            return "", True
        shape = numbered.levels[level]
        label = _PLACE.sub(lambda found: _counted(numbered, int(found[1]) - 1, shape), shape.text)
        return label, True

    def _place(self, paragraph: Any) -> tuple[str, int]:  # noqa: ANN401 - as above
        """Return which list a paragraph is in and at which level, by itself or by its style."""
        element, number, level = paragraph, "", None
        seen: set[str | None] = set()
        while element is not None:
            place = element.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
            if place is not None:
                level = level if level is not None else _value(place, "w:ilvl")
                number = number or _value(place, "w:numId") or ""
            based = element.find(qn("w:basedOn"))
            style = (
                paragraph.style if element is paragraph else None if based is None else based.get(qn("w:val"))
            )
            if number or style in seen or style is None:
                break
            seen.add(style)
            element = self._styles.get_by_id(style)
        return number, int(level or 0)


def _lists(opened: Any) -> dict[str, _List]:  # noqa: ANN401 - as above
    part = next(
        (rel.target_part for rel in opened.part.rels.values() if rel.reltype.endswith("/numbering")), None
    )
    if part is None:
        return {}
    root = part.element
    shapes = {shape.get(qn("w:abstractNumId")): _levels(shape) for shape in root.iter(qn("w:abstractNum"))}
    counted: dict[str, dict[int, int]] = {}
    found = {}
    for number in root.iter(qn("w:num")):
        shape = _value(number, "w:abstractNumId") or ""
        levels = dict(shapes.get(shape, {}))
        overrides = number.findall(qn("w:lvlOverride"))
        for override in overrides:
            levels |= _levels(override)
            start = _value(override, "w:startOverride")
            at = int(override.get(qn("w:ilvl"), "0"))
            if start is not None and at in levels:
                levels[at] = replace(levels[at], start=int(start))
        # Lists of one shape go on counting where the last one stopped, unless one says where it starts.
        counts = {} if overrides else counted.setdefault(shape, {})
        found[number.get(qn("w:numId"))] = _List(levels, counts)
    return found


def _levels(parent: Any) -> dict[int, _Level]:  # noqa: ANN401 - as above
    return {
        int(level.get(qn("w:ilvl"), "0")): _Level(
            _value(level, "w:numFmt") or "decimal",
            _value(level, "w:lvlText") or "",
            int(_value(level, "w:start") or 1),
            int(_value(level, "w:lvlRestart") or _LEVELS),
            level.find(qn("w:isLgl")) is not None,
        )
        for level in parent.findall(qn("w:lvl"))
    }


def _value(parent: Any, tag: str) -> str | None:  # noqa: ANN401 - as above
    found = parent.find(qn(tag))
    value = None if found is None else found.get(qn("w:val"))
    return None if value is None else str(value)


def _counted(numbered: _List, level: int, shown_in: _Level) -> str:
    if level not in numbered.levels:
        return ""
    shape = numbered.levels[level]
    return written(numbered.counts.get(level, shape.start), "decimal" if shown_in.in_digits else shape.format)


def written(count: int, shape: str) -> str:
    """Return a number from 1 on in one of Word's number formats; in digits where we do not know the format."""
    if shape.startswith(("chinese", "japanese", "taiwanese", "ideograph")):
        return _chinese(count)
    if shape in {"lowerLetter", "upperLetter"}:
        letter = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letter.upper() if shape == "upperLetter" else letter
    if shape in {"lowerRoman", "upperRoman"}:
        letters = _roman(count)
        return letters.upper() if shape == "upperRoman" else letters
    return f"{count:02}" if shape == "decimalZero" else str(count)


def _roman(count: int) -> str:
    letters = ""
    for value, sign in _ROMAN + _ROMAN_SMALL:
        letters += sign * (count // value)
        count %= value
    return letters


def _chinese(count: int) -> str:
    """Return a number below ten thousand as one counts in Chinese: 十二, 一百零二."""
    words, gap = "", False
    for unit, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, count = divmod(count, unit)
        if digit:
            words += ("零" if gap else "") + _HAN[digit] + sign
            gap = False
        else:
            gap = bool(words)
    return words.removeprefix("一") if words.startswith("一十") else words or _HAN[0]
