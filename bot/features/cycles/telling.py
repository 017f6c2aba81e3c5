"""Saying in a message where the cycle stands, to whoever asks in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlmodel import Session

    from bot.outgoing import Outgoing

STATUS = "cycles.status"
"""The outgoing message with somebody's own cycle, as it stands when it is sent."""


class Telling:
    """Puts the answer; a window needs a press, which words are not."""

    def __init__(self, outgoing: Outgoing) -> None:
        self._outgoing = outgoing

    def say(self, session: Session, person_id: int, question: str) -> None:
        """Put the message, once per question."""
        self._outgoing.post(session, key=f"{STATUS}:{question}", kind=STATUS, payload={}, to=person_id)
