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

    `verdict`: whether its evidence may count; None for what is no evidence.
    """

    on: date
    moment: Moment
    note_id: str
    note_kind: str
    who: Party | None = None
    text: str = ""
    quote: str = ""
    verdict: Verdict | None = None


@dataclass(frozen=True)
class Timeline:
    """A person's cycle as one reader sees it. `closes`: the last day of its manager review.

    `cycles` are the names of all there are, by id and language.
    """

    employee: Party
    mine: bool
    cycle_id: str
    closes: date | None
    entries: tuple[Entry, ...]
    cycles: Mapping[str, Mapping[str, str]]
