"""A draft of goals as it stands: its lines, who agrees with which, what waits for an answer, how far it is."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from bot.features.goals.lines import Line


class Act(StrEnum):
    """What can be done with a draft."""

    OPEN = "open"
    PUT = "put"
    """Write a line, or write it anew; while the draft is private."""
    REMOVE = "remove"
    SHARE = "share"
    AGREE = "agree"
    PROPOSE = "propose"
    ACCEPT = "accept"
    DECLINE = "decline"
    TAKE_BACK = "take_back"
    COMMENT = "comment"
    CONFIRM = "confirm"
    FIX = "fix"
    """What follows by itself when both have confirmed: whoever manages the employee later, it stays agreed."""
    WITHDRAW = "withdraw"


class State(StrEnum):
    """How far a draft is."""

    PRIVATE = "private"
    SHARED = "shared"
    HALF = "half"
    AGREED = "agreed"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Said:
    """What a step says, as far as its act says anything.

    `mark`: the wording of the line or of the sheet that was before whoever took it. `line` None with PROPOSE: to
    take the line out. OPEN says what the draft began with; `company`: a decision of the company asks for it (PM-2.5).
    """

    code: str = ""
    line: Line | None = None
    mark: str = ""
    proposal: int = 0
    words: str = ""
    lines: tuple[Line, ...] = ()
    unit: str = ""
    tier: str = ""
    company: bool = False


@dataclass(frozen=True, slots=True)
class Move:
    """A step that was taken."""

    number: int
    by: int
    at: datetime
    act: Act
    said: Said


@dataclass(frozen=True, slots=True)
class Proposal:
    """A change that waits for the other side. `old` and `new` None: there was, or will be, no such line."""

    number: int
    by: int
    at: datetime
    code: str
    old: Line | None
    new: Line | None
    reason: str

    @property
    def title(self) -> str:
        """What the line is called, before the change where there was one."""
        line = self.old or self.new
        return line.title if line else self.code


@dataclass(frozen=True, slots=True)
class Comment:
    """What somebody said about a line."""

    by: int
    at: datetime
    code: str
    words: str


@dataclass(frozen=True, slots=True)
class Talk:
    """A draft as it stands. `manager`: who manages the employee now, whose word counts for that side."""

    employee: int
    manager: int | None
    opened_by: int
    effective_from: date
    unit: str = ""
    tier: str = ""
    reason: str = ""
    company: bool = False
    lines: tuple[Line, ...] = ()
    shared: bool = False
    withdrawn: bool = False
    fixed: bool = False
    agreed: Mapping[str, frozenset[int]] = field(default_factory=dict)
    """Who agrees with each line as it is worded now."""
    proposals: tuple[Proposal, ...] = ()
    comments: tuple[Comment, ...] = ()
    confirmed: frozenset[int] = frozenset()
    """Who confirmed the sheet as it is worded now."""
    steps: int = 0

    @property
    def both(self) -> frozenset[int]:
        """The two whose word counts."""
        return frozenset({self.employee} if self.manager is None else {self.employee, self.manager})

    @property
    def state(self) -> State:
        """How far the draft is."""
        if self.fixed:
            return State.AGREED
        if self.withdrawn:
            return State.WITHDRAWN
        if not self.shared:
            return State.PRIVATE
        return State.HALF if self.confirmed & self.both else State.SHARED

    @property
    def complete(self) -> bool:
        """Whether both have confirmed the sheet as it is worded now."""
        return self.manager is not None and self.both <= self.confirmed

    @property
    def over(self) -> bool:
        """Whether nothing more can be done with it."""
        return self.state in {State.AGREED, State.WITHDRAWN}

    @property
    def mark(self) -> str:
        """What knows this wording of the whole sheet again: what both must confirm."""
        whole = [
            self.unit,
            self.tier,
            self.effective_from.isoformat(),
            self.reason,
            [[line.code, line.fields] for line in self.lines],
        ]
        return sha256(json.dumps(whole, ensure_ascii=False).encode()).hexdigest()

    @property
    def orphans(self) -> int:
        """How many lines serve no upper goal."""
        return sum(line.orphan for line in self.lines)

    def line(self, code: str) -> Line | None:
        """Return a line by its code."""
        return next((line for line in self.lines if line.code == code), None)

    def proposal(self, number: int) -> Proposal | None:
        """Return a proposal that waits."""
        return next((each for each in self.proposals if each.number == number), None)

    def agreed_by_both(self, code: str) -> bool:
        """Return whether both agree with a line as it is worded now."""
        return self.manager is not None and self.both <= self.agreed.get(code, frozenset())

    def with_all_proposals(self) -> tuple[Line, ...]:
        """Return the lines as they would be if every proposal that waits were accepted."""
        lines = self.lines
        for proposal in self.proposals:
            lines = worded(lines, proposal.code, proposal.new)
        return lines


def worded(lines: tuple[Line, ...], code: str, line: Line | None) -> tuple[Line, ...]:
    """Return lines with one of them worded anew, added, or (None) taken out."""
    if line is None:
        return tuple(each for each in lines if each.code != code)
    if any(each.code == code for each in lines):
        return tuple(line if each.code == code else each for each in lines)
    return (*lines, line)
