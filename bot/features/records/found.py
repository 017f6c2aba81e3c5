"""What is looked for among notes and what is found: the criteria, the line that matched, a page of results."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.features.records.lines import NoteLine
    from bot.features.records.notes import Party

PAGE = 10
"""Notes shown at once."""
AROUND = 100
"""Characters of a line shown on either side of the word."""
WORDS_LIMIT = 100
"""Characters that may be searched for."""

ANSWER = "answer"
"""Where a line stands that is of no block: in what somebody answered to the note."""


@dataclass(frozen=True)
class Criteria:
    """What somebody looks for. `words` empty: list the notes. `person_id` 0, `kind` and `cycle_id` empty: any."""

    words: str = ""
    person_id: int = 0
    kind: str = ""
    cycle_id: str = ""
    offset: int = 0

    @property
    def older(self) -> Criteria:
        """The same for the next page."""
        return replace(self, offset=self.offset + PAGE)

    def __str__(self) -> str:
        """Return what a button or a form carries."""
        return json.dumps(asdict(self), ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def parse(cls, carried: str) -> Criteria:
        """Read what a button or a form carried; what is nothing of ours asks for everything."""
        try:
            given = json.loads(carried)
            return cls(
                words=str(given["words"])[:WORDS_LIMIT],
                person_id=int(given["person_id"]),
                kind=str(given["kind"]),
                cycle_id=str(given["cycle_id"]),
                offset=max(int(given["offset"]), 0),
            )
        except (ValueError, TypeError, KeyError):
            return cls()


@dataclass(frozen=True)
class Excerpt:
    """A line with the words looked for: what stands before them, they, and what follows.

    `block` is the name of the block it stands in, or ANSWER.
    """

    block: str
    before: str
    match: str
    after: str


@dataclass(frozen=True)
class Facts:
    """What HR may know of a talk without its words."""

    acknowledged: bool
    disputes: int
    steps: int
    steps_done: int


@dataclass(frozen=True)
class Hit:
    """A note that was found, and where. `facts`: all the reader may know of it, when they may not open it.

    `read_as`: what the reader is to the note when they are neither of its two people and read a line of it.
    """

    line: NoteLine
    employee: Party
    version: int
    excerpt: Excerpt | None = None
    facts: Facts | None = None
    read_as: str = ""


@dataclass(frozen=True)
class Page:
    """A page of results, and what else could be chosen. `cycles` are names by language, by id."""

    criteria: Criteria
    hits: tuple[Hit, ...]
    more: bool
    people: tuple[Party, ...] = ()
    kinds: tuple[str, ...] = ()
    cycles: Mapping[str, Mapping[str, str]] | None = None


def pattern_of(words: str) -> re.Pattern[str] | None:
    """Return what finds these words in either case, whatever space is between them; None for none."""
    parts = words.split()
    return re.compile(r"\s+".join(map(re.escape, parts)), re.IGNORECASE) if parts else None


def excerpt(block: str, text: str, pattern: re.Pattern[str]) -> Excerpt | None:
    """Return the line of `text` where the pattern first matches, cut to what is near it; None when it does not."""
    found = pattern.search(text)
    if found is None:
        return None
    start = text.rfind("\n", 0, found.start()) + 1
    end = text.find("\n", found.end())
    before, after = text[start : found.start()], text[found.end() : end if end >= 0 else len(text)]
    if len(before) > AROUND:
        before = "…" + before[-AROUND:]
    if len(after) > AROUND:
        after = after[:AROUND] + "…"
    return Excerpt(block, before, found[0], after)
