"""The words, numbers and signs of a sentence, so that two ways of writing the same thing compare as equal.

Width (`％` and `%`), case, a plural's s and the way a number is written (十个工作日, 10 个工作日, ten working days)
make no difference; every other difference is one.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from itertools import zip_longest

from prompts.model_words import load_model_words

_HAN = "\u3400-\u9fff"
_NUMERALS = "零〇一二两三四五六七八九十百千万"
_COUNTED = "个|天|日|月|年|周|次|项|分|级|人|位|条|倍|小时|元|%|版|岁|名"
_TOKEN = re.compile(
    r"(?P<clause>(?<![a-z0-9])[a-z][a-z0-9]{0,15}-[0-9]{1,3}(?:\.[0-9]{1,3})*(?![0-9]))"
    r"|(?P<number>[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?)"
    rf"|百分之(?P<share>[{_NUMERALS}]{{1,12}}|[0-9]+(?:\.[0-9]+)?)"
    rf"|(?P<numeral>(?:(?<=第)[{_NUMERALS}]{{1,12}})|(?:[{_NUMERALS}]{{1,12}}(?={_COUNTED})))"
    r"|(?P<percent>%|\bper\s?cent\b)"
    r"|(?P<word>[^\W\d_\u3400-\u9fff]+(?:'[a-z]+)?)"
    rf"|(?P<han>[{_HAN}])"
    r"|(?P<sign>[±+=÷×<>≤≥]|(?<![\w.])[-\u2212](?=[0-9]))"
)
_SAME = str.maketrans(
    {"’": "'", "‘": "'", "“": '"', "”": '"', "‐": "-", "‑": "-", "–": "-", "—": "-", "−": "-"}
)
_DIGITS = {numeral: value for value, numeral in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_SCALES = {"十": 10, "百": 100, "千": 1000}
_WORDS = load_model_words()


@dataclass(frozen=True)
class Token:
    """One unit of meaning. `kind` is clause, number, percent, word, han or sign.

    `joined`: a Chinese character written directly after another one, so that both may be one word.
    """

    kind: str
    value: str
    joined: bool = field(default=False, compare=False)

    @property
    def is_exact(self) -> bool:
        """Whether its neighbours belong to it: a number says nothing without what it counts."""
        return self.kind in {"number", "percent", "sign", "clause"}

    @property
    def turns(self) -> bool:
        """Whether leaving it out may turn what is said."""
        return self.value in _WORDS.turning or self.kind == "sign"


def plain(text: str) -> str:
    """Return a text in one width, case and kind of quotation mark and dash."""
    return unicodedata.normalize("NFKC", text).translate(_SAME).casefold()


def tokens(text: str) -> tuple[Token, ...]:
    """Return what a text says, without what says nothing."""
    found: list[Token] = []
    han_ended = -1
    for match in _TOKEN.finditer(plain(text)):
        kind = str(match.lastgroup)
        joined = kind == "han" and match.start() == han_ended
        if kind == "han":
            han_ended = match.end()
        if kind == "share":
            found += [_number(match["share"]), Token("percent", "%")]
        elif kind in {"number", "numeral"}:
            found.append(_number(match[kind]))
        elif kind == "percent":
            found.append(Token("percent", "%"))
        elif kind == "word":
            found.append(_word(match["word"]))
        else:
            found.append(Token(kind, match[kind], joined))
    return tuple(token for token in found if token.value not in _WORDS.nothing_said)


def exact(text: str) -> frozenset[str]:
    """Return every number, percentage (`10%`) and clause id a text names."""
    found = tokens(text)
    return frozenset(
        f"{token.value}%" if after is not None and after.kind == "percent" else token.value
        for token, after in zip_longest(found, found[1:])
        if token is not None and token.kind in {"number", "clause"}
    )


def share_of_han(text: str) -> float:
    """Return how much of what is written is Chinese, 0 to 1; a Latin word counts as much as a character."""
    written = [token for token in tokens(text) if token is not None and token.kind in {"word", "han"}]
    return sum(token.kind == "han" for token in written) / len(written) if written else 0.0


def _word(word: str) -> Token:
    if word in _WORDS.numbers:
        return Token("number", str(_WORDS.numbers[word]))
    bare = word.removesuffix("'s")
    return Token("word", bare[:-1] if len(bare) > 3 and bare.endswith("s") else bare)  # noqa: PLR2004 - "its", "was"


def _number(written: str) -> Token:
    if written[0].isascii():
        whole, _, fraction = written.replace(",", "").partition(".")
        exact_value = f"{whole.lstrip('0') or '0'}.{fraction.rstrip('0')}"
        return Token("number", exact_value.rstrip("."))
    return Token("number", str(_numeral(written)))


def _numeral(written: str) -> int:
    """Return the value of a Chinese numeral below 100 million; positional ones (二〇二六) are read digit by digit."""
    if not set(written) & {*_SCALES, "万"}:
        return int("".join(str(_DIGITS[numeral]) for numeral in written))
    total = part = digit = 0
    for numeral in written:
        if numeral == "万":
            total, part, digit = (total + part + digit) * 10_000, 0, 0
        elif numeral in _SCALES:
            part, digit = part + (digit or 1) * _SCALES[numeral], 0
        else:
            digit = _DIGITS[numeral]
    return total + part + digit
