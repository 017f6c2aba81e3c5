"""What can be said in numbers about a question and the clauses found for it, and the sentences that would be quoted."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from knowledge.concepts import meant, speaks_of
from knowledge.sentences import Span, plain, sentences
from knowledge.translation import renamed, synonyms, translations
from knowledge.words import language_of, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from knowledge.passages import Passage
    from knowledge.ranking import Match, Sight

_READ = 3
"""Clauses read word by word."""
_RENAMED = 0.92
"""How near a word of the question is to another name the glossary has for it; the same word is about .95."""
_QUOTED = 2
"""Sentences quoted at most."""
_NEAR = 0.8
"""A second sentence is quoted when it is worth this share of the best."""

_BESIDE = 0.5
"""How far above the field, against the best clause, another one must stand to be quoted beside it."""
_FIELD = 5
"""The place whose total stands for the field: clauses that merely have something to do with the question."""

_ASKED = {
    "number": re.compile(
        r"\bhow (?:many|much|long|large|big|high|old|often|soon|early|fast|quickly|far)\b|\bpercent"
        r"|\bwhat (?:share|number)"
        r"|\b(?:maximum|minimum|at most|at least|ceiling|limit)\b|多少|多久|多长|多大|几|上限|下限|最多|最少|比例|标准是",
        re.IGNORECASE,
    ),
    "date": re.compile(
        r"\bwhen\b|\bwhat (?:date|day|time)\b|\bwhich (?:day|month|week)|\b(?:deadline|due date|until|by what|last day)\b"
        r"|什么时候|何时|时间|日期|期限|截止|最迟|哪天|几号",
        re.IGNORECASE,
    ),
    "person": re.compile(
        r"\bwho(?:m|se)?\b|\bwhich (?:team|department|office)\b|谁|由哪|哪个部门|哪些人|何人", re.IGNORECASE
    ),
}
_HAS = {
    "number": re.compile(
        r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|thirty|half|twice|once|no|none|every)\b"
        r"|[一二三四五六七八九十百千两半倍]",
        re.IGNORECASE,
    ),
    "date": re.compile(
        r"\d|\b(?:day|week|month|year|quarter|date|before|after|until|within|end|start|january|february|march|april|may"
        r"|june|july|august|september|october|november|december)s?\b|日|月|年|天|前|后|期",
        re.IGNORECASE,
    ),
    "person": re.compile(
        r"\b(?:manager|supervisor|committee|panel|hr|officer|office|department|team|employee|staff|head|ceo|director"
        r"|specialist|partner|contact|anyone|everyone|both|person|people|owner)s?\b|@|部门|委员会|机关|机构|主管|领导|人员|小组|负责|本人|单位|上级",
        re.IGNORECASE,
    ),
}

_WHO_SEES = re.compile(
    r"\bwho(?:m|ever| else)?\b[^.?!]{0,20}\b(?:sees?|reads?|views?|looks? at|knows?|gets? to see|access|visible)\b"
    r"|\bvisible to whom\b|(?:谁|哪些人|何人)[^。？?]{0,8}(?:看|查阅|见|知道)|对谁可见",
    re.IGNORECASE,
)
_LIMITS_SIGHT = re.compile(
    r"\bvisible (?:only )?to\b|\bconfidential|\bnot (?:be )?(?:disclosed|made public)\b"
    r"|[仅只][^。；]{0,30}可(?:见|查)|保密|不公开|不得(?:泄露|公开|披露|外传)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Facts:
    """Numbers by name, and the sentences that would be quoted, the best first."""

    values: dict[str, float]
    quotes: tuple[tuple[Passage, Span], ...]


def facts(question: str, sight: Sight, matches: Sequence[Match]) -> Facts:
    """Return what there is to weigh; `matches` has at least one."""
    language, best = language_of(question), matches[:_READ]
    read = [
        one.known_by(_otherwise(question, match.passage), _RENAMED)
        for match, one in zip(best, sight.read(question, [one.passage for one in best]), strict=False)
        if len(one.near)
    ]
    answering = [best[0], *(one for one in best[1:] if _answers_too(question, one, matches))]
    answering += _limiting_sight(question, answering, matches)
    quotes = tuple(quote for one in answering for quote in _quotes(question, sight, one))
    values = {
        "stands out": matches[0].total - _field(matches),
        "meaning": matches[0].meaning,
        "words": max(one.words for one in best),
        "covered": max(_covered(question, sight, one.passage) for one in best),
        "spoken of": _spoken_of(question, best[0].passage),
        "lacks": _lacks(question, best[0].passage),
        "chinese": float(language == "zh"),
        "other language": float(best[0].passage.language != language),
    }
    if read:
        closest = max(read, key=lambda one: float(one.near[one.telling].mean()))
        values |= {
            "read": max(float(one.near.mean()) for one in read),
            "least read": max(_ends(one.near)[0] for one in read),
            "uneven": _unevenness(closest.near[closest.telling]),
            "length": float(np.log1p(closest.telling.sum())),
        }
    return Facts(values, quotes)


def _otherwise(question: str, passage: Passage) -> list[tuple[int, int]]:
    """Return from where to where the question stands for something that a clause says by another name."""
    text = f"{passage.title} {passage.text}"
    said = frozenset(words(text))
    return renamed(question, text) + [one.place for one in meant(question) if speaks_of(said, one.concept)]


def _spoken_of(question: str, passage: Passage) -> float:
    """Return which share of what the question speaks of the clause has a term for; 0.5 where nothing is known of it."""
    of_what = meant(question)
    if not of_what:
        return 0.5
    said = frozenset(words(f"{' '.join(passage.path)} {passage.title} {plain(passage.text)}"))
    return sum(one.sure for one in of_what if speaks_of(said, one.concept)) / sum(one.sure for one in of_what)


def _ends(row: NDArray[np.float32]) -> tuple[float, float]:
    """Return how near the clause comes to the third of the words it is least near to, and to the nearest third."""
    third = max(1, len(row) // 3)
    ordered = np.sort(row)
    return float(ordered[:third].mean()), float(ordered[-third:].mean())


def _unevenness(row: NDArray[np.float32]) -> float:
    """Return how much nearer the nearest third is: where one word of many is missing, the others often stand there."""
    low, high = _ends(row)
    return high - low


def _covered(question: str, sight: Sight, passage: Passage) -> float:
    """Return which share of what is asked, the rare words counting more, the clause says in some form."""
    asked = tuple(dict.fromkeys(words(question)))
    if not asked:
        return 0.0
    said = set(words(f"{' '.join(passage.path)} {passage.title} {plain(passage.text)}"))
    rarity = {word: sight.lexicon.rarity(word) for word in asked}
    return sum(weight for word, weight in rarity.items() if word in said) / sum(rarity.values())


def _lacks(question: str, passage: Passage) -> float:
    """Return 1 when the question asks for a number, a date or somebody and the clause has none, else 0."""
    asked = [kind for kind, sign in _ASKED.items() if sign.search(question)]
    return float(not all(_HAS[kind].search(passage.text) for kind in asked))


def _field(matches: Sequence[Match]) -> float:
    return matches[min(_FIELD, len(matches) - 1)].total


def _answers_too(question: str, other: Match, matches: Sequence[Match]) -> bool:
    """Return whether a clause carries the rest of an answer.

    It stands nearly as high as the best, in the same chapter, and the question asks when or who: a procedure has
    several days and people, each in a clause of its own, where an amount has one.
    """
    best = matches[0]
    kinds = [kind for kind in ("date", "person") if _ASKED[kind].search(question)]
    return (
        bool(kinds)
        and other.total - _field(matches) >= _BESIDE * (best.total - _field(matches))
        and other.passage.document == best.passage.document
        and other.passage.version == best.passage.version
        and other.passage.path[:-1] == best.passage.path[:-1]
        and all(_HAS[kind].search(other.passage.text) for kind in kinds)
    )


def _limiting_sight(question: str, answering: Sequence[Match], matches: Sequence[Match]) -> list[Match]:
    """Return the clause of the same rules that says to whom things are shown at all, when that is asked.

    Who sees one thing is answered by its own clause and by the one on confidentiality, wherever that stands.
    """
    if not _WHO_SEES.search(question):
        return []
    best = matches[0].passage
    return [
        one
        for one in matches[1:]
        if one not in answering
        and one.passage.document == best.document
        and one.passage.version == best.version
        and _LIMITS_SIGHT.search(f"{one.passage.title} {one.passage.text}")
        and _HAS["person"].search(one.passage.text)
    ][:1]


def _quotes(question: str, sight: Sight, match: Match) -> tuple[tuple[Passage, Span], ...]:
    """Return the sentences of one clause that come nearest to an answer, in the order they are worth."""
    places = sentences(match.passage.text)
    if not places:
        return ()
    worth = [_worth(question, match.passage.text[place.start : place.end]) for place in places]
    near = sight.sentences_near(match.number, question)
    if len(near) == len(places):
        spread = float(near.max() - near.min()) or 1.0
        worth = [own + float(each - near.min()) / spread for own, each in zip(worth, near, strict=True)]
    order = sorted(range(len(places)), key=lambda at: (-worth[at], at))
    chosen = [at for at in order[:_QUOTED] if worth[at] >= _NEAR * worth[order[0]]]
    return tuple((match.passage, places[at]) for at in chosen)


def _worth(question: str, sentence: str) -> float:
    asked, said = set(words(question)), set(words(plain(sentence)))
    for ways in (synonyms(question), *translations(question)):
        asked |= {word for way in ways for word in way if word in said}
    share = len(asked & said) / (len(set(words(question))) or 1)
    kinds = [kind for kind, sign in _ASKED.items() if sign.search(question)]
    has = sum(bool(_HAS[kind].search(sentence)) for kind in kinds) / len(kinds) if kinds else 0.0
    return min(1.0, share) + 0.5 * has
