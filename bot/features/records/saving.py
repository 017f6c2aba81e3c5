"""Keeping a message as evidence: a note with the message's words, who wrote it, and the way back to it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.access import Action, PairSubject, can
from bot.errors import BeyondACheckIn, NotYourReport, PersonHasLeft, TextTooLong
from bot.features.records import asking, mail, reading
from bot.features.records.notes import LINK, SAVED_MESSAGE, Party
from bot.features.records.saved import REMARK_LIMIT, REPORTS_MAX, Circle
from storage import people, pilots, records, relations

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlmodel import Session

    from bot.clock import Clock
    from bot.features.records.saved import FoundMessage
    from bot.features.records.service import RecordsService
    from bot.outgoing import Outgoing
    from storage.records import Note


class SavedMessages:
    """Saves messages, each call within the caller's transaction.

    `beyond` says whether words need a human now (harm, harassment, a claim): of those nothing is stored.
    """

    def __init__(
        self, clock: Clock, outgoing: Outgoing, service: RecordsService, beyond: Callable[[str], bool]
    ) -> None:
        self._clock = clock
        self._outgoing = outgoing
        self._service = service
        self._beyond = beyond

    def circle(self, session: Session, person_id: int, words: str) -> Circle:
        """Return whom these words may be saved about; raises BeyondACheckIn."""
        self._refuse(session, words)
        manager = relations.manager_of(session, person_id, self._clock.now().date())
        reports = people.reports_of(session, person_id)[:REPORTS_MAX]
        return Circle(
            oneself=reading.party(session, person_id),
            reports=tuple(Party(person.key, person.name) for person in reports),
            manager=reading.party(session, manager) if manager is not None else None,
        )

    def keep(  # noqa: PLR0913 - what the form says
        self,
        session: Session,
        person_id: int,
        message: FoundMessage,
        *,
        about_id: int,
        remark: str,
        shared: bool,
    ) -> Note:
        """Store a message as evidence about a report or oneself, and tell who may read it.

        Raises NotYourReport, PersonHasLeft, BeyondACheckIn, TextTooLong.
        """
        self._refuse(session, f"{message.words}\n{remark}")
        if len(remark) > REMARK_LIMIT:
            raise TextTooLong(field="remark", length=len(remark), limit=REMARK_LIMIT)
        manager_id = self._manager(session, person_id, about_id, shared=shared)
        now = self._clock.now()
        zone = ZoneInfo(reading.timezone_of(session, person_id))
        said_on = datetime.fromisoformat(message.said_at).astimezone(zone).date()
        cycle = pilots.current(session, about_id, said_on)
        visibility = records.SHARED if shared else records.PRIVATE
        texts = {
            "evidence": message.words,
            "source": message.author,
            "remark": remark,
            LINK: message.link,
        }
        note = records.create(
            session,
            records.DraftNote(
                check_in_id=None,
                kind=SAVED_MESSAGE,
                mode=SAVED_MESSAGE,
                manager_id=manager_id,
                employee_id=about_id,
                met_on=said_on,
                cycle_id=cycle.id if cycle else None,
                partial=False,
                blocks=tuple(
                    records.DraftBlock(name, visibility, text) for name, text in texts.items() if text
                ),
                review_ends_at=self._service.review_ends(session, about_id),
                written_by=person_id,
            ),
            now,
        )
        self._tell(session, note, shared=shared)
        return note

    def _manager(self, session: Session, person_id: int, about_id: int, *, shared: bool) -> int:
        """Return the manager's side of the note; for what somebody keeps to themselves, that is they."""
        today = self._clock.now().date()
        manager_id = relations.manager_of(session, about_id, today)
        if about_id == person_id:
            return manager_id if shared and manager_id is not None else person_id
        pair = PairSubject(person_id, about_id, reports_now=manager_id == person_id)
        if not can(asking.actor(session, person_id, today), Action.CHECK_IN, pair):
            raise NotYourReport(person=about_id)
        if shared and not people.is_here(session, session.get_one(people.Person, about_id)):
            raise PersonHasLeft(person=about_id)
        return person_id

    def _tell(self, session: Session, note: Note, *, shared: bool) -> None:
        payload = {"note_id": note.id, "version": note.version}
        self._outgoing.post(
            session, key=mail.manager_key(note.id), kind=mail.KEPT, payload=payload, to=note.manager_id
        )
        if shared:
            self._outgoing.post(
                session,
                key=mail.review_key(note.id, note.version),
                kind=mail.TO_REVIEW,
                payload=payload,
                to=note.employee_id,
            )

    def _refuse(self, session: Session, words: str) -> None:
        if self._beyond(words):
            raise BeyondACheckIn(person=people.contact_id(session))
