"""What can happen to a check-in: the events the state machine takes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from bot.features.check_ins.states import Mode, Promise


@dataclass(frozen=True)
class Start:
    """The invitation is taken up, or a conversation begun by hand; `mode` when it is known already."""

    mode: Mode | None = None


@dataclass(frozen=True)
class Later:
    """Not now: ask again at a time the caller works out."""


NOT_TAKING_PLACE = "moved"
"""The reason of a talk that was moved or called off."""


@dataclass(frozen=True)
class NotNeeded:
    """The talk did not or will not take place: `moved`, `leave`, `not_needed` or `other`."""

    reason: str


@dataclass(frozen=True)
class Recall:
    """One open action of last time: `done`, `carry`, `keep` (it is still worth doing) or `drop`.

    Or `skip` for all that is left.
    """

    action_id: int | None
    decision: str


@dataclass(frozen=True)
class Said:
    """Words typed as the answer. `seconds`: how long the answer took, for the five-minute cap."""

    text: str
    seconds: int = 0


@dataclass(frozen=True)
class Tap:
    """A chip: `topic:blocker`, `skip`, `not_discussed`, `no_action:waiting`, `keep_as_is`, `extra:name:value`."""

    value: str


@dataclass(frozen=True)
class Promised:
    """A promise filled into the form: who, what, by when."""

    promise: Promise


@dataclass(frozen=True)
class OpenPoint:
    """What the two could not agree on (goal co-creation); it becomes a task of both."""

    text: str


@dataclass(frozen=True)
class Back:
    """The last answer is to be given again."""


@dataclass(frozen=True)
class Finish:
    """Enough: only what is required is still asked."""


@dataclass(frozen=True)
class Stop:
    """Stop here and keep what there is, for the manager alone."""


@dataclass(frozen=True)
class Pause:
    """Park the conversation; `by_person` when it was asked for, not a quiet quarter of an hour."""

    by_person: bool = True


@dataclass(frozen=True)
class Resume:
    """Carry a parked conversation on where it stood."""


@dataclass(frozen=True)
class Edit:
    """The summary page was rewritten in place."""

    focus: str
    evidence: str
    voice: str
    summary: str


@dataclass(frozen=True)
class Approve:
    """The summary is right."""

    summary: str


@dataclass(frozen=True)
class Share:
    """Who may read it: the names of the blocks the employee gets; none keeps the note private."""

    blocks: tuple[str, ...]


@dataclass(frozen=True)
class TimePassed:
    """What the conversation was waiting for did not come in time. `at`: the moment it is noticed."""

    at: datetime | None = None


Event = (
    Start
    | Later
    | NotNeeded
    | Recall
    | Said
    | Tap
    | Promised
    | OpenPoint
    | Back
    | Finish
    | Stop
    | Pause
    | Resume
    | Edit
    | Approve
    | Share
    | TimePassed
)
