"""A timeline: what happened between two people in a cycle, in order, and what of it may count in a rating."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from bot.features.records.evidence_use import Verdict
    from bot.features.records.notes import Party


class Moment(StrEnum):
    """What happened; in the order in which things of one day are shown."""

    TALK = "talk"
    SAVED = "saved"
    SHARED = "shared"
    PROMISED = "promised"
    ACKNOWLEDGED = "acknowledged"
    COMMENTED = "commented"
    DISPUTED = "disputed"
    DONE = "done"
    DROPPED = "dropped"


ORDER = {moment: place for place, moment in enumerate(Moment)}


@dataclass(frozen=True)
class Entry:
    """One thing that happened. `text` are its words, if any; `quote` the sentence a dispute is about.

    `verdict`: whether its evidence may count; None for what is no evidence. `shown_on`: since which day, on the
    company's calendar, the employee has had the evidence as it reads now; None when they never had.
    """

    on: date
    moment: Moment
    note_id: str
    note_kind: str
    who: Party | None = None
    text: str = ""
    quote: str = ""
    verdict: Verdict | None = None
    shown_on: date | None = None


@dataclass(frozen=True)
class ReadAs:
    """An edition whose words a timeline shows to somebody beside its two people, and what they are to the note."""

    note_id: str
    version: int
    relation: str


@dataclass(frozen=True)
class Timeline:
    """A person's cycle as one reader sees it. `closes`: the last day of its manager review.

    `last_day`: the last on which what is shared may still count. `outside`: what is read in it of notes somebody
    else wrote about another, for the read log. `cycles` are the names of all there are, by id and language.
    """

    employee: Party
    mine: bool
    cycle_id: str
    closes: date | None
    entries: tuple[Entry, ...]
    cycles: Mapping[str, Mapping[str, str]]
    last_day: date | None = None
    outside: tuple[ReadAs, ...] = ()
