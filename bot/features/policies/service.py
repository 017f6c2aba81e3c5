"""Looking a clause up, and saying honestly what cannot be answered yet."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.errors import ClauseNotFound
from bot.features.policies import readers
from bot.features.policies.clause_views import ClauseView
from storage import policies, policy_conflicts

if TYPE_CHECKING:
    from datetime import date

    from sqlmodel import Session

    from bot.clock import Clock
    from bot.features.policies.rules import ClauseNumber
    from bot.outgoing import Outgoing

CLAUSE = "policies.clause"
"""The outgoing message that shows a clause."""


class Policies:
    """The rules in force.

    `company_zone` (IANA) says when a day begins, and with it a new version.
    """

    def __init__(self, clock: Clock, outgoing: Outgoing, company_zone: str) -> None:
        self._clock = clock
        self._outgoing = outgoing
        self._zone = ZoneInfo(company_zone)

    def look_up(self, session: Session, person_id: int, number: ClauseNumber, asked_by: str) -> None:
        """Send a person a clause, once per question; `asked_by` is what identifies the question.

        A number without its document shows every document's clause of that number; only what the person may
        read is there at all. Raises ClauseNotFound.
        """
        today = self.today()
        day = number.day or today
        audiences = readers.visible(readers.actor(session, person_id, today))
        found = policies.clauses_called(session, _ids(session, number, day), "", day, audiences)
        if not found:
            raise ClauseNotFound(clause=number.said)
        for clause in found:
            self._outgoing.post(
                session,
                key=f"{CLAUSE}:{clause.ref}:{asked_by}",
                kind=CLAUSE,
                payload={"clause": clause.ref, "day": day.isoformat()},
                to=person_id,
            )

    def clause(
        self, session: Session, person_id: int, ref: str, language: str, day: date
    ) -> ClauseView | None:
        """Return a clause as it applied on `day`, in `language` where it exists, and what contradicts it.

        None when this person may not read it, or it did not apply.
        """
        today = self.today()
        reader = readers.actor(session, person_id, today)
        audiences = readers.visible(reader)
        clause = policies.clause_in_force(session, ref, language, day, audiences)
        if clause is None:
            return None
        others = policy_conflicts.contradicting(session, clause, language, day, audiences)
        return ClauseView(
            clause,
            tuple(others),
            day,
            is_today=day == today,
            keeper=readers.keeps_the_rules(reader),
            whole=policies.pieces_of(session, clause),
        )

    def today(self) -> date:
        """Return the company's day: with it a new version begins."""
        return self._clock.now().astimezone(self._zone).date()


def _ids(session: Session, number: ClauseNumber, day: date) -> list[str]:
    """Return the clause ids that a number somebody typed may stand for."""
    if number.document:
        named = [f"{number.document}-{number.number}"]
    else:
        documents = policies.documents(session, day)
        named = [number.number, *(f"{document}-{number.number}" for document in documents)]
    # A long clause is kept in pieces, and begins with the first.
    return [*named, *(f"{name}/1" for name in named)]
