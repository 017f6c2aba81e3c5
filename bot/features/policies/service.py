"""Looking a clause up, and saying honestly what cannot be answered yet."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Protocol
from zoneinfo import ZoneInfo

from bot.errors import ClauseNotFound
from bot.features.policies.rules import WhomToAsk
from storage import policies

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sqlmodel import Session

    from bot.clock import Clock
    from bot.features.policies.rules import ClauseNumber
    from storage.policies import ClauseInForce

CLAUSE = "policies.clause"
"""The outgoing message that shows a clause."""
WHOM_TO_ASK = "policies.whom_to_ask"
"""The outgoing message that says what cannot be answered yet, and who can."""


class Outgoing(Protocol):
    """Where messages to people are put, inside the transaction that causes them."""

    def post(
        self, session: Session, *, key: str, kind: str, payload: Mapping[str, Any], to: int | str
    ) -> bool:
        """Put a message once under its key."""
        ...


class Policies:
    """The rules in force.

    `contact` finds the name of whom to ask in HR; `company_zone` (IANA) says when a day begins, and with it a
    new version.
    """

    def __init__(
        self, clock: Clock, outgoing: Outgoing, contact: Callable[[Session], str], company_zone: str
    ) -> None:
        self._clock = clock
        self._outgoing = outgoing
        self._contact = contact
        self._zone = ZoneInfo(company_zone)

    def look_up(self, session: Session, person_id: int, number: ClauseNumber, asked_by: str) -> None:
        """Send a person a clause, once per question; `asked_by` is what identifies the question.

        A number without its document shows every document's clause of that number. Raises ClauseNotFound.
        """
        day = self._clock.now().astimezone(self._zone).date()
        documents = [number.document] if number.document else policies.documents(session, day)
        ids = [f"{document}-{number.number}" for document in documents]
        found = [clause for clause in ids if policies.clause_in_force(session, clause, "", day)]
        if not found:
            raise ClauseNotFound(clause=number.said)
        for clause in found:
            self._outgoing.post(
                session,
                key=f"{CLAUSE}:{clause}:{asked_by}",
                kind=CLAUSE,
                payload={"clause": clause, "day": day.isoformat()},
                to=person_id,
            )

    def ask(self, session: Session, person_id: int, asked_by: str) -> None:
        """Answer a question in plain words, once: with whom to ask. The question itself is not kept."""
        self._outgoing.post(
            session, key=f"{WHOM_TO_ASK}:{asked_by}", kind=WHOM_TO_ASK, payload={}, to=person_id
        )

    def clause(self, session: Session, clause_id: str, language: str, day: str) -> ClauseInForce | None:
        """Return a clause as it applied on `day` (ISO), in `language` where it exists."""
        return policies.clause_in_force(session, clause_id, language, date.fromisoformat(day))

    def whom_to_ask(self, session: Session) -> WhomToAsk:
        """Return who answers questions about the rules."""
        return WhomToAsk(contact=self._contact(session))
