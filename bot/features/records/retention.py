"""Letting go of what was kept long enough, and saying how long the rest is kept."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.features.records.notes import LetGo
from bot.features.records.terms import KeepingTerms
from storage import erasure, retention
from storage.secrets import PRIVATE_PART, SHARED_PART

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from sqlmodel import Session

    from bot.clock import Clock
    from bot.features.records.notes import Block, NoteView

BATCH = 50
"""So many notes are let go in one transaction."""


@dataclass(frozen=True)
class Retention:
    """How long notes are kept. Days are the company's: they begin and end in `zone`."""

    clock: Clock
    terms: KeepingTerms = field(default_factory=KeepingTerms)
    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("UTC"))

    @property
    def today(self) -> date:
        """The company's day."""
        return self._day(self.clock.now())

    def let_go(self, session: Session) -> int:
        """Destroy the keys of the next parts that were kept long enough, and return how many.

        Held people's notes stay. On SQLite call `Database.wipe` afterwards.
        """
        now = self.clock.now()
        today = self._day(now)
        # Midnight of some zone: a note of that day may have an hour to go, so each is asked for itself.
        before = datetime.combine(today, datetime.min.time(), UTC) - timedelta(
            days=self.terms.private_days - 1
        )
        over = [
            (each.note_id, PRIVATE_PART)
            for each in retention.private_parts(session, before, BATCH)
            if self.terms.private_is_over(self._day(each.written_at), today)
        ]
        over += [
            (each.note_id, SHARED_PART)
            for each in retention.shared_parts(session, self.terms.latest_over(today), BATCH)
            if self.terms.shared_is_over(each.over_on, today)
        ]
        for note_id, part in over:
            erasure.destroy_record(session, note_id, part, retention.TIME_IS_UP, now)
        return len(over)

    def stated(self, session: Session, view: NoteView) -> NoteView:
        """Return a note with how long its private parts are kept, and what of it was let go."""
        return self.all_stated(session, [view])[0]

    def all_stated(self, session: Session, views: Sequence[NoteView]) -> list[NoteView]:
        """Return notes as `stated` does, in the same order: two queries, however many."""
        private = [view.note_id for view in views if view.is_managers and _has(view, _kept_private)]
        written = retention.not_held(session, private) if private else {}
        lacking = [view.note_id for view in views if _has(view, _erased)]
        gone = retention.gone(session, lacking) if lacking else {}
        return [
            replace(
                view,
                private_until=self._private_until(written.get(view.note_id)),
                let_go=tuple(
                    LetGo(each.part, self._day(each.at), ran_out=each.why == retention.TIME_IS_UP)
                    for each in gone.get(view.note_id, ())
                ),
            )
            for view in views
        ]

    def _private_until(self, written_at: datetime | None) -> date | None:
        return None if written_at is None else self.terms.private_until(self._day(written_at))

    def _day(self, moment: datetime) -> date:
        return moment.astimezone(self.zone).date()


def _has(view: NoteView, such: Callable[[Block], bool]) -> bool:
    return any(such(block) for edition in view.editions for block in edition.blocks)


def _kept_private(block: Block) -> bool:
    return block.private and not block.erased


def _erased(block: Block) -> bool:
    return block.erased
