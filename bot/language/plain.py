"""The writer that needs no model: it gives the person's own words back, shortened at their own joints."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Sequence

    from bot.language.writer import Composed, Quoted, Sentence, TalkFacts
    from prompts.catalog import Catalog

REFLECTION_WORDS, REFLECTION_CHARACTERS = 16, 24
"""Four words, or six characters, fewer than a bot turn may have: the frame around them counts too."""
PART_WORDS, PART_CHARACTERS = 13, 26
"""A summary has four parts; together with their frame they stay within 60 words or 120 characters."""

LONGEST = 300
"""Some text has no spaces: an address, a row of signs. It is cut by length."""

_WORD_OR_CHARACTER = re.compile(r"[\u3400-\u9fff]|[^\s\u3400-\u9fff]+")
_JOINT = re.compile(r"(?<=[.!?;])\s+|(?<=[。！？；])|\n+")
_HAN = re.compile(r"[\u3400-\u9fff]")
_STOP_AFTER_CUT = re.compile(r"…[.。]")


class PlainWriter:
    """Keeps the `Writer` protocol with the message catalogs alone."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    async def reflect(self, locale: str, words: str) -> str:
        """Return the first thing said, in the person's own words."""
        gist = shortened(words, REFLECTION_WORDS, REFLECTION_CHARACTERS)
        return self._catalog.text(locale, "writer-reflection", words=gist) if gist else ""

    async def summarise(self, locale: str, facts: TalkFacts) -> str:
        """Return what it was about, what was seen, what they said and what happens next."""
        share = max(len(facts.steps), 1)
        steps = [shortened(step, PART_WORDS // share, PART_CHARACTERS // share) for step in facts.steps]
        parts = [
            self._catalog.text(locale, key, words=words, name=facts.employee)
            for key, words in (
                ("writer-summary-focus", _part(facts.focus)),
                ("writer-summary-evidence", _part(facts.evidence)),
                ("writer-summary-voice", _part(facts.voice)),
                ("writer-summary-steps", "; ".join(steps)),
            )
            if words
        ]
        joint = self._catalog.text(locale, "writer-summary-joint").strip("|")
        # A part that was cut ends in an ellipsis, which needs no full stop after it.
        return _STOP_AFTER_CUT.sub("…", joint.join(parts))


class PlainAnswerer:
    """Keeps the `Answerer` protocol without a model: a question stays as it was asked, the extract is the answer."""

    async def rewrite(self, question: str, earlier: Sequence[str], language: str) -> str:
        """Return the question."""
        del earlier, language
        return question

    async def compose(self, question: str, passages: Sequence[Quoted], language: str) -> Composed | None:
        """Return None: show the extract."""
        del question, passages, language
        return None

    async def compose_stream(
        self, question: str, passages: Sequence[Quoted], language: str
    ) -> AsyncGenerator[Sentence, None]:
        """Give nothing: show the extract."""
        del question, passages, language
        nothing: tuple[Sentence, ...] = ()
        for sentence in nothing:
            yield sentence


def _part(words: str) -> str:
    return shortened(words, PART_WORDS, PART_CHARACTERS)


def shortened(words: str, most_words: int, most_characters: int) -> str:
    """Return the first sentence of `words`, cut after so many words or Chinese characters.

    A cut is marked with an ellipsis. Nothing is reworded: what is given back is what was said.
    """
    first = next((part.strip() for part in _JOINT.split(words.strip()) if part.strip()), "")
    pieces = list(_WORD_OR_CHARACTER.finditer(first))
    most = most_characters if _HAN.search(first) else most_words
    if len(pieces) <= most and len(first) <= LONGEST:
        return first.rstrip(".。;；,，")
    end = pieces[most - 1].end() if len(pieces) > most else len(first)
    return first[: min(end, LONGEST)].rstrip(".。;；,，、 ") + "…"
