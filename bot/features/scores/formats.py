"""Numbers, days and clauses as a reader of one language writes them. Every digit comes from the value itself."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal

from bot.features.scores.words import CHINESE

if TYPE_CHECKING:
    from datetime import date, datetime, tzinfo

MINUS = "−"
_CLAUSE = re.compile(r"[A-Za-z]+-(\d.*)")
_LOCALES = {"en": "en_GB", CHINESE: "zh_Hans_CN"}
_DAY = {"en": "d MMM y", CHINESE: "yyyy-MM-dd"}
_SHORT_DAY = {"en": "d MMM", CHINESE: "M 月 d 日"}
_CLOCK = "HH:mm"


class Formats:
    """How one language writes what code computed; instants are shown in `zone`, the company's."""

    def __init__(self, language: str, zone: tzinfo) -> None:
        self.language = language
        self._locale = _LOCALES.get(language, language)
        self._zone = zone

    def number(self, value: Decimal) -> str:
        """Return a number with all the decimals it has, its minus a real one."""
        places = _places(value)
        written = format_decimal(
            abs(value), "#,##0" + ("." + "0" * places if places else ""), locale=self._locale
        )
        return (MINUS if value < 0 else "") + written

    def signed(self, value: Decimal) -> str:
        """Return a number that says its direction; zero has none."""
        return ("+" if value > 0 else "") + self.number(value)

    def trimmed(self, value: Decimal, least: int = 0) -> str:
        """Return a number without the zeros at its end, with at least so many decimals."""
        bare = value.normalize()
        return self.number(bare.quantize(Decimal(1).scaleb(-max(_places(bare), least))))

    def day(self, day: date) -> str:
        """Return a day with its year."""
        return format_date(day, self._pattern(_DAY), locale=self._locale)

    def short_day(self, day: date) -> str:
        """Return a day without its year."""
        return format_date(day, self._pattern(_SHORT_DAY), locale=self._locale)

    def moment(self, instant: datetime) -> str:
        """Return an instant with its day and year."""
        there = self.local(instant)
        return f"{self.day(there.date())} {self.clock(there)}"

    def short_moment(self, instant: datetime) -> str:
        """Return an instant with its day, without the year."""
        there = self.local(instant)
        return f"{self.short_day(there.date())} {self.clock(there)}"

    def clock(self, instant: datetime) -> str:
        """Return the time of day."""
        return format_datetime(self.local(instant), _CLOCK, locale=self._locale)

    def local(self, instant: datetime) -> datetime:
        """Return an instant on the company's clocks."""
        return instant.astimezone(self._zone)

    def clause(self, clause: str) -> str:
        """Return a clause as this language cites it: Chinese names the number alone."""
        found = _CLAUSE.fullmatch(clause)
        return found[1] if found and self.language == CHINESE else clause

    def _pattern(self, patterns: dict[str, str]) -> str:
        return patterns.get(self.language, "medium")


def _places(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return max(-exponent, 0) if isinstance(exponent, int) else 0
