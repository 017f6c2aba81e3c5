"""Whether a question a model wrote is the person's own, put together anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.language.checking import is_plain_prose
from bot.language.tokens import exact, tokens
from prompts.model_words import load_model_words

if TYPE_CHECKING:
    from collections.abc import Sequence

LONGEST = 400
LEAST_KNOWN = 0.8
"""How many of its words somebody must have asked with; the rest is what holds a sentence together."""
LEAST_KEPT = 0.5
"""How many of the last question's words must still be in it: it must not become another question."""


def is_rewording(found: str, question: str, earlier: Sequence[str]) -> bool:
    """Return whether `found` says `question` with words of it and of `earlier`; it only ever drives a search."""
    if not found or len(found) > LONGEST or not is_plain_prose(found):
        return False
    asked = {token for each in (question, *earlier) for token in tokens(each)}
    asking = load_model_words().asking
    words = [token for token in tokens(found) if token.value not in asking]
    own = {token for token in tokens(question) if token.value not in asking}
    known = sum(token in asked for token in words)
    kept = len(own & set(words))
    numbers_known = exact(found) <= exact(" ; ".join([question, *earlier]))
    return numbers_known and known >= LEAST_KNOWN * max(len(words), 1) and kept >= LEAST_KEPT * len(own)
