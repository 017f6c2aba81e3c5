"""Words as the index compares them: English by its stems, Chinese by its characters and pairs of them."""

from __future__ import annotations

import re
import threading
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import Stemmer

if TYPE_CHECKING:
    from collections.abc import Iterator

_RUN = re.compile(r"(?P<han>[㐀-鿿]+)|(?P<word>[^\W_]+(?:['.][^\W_]+)*)")
_HAN = re.compile(r"[㐀-鿿]")

# Words that say how something is asked, never what about.
_EMPTY = frozenset(
    word
    for line in (
        "a an the of to in on at for by with from as is are was were be been being am do does did done",
        "have has had i me my mine we us our you your he she him her his they them their it its this that",
        "these those there here what which who whom whose when where why how can could may might must",
        "shall should will would and or but if so than then too very just into up out over about any some",
        "such each get got s t ll re ve d m",
    )
    for word in line.split()
)
# When something happened to whoever asks; rules are not about one month.
_WHEN = frozenset(
    word
    for line in (
        "january february march april may june july august september october november december",
        "monday tuesday wednesday thursday friday saturday sunday",
    )
    for word in line.split()
)
_EMPTY_HAN = frozenset(
    "的了吗呢是在和与或及有我你他她它们这那个什么怎样如何哪多少几能可以要会应当由对为被把给等其之于并也都就吧啊"
)

_stemmer = Stemmer.Stemmer("english")
_stemming = threading.Lock()


def language_of(text: str) -> str:
    """Return "zh" for a text with Chinese characters in it (a name in Latin letters changes nothing), else "en"."""
    han = len(_HAN.findall(text))
    return "zh" if han and han * 3 >= len(re.findall(r"[A-Za-z]+", text)) else "en"


def words(text: str) -> tuple[str, ...]:
    """Return the words of a text, in order, repeated as they are."""
    return tuple(_words(text))


@dataclass(frozen=True)
class Placed:
    """The stem of an English word, from where to where it stands, and whether it says what a text is about."""

    stem: str
    place: tuple[int, int]
    tells: bool


def placed(text: str) -> tuple[Placed, ...]:
    """Return all English words of a text, those that say nothing too."""
    runs = _RUN.finditer(text.lower().replace("’", "'"))
    said = ((run["word"].removesuffix("'s"), run.span()) for run in runs if run["word"])
    return tuple(Placed(stem(word), place, word not in _EMPTY) for word, place in said)


def telling(text: str) -> tuple[tuple[int, int], ...]:
    """Return from where to where the words stand that say what is asked about; all of it when none does."""
    return spoken(text) or ((0, len(text)),)


def spoken(text: str) -> tuple[tuple[int, int], ...]:
    """Return the same places; none where no word says anything."""
    return tuple(_telling(text))


def _telling(text: str) -> Iterator[tuple[int, int]]:
    for run in _RUN.finditer(text.lower().replace("’", "'")):
        if run["han"]:
            places = enumerate(run["han"], start=run.start())
            yield from ((at, at + 1) for at, sign in places if sign not in _EMPTY_HAN)
        elif run["word"].removesuffix("'s") not in _EMPTY | _WHEN:
            yield run.span()


def _words(text: str) -> Iterator[str]:
    for run in _RUN.finditer(text.lower().replace("’", "'")):
        if han := run["han"]:
            yield from (sign for sign in han if sign not in _EMPTY_HAN)
            pairs = (han[at : at + 2] for at in range(len(han) - 1))
            yield from (pair for pair in pairs if not _EMPTY_HAN.issuperset(pair))
        elif (word := run["word"].removesuffix("'s")) not in _EMPTY:
            yield stem(word)


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Return an English word's stem; what is not English stays as it is."""
    # The stemmer keeps a buffer of its own, which two threads must not share.
    with _stemming:
        return str(_stemmer.stemWord(word))


def is_han(word: str) -> bool:
    """Return whether there is a Chinese character in a word."""
    return _HAN.search(word) is not None


@lru_cache
def english() -> frozenset[str]:
    """Return thirty thousand words of English, as a model's vocabulary has them: whole ones, in small letters."""
    pieces = (Path(__file__).parent / "wordpieces.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(piece for piece in pieces if piece.isascii() and piece.isalpha())
