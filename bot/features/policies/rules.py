"""Reading a clause's number from what somebody typed, and the day whose rule they want."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

WORDS = ("ask", "提问")
"""The sub-words of /touchbase."""

_DASHES = str.maketrans("‐‑‒–—―−", "-------")
_NUMBER = re.compile(
    r"(?P<open>第\s*)?((?P<document>[a-z][a-z0-9]{0,15}?)\s*-?\s*)?(?P<number>[0-9]{1,3}(\.[0-9]{1,3}){1,3})(?P<close>\s*条)?"
)
_ENDINGS = "?!.。"
_DATE = r"(?P<year>[0-9]{4})(?:-|/|年)(?P<month>[0-9]{1,2})(?:-|/|月)(?P<day>[0-9]{1,2})日?"
_DAY_BEFORE = re.compile(rf"(?:as of|as at|on|截至|在|于)?\s*{_DATE}\s*(?:的|时的|,|:|,)?\s*")
_DAY_AFTER = re.compile(rf"\s*(?:as of|as at|on|截至|在|于|@|,|\()?\s*{_DATE}\s*(?:的版本|版|\))?")


@dataclass(frozen=True)
class ClauseNumber:
    """A clause somebody named. `document` is None when they left it out; `number` is such as `3.4`.

    `day` is the day whose rule they want, None for today's.
    """

    document: str | None
    number: str
    day: date | None = None

    @property
    def said(self) -> str:
        """The number as the rule book writes it."""
        return f"{self.document}-{self.number}" if self.document else self.number


def read_number(words: str, *, bare: bool) -> ClauseNumber | None:
    """Return the clause that a text names, maybe with a day, and says nothing else of; otherwise None.

    `bare`: a number alone counts too, as after `/touchbase ask`; in a conversation it may be anything.
    """
    plain = unicodedata.normalize("NFKC", words).translate(_DASHES).strip().casefold()
    named, day = _without_day(plain.rstrip(_ENDINGS).rstrip())
    found = _NUMBER.fullmatch(named)
    if found is None or not (found["document"] or found["close"] or bare):
        return None
    return ClauseNumber(found["document"].upper() if found["document"] else None, found["number"], day)


def _without_day(plain: str) -> tuple[str, date | None]:
    """Return what is left of a text without the day at its beginning or end, and that day."""
    before, after = _DAY_BEFORE.match(plain), None
    if before is None:
        after = next((found for found in _DAY_AFTER.finditer(plain) if found.end() == len(plain)), None)
    found = before or after
    if found is None:
        return plain, None
    try:
        day = date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:
        return plain, None
    return (plain[found.end() :] if before else plain[: found.start()]).strip(), day
