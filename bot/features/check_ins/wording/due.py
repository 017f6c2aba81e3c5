"""Due phrases: where they stand in a sentence, and the day they mean."""

import calendar
import functools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.features.check_ins.wording.lexicon import Language

_WEEK = 7
_FRIDAY = 4
_MONTHS = {"month": 1, "quarter": 3, "year": 12}
# "by 10 January" written in December means next year; "by 12 June" written in late June is simply past.
_SURELY_NEXT_YEAR = timedelta(days=120)


@dataclass(frozen=True)
class Due:
    """A due phrase as it stands in the text. ``needs_future``: a bare day, a date only next to "will"."""

    text: str
    kind: str
    parts: Mapping[str, str | int]
    needs_future: bool
    start: int
    end: int


def find_dues(sentence: str, languages: Sequence[Language]) -> tuple[Due, ...]:
    """Return the due phrases of a sentence in reading order; of overlapping ones the first, the longest."""
    found = [due for language in languages for due in _matches(sentence, language)]
    found.sort(key=lambda due: (due.start, due.needs_future, -due.end))
    kept: list[Due] = []
    for due in found:
        if not kept or due.start >= kept[-1].end:
            kept.append(due)
    return tuple(kept)


def resolve(due: Due, today: date, next_talk: date | None) -> date | None:
    """Return the day ``due`` means, seen from ``today``; None for one that does not exist or has passed.

    "Before Friday" and 周五前 mean Friday itself. "Next Tuesday" and 下周二 are in the following week, which
    runs Monday to Sunday. The end of a week is its Friday, at a weekend its Sunday. The next talk may be
    unknown: None.
    """
    try:
        day = next_talk if due.kind == "next_talk" else _RESOLVERS[due.kind](due.parts, today)
    except (ValueError, OverflowError):  # 31 June, or beyond the calendar
        return None
    return day if day is not None and day >= today else None


def _matches(sentence: str, language: Language) -> list[Due]:
    found = []
    for entry, pattern in _patterns(language):
        for match in pattern.finditer(sentence):
            parts = {name: _read(language, name, said) for name, said in match.groupdict().items() if said}
            extra = {key: entry[key] for key in ("unit", "days") if key in entry}
            needs_future = bool(entry.get("needs_future", False))
            span = match.span()
            found.append(Due(match[0], str(entry["kind"]), parts | extra, needs_future, *span))
    return found


@functools.lru_cache(maxsize=64)
def _patterns(language: Language) -> tuple[tuple[Mapping[str, str | int], re.Pattern[str]], ...]:
    entries = language.table["due"]
    return tuple(
        (entry, re.compile(language.bounded(language.fragment(entry["pattern"])), re.IGNORECASE))
        for entry in entries
    )


def _read(language: Language, name: str, said: str) -> str | int:
    words = language.section("calendar")
    said = " ".join(said.casefold().split())
    table = {"weekday": "weekdays", "month": "months", "n": "numbers", "unit": "units", "which": "which"}.get(
        name
    )
    if table and said in words[table]:
        found: str | int = words[table][said]
        return found
    digits = re.match(r"\d+", said)
    return int(digits[0]) if digits else said


def _weekday(parts: Mapping[str, str | int], today: date) -> date:
    monday = today - timedelta(days=today.weekday())
    weekday = _number(parts, "weekday")
    if parts.get("which") == "next":
        return monday + timedelta(days=_WEEK + weekday)
    if parts.get("which") == "this":
        return monday + timedelta(days=weekday)
    return today + timedelta(days=(weekday - today.weekday()) % _WEEK)


def _date(parts: Mapping[str, str | int], today: date) -> date:
    month, day = _number(parts, "month"), _number(parts, "day")
    if "year" in parts:
        return date(_number(parts, "year"), month, day)
    return _upcoming(date(today.year, month, day), today)


def _upcoming(day: date, today: date) -> date:
    return day.replace(year=day.year + 1) if today - day > _SURELY_NEXT_YEAR else day


def _day_of_month(parts: Mapping[str, str | int], today: date) -> date:
    day = _number(parts, "day")
    first = today.replace(day=1) if day >= today.day else _add_months(today.replace(day=1), 1)
    return first.replace(day=day)


def _month_end(parts: Mapping[str, str | int], today: date) -> date:
    month = _number(parts, "month")
    if "year" in parts:
        return _last_day(date(_number(parts, "year"), month, 1))
    return _last_day(_upcoming(_last_day(date(today.year, month, 1)), today))


def _period_end(parts: Mapping[str, str | int], today: date) -> date:
    ahead = 1 if parts.get("which") == "next" else 0
    unit = parts["unit"]
    if unit == "day":
        return today + timedelta(days=ahead)
    if unit == "week":
        monday = today - timedelta(days=today.weekday())
        friday = monday + timedelta(days=_WEEK * ahead + _FRIDAY)
        return friday if friday >= today else monday + timedelta(days=_WEEK - 1)
    months = _MONTHS[str(unit)]
    last_month = (today.month - 1) // months * months + months
    return _last_day(_add_months(date(today.year, last_month, 1), ahead * months))


def _offset(parts: Mapping[str, str | int], today: date) -> date:
    return today + timedelta(days=_number(parts, "days"))


def _span(parts: Mapping[str, str | int], today: date) -> date:
    count, unit = _number(parts, "n"), str(parts["unit"])
    if unit == "working_day":
        return _add_working_days(today, count)
    if unit in _MONTHS:
        return _add_months(today, count * _MONTHS[unit])
    return today + timedelta(days=count * (_WEEK if unit == "week" else 1))


def _add_working_days(day: date, count: int) -> date:
    # Public holidays are not known here; a weekend is.
    while count > 0:
        day += timedelta(days=1)
        count -= day.weekday() <= _FRIDAY
    return day


def _add_months(day: date, count: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _last_day(day: date) -> date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def _number(parts: Mapping[str, str | int], name: str) -> int:
    value = parts[name]
    if isinstance(value, int):
        return value
    message = f"{name} is not a number we can read: {value}"
    raise ValueError(message)


_RESOLVERS = {
    "weekday": _weekday,
    "date": _date,
    "day_of_month": _day_of_month,
    "month_end": _month_end,
    "period_end": _period_end,
    "offset": _offset,
    "span": _span,
}
