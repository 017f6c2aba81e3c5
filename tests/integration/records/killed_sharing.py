"""Shares a note again and again in processes of its own, each killed before another statement; see test_proofs."""

from __future__ import annotations

import os
import signal
import sys
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import event

from bot.delivery.outbox import Outbox
from bot.features.records.note_ref import NoteRef
from bot.features.records.service import RecordsService
from bot.working_days import WorkingDays
from storage import committed, records
from storage.database import Database
from tests.clock import MovableClock
from tests.keys import MASTERS

if TYPE_CHECKING:
    from sqlmodel import Session

MOST = 200


class Rehearsed(Exception):
    """Ends a transaction without keeping anything."""


def main(url: str, note_id: str, manager: str, now: str) -> int:
    """Die before the first statement, the second, and so on, until one process gets through."""
    # Once without effect: what the processes below inherit they need not prepare again.
    _rehearse(url, NoteRef(note_id, 1), int(manager), datetime.fromisoformat(now))
    for place in range(1, MOST):
        child = os.fork()
        if child == 0:
            _share(url, NoteRef(note_id, 1), int(manager), datetime.fromisoformat(now), place)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        editions, entries = _found(url, note_id)
        if os.waitstatus_to_exitcode(status) == 0:
            sys.stdout.write(f"{place - 1} {'whole' if (editions, entries) == (2, 1) else 'torn'}\n")
            return 0
        if (editions, entries) != (1, 0):
            sys.stdout.write(f"killed before statement {place}: {editions} editions, {entries} entries\n")
            return 1
    return 1


def _share(url: str, ref: NoteRef, manager: int, now: datetime, place: int) -> None:
    database, left = Database(url, MASTERS), place
    clock = MovableClock(now)
    service = RecordsService(clock, Outbox(clock), WorkingDays("CN"))

    def count(*_about: Any) -> None:  # noqa: ANN401 - SQLAlchemy's event signature
        nonlocal left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(database.engine, "before_cursor_execute", count)
    event.listen(database.engine, "commit", count)
    with database.transaction() as session:
        service.share(session, manager, ref)


def _rehearse(url: str, ref: NoteRef, manager: int, now: datetime) -> None:
    database, clock = Database(url, MASTERS), MovableClock(now)
    service = RecordsService(clock, Outbox(clock), WorkingDays("CN"))
    with suppress(Rehearsed), database.transaction() as session:
        service.share(session, manager, ref)
        raise Rehearsed
    database.close()
    _found(url, ref.note_id)


def _found(url: str, note_id: str) -> tuple[int, int]:
    database = Database(url, MASTERS)
    try:
        with database.snapshot() as session:
            return _counted(session, note_id)
    finally:
        database.close()


def _counted(session: Session, note_id: str) -> tuple[int, int]:
    note = records.get(session, note_id)
    assert note is not None
    return note.version, len(committed.records_of(session, note))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
