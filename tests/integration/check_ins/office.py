"""A manager with three reports, one of them gone, and the check-in service they use."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlmodel import select

from bot.features.check_ins.events import Later
from storage import check_ins
from storage.check_ins import CheckInRow
from storage.outbox import OutboxMessage

if TYPE_CHECKING:
    from bot.access import Actor
    from bot.features.check_ins.service import CheckInService
    from bot.features.check_ins.views import Views
    from storage.check_ins import Conversation
    from storage.database import Database
    from tests.clock import MovableClock

ANSWERS = (
    "Month-end close depends on plant data",
    "On 3 June the scrap file came at 21:40, so two people stayed until midnight",
    "He said he wants a cut-off at 18:00",
    "I will call the plant lead by Friday. He will draft the rule before our next 1:1",
)


@dataclass
class Office:
    """A manager with three reports, one of them gone, and the service they use."""

    database: Database
    clock: MovableClock
    service: CheckInService
    views: Views
    manager: Actor
    report: int
    namesake: int
    leaver: int
    stranger: int

    def row(self) -> Conversation:
        return max(self.rows(), key=lambda row: (row.touched_at, row.turn))

    def rows(self) -> list[Conversation]:
        with self.database.snapshot() as session:
            found = [check_ins.get(session, number) for number in session.exec(select(CheckInRow.id))]
        return [row for row in found if row is not None]

    def say(self, *texts: str) -> None:
        for text in texts:
            assert self.hears(text), text

    def hears(self, text: str) -> bool:
        self.clock.advance(seconds=20)
        with self.database.transaction() as session:
            return self.service.say(session, self.manager, text)

    def act(self, event: object, turn: int | None = None) -> None:
        row = self.row()
        with self.database.transaction() as session:
            self.service.act(session, self.manager, row.id, row.turn if turn is None else turn, event)  # type: ignore[arg-type]

    def act_later(self) -> None:
        """Put the invitation off."""
        self.act(Later())

    def begin(self, mode: str | None = "debrief", report: int | None = None) -> str:
        with self.database.transaction() as session:
            return self.service.begin(session, self.manager, report or self.report, mode)

    def wake(self, **later: float) -> int:
        self.clock.advance(**later)
        with self.database.transaction() as session:
            return self.service.wake_due(session)

    def messages(self) -> list[tuple[str, str]]:
        with self.database.snapshot() as session:
            rows = session.exec(select(OutboxMessage).order_by(OutboxMessage.id))  # type: ignore[arg-type]
            return [(row.kind, row.op) for row in rows]


def turns_of(office: Office) -> list[tuple[int, str, str]]:
    with office.database.snapshot() as session:
        return [(turn.turn, turn.event, turn.said) for turn in check_ins.turns(session, office.row())]
