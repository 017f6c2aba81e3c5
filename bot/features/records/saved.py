"""A message about to be saved, and whom it may be saved about."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.errors import MessageTooLong, NoTextFound

if TYPE_CHECKING:
    from bot.features.records.notes import Party

METADATA_LIMIT = 3000
"""Characters a form may remember (Slack's `private_metadata`)."""
REMARK_LIMIT = 300
"""The line somebody may add: one line."""
REPORTS_MAX = 99
"""With oneself, what a menu of Slack holds."""


@dataclass(frozen=True)
class FoundMessage:
    """A message about to be saved. `author` is a name; `said_at` an aware moment in ISO 8601."""

    words: str
    author: str
    link: str
    said_at: str

    def remembered(self) -> str:
        """Return what a form carries until it is sent; raises MessageTooLong when it is more than it can."""
        text = json.dumps(asdict(self), ensure_ascii=False, separators=(",", ":"))
        if len(text) > METADATA_LIMIT:
            raise MessageTooLong(limit=METADATA_LIMIT - (len(text) - len(self.words)))
        return text

    @classmethod
    def recalled(cls, text: str) -> FoundMessage:
        """Return the message a form carried; raises NoTextFound when it is nothing of ours."""
        try:
            found = cls(**json.loads(text))
            at = datetime.fromisoformat(found.said_at)
        except (TypeError, ValueError) as problem:
            raise NoTextFound from problem
        if at.tzinfo is None:
            raise NoTextFound
        return found

    @classmethod
    def of(cls, words: str, author: str, link: str, ts: str) -> FoundMessage:
        """Return a message with the moment that Slack's `ts` names."""
        return cls(words, author, link, datetime.fromtimestamp(float(ts), UTC).isoformat())


@dataclass(frozen=True)
class Circle:
    """Whom a message may be saved about: the speaker's own reports, or themselves.

    `manager` is who the speaker would share with; None when nobody manages them.
    """

    oneself: Party
    reports: tuple[Party, ...]
    manager: Party | None
