"""Where questions come from, and what has to be looked up for one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from knowledge.passages import View


class Place(StrEnum):
    """Where a question was asked."""

    DIRECT = "direct"
    COMMAND = "command"
    HOME = "home"
    CHANNEL = "channel"


@dataclass(frozen=True)
class Source:
    """Where a question came from.

    `thread_ts` is the message it is answered under in a channel, and where the answer appears while it is composed.
    """

    place: Place
    channel: str = ""
    thread_ts: str = ""


@dataclass(frozen=True)
class Work:
    """A question to be looked up. `texts` are ways to put it, the best first; `views` what may be shown.

    In a channel the first view is what everybody may see, the second what the asker may. `appeared`: an answer began
    to appear in the thread `thread_ts` of `channel`, and whoever composed it is gone.
    """

    question_id: str
    asker_id: int
    language: str
    words: str
    earlier: tuple[str, ...]
    texts: tuple[str, ...]
    views: tuple[View, ...]
    attempts: int
    topic: str
    place: Place = Place.DIRECT
    channel: str = ""
    thread_ts: str = ""
    appeared: bool = False


def rewritten(work: Work, text: str) -> Work:
    """Return the same work with a better way to put the question in front."""
    return replace(work, texts=tuple(dict.fromkeys((text, *work.texts))))
