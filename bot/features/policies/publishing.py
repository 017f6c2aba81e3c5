"""HR brings a document: read, looked over, then published or discarded. Each method is one transaction's part."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from bot.errors import DayIsBackwards, DraftIsOver, NothingToWithdraw, RulesAreHrs, VersionIsTaken
from bot.features.policies import naming, readers
from bot.features.policies.dates import Notice
from bot.features.policies.notices import Notices
from bot.features.policies.overview import Overview, overview
from storage import people, policies, policy_decisions, policy_drafts
from storage.policy_drafts import ATTEMPTS, DraftState, PolicyDraft

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from sqlmodel import Session

    from bot.clock import Clock
    from bot.features.policies.changes import ClauseChange
    from bot.outgoing import Outgoing
    from bot.working_days import WorkingDays
    from knowledge.documents import Document

DRAFT = "policies.draft"
"""The outgoing message that shows a draft, from the first look at the file to its end."""
LEASE = timedelta(minutes=10)
"""So long nobody else reads the same file."""
NOT_FETCHED = "not_fetched"
"""The problem of a file we could not get at."""
TOO_LARGE = "too_large"
"""The problem of a file that is larger than Slack had announced."""


@dataclass(frozen=True)
class Brought:
    """A file that is to be read: the draft it becomes, and what Slack calls it."""

    draft_id: str
    file_id: str
    name: str
    uploaded_by: int | None


@dataclass(frozen=True)
class DraftView:
    """A draft as HR sees it. `overview` is there while it waits; `units` are the choices of whom it is for.

    `title`, `version` and `effective_from` stay when it is over; None and empty before it is read.
    """

    draft_id: str
    name: str
    state: DraftState
    problem: str
    stamp: int
    page: int
    title: str
    version: str
    audience: str
    effective_from: date | None
    overview: Overview | None
    units: Mapping[str, str]


class Publishing:
    """One method per thing HR can do with a document."""

    def __init__(self, clock: Clock, outgoing: Outgoing, calendar: WorkingDays, company_zone: str) -> None:
        self._clock = clock
        self._outgoing = outgoing
        self._calendar = calendar
        self._zone = ZoneInfo(company_zone)
        self.notices = Notices(clock, outgoing, company_zone, calendar)

    def may_bring(self, session: Session, person_id: int) -> bool:
        """Return whether somebody keeps the rule book."""
        return readers.keeps_the_rules(readers.actor(session, person_id, self.today()))

    def begin(self, session: Session, person_id: int, files: Sequence[tuple[str, str]]) -> list[Brought]:
        """Keep that somebody brought files, by Slack's id and name, and say they are being read.

        Raises RulesAreHrs.
        """
        self._check(session, person_id)
        now = self._clock.now()
        brought = []
        for file_id, name in files:
            row = policy_drafts.begin(session, name=name, now=now, by=person_id, file_id=file_id, lease=LEASE)
            self._post(session, row, person_id)
            brought.append(_brought(row))
        return brought

    def claim(self, session: Session) -> Brought | None:
        """Take over a file whose reader is gone; one that was tried too often is given up."""
        while (row := policy_drafts.claim(session, self._clock.now(), LEASE)) is not None:
            if row.attempts <= ATTEMPTS:
                return _brought(row)
            self._close(session, row, DraftState.REFUSED, NOT_FETCHED)
        return None

    def keep(self, session: Session, draft_id: str, documents: Sequence[Document]) -> None:
        """Store what was read, and show it."""
        row = policy_drafts.held(session, draft_id)
        if row is not None and row.state == DraftState.READING:
            policy_drafts.keep(session, row, naming.settled(session, documents, self.today()))
            self._redraw(session, row)

    def refuse(self, session: Session, draft_id: str, problem: str) -> None:
        """End a draft that could not be read, and say why."""
        row = policy_drafts.held(session, draft_id)
        if row is not None and row.state == DraftState.READING:
            self._close(session, row, DraftState.REFUSED, problem)

    def view(self, session: Session, draft_id: str, language: str) -> DraftView | None:
        """Return a draft as it stands, with what publishing it today would change."""
        row = policy_drafts.get(session, draft_id)
        if row is None:
            return None
        documents = policy_drafts.documents_of(row)
        waits = row.state == DraftState.WAITING
        seen = overview(session, documents, self.today(), self._calendar) if waits and documents else None
        first = documents[0] if documents else None
        return DraftView(
            draft_id=row.id,
            name=row.name,
            state=DraftState(row.state),
            problem=row.problem,
            stamp=row.stamp,
            page=row.page,
            title=next((each.title for each in documents if each.language == language), "")
            or (first.title if first else ""),
            version=first.version if first else "",
            audience=first.audience if first else "",
            effective_from=first.effective_from if first else None,
            overview=seen,
            units=people.unit_names(session, language),
        )

    def change(
        self, session: Session, person_id: int, draft_id: str, number: int
    ) -> tuple[str, ClauseChange]:
        """Return one change of a draft with its language; raises RulesAreHrs and DraftIsOver."""
        row = self._waiting(session, person_id, draft_id, held=False)
        seen = overview(session, policy_drafts.documents_of(row), self.today(), self._calendar)
        if number >= len(seen.entries):
            raise DraftIsOver
        return seen.entries[number]

    def turn(self, session: Session, person_id: int, draft_id: str, page: int) -> None:
        """Show another page of a draft's changes; raises RulesAreHrs and DraftIsOver."""
        row = self._waiting(session, person_id, draft_id)
        row.page = max(page, 0)
        self._redraw(session, row)

    def set_audience(self, session: Session, person_id: int, draft_id: str, audience: str) -> None:
        """Set whom a draft is for; raises RulesAreHrs and DraftIsOver."""
        row = self._waiting(session, person_id, draft_id)
        policy_drafts.change(session, row, audience=audience)
        self._redraw(session, row)

    def set_day(self, session: Session, person_id: int, draft_id: str, day: date) -> None:
        """Set from which day a draft is to apply; raises RulesAreHrs and DraftIsOver."""
        row = self._waiting(session, person_id, draft_id)
        policy_drafts.change(session, row, effective_from=day)
        self._redraw(session, row)

    def publish(self, session: Session, person_id: int, draft_id: str) -> None:
        """Put a draft into the rule book; raises RulesAreHrs, DraftIsOver, VersionIsTaken and DayIsBackwards."""
        row = self._waiting(session, person_id, draft_id)
        documents = policy_drafts.documents_of(row)
        seen = overview(session, documents, self.today(), self._calendar)
        if seen.taken:
            raise VersionIsTaken
        if seen.notice is Notice.BACKWARDS:
            raise DayIsBackwards
        for document in documents:
            policies.publish(session, document, self._clock.now(), person_id)
        if seen.told:
            self.notices.open(session, seen.document_id, seen.version)
        self._close(session, row, DraftState.PUBLISHED)

    def discard(self, session: Session, person_id: int, draft_id: str) -> None:
        """Let a draft go; raises RulesAreHrs and DraftIsOver."""
        self._close(session, self._waiting(session, person_id, draft_id), DraftState.DISCARDED)

    def show(self, session: Session, person_id: int, draft_id: str) -> None:
        """Send somebody a draft that waits, as a new message; raises RulesAreHrs and DraftIsOver."""
        row = self._waiting(session, person_id, draft_id)
        row.stamp += 1
        self._post(session, row, person_id)

    def withdraw(self, session: Session, person_id: int, document_id: str, version: str) -> None:
        """Take a version back; raises RulesAreHrs and NothingToWithdraw."""
        self._check(session, person_id)
        known = {each.version for each in policies.versions(session, document_id)}
        now = self._clock.now()
        if version not in known or not policy_decisions.withdraw(
            session, document_id, version, now, person_id
        ):
            raise NothingToWithdraw

    def today(self) -> date:
        """Return the company's day."""
        return self._clock.now().astimezone(self._zone).date()

    def _check(self, session: Session, person_id: int) -> None:
        if not self.may_bring(session, person_id):
            raise RulesAreHrs

    def _waiting(self, session: Session, person_id: int, draft_id: str, *, held: bool = True) -> PolicyDraft:
        self._check(session, person_id)
        row = (policy_drafts.held if held else policy_drafts.get)(session, draft_id)
        if row is None or row.state != DraftState.WAITING:
            raise DraftIsOver
        return row

    def _close(self, session: Session, row: PolicyDraft, state: DraftState, problem: str = "") -> None:
        policy_drafts.close(session, row, state, problem)
        self._redraw(session, row)

    def _post(self, session: Session, row: PolicyDraft, person_id: int) -> None:
        row.card = f"{DRAFT}:{row.id}:{row.stamp}"
        self._outgoing.post(session, key=row.card, kind=DRAFT, payload=_payload(row), to=person_id)
        session.add(row)

    def _redraw(self, session: Session, row: PolicyDraft) -> None:
        row.stamp += 1
        session.add(row)
        if row.card:
            self._outgoing.update(
                session, key=f"{row.card}:{row.stamp}", target_key=row.card, kind=DRAFT, payload=_payload(row)
            )


def _payload(row: PolicyDraft) -> dict[str, Any]:
    return {"draft": row.id}


def _brought(row: PolicyDraft) -> Brought:
    return Brought(row.id, row.file_id, row.name, row.uploaded_by)
