"""What a model says is shown only if it passes here. Pure: text in, a checked answer or the reason against it out.

Two things can be shown. A quotation: whole sentences of a supplied clause, in the clause's own characters. And a
sentence of the model's, if it is a shortening of its quotations (`is_shortening`) in the language asked for;
a sentence that is not is left out, and its quotations stand alone.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from bot.language.shortening import is_shortening
from bot.language.tokens import exact, plain, share_of_han
from bot.language.writer import Composed, Quotation, Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.language.writer import Quoted

MOST_SENTENCES = 6
LONGEST_SENTENCE = 320
LONGEST_ANSWER = 2400
"""Characters of everything shown, quotations included: one section of a message holds 3,000."""
SHORTEST_QUOTE = 4
"""Characters without blanks: a quote of "the" is verbatim in every clause."""
MOSTLY_HAN = 0.5


class Fault(Enum):
    """Why an answer is not shown. The value names the sentence that tells the model, in `model.toml`."""

    FORM = "form"
    QUOTE = "quote"
    CITATION = "citation"
    NUMBER = "number"
    MARKUP = "markup"
    LENGTH = "length"
    ELSEWHERE = "elsewhere"


class RefusedError(Exception):
    """An answer that may not be shown; `fault` says why."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.value)
        self.fault = fault


@dataclass(frozen=True)
class Claim:
    """What a model wants to say: a sentence, and for each quote the clause it is said to stand in."""

    text: str
    quotes: tuple[tuple[str, str], ...]


def check(claims: Sequence[Claim], passages: Sequence[Quoted], language: str) -> Composed:
    """Return the answer as it may be shown; raises RefusedError."""
    if not claims:
        raise RefusedError(Fault.CITATION)
    checker = Checker(passages, language)
    return Composed(tuple(checker.next(claim) for claim in claims))


class Checker:
    """Checks one answer, sentence by sentence; what it gave back may be shown whatever follows."""

    def __init__(self, passages: Sequence[Quoted], language: str) -> None:
        self._passages = passages
        self._chinese = language.lower().startswith("zh")
        self._sentences = 0
        self._length = 0

    def next(self, claim: Claim) -> Sentence:
        """Return the next sentence as it may be shown; raises RefusedError."""
        if not claim.quotes:
            raise RefusedError(Fault.CITATION)
        quotations = tuple(dict.fromkeys(self._find(clause, quote) for clause, quote in claim.quotes))
        if not self._sentences and not any(quotation.source.likely for quotation in quotations):
            raise RefusedError(Fault.ELSEWHERE)
        text = self._checked_text(claim.text.strip(), quotations)
        self._sentences += 1
        self._length += len(text) + sum(len(quotation.text) for quotation in quotations)
        if self._sentences > MOST_SENTENCES or self._length > LONGEST_ANSWER:
            raise RefusedError(Fault.LENGTH)
        return Sentence(text, quotations)

    def _find(self, clause: str, quote: str) -> Quotation:
        for passage in self._passages:
            if plain(passage.clause) == plain(clause) and (found := find_quote(quote, passage.text)):
                quotation = Quotation(passage, *whole_sentences(passage.text, *found))
                if carries_more_than_words(quotation.text):
                    raise RefusedError(Fault.MARKUP)
                return quotation
        raise RefusedError(Fault.QUOTE)

    def _checked_text(self, text: str, quotations: Sequence[Quotation]) -> str:
        if len(text) > LONGEST_SENTENCE:
            raise RefusedError(Fault.LENGTH)
        if not is_plain_prose(text):
            raise RefusedError(Fault.MARKUP)
        cited = [quotation.source.clause for quotation in quotations]
        shown = exact(" ; ".join([*cited, *(quotation.text for quotation in quotations)]))
        if not exact(text) <= shown:
            raise RefusedError(Fault.NUMBER)
        bare = _without_clauses(text, cited)
        sentences = [part for quotation in quotations for part in sentences_of(quotation.text)]
        as_asked = (share_of_han(text) >= MOSTLY_HAN) == self._chinese
        return text if as_asked and is_shortening(bare, sentences) else ""


def find_quote(quote: str, text: str) -> tuple[int, int] | None:
    """Return where a quote stands in a text, or None.

    Blanks, line breaks, width (`％`, `%`), case and the kind of quotation mark or dash do not count, because it
    is the text's own characters that are shown. Every other character does.
    """
    wanted, _places = _without_blanks(quote)
    among, places = _without_blanks(text)
    at = among.find(wanted) if len(wanted) >= SHORTEST_QUOTE else -1
    if at < 0:
        return None
    return places[at], places[at + len(wanted) - 1] + 1


def whole_sentences(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the sentences of `text` that `start:end` touches: half a sentence may say the opposite of the whole."""
    touched = [(first, last) for first, last in _sentences(text) if first < end and last > start]
    return touched[0][0], touched[-1][1]


def sentences_of(text: str) -> list[str]:
    """Return the sentences of a text, in order."""
    return [text[start:end] for start, end in _sentences(text)]


_SENTENCE_END = re.compile(
    r"[。！？!?][”’」』）)]*"
    r"|\.[\"”’)]*(?=\s+[^\sa-z]|\s*$)"
    r"|\n(?=[ \t]*\n)|\n(?=[ \t]*(?:[-*+•|#]|\d+[.)、]|[（(]\w{1,3}[)）]|第[零一二三四五六七八九十百]+条))"
)


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    ends = [match.end() for match in _SENTENCE_END.finditer(text)]
    for end in [*ends, len(text)]:
        piece = text[start:end]
        if piece.strip():
            left = start + len(piece) - len(piece.lstrip())
            yield left, left + len(piece.strip())
        start = end


def _without_blanks(text: str) -> tuple[str, list[int]]:
    written: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        for each in plain(character):
            if not each.isspace():
                written.append(each)
                places.append(place)
    return "".join(written), places


_PROSE = re.compile(
    r"[A-Za-zÀ-ÖØ-öø-ÿ\u3400-\u9fff0-9 .,;:!?'\"()%/+±×÷=≥≤\-–—−‘’“”、，。；：！？（）《》「」…·％]*"
)
_EMOJI = re.compile(r":[a-z0-9_+'-]+:")
# Each alternative looks at a few characters only: what a long text costs grows with its length and no faster.
_LINK = re.compile(
    r"[a-z0-9+.-]://|\b(?:www|mailto|tel|javascript|data)\b[.:]|[\w-]\.[a-z]{2,}\b"
    r"|\w@\w|[\]】][ \t]?\(|!\[|<[@#!/a-z]",
    re.IGNORECASE,
)


def is_plain_prose(text: str) -> bool:
    """Return whether a text is one line of English or Chinese and nothing Slack makes more of.

    No mark-up, no link or address, no mention, no emoji name, no letter of another script, no hidden character.
    """
    return bool(_PROSE.fullmatch(text)) and not _EMOJI.search(text) and not _LINK.search(_narrow(text))


def carries_more_than_words(text: str) -> bool:
    """Return whether a clause's own words hold a link, an image, a mention or a character nobody sees."""
    return bool(_LINK.search(_narrow(text))) or any(
        unicodedata.category(each) in {"Cf", "Co", "Cn"}
        or (unicodedata.category(each) == "Cc" and each not in "\n\r\t")
        for each in text
    )


def _narrow(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


def _without_clauses(text: str, cited: Sequence[str]) -> str:
    """Return the sentence without the ids of the clauses it cites: they are code's to show, and need no source."""
    for clause in cited:
        text = re.sub(rf"[\[(（]?\s*{re.escape(clause)}\s*[\])）]?", " ", text, flags=re.IGNORECASE)
    return text
