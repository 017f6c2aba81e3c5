"""Whose result a message is about, and what it asks: read with what is stored of people and of the talk so far."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.errors import ScoreNotYours
from bot.features.scores.intents import ABOUT_A_LINE, Intent
from bot.features.scores.phrases import Asked, names_in
from storage import people

if TYPE_CHECKING:
    from sqlmodel import Session

    from bot.clock import Clock
    from bot.features.scores.phrases import Phrases
    from bot.features.scores.service import Scores

TOPIC_LASTS = timedelta(minutes=15)
"""So long after an explanation "show lines" is about it."""


@dataclass(frozen=True)
class Understood:
    """What is asked about whose result; `cycle` None is the newest."""

    about_id: int
    asked: Asked
    cycle: str | None = None


class Understanding:
    """Reads messages. What it returns has been asked; whether it may be told is for the service."""

    def __init__(self, clock: Clock, service: Scores, phrases: Phrases) -> None:
        self._clock = clock
        self._service = service
        self._phrases = phrases

    def plainly(self, session: Session, speaker_id: int, words: str) -> Understood | None:
        """Return what a message asks that can be nothing else, whatever other question is open.

        Raises ScoreNotYours for the result of somebody it is not shown to.
        """
        if self._phrases.mine(words):
            return Understood(speaker_id, Asked(Intent.EXPLAIN))
        if asked := self._phrases.follow_up(words):
            return self._followed(session, speaker_id, asked)
        if self._phrases.named(words) is not None:
            return self._about(session, speaker_id, words)
        return None

    def in_passing(self, session: Session, speaker_id: int, words: str) -> Understood | None:
        """Return what a message asks that names somebody beside a word about results. Raises ScoreNotYours.

        Also a line that is questioned where the speaker has none of that code, to be told so.
        """
        asked = self._phrases.follow_up(words)
        if asked is not None and asked.intent is Intent.QUESTION:
            return Understood(speaker_id, asked)
        return self._about(session, speaker_id, words) if self._phrases.is_about_results(words) else None

    def named(self, session: Session, speaker_id: int, name: str) -> Understood:
        """Return the result of the person a command names. Raises ScoreNotYours, also for nobody's name."""
        by_address = people.by_email(session, name) if "@" in name else None
        if by_address is not None:
            return Understood(by_address.key, _EXPLAIN)
        found = self._about(session, speaker_id, name)
        if found is None:
            raise ScoreNotYours
        return found

    def _followed(self, session: Session, speaker_id: int, asked: Asked) -> Understood | None:
        topic = self._service.topic(session, speaker_id, self._clock.now() - TOPIC_LASTS)
        if topic is not None:
            return Understood(topic[0], asked, topic[1])
        # A line that is named is one's own where nothing else was spoken of.
        if asked.intent in ABOUT_A_LINE and self._service.has_line(session, speaker_id, asked.code):
            return Understood(speaker_id, asked)
        if asked.intent is Intent.APPEAL and self._service.has_released(session, speaker_id):
            return Understood(speaker_id, asked)
        return None

    def _about(self, session: Session, speaker_id: int, words: str) -> Understood | None:
        """Return whose result is meant by the names in a message; None without any, or for more than one person.

        Of people with one name, the one whose result the speaker may see is meant. Raises ScoreNotYours when a
        name is nobody's such.
        """
        meant = set()
        for known in names_in(words, people.numbers_and_names(session)).values():
            may = {each for each in known if self._service.may_see(session, speaker_id, each)}
            if not may:
                raise ScoreNotYours
            meant |= may
        return Understood(meant.pop(), _EXPLAIN) if len(meant) == 1 else None


_EXPLAIN = Asked(Intent.EXPLAIN)
