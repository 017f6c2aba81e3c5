"""What counts as stuck, and what Slack's error codes come down to."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

WORDS = ("delivery", "发送状态")
PATIENCE = {0: timedelta(minutes=10), 10: timedelta(hours=1), 20: timedelta(hours=4)}
"""How long a message of each priority may wait before something is wrong: ten thousand announcements take half an
hour at the usual pace, and go last."""
LONGEST_GATE = timedelta(minutes=15)
"""Slack asks for a minute at most; what is longer has another reason."""
LONGEST_CLAIM = timedelta(hours=1)
LONGEST_SILENCE = timedelta(hours=1)


class Trouble(StrEnum):
    """One way to be stuck."""

    WAITING = "waiting"
    GATE = "gate"
    CLAIMS = "claims"
    JOBS = "jobs"


@dataclass(frozen=True)
class Queue:
    """Messages of one priority that could leave: how many, and since when the oldest could."""

    count: int
    since: datetime


@dataclass(frozen=True)
class Standing:
    """How delivery stands: queues by priority, until when Slack wants nothing, and how many claims are too old.

    `ran`: when each regular job last came to its end.
    """

    queues: Mapping[int, Queue] = field(default_factory=dict)
    closed_until: datetime | None = None
    in_doubt: int = 0
    ran: Mapping[str, datetime] = field(default_factory=dict)

    @property
    def waiting(self) -> int:
        """How many messages could leave."""
        return sum(queue.count for queue in self.queues.values())

    @property
    def oldest(self) -> datetime | None:
        """Since when the oldest could have left."""
        return min((queue.since for queue in self.queues.values()), default=None)


@dataclass(frozen=True)
class Diagnosis:
    """What is stuck; nothing when all is well. `jobs` are the ones that are silent."""

    troubles: tuple[Trouble, ...] = ()
    waiting: int = 0
    oldest_minutes: int = 0
    gate_minutes: int = 0
    claims: int = 0
    jobs: tuple[str, ...] = ()

    @property
    def state(self) -> str:
        """The troubles in one word: what is said once per state is said once per this."""
        return ",".join(self.troubles)

    @property
    def payload(self) -> dict[str, object]:
        """What the outgoing message holds: numbers, and the names of jobs."""
        return {
            "troubles": [str(trouble) for trouble in self.troubles],
            "waiting": self.waiting,
            "oldest": self.oldest_minutes,
            "gate": self.gate_minutes,
            "claims": self.claims,
            "jobs": list(self.jobs),
        }

    def is_news_after(self, state: str) -> bool:
        """Return whether anything is stuck that was not at the last look."""
        return not set(self.troubles) <= set(state.split(","))


def diagnosis(standing: Standing, jobs: Sequence[str], now: datetime, up_since: datetime) -> Diagnosis:
    """Return what is stuck. A job of `jobs` that never ran is given as long as one that ran when we came up."""
    late = {
        priority: queue
        for priority, queue in standing.queues.items()
        if now - queue.since > PATIENCE.get(priority, LONGEST_CLAIM)
    }
    closed_for = (standing.closed_until or now) - now
    silent = tuple(
        name for name in jobs if now - max(standing.ran.get(name, up_since), up_since) > LONGEST_SILENCE
    )
    holds = {
        Trouble.WAITING: bool(late) and closed_for <= LONGEST_GATE,
        Trouble.GATE: closed_for > LONGEST_GATE,
        Trouble.CLAIMS: standing.in_doubt > 0,
        Trouble.JOBS: bool(silent),
    }
    oldest = min((queue.since for queue in late.values()), default=now)
    return Diagnosis(
        troubles=tuple(trouble for trouble, held in holds.items() if held),
        waiting=sum(queue.count for queue in late.values()),
        oldest_minutes=minutes(now - oldest),
        gate_minutes=minutes(closed_for),
        claims=standing.in_doubt,
        jobs=silent,
    )


class Reason(StrEnum):
    """Why a message is not there, as somebody can act on it."""

    NO_ACCOUNT = "no-account"
    LEFT = "left"
    CLOSED = "closed"
    SHAPE = "shape"
    NOT_DRAWN = "not-drawn"
    FIRST_MISSING = "first-missing"
    PERMISSION = "permission"
    UNKNOWN = "unknown"
    OTHER = "other"


_REASONS = {
    Reason.NO_ACCOUNT: {"no_slack_account", "user_not_found", "users_not_found"},
    Reason.LEFT: {"account_inactive", "user_disabled", "user_is_bot"},
    Reason.CLOSED: {
        "channel_not_found",
        "is_archived",
        "not_in_channel",
        "cannot_dm_bot",
        "messages_tab_disabled",
    },
    Reason.SHAPE: {
        "invalid_blocks",
        "invalid_blocks_format",
        "msg_blocks_too_long",
        "msg_too_long",
        "no_text",
    },
    Reason.NOT_DRAWN: {"not_drawn"},
    Reason.FIRST_MISSING: {"thread_not_sent", "thread_not_found", "message_not_found", "cant_update_message"},
    Reason.PERMISSION: {
        "missing_scope",
        "no_permission",
        "not_allowed_token_type",
        "access_denied",
        "restricted_action",
    },
}


def reason(error: str | None, *, may_be_there: bool) -> Reason:
    """Return what an error code comes down to; whatever the code, a message that `may_be_there` is unknown."""
    if may_be_there:
        return Reason.UNKNOWN
    return next((found for found, codes in _REASONS.items() if error in codes), Reason.OTHER)


class Family(StrEnum):
    """What a message is about, as far as somebody may know who must not read it."""

    CHECK_IN = "check-in"
    NOTE = "note"
    RULES = "rules"
    RESULT = "result"
    NUDGE = "nudge"
    DELIVERY = "delivery"
    OTHER = "other"


_FAMILIES = {
    "check_ins": Family.CHECK_IN,
    "one_on_ones": Family.CHECK_IN,
    "records": Family.NOTE,
    "policies": Family.RULES,
    "scores": Family.RESULT,
    "nudges": Family.NUDGE,
    "undelivered": Family.DELIVERY,
}


def family(kind: str) -> Family:
    """Return what a message of this kind is about."""
    return _FAMILIES.get(kind.partition(".")[0], Family.OTHER)


def minutes(span: timedelta) -> int:
    """Return a span in whole minutes, never below zero."""
    return max(0, int(span.total_seconds() // 60))


@dataclass(frozen=True)
class Letter:
    """One message that did not arrive. `error` is Slack's code, for whoever looks it up."""

    number: int
    recipient: str
    family: Family
    reason: Reason
    error: str
    age_minutes: int


@dataclass(frozen=True)
class Overview:
    """What there is to see: how many did not arrive and the newest of them, and how delivery stands."""

    count: int
    letters: tuple[Letter, ...]
    waiting: int
    oldest_minutes: int
    gate_minutes: int
