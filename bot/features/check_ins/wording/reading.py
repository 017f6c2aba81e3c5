"""What reading a text yields: its sentences, and the shares the coaching index is made of."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from bot.features.check_ins.wording.owners import Owner
from bot.features.check_ins.wording.questions import QuestionKind
from bot.features.check_ins.wording.sentences import count_characters, count_words

Kind = Literal["question", "action", "voice", "claim"]
Signal = Literal["bare_trait", "vague", "absolute", "verdict", "peer", "sensitive", "biased"]
ActionKind = Literal["full", "partial"]
Specificity = Literal["specific", "partly", "thin"]
# Q10 to Q13: what makes a note less clean, one count per sentence and signal.
UNCLEAN: frozenset[Signal] = frozenset({"absolute", "verdict", "peer", "sensitive"})
_ENOUGH = 2
_STRONG = 3
_SPECIFIC_SHARE = 0.50
_PARTLY_SHARE = 0.25
_ACTION_VALUE = {"full": 1.0, "partial": 0.5}


@dataclass(frozen=True)
class Flag:
    """Wording to check, with the words as they stand in the text. ``category`` only for "biased" (Q9)."""

    signal: Signal
    words: tuple[str, ...]
    category: str | None = None


@dataclass(frozen=True)
class Sentence:
    """One sentence. ``elements``: which of T, B, I, N it holds; ``voice``: it gives the employee's side."""

    text: str
    language: str
    kind: Kind
    elements: frozenset[str] = frozenset()
    flags: tuple[Flag, ...] = ()
    forward: bool = False
    voice: bool = False
    action: ActionKind | None = None
    owners: frozenset[Owner] = field(default=frozenset())
    question: QuestionKind | None = None

    @property
    def points(self) -> int:
        """Return how many kinds of evidence the sentence holds, 0 to 4."""
        return len(self.elements)

    def flagged(self, signal: Signal) -> bool:
        """Tell whether the sentence carries this signal."""
        return any(flag.signal == signal for flag in self.flags)


@dataclass(frozen=True)
class Reading:
    """A text read: ``text`` in NFKC form, its sentences, and shares from 0 to 1. None means not defined."""

    text: str
    sentences: tuple[Sentence, ...]

    @property
    def claims(self) -> tuple[Sentence, ...]:
        """Return the sentences that state something: the denominator of evidence and behaviour."""
        return tuple(sentence for sentence in self.sentences if sentence.kind == "claim")

    @property
    def evidence(self) -> float | None:
        """Return the share of claims with two or more kinds of evidence (Q1)."""
        return _share(sum(claim.points >= _ENOUGH for claim in self.claims), len(self.claims))

    @property
    def specificity(self) -> Specificity | None:
        """Return the word shown for the evidence share."""
        if self.evidence is None:
            return None
        if self.evidence >= _SPECIFIC_SHARE and any(claim.points >= _STRONG for claim in self.claims):
            return "specific"
        return "partly" if self.evidence >= _PARTLY_SHARE else "thin"

    @property
    def behaviour(self) -> float | None:
        """Return observed behaviour against bare traits, b / (b + t) (Q2)."""
        observed = sum("B" in claim.elements and claim.points >= _ENOUGH for claim in self.claims)
        return _share(observed, observed + sum(claim.flagged("bare_trait") for claim in self.claims))

    @property
    def forward(self) -> float | None:
        """Return the share of statements that look ahead (Q4)."""
        statements = [sentence for sentence in self.sentences if sentence.kind != "question"]
        return _share(sum(sentence.forward for sentence in statements), len(statements))

    @property
    def action(self) -> float:
        """Return 1 for a promise with owner and date, 0.5 for less, 0 for none (Q6)."""
        return max((_ACTION_VALUE[s.action] for s in self.sentences if s.action), default=0.0)

    @property
    def action_owners(self) -> frozenset[Owner]:
        """Return who promised something."""
        return frozenset[Owner]().union(*(sentence.owners for sentence in self.sentences))

    @property
    def voice(self) -> bool:
        """Tell whether the employee's side is in the text (Q7)."""
        return any(sentence.voice for sentence in self.sentences)

    @property
    def questions(self) -> tuple[Sentence, ...]:
        """Return the questions asked."""
        return tuple(sentence for sentence in self.sentences if sentence.kind == "question")

    @property
    def clean(self) -> float:
        """Return max(0, 1 - hits / 2) over verdicts, absolutes, comparisons, private matters (Q10 to Q13)."""
        hits = sum(len({flag.signal for flag in s.flags} & UNCLEAN) for s in self.sentences)
        return max(0.0, 1 - hits / 2)

    @property
    def words(self) -> int:
        """Return the length in blank-separated words (Q14, English)."""
        return count_words(self.text)

    @property
    def characters(self) -> int:
        """Return the length in letters and Han characters (Q14, Chinese)."""
        return count_characters(self.text)

    def flags(self, signal: Signal) -> Iterator[tuple[Sentence, Flag]]:
        """Yield every flag of one signal with its sentence, in reading order."""
        return ((s, flag) for s in self.sentences for flag in s.flags if flag.signal == signal)


def open_share(questions: tuple[Sentence, ...]) -> float | None:
    """Return the share of questions that leave room for an answer (Q5)."""
    return _share(sum(q.question in ("open", "open_why") for q in questions), len(questions))


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None
