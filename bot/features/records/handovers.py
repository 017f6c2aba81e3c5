"""A new manager: what they may read from now on, and that the employee is told exactly that."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.features.records import lists, reading
from bot.features.records.promises import nearest_due
from storage import outbox, relations, reporting_lines, sight
from storage.records import IN_REVIEW
from storage.sight import Sight

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date
    from typing import Any

    from sqlmodel import Session

    from bot.clock import Clock
    from bot.features.records.lines import NoteLine
    from bot.features.records.notes import Party
    from bot.features.records.promises import OpenAction
    from bot.outgoing import Outgoing
    from storage.people import Person
    from storage.records import Note
    from storage.relations import Reader

HANDED_OVER, TOLD = "records.handed_over", "records.handover_told"
"""What the new manager receives, and the employee."""
FOLLOWED = "records.handover_followed"
"""What the new manager receives when a note that was still in review is confirmed."""
MOST_NOTES = 1000


@dataclass(frozen=True)
class Handover:
    """What went over, as one of the two sees it: notes newest first, steps by their day.

    `waiting` counts the notes that are still with the employee to read.
    """

    manager: Party
    employee: Party
    notes: tuple[NoteLine, ...]
    steps: tuple[OpenAction, ...]
    waiting: int


class Handovers:
    """Notices new managers, however the change came about, and puts what both receive."""

    def __init__(self, clock: Clock, outgoing: Outgoing) -> None:
        self._clock = clock
        self._outgoing = outgoing

    def any_new(self, session: Session) -> bool:
        """Return whether anybody reports to somebody else than when we last looked."""
        return reporting_lines.changed(session, self._today())

    def notice(self, session: Session) -> int:
        """Take note of everybody who has a new manager, and tell both of what went over; return how many.

        Nobody is told of a first manager, nor when there is nothing to take over. Doing it again changes
        nothing.
        """
        changed = reporting_lines.claim_changed(session, self._today())
        for employee in changed:
            line = reporting_lines.notice(session, employee)
            if line is not None and line.manager_id is not None:
                self._tell(session, employee, line.manager_id, line.changes)
        return len(changed)

    def confirmed(self, session: Session, note: Note) -> None:
        """Tell a new manager, once, of a note that was still with the employee at the handover."""
        manager_id = relations.manager_of(session, note.employee_id, self._today())
        line = reporting_lines.of_employee(session, note.employee_id)
        # A change not noticed yet takes this note along when it is, and a first manager takes nothing over.
        if line is None or not line.changes or manager_id is None or line.manager_id != manager_id:
            return
        told = outbox.by_key(session, _key(note.employee_id, line.changes, HANDED_OVER))
        if told is not None and note.id in told.payload["note_ids"]:
            return
        manager = relations.reader(session, manager_id, self._today())
        if note.id in {each.id for each in self._notes(session, manager, note.employee_id)}:
            self._outgoing.post(
                session,
                key=f"{_key(note.employee_id, line.changes, HANDED_OVER)}:{note.id}",
                kind=FOLLOWED,
                payload=_payload(note.employee_id, manager_id, [note]),
                to=manager_id,
            )

    def view(
        self, session: Session, reader_id: int, employee_id: int, manager_id: int, note_ids: Collection[str]
    ) -> Handover | None:
        """Return a handover as one of the two may see it; None once somebody else manages the employee.

        A note or step that the manager may not see any more is left out.
        """
        if relations.manager_of(session, employee_id, self._today()) != manager_id:
            return None
        manager = relations.reader(session, manager_id, self._today())
        notes = [note for note in self._notes(session, manager, employee_id) if note.id in note_ids]
        steps = nearest_due(sight.promises_for(session, manager, note_ids=[note.id for note in notes]))
        if not notes:
            return None
        zone = ZoneInfo(reading.timezone_of(session, reader_id))
        today = self._clock.now().astimezone(zone).date()
        employee = relations.reader(session, employee_id, self._today())
        shown = sight.notes_for(
            session, employee, level=Sight.SHARED, employee_id=employee_id, limit=MOST_NOTES
        )
        return Handover(
            manager=reading.party(session, manager_id),
            employee=reading.party(session, employee_id),
            notes=tuple(lists.line(session, note, manager_id) for note in notes),
            steps=tuple(lists.open_action(session, step, reader_id, today) for step in steps),
            waiting=sum(note.status == IN_REVIEW and note.manager_id != manager_id for note in shown),
        )

    def _tell(self, session: Session, employee: Person, manager_id: int, change: int) -> None:
        manager = relations.reader(session, manager_id, self._today())
        notes = self._notes(session, manager, employee.key)
        if not notes:
            return
        payload = _payload(employee.key, manager_id, notes)
        for kind, to in ((HANDED_OVER, manager_id), (TOLD, employee.key)):
            key = _key(employee.key, change, kind)
            self._outgoing.post(session, key=key, kind=kind, payload=payload, to=to)

    @staticmethod
    def _notes(session: Session, manager: Reader, employee_id: int) -> list[Note]:
        """Return the confirmed notes by others that a manager may read, newest first."""
        readable = sight.notes_for(session, manager, employee_id=employee_id, limit=MOST_NOTES)
        return [note for note in readable if note.manager_id != manager.person_id]

    def _today(self) -> date:
        return self._clock.now().date()


def _key(employee_id: int, change: int, kind: str) -> str:
    return f"handover:{employee_id}:{change}:{'manager' if kind == HANDED_OVER else 'employee'}"


def _payload(employee_id: int, manager_id: int, notes: Sequence[Note]) -> dict[str, Any]:
    return {"employee_id": employee_id, "manager_id": manager_id, "note_ids": [note.id for note in notes]}
