"""Numbers as people and systems write them, into what the engine reads; what could mean two things is refused."""

import re
import unicodedata

_GROUPED = re.compile(r"[+-]?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")
_DASHES = str.maketrans({"−": "-", "﹣": "-", "-": "-", "٬": ","})


class AmbiguousNumberError(ValueError):
    """A number that could mean two things; the message says what to write."""


def plain(written: str) -> str:
    """Return a number with full-width digits and marks made plain and without thousands separators.

    `1,308` and `1，308` are 1308. Raises AmbiguousNumberError for a comma that may be a decimal point, and for a
    percent sign. What is no number at all is returned as it is: whoever reads it says so.
    """
    text = unicodedata.normalize("NFKC", written).translate(_DASHES).strip()
    if "%" in text or "‰" in text:
        message = (
            f"'{written}' has a percent sign; write a share such as 0.912, or percent points such as 91.2, "
            "whichever the goal sheet's target is written in"
        )
        raise AmbiguousNumberError(message)
    if "," not in text:
        return text
    if not _GROUPED.fullmatch(text):
        message = (
            f"'{written}' has a comma that may be a decimal point; write 1308.50, with a point and no comma"
        )
        raise AmbiguousNumberError(message)
    return text.replace(",", "")
