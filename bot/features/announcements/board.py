"""The board HR watches: how many have confirmed, by unit, and what they ask. Nobody is told about one person."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from bot.access import Action
from bot.errors import AnnouncementIsOver, NotAllowed
from bot.features.announcements import rules, suppression
from bot.features.announcements.spec import Spec
from bot.features.announcements.suppression import Line
from bot.features.announcements.views import BoardView
from storage import announcement_readers, announcements, people
from storage.announcement_readers import Answer
from storage.announcements import Act, State

if TYPE_CHECKING:
    from sqlmodel import Session

    from bot.features.announcements.cards import Cards
    from bot.features.announcements.receiving import Questions
    from bot.features.announcements.suppression import Table
    from storage.announcements import Announcement

MOST_ON_HOME = 5


class Board:
    """What HR sees of the announcements that went out."""

    def __init__(self, cards: Cards, questions: Questions | None) -> None:
        self._cards = cards
        self._reach = cards.reach
        self._questions = questions

    def view(self, session: Session, person_id: int, announcement_id: str, language: str) -> BoardView:
        """Return the board as this person of HR may see it; raises NotAllowed for who serves none of its readers."""
        row = announcements.get(session, announcement_id)
        if row is None:
            raise AnnouncementIsOver
        served = self._served(session, person_id, row)
        asked = announcement_readers.questions_of(session, row.id) if self._questions else []
        return BoardView(
            announcement_id=row.id,
            title=rules.said(Spec.parse(row.spec).words, "employee", language).title,
            table=self._table(session, row, served),
            names=people.unit_names(session, language),
            groups=self._questions.groups(session, asked) if self._questions and asked else [],
            progress=self._cards.progress(session, row),
            at=self._reach.clock.now(),
            zone=people.zone_of(session, person_id).key,
            may_list=Spec.parse(row.spec).acknowledged,
        )

    def file(
        self, session: Session, person_id: int, announcement_id: str, language: str
    ) -> list[tuple[str, int, int]]:
        """Return the board's lines for a file: unit, readers, received; the others together have no name."""
        view = self.view(session, person_id, announcement_id, language)
        announcements.record(
            session, announcement_id, Act.LISTED, person_id, self._reach.clock.now(), len(view.table.lines)
        )
        lines = [
            (view.names.get(each.unit, each.unit), each.readers, each.received) for each in view.table.lines
        ]
        others = view.table.others
        return [*lines, *([("", others.readers, others.received)] if others else [])]

    def under_way(self, session: Session, person_id: int, language: str) -> list[tuple[str, str, str]] | None:
        """Return id, title and state of the newest announcements somebody in HR may watch; None for others."""
        if not self._reach.may_compose(session, person_id):
            return None
        found = []
        for row in announcements.newest(session, 4 * MOST_ON_HOME):
            waits = row.state in {State.DRAFT, State.WAITING}
            if waits and row.author_id != person_id:
                continue
            if row.author_id == person_id or self._reach.may_steer(session, person_id, row):
                said = rules.said(Spec.parse(row.spec).words, "employee", language)
                found.append((row.id, said.title, row.state))
        return found[:MOST_ON_HOME]

    def _table(self, session: Session, row: Announcement, served: frozenset[str]) -> Table:
        counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
        for unit, answer, count in announcement_readers.answers_by_unit(session, row.id):
            if unit in served:
                counts[unit][0] += count
                counts[unit][1] += count if answer == Answer.RECEIVED else 0
        return suppression.table(
            Line(unit, readers, received) for unit, (readers, received) in counts.items()
        )

    def _served(self, session: Session, person_id: int, row: Announcement) -> frozenset[str]:
        actor = self._reach.actor(session, person_id)
        served = self._reach.serves(session, actor, Action.READ_RECEIPTS, row.author_id)
        if not served:
            raise NotAllowed
        return served
