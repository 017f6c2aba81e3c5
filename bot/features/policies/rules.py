"""Reading a clause's number from what somebody typed."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

WORDS = ("ask", "提问")
"""The sub-words of /touchbase."""

_DASHES = str.maketrans("‐‑‒–—―−", "-------")
_NUMBER = re.compile(
    r"(?P<open>第\s*)?((?P<document>[a-z][a-z0-9]{0,15}?)\s*-?\s*)?(?P<number>[0-9]{1,3}(\.[0-9]{1,3}){1,3})(?P<close>\s*条)?"
)
_ENDINGS = "?!.。"


@dataclass(frozen=True)
class ClauseNumber:
    """A clause somebody named. `document` is None when they left it out; `number` is such as `3.4`."""

    document: str | None
    number: str

    @property
    def said(self) -> str:
        """The number as the rule book writes it."""
        return f"{self.document}-{self.number}" if self.document else self.number


@dataclass(frozen=True)
class WhomToAsk:
    """Who answers questions about the rules, by name; empty when nobody is known."""

    contact: str


def read_number(words: str, *, bare: bool) -> ClauseNumber | None:
    """Return the clause that a text names and says nothing else of, or None.

    `bare`: a number alone counts too, as after `/touchbase ask`; in a conversation it may be anything.
    """
    plain = unicodedata.normalize("NFKC", words).translate(_DASHES).strip().casefold()
    found = _NUMBER.fullmatch(plain.rstrip(_ENDINGS).rstrip())
    if found is None or not (found["document"] or found["close"] or bare):
        return None
    return ClauseNumber(found["document"].upper() if found["document"] else None, found["number"])
