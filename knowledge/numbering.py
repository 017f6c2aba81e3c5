"""The numbers rule books give their parts: 第十二条, 第三章, 3.2, Section 4, Article 5, PM-1.1, 一、."""

from __future__ import annotations

import re
from dataclasses import dataclass

_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_NUMERAL = "[〇零一二两三四五六七八九十百千0-9０-９]+"
_CHINESE = re.compile(
    rf"第\s*(?P<number>{_NUMERAL})\s*(?P<unit>编|篇|部分|章|节|条)(?P<more>\s*之\s*{_NUMERAL})?"
    r"(?P<end>[\s:：、.．。—\-]+|(?=[(（【\[〔])|$)?(?P<rest>.*)",
    re.DOTALL,
)
_CHINESE_ANNEX = re.compile(
    rf"(?P<id>(附\s*[件录表则])\s*({_NUMERAL}|[A-Z])?)(?P<end>[\s:：、.]+|$)(?P<rest>.*)", re.DOTALL
)
_ENGLISH = re.compile(
    r"(?P<unit>(?i:part|chapter|title|article|section|clause|rule|appendix|annex|schedule)\s+|§\s*)"
    r"(?P<number>\d+(?:\.\d+)*[a-z]?|[IVXLC]+|[A-Z])(?![\w'])"
    r"(?P<end>\s*[.:)\-–—]+\s*|\s+|$)(?P<rest>.*)",
    re.DOTALL,
)
_CODE = re.compile(r"(?P<id>[A-Z][A-Z0-9]*-\d+(?:\.\d+)+)(?P<end>[\s:：|]+|$)(?P<rest>.*)", re.DOTALL)
_DECIMAL = re.compile(r"(?P<id>\d{1,3}(?:[.．]\d{1,3})*)(?P<end>[.．、)）]?\s*|$)(?P<rest>\D.*|$)", re.DOTALL)
_CHINESE_ITEM = re.compile(
    rf"(?:(?P<first>{_NUMERAL})\s*[、.．]|[(（]\s*{_NUMERAL}\s*[)）])\s*(?P<rest>.*)", re.DOTALL
)
_HAN = re.compile(r"[\u3400-\u9fff]")
_PLACES = {"编": 1, "篇": 1, "部分": 1, "章": 2, "节": 3, "part": 1, "title": 1, "chapter": 2}
_ANNEXES = {"appendix", "annex", "schedule"}


@dataclass(frozen=True)
class Number:
    """A number in front of some words.

    `id` is how people refer to it, without blanks (第十二条之一, 3.2, Section 4); empty when it starts anew in
    each part (一、). `rank` orders the kinds of numbers a text is divided by, 1 being the greatest. A `place`
    (a chapter) says where clauses stand and is none itself. `clear` is False when what follows could as well
    be the rest of a sentence that only begins with a reference (第三条规定的…).
    """

    id: str
    rank: int
    rest: str
    place: bool = False
    clear: bool = True
    value: int | None = None


def numbered(words: str) -> Number | None:
    """Return the number these words begin with, or None."""
    words = words.strip()
    if not words:
        return None
    return _chinese(words) or _english(words) or _code(words) or _decimal(words) or _chinese_item(words)


def numeral(digits: str) -> int:
    """Return the value of a Chinese or Arabic numeral below ten thousand, such as 一百零二 or 12."""
    if digits.isdecimal():
        return int(digits)
    if not any(digit in _UNITS for digit in digits):
        return int("".join(str(_DIGITS.get(digit, digit)) for digit in digits))
    total, digit = 0, 0
    for sign in digits:
        if sign in _UNITS:
            total += (digit or 1) * _UNITS[sign]
            digit = 0
        else:
            digit = _DIGITS[sign] if sign in _DIGITS else int(sign)
    return total + digit


def _chinese(words: str) -> Number | None:
    if found := _CHINESE.match(words):
        unit = found["unit"]
        return Number(
            id=re.sub(r"\s", "", f"第{found['number']}{unit}{found['more'] or ''}"),
            rank=_PLACES.get(unit, 4),
            rest=found["rest"].strip(),
            place=unit in _PLACES,
            clear=found["end"] is not None,
            value=None if found["more"] else numeral(found["number"]),
        )
    if found := _CHINESE_ANNEX.match(words):
        return Number(re.sub(r"\s", "", found["id"]), 1, found["rest"].strip(), place=True)
    return None


def _english(words: str) -> Number | None:
    found = _ENGLISH.match(words)
    if found is None:
        return None
    unit, rest = found["unit"].strip().lower(), found["rest"].strip()
    # "Section 4 of the act" refers; "Section 4: Leave" and "Section 4 Leave" are headings.
    clear = not rest or bool(found["end"].strip()) or not rest[0].islower()
    number = found["number"]
    rank = 1 if unit in _ANNEXES else _PLACES.get(unit, 4)
    value = int(number) if number.isdecimal() else None
    return Number(f"{unit.capitalize()} {number}", rank, rest, rank in {1, 2}, clear, value)


def _code(words: str) -> Number | None:
    found = _CODE.match(words)
    return found and Number(found["id"], 4 + found["id"].count("."), found["rest"].strip())


def _decimal(words: str) -> Number | None:
    found = _DECIMAL.match(words)
    if found is None:
        return None
    number, rest = found["id"].replace("．", "."), found["rest"].strip()
    deep = number.count(".")
    if rest and not found["end"] and not (deep and _HAN.match(rest)):
        return None
    clear = bool(deep and found["end"] and rest) and rest[0].isalpha() and not rest[0].islower()
    return Number(number, 5 + deep, rest, clear=clear)


def _chinese_item(words: str) -> Number | None:
    found = _CHINESE_ITEM.match(words)
    return found and Number("", 6 if found["first"] else 7, found["rest"].strip(), place=True, clear=False)
