"""An appeal as those see it who may: what was said, who hears it, and what is awaited from whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime
    from decimal import Decimal

    from bot.features.appeals.rules import Decision, Ground, State


@dataclass(frozen=True)
class Person:
    """Somebody in an appeal."""

    number: int
    name: str


@dataclass(frozen=True)
class Proposed:
    """A decision that waits for signatures, or has them. `step` is what a signature names."""

    step: int
    decision: Decision
    by: Person
    at: datetime
    signed: tuple[Person, ...]


@dataclass(frozen=True)
class AppealView:
    """An appeal as one reader sees it. `may_…` is what this reader may do with it now.

    `reasons` and `colleague` are the appellant's words; `decided` are the decisions that were made, first to last,
    and `proposal` the one that waits. `result` is the released result and its band, `room` how far it may be raised.
    """

    id: str
    own: bool
    appellant: Person
    cycle: str
    grounds: tuple[Ground, ...]
    state: State
    late: bool
    reasons: str
    evidence: str
    colleague: str
    filed_at: datetime
    due_on: date
    result: str
    band: str
    hearers: tuple[Person, ...]
    decided: tuple[Decision, ...]
    proposal: Proposed | None
    to_panel: str
    room: Decimal
    may_withdraw: bool = False
    may_go_on: bool = False
    may_take_on: bool = False
    may_name: bool = False
    may_propose: bool = False
    may_sign: bool = False


@dataclass(frozen=True)
class ToFile:
    """What the form needs by which an appeal is filed: the lines to name, and until when; `late`: it is over."""

    cycle: str
    codes: tuple[str, ...]
    until: date
    late: bool


@dataclass(frozen=True)
class Deadline:
    """How one's own affair stands: an appeal under way, or until when one may file; `day` None: nothing to appeal."""

    state: State | None
    day: date | None
    cycle: str
    late: bool = False


@dataclass(frozen=True)
class OnHome:
    """What Home shows of appeals: one's own, and those that wait for the reader."""

    own: tuple[AppealView, ...]
    waiting: tuple[AppealView, ...]
