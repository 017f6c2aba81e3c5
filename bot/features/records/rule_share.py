"""What a copy of somebody's records holds of the rule book: what they asked, what HR said, what they did for HR."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True)
class ClausePlace:
    """A clause of one version that an answer stood on."""

    document: str
    version: str
    clause: str


@dataclass(frozen=True)
class AskedRule:
    """A question about the rules. `outcome` is what became of it, `opinion` their `up` or `down`, or empty.

    `understood` is the question as it was looked up, `sentences` what a model put together and code checked.
    """

    at: datetime
    place: str
    words: str
    understood: str
    outcome: str
    topic: str
    clauses: tuple[ClausePlace, ...]
    sentences: tuple[str, ...]
    opinion: str


@dataclass(frozen=True)
class SentToHr:
    """A question they sent to HR, and the answer. `by` is who answered, `entry` what it became in the FAQ."""

    at: datetime
    words: str
    answered_at: datetime | None
    by: str
    answer: str
    entry: str


@dataclass(frozen=True)
class Reply:
    """An answer they gave as HR, without who asked and what: that is the asker's. The draft is theirs."""

    at: datetime
    question: str
    answer: str
    outcome: str
    entry: str


@dataclass(frozen=True)
class BookStep:
    """One thing they did with the rule book as HR."""

    at: datetime
    kind: str
    what: str
    version: str


@dataclass(frozen=True)
class NoticeCopy:
    """An announcement that went to them. `answer` is `none` (nothing was asked), `waiting`, `received` or silence.

    `receipts` are when they confirmed which version, in which language; `role` is what they were to it.
    """

    at: datetime
    title: str
    role: str
    version: int
    answer: str
    receipts: tuple[tuple[datetime, int, str], ...] = ()


@dataclass(frozen=True)
class AnnouncedStep:
    """One thing they did with an announcement as HR."""

    at: datetime
    act: str
    title: str


@dataclass(frozen=True)
class CycleStep:
    """One thing they did to a performance cycle as HR, and the reason they gave."""

    at: datetime
    kind: str
    cycle: str
    phase: str
    reason: str


@dataclass(frozen=True)
class RuleShare:
    """Everything of the rule book, of steering cycles by it, and of what HR announced, that is somebody's own."""

    asked: tuple[AskedRule, ...] = ()
    sent: tuple[SentToHr, ...] = ()
    replies: tuple[Reply, ...] = ()
    steps: tuple[BookStep, ...] = ()
    notices: tuple[NoticeCopy, ...] = ()
    announced: tuple[AnnouncedStep, ...] = ()
    cycle_steps: tuple[CycleStep, ...] = ()

    @property
    def words(self) -> frozenset[str]:
        """Every word in it that is sealed under their key."""
        asked = {words for each in self.asked for words in (each.words, each.understood, *each.sentences)}
        sent = {words for each in self.sent for words in (each.words, each.answer)}
        replies = {words for each in self.replies for words in (each.question, each.answer)}
        return frozenset(asked | sent | replies | {step.reason for step in self.cycle_steps if step.reason})
