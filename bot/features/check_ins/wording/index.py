"""The private coaching index and its at most two hints (specification 2.3)."""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from bot.features.check_ins.wording.lexicon import Lexicon
from bot.features.check_ins.wording.questions import question_kind
from bot.features.check_ins.wording.reading import UNCLEAN, Reading, Sentence, Signal, open_share
from bot.features.check_ins.wording.sentences import language_of
from bot.features.check_ins.wording.signals import read

# Weights of 2.3, in the order that decides between equal gaps.
WEIGHTS = {"voice": 15, "action": 20, "evidence": 25, "behaviour": 15, "open": 10, "forward": 10, "clean": 5}
MOST_HINTS = 2
# From these values on a component gives no hint; the others must be 1. Evidence is fine when "specific".
_FINE = {"behaviour": 0.70, "open": 0.60}
_FORWARD_BEST = (0.25, 0.75)
_FORWARD_FAIR = (0.10, 0.90)
# Which wording a "clean" hint names when there are several kinds.
_GRAVEST_FIRST: tuple[Signal, ...] = ("sensitive", "verdict", "peer", "absolute")


@dataclass(frozen=True)
class Hint:
    """A private hint: ``key`` names the words in the catalog, ``quote`` is from the text (NFKC form)."""

    key: str
    quote: str | None = None
    category: str | None = None


@dataclass(frozen=True)
class CoachingIndex:
    """The components from 0 to 1, None where not defined, and the index from 0 to 100.

    For the author's eyes only, and never as a number to anybody else.
    """

    evidence: float | None
    behaviour: float | None
    voice: float | None
    action: float | None
    forward: float | None
    open: float | None
    clean: float | None
    forward_ratio: float | None
    index: int
    hints: tuple[Hint, ...]


def coaching_index(
    note_text: str,
    questions: Sequence[str],
    lexicon: Lexicon,
    participants: Sequence[str] = (),
    *,
    voice: bool | None = None,
) -> CoachingIndex:
    """Return the index of a note and the questions its author planned or reported asking.

    ``voice`` is what the VOICE slot says: True filled, False "not discussed", None left to the text.
    An empty note has the index 0 and no hints.
    """
    reading = read(note_text, lexicon, participants)
    asked = (*reading.questions, *_asked(questions, lexicon, participants))
    values = _components(reading, asked, voice=voice)
    known = {name: value for name, value in values.items() if value is not None}
    weight = sum(WEIGHTS[name] for name in known)
    total = sum(WEIGHTS[name] * value for name, value in known.items())
    return CoachingIndex(
        **values,
        forward_ratio=reading.forward,
        index=_half_up(100 * total / weight) if weight else 0,
        hints=hints(reading, asked, values),
    )


def hints(reading: Reading, asked: Sequence[Sentence], values: dict[str, float | None]) -> tuple[Hint, ...]:
    """Return at most two hints, the largest weighted gap first, then what the weights leave out.

    A component that is fine by its chip (evidence "specific", behaviour 0.70, open 0.60) gives no hint.
    """
    gaps = [(WEIGHTS[name] * (1 - value), name) for name, value in values.items() if value is not None]
    order = list(WEIGHTS)
    ranked = sorted((gap for gap in gaps if gap[0] > 0), key=lambda gap: (-gap[0], order.index(gap[1])))
    wanted = [hint for _, name in ranked if (hint := _hint(name, reading, asked, values))]
    if any(value is not None for value in values.values()):
        quoted = {hint.quote for hint in wanted if hint.quote}
        wanted += [hint for hint in _further(reading) if hint.quote not in quoted]
    return tuple(wanted[:MOST_HINTS])


def length(reading: Reading, lexicon: Lexicon) -> Literal["short", "ample", "long"]:
    """Return how long a debrief is by the bounds of its language; longer earns nothing (Q14)."""
    bounds = language_of(reading.text, lexicon).section("length")
    amount = reading.words if bounds["counted"] == "words" else reading.characters
    if amount < bounds["least"]:
        return "short"
    return "ample" if amount <= bounds["most"] else "long"


def _asked(questions: Iterable[str], lexicon: Lexicon, participants: Sequence[str]) -> Iterator[Sentence]:
    for question in questions:
        sentences = read(question, lexicon, participants).sentences
        marked = [sentence for sentence in sentences if sentence.kind == "question"]
        if marked:
            yield from marked
        elif sentences:
            # "Tell me about the launch." asks without a question mark.
            first = sentences[0]
            kind = question_kind(first.text, lexicon)
            yield Sentence(first.text, first.language, "question", first.elements, first.flags, question=kind)


def _components(
    reading: Reading, asked: tuple[Sentence, ...], *, voice: bool | None
) -> dict[str, float | None]:
    if not reading.sentences:
        return dict.fromkeys(("evidence", "behaviour", "voice", "action", "forward", "open", "clean"))
    return {
        "evidence": reading.evidence,
        "behaviour": reading.behaviour,
        "voice": float(reading.voice if voice is None else voice),
        "action": reading.action,
        "forward": _forward_fit(reading.forward),
        "open": open_share(asked),
        "clean": reading.clean,
    }


def _forward_fit(ratio: float | None) -> float | None:
    if ratio is None:
        return None
    if _FORWARD_BEST[0] <= ratio <= _FORWARD_BEST[1]:
        return 1.0
    return 0.5 if _FORWARD_FAIR[0] <= ratio <= _FORWARD_FAIR[1] else 0.0


def _half_up(value: float) -> int:
    # A sum of binary fractions may fall a hair short of a half.
    return math.floor(round(value, 9) + 0.5)


def _hint(
    name: str, reading: Reading, asked: Sequence[Sentence], values: dict[str, float | None]
) -> Hint | None:
    if (values[name] or 0.0) >= _FINE.get(name, 1.0):
        return None
    match name:
        case "evidence":
            hint = _evidence_hint(reading)
        case "behaviour":
            hint = _behaviour_hint(reading)
        case "open":
            hint = _open_hint(asked)
        case "action":
            hint = _action_hint(reading)
        case "forward":
            too_little = (reading.forward or 0.0) < _FORWARD_BEST[0]
            hint = Hint("forward_more" if too_little else "forward_less")
        case "clean":
            hint = _clean_hint(reading)
        case _:
            hint = Hint("voice")
    return hint


def _action_hint(reading: Reading) -> Hint:
    partial = next((s.text for s in reading.sentences if s.action == "partial"), None)
    return Hint("action_owner_date", partial) if partial else Hint("action")


def _evidence_hint(reading: Reading) -> Hint | None:
    if reading.specificity == "specific":
        return None
    vague = next(reading.flags("vague"), None)
    if vague:
        return Hint("evidence", vague[1].words[0])
    thinnest = min(reading.claims, key=lambda claim: claim.points)
    return Hint("evidence", thinnest.text)


def _behaviour_hint(reading: Reading) -> Hint | None:
    for sentence, flag in reading.flags("bare_trait"):
        category = next((other.category for other in sentence.flags if other.signal == "biased"), None)
        return Hint("behaviour", flag.words[0], category)
    return None


def _open_hint(asked: Sequence[Sentence]) -> Hint | None:
    narrow = next((question for question in asked if question.question in ("closed", "leading")), None)
    if narrow is None:
        return None
    return Hint("open_leading" if narrow.question == "leading" else "open", narrow.text)


def _clean_hint(reading: Reading) -> Hint | None:
    for signal in _GRAVEST_FIRST:
        if signal in UNCLEAN and (found := next(reading.flags(signal), None)):
            return Hint(signal, found[1].words[0])
    return None


def _further(reading: Reading) -> Iterator[Hint]:
    """Yield hints without a weight: wording that often carries bias (Q9), promises all theirs (Q6)."""
    for _, flag in reading.flags("biased"):
        yield Hint("biased", flag.words[0], flag.category)
    if reading.action_owners == {"employee"}:
        yield Hint("all_theirs")
