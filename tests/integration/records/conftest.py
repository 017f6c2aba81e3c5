"""A manager, an employee, an outsider, and the records service on a real database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, TypeVar

import pytest
from sqlmodel import col, select

from bot.delivery.outbox import Outbox
from bot.features.records.note_ref import NoteRef
from bot.features.records.service import RecordsService
from bot.features.records.timelines import Timelines
from bot.working_days import WorkingDays
from storage import people, records
from storage.actions import DraftAction
from storage.outbox import OutboxMessage
from storage.records import DraftBlock

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Concatenate, ParamSpec

    from sqlmodel import Session

    from bot.features.records.notes import NoteView
    from storage.database import Database
    from tests.clock import MovableClock

    P = ParamSpec("P")

T = TypeVar("T")
TODAY = date(2026, 3, 2)
SHARED_BLOCKS = (
    DraftBlock("focus", records.SHARED, "The close waits for plant data."),
    DraftBlock("evidence", records.SHARED, "The file came at 21:40. Two people stayed."),
    DraftBlock("voice", records.SHARED, "I want a cut-off at 18:00."),
    DraftBlock("actions", records.SHARED, "Dana · call the plant"),
    DraftBlock("summary", records.PRIVATE, "Ask him for a draft."),
)
PRIVATE_BLOCKS = tuple(DraftBlock(block.name, records.PRIVATE, block.text) for block in SHARED_BLOCKS)
ACTIONS = (
    DraftAction("call the plant", 1, TODAY + timedelta(days=4)),
    DraftAction("draft the rule", 2, None, "soon"),
)


@dataclass
class Desk:
    """The service at work: every call is one committed transaction, every question a fresh look."""

    database: Database
    clock: MovableClock
    service: RecordsService
    outbox: Outbox
    manager: int
    employee: int
    outsider: int

    @property
    def timelines(self) -> Timelines:
        """Timelines of this company."""
        return Timelines(self.clock, WorkingDays("CN"), "Asia/Shanghai")

    def do(self, work: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run `work` in one transaction."""
        with self.database.transaction() as session:
            return work(session, *args, **kwargs)

    def look(self, work: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run `work` on what is stored."""
        with self.database.snapshot() as session:
            return work(session, *args, **kwargs)

    def note(self, blocks: tuple[DraftBlock, ...] = SHARED_BLOCKS, *, kind: str = "one_on_one") -> NoteRef:
        """Store a note as the check-in does, with the messages it puts."""
        return self.do(self._store, blocks, kind)

    def view(self, ref: NoteRef, reader: int) -> NoteView:
        """Return the note as one of them sees it."""
        return self.look(self.service.view, ref.note_id, reader)

    def messages(self, *kinds: str) -> list[OutboxMessage]:
        """Return what was put, oldest first."""
        return self.look(_messages, kinds)

    def keys(self, *kinds: str) -> list[str]:
        """Return the keys of what was put, without the note's own id."""
        return [message.key.split(":", 2)[2] for message in self.messages(*kinds)]

    def _store(self, session: Session, blocks: tuple[DraftBlock, ...], kind: str) -> NoteRef:
        owners = {1: self.manager, 2: self.employee}
        promised = tuple(
            DraftAction(action.what, owners[action.owner_id or 1], action.due, action.due_text)
            for action in ACTIONS
        )
        draft = records.DraftNote(
            check_in_id=None,
            kind=kind,
            mode="debrief",
            manager_id=self.manager,
            employee_id=self.employee,
            met_on=TODAY,
            cycle_id=None,
            partial=False,
            blocks=blocks,
            actions=promised,
            review_ends_at=self.service.review_ends(session, self.employee),
        )
        note = records.create(session, draft, self.clock.now())
        payload = {"note_id": note.id, "version": 1}
        self.outbox.post(
            session, key=f"note:{note.id}:v1:manager", kind="records.kept", payload=payload, to=self.manager
        )
        if note.status == records.IN_REVIEW:
            self.outbox.post(
                session,
                key=f"note:{note.id}:v1:review",
                kind="records.to_review",
                payload=payload,
                to=self.employee,
            )
        return NoteRef(note.id, 1)


def _messages(session: Session, kinds: tuple[str, ...]) -> list[OutboxMessage]:
    query = select(OutboxMessage).order_by(col(OutboxMessage.id))
    return [message for message in session.exec(query) if not kinds or message.kind in kinds]


def _people(session: Session) -> tuple[int, int, int]:
    found = []
    for name in ("Dana Li", "Chen Wei", "Sam Roe"):
        person = people.Person(
            email=f"{name.split()[0].lower()}@example.com", name=name, start_date=date(2020, 1, 1)
        )
        session.add(person)
        session.flush()
        found.append(person.key)
    session.get_one(people.Person, found[1]).manager_id = found[0]
    return found[0], found[1], found[2]


@pytest.fixture
def desk(database: Database, clock: MovableClock) -> Desk:
    """Everybody in place, nothing said yet."""
    outbox = Outbox(clock)
    with database.transaction() as session:
        manager, employee, outsider = _people(session)
    service = RecordsService(clock, outbox, WorkingDays("CN"))
    return Desk(database, clock, service, outbox, manager, employee, outsider)
