"""What proof and secrecy cost: a note with its seal and its leaf, beside the same note in plain by the same code."""

from __future__ import annotations

import time
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING
from unittest import mock

from storage import actions, records
from storage.actions import DraftAction
from storage.database import Database
from storage.people import Person
from storage.records import DraftBlock
from tests.bench.findings import Finding, milliseconds, p50
from tests.keys import MASTERS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from storage.sealing import Place
    from storage.secrets import Lock

RATIO_MAX = 1.35
NOTES, SMOKE_NOTES = 400, 20
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
WORDS = (
    "The scrap file came at 21:40, so two people stayed until midnight. 高炉的报废数据二十一点四十才到。 " * 2
)
BLOCKS = tuple(
    DraftBlock(name, records.PRIVATE if name == "summary" else records.SHARED, WORDS)
    for name in ("summary", "focus", "evidence", "voice", "options", "actions")
)


class Unsealed:
    """Stands where the keys do, and leaves words as they are."""

    def seal(self, lock: Lock, text: str, place: Place) -> bytes:
        """Return the words themselves."""
        del lock, place
        return text.encode()


async def sealing(folder: Path, *, smoke: bool) -> list[Finding]:
    """Store notes in turn, one in plain and one with seal and leaf, each in its transaction."""
    database = Database.at(folder / "touchbase.db", MASTERS)
    database.migrate()
    with database.transaction() as session:
        pair = [
            Person(email=f"{name}@bench.example", name=name, start_date=date(2024, 1, 1))
            for name in ("a", "b")
        ]
        session.add_all(pair)
        session.flush()
        manager, employee = (person.key for person in pair)
    seconds: dict[bool, list[float]] = {False: [], True: []}
    for number in range(SMOKE_NOTES if smoke else NOTES):
        for sealed in (False, True):
            with _as_told(sealed=sealed):
                seconds[sealed].append(_store(database, manager, employee, number))
    database.close()
    plain, ours = (p50(seconds[sealed]) for sealed in (False, True))
    return [
        Finding(
            "a note stored with seal and leaf, against the same in plain",
            milliseconds(plain),
            milliseconds(ours),
            f"{ours / plain:.2f} ×",
            f"≤ {RATIO_MAX} ×",
            kept=ours <= RATIO_MAX * plain,
        )
    ]


def _store(database: Database, manager: int, employee: int, number: int) -> float:
    day = date(2026, 1, 1) + timedelta(days=number)
    draft = records.DraftNote(
        check_in_id=None,
        kind="one_on_one",
        mode="debrief",
        manager_id=manager,
        employee_id=employee,
        met_on=day,
        cycle_id=None,
        partial=False,
        blocks=BLOCKS,
        actions=(DraftAction("call the plant", manager, day), DraftAction("draft the rule", employee, day)),
    )
    begun = time.perf_counter()
    with database.transaction() as session:
        records.create(session, draft, NOW)
    return time.perf_counter() - begun


@contextmanager
def _as_told(*, sealed: bool) -> Iterator[None]:
    if sealed:
        yield
        return
    with (
        mock.patch.object(records, "keyring", return_value=Unsealed()),
        mock.patch.object(actions, "keyring", return_value=Unsealed()),
        mock.patch.object(records, "enter"),
    ):
        yield
