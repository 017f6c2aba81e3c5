"""Whose goals a message asks for, and who is meant by a name: one's own, or those of one's reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.features.goals.phrases import meant
from bot.features.goals.refusals import GoalsNotYours
from storage import people

if TYPE_CHECKING:
    from sqlmodel import Session

    from bot.features.goals.pairs import Pairs
    from bot.features.goals.phrases import GoalPhrases


class Asking:
    """Reads messages; whether it may be shown is asked again where it is read."""

    def __init__(self, pairs: Pairs, phrases: GoalPhrases) -> None:
        self._pairs = pairs
        self._phrases = phrases

    def about(self, session: Session, speaker_id: int, text: str) -> int | None:
        """Return whose goals a message asks for; None when it asks for none, or for nobody there is.

        Raises GoalsNotYours for those of somebody who is neither the speaker nor reports to them.
        """
        if self._phrases.mine(text):
            return speaker_id
        name = self._phrases.named(text)
        if name is None:
            return None
        found = self._meant(session, speaker_id, name)
        if found is None and meant(name, people.numbers_and_names(session)):
            raise GoalsNotYours
        return found

    def named(self, session: Session, speaker_id: int, name: str) -> int:
        """Return the report a command names, with or without a "with", or the speaker. Raises GoalsNotYours."""
        bare = self._phrases.named(f"goals {name}") or self._phrases.named(name) or name
        found = self._meant(session, speaker_id, bare)
        if found is None:
            raise GoalsNotYours
        return found

    @staticmethod
    def _meant(session: Session, speaker_id: int, name: str) -> int | None:
        by_address = people.by_email(session, name) if "@" in name else None
        own = session.get(people.Person, speaker_id)
        circle = [*people.reports_of(session, speaker_id), *([own] if own else [])]
        known = [(person.key, person.name) for person in circle]
        if by_address is not None:
            return by_address.key if by_address.key in dict(known) else None
        found = meant(name, known)
        return found[0] if len(found) == 1 else None
