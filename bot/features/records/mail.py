"""The messages a note causes: which, to whom, and under which keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.features.records.notes import Answer
from storage import outbox
from storage.outbox import Priority

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlmodel import Session

    from bot.outgoing import Outgoing
    from storage.records import Note

TO_REVIEW = "records.to_review"
"""The employee's copy of a note they are shown for the first time."""
CORRECTED = "records.corrected"
"""The employee's copy of a later edition, with what changed."""
REPLACED = "records.replaced"
"""The employee's copy of an edition that a later one replaced."""
KEPT = "records.kept"
"""The manager's copy."""
REMINDER, REMINDED = "records.reminder", "records.reminded"
"""The one reminder, and what it becomes once it is answered."""
ANSWERED = {
    Answer.ACKNOWLEDGED: "records.acknowledged",
    Answer.COMMENTED: "records.commented",
    Answer.DISPUTED: "records.disputed",
}
"""What the manager hears of each answer."""


def review_key(note_id: str, version: int) -> str:
    """Return the key of the employee's copy of an edition."""
    return f"note:{note_id}:v{version}:review"


def manager_key(note_id: str) -> str:
    """Return the key of the manager's copy: one message, which shows the note as it stands."""
    return f"note:{note_id}:v1:manager"


def reminder_key(note_id: str, version: int) -> str:
    """Return the key of the one reminder an edition gets."""
    return f"note:{note_id}:v{version}:reminder"


class NoteMail:
    """Puts what a note's two people receive. `shown` is always the edition the employee is reading."""

    def __init__(self, outgoing: Outgoing) -> None:
        self._outgoing = outgoing

    def show(self, session: Session, note: Note, *, replaced: int | None) -> None:
        """Send the employee the newest edition, and take the buttons off the one it replaces."""
        if replaced is not None:
            for target, kind in (
                (review_key(note.id, replaced), REPLACED),
                (reminder_key(note.id, replaced), REMINDED),
            ):
                payload = {"note_id": note.id, "version": replaced}
                self._update(session, key=f"{target}:replaced", target=target, kind=kind, payload=payload)
        self._outgoing.post(
            session,
            key=review_key(note.id, note.version),
            kind=TO_REVIEW if replaced is None else CORRECTED,
            payload={"note_id": note.id, "version": note.version},
            to=note.employee_id,
        )

    def answered(self, session: Session, note: Note, number: int, kind: Answer) -> None:
        """Tell the manager of the employee's answer."""
        self._outgoing.post(
            session,
            key=f"note:{note.id}:response:{number}",
            kind=ANSWERED[kind],
            payload={"note_id": note.id, "version": note.version, "response_id": number},
            to=note.manager_id,
        )

    def remind(self, session: Session, note: Note, shown: int) -> None:
        """Ask a silent employee once more, behind everybody who waits for an answer."""
        self._outgoing.post(
            session,
            key=reminder_key(note.id, shown),
            kind=REMINDER,
            payload={"note_id": note.id, "version": shown},
            to=note.employee_id,
            priority=Priority.NUDGE,
        )

    def refresh(self, session: Session, note: Note, shown: int | None, because: str) -> None:
        """Redraw the copies that show the note as it stands. `because` makes the redrawing happen once."""
        copies = [(manager_key(note.id), KEPT, note.version)]
        if shown is not None:
            copies += [
                (review_key(note.id, shown), self._kind_of(session, note.id, shown), shown),
                (reminder_key(note.id, shown), REMINDED, shown),
            ]
        for target, kind, version in copies:
            self._update(
                session,
                key=f"{target}:{because}",
                target=target,
                kind=kind,
                payload={"note_id": note.id, "version": version},
            )

    def _update(
        self, session: Session, *, key: str, target: str, kind: str, payload: Mapping[str, Any]
    ) -> None:
        # A note that came from elsewhere than a check-in has no message to redraw.
        if outbox.by_key(session, target) is not None:
            self._outgoing.update(session, key=key, target_key=target, kind=kind, payload=payload)

    def _kind_of(self, session: Session, note_id: str, shown: int) -> str:
        sent = outbox.by_key(session, review_key(note_id, shown))
        return sent.kind if sent else TO_REVIEW
