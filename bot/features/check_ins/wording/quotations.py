"""Quotation marks: what stands between them is somebody else's wording."""

import re

_SHORTEST = 4
_LONGEST = 2000
_PAIRS = (('"', '"'), ("“", "”"), ("「", "」"), ("『", "』"), ("«", "»"))
_QUOTED = re.compile("|".join(f"{a}([^{a}{b}]{{{_SHORTEST},{_LONGEST}}}){b}" for a, b in _PAIRS))


def has_quotation(sentence: str) -> bool:
    """Tell whether four or more characters stand between quotation marks."""
    return _QUOTED.search(sentence) is not None


def outside_quotations(sentence: str) -> str:
    """Return the sentence with quoted stretches blanked, every position kept."""
    return _QUOTED.sub(lambda match: " " * len(match[0]), sentence)
