"""What comes back from a reader: that they have received it, or a question."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Protocol

from bot.errors import AnnouncementIsOver
from storage import announcement_corrections, announcement_readers, announcements
from storage import announcement_sending as queue
from storage.outbox import NoSuchMessageError

if TYPE_CHECKING:
    from sqlmodel import Session

    from bot.features.announcements.reach import Reach
    from bot.outgoing import Outgoing

REMINDER = "announcements.reminder"
"""The outgoing message that reminds somebody."""
REMINDERS = (1, 2)


class Questions(Protocol):
    """What answers questions about the rules."""

    def take(self, session: Session, person_id: int, words: str, locale: str) -> str:
        """Store a question and return its id; raises NoQuestionFound and QuestionTooLong."""
        ...

    def groups(self, session: Session, question_ids: list[str]) -> list[tuple[str, int]]:
        """Return these questions grouped by what they ask for, without names, and how often each was asked."""
        ...

    def begin(self, question_id: str) -> None:
        """Look the answer up in the background."""
        ...


class Receiving:
    """What readers do."""

    def __init__(self, reach: Reach, outgoing: Outgoing, questions: Questions | None) -> None:
        self._reach = reach
        self._outgoing = outgoing
        self._questions = questions

    def receive(  # noqa: PLR0913 - what a button carries
        self,
        session: Session,
        person_id: int,
        announcement_id: str,
        *,
        version: int,
        language: str,
        corrected: int,
    ) -> None:
        """Keep that somebody received a version; raises AnnouncementIsOver for somebody it did not go to."""
        if announcement_readers.drawing(session, announcement_id, person_id) is None:
            raise AnnouncementIsOver
        now = self._reach.clock.now()
        if not announcement_readers.receive(
            session, announcement_id, person_id, version=version, locale=language, now=now
        ):
            return
        key = queue.key_of(announcement_id, person_id)
        payload = {"announcement": announcement_id, "corrected": corrected, "again": 1}
        try:
            # Whose message could not be changed has the correction as a message of its own.
            self._redraw(
                session, announcement_corrections.anew_key(key, version), version, queue.NOTICE, payload
            )
        except NoSuchMessageError:
            self._redraw(session, key, version, queue.NOTICE, payload)
        for number in REMINDERS:
            # Whoever answered before a reminder has none.
            with suppress(NoSuchMessageError):
                self._redraw(session, reminder_key(key, version, number), version, REMINDER, payload)

    def ask(self, session: Session, person_id: int, announcement_id: str, words: str, locale: str) -> str:
        """Store a question about what is announced, and return its id; raises as `Questions.take` does."""
        if self._questions is None or announcements.get(session, announcement_id) is None:
            raise AnnouncementIsOver
        question = self._questions.take(session, person_id, words, locale)
        announcement_readers.ask(session, announcement_id, question, self._reach.clock.now())
        return question

    def _redraw(
        self, session: Session, key: str, version: int, kind: str, payload: dict[str, object]
    ) -> None:
        self._outgoing.update(
            session, key=f"{key}:received:{version}", target_key=key, kind=kind, payload=payload
        )


def reminder_key(key: str, version: int, number: int) -> str:
    """Return the key of a reader's first or second reminder of a version."""
    return f"{key}:v{version}:reminder:{number}"
