"""Text into sentences, and a sentence into its language (specification 2.2, steps 1 to 3).

Everything here works on the NFKC form, so what is quoted back is a substring of that form.
"""

import re
import unicodedata
from collections.abc import Iterator

from bot.features.check_ins.wording.lexicon import Language, Lexicon

# A sentence is Chinese when Han characters make up this share of Han + Latin letters / 4.
_HAN_SHARE = 0.30
_LETTERS_PER_HAN = 4
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0002fa1f]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
_WORD = re.compile(r"[^\W_]")
# The first alternative steps over addresses, whose "?" and "." end nothing.
_END = re.compile(
    r"https?://[\w\-.~:/?#@!$&'()*+,;=%]*[\w/]|[。!?;\n]+[\"'”’」』)]{0,3}|\.[\"'”’」』)]{0,3}(?=\s|$)"
)
_LOOK_BACK = 12
_LIST_NUMBER = re.compile(r"\s*\d{1,2}")
_LAST_WORD = re.compile(r"[A-Za-z.]{1,10}$")


def normalise(text: str) -> str:
    """Return the NFKC form: full-width signs become half-width, the Chinese full stop stays."""
    return unicodedata.normalize("NFKC", text)


def split(text: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Cut normalised text into trimmed sentences, each with its closing sign.

    A full stop ends a sentence before a blank or the end, unless it closes an abbreviation or numbers a list.
    A stretch without a letter or a digit, an emoji for example, is no sentence.
    """
    pieces = (text[start:end].strip() for start, end in _bounds(text, lexicon))
    return tuple(piece for piece in pieces if _WORD.search(piece))


def language_of(text: str, lexicon: Lexicon) -> Language:
    """Return the language a sentence is mainly written in."""
    han, latin = _weigh(text)
    total = han + latin / _LETTERS_PER_HAN
    script = "han" if total and han / total >= _HAN_SHARE else "latin"
    candidates = [language for language in lexicon.languages if language.script == script]
    if not candidates:
        return lexicon.languages[0]
    if len(candidates) == 1:
        return candidates[0]
    words = text.casefold().split()
    return max(candidates, key=lambda language: _function_words(words, language))


def languages_in(text: str, lexicon: Lexicon) -> tuple[Language, ...]:
    """Return the main language first, then those whose script the sentence also uses."""
    main = language_of(text, lexicon)
    han, latin = _weigh(text)
    amount = {"han": han, "latin": latin}
    others = (other for other in lexicon.languages if other.script != main.script and amount[other.script])
    return (main, *others)


def count_words(text: str) -> int:
    """Return the number of blank-separated words that hold a letter or a digit."""
    return sum(1 for word in text.split() if _WORD.search(word))


def count_characters(text: str) -> int:
    """Return the number of letters, Han characters and digits."""
    return sum(1 for _ in _WORD.finditer(text))


def _bounds(text: str, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    start = 0
    for end in _END.finditer(text):
        if end[0].startswith("http") or (
            end[0].startswith(".") and not _closes(text, start, end.start(), lexicon)
        ):
            continue
        yield start, end.end()
        start = end.end()
    yield start, len(text)


def _closes(text: str, start: int, stop: int, lexicon: Lexicon) -> bool:
    # A list number is at most three characters, so longer openings need no look.
    if stop - start < _LOOK_BACK and _LIST_NUMBER.fullmatch(text, start, stop):
        return False
    word = _LAST_WORD.search(text[max(start, stop - _LOOK_BACK) : stop])
    if word is None:
        return True
    last = word[0].casefold()
    before_digit = text[stop + 1 : stop + 3].strip()[:1].isdigit()
    for language in lexicon.languages:
        section = language.section("sentence")
        if last in section["abbreviations"] or (before_digit and last in section["before_digit"]):
            return False
    return True


def _weigh(text: str) -> tuple[int, int]:
    return sum(1 for _ in _HAN.finditer(text)), sum(1 for _ in _LATIN.finditer(text))


def _function_words(words: list[str], language: Language) -> int:
    known = frozenset(language.section("sentence")["function_words"])
    return sum(1 for word in words if word in known)
