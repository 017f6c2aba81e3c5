"""The rule book as somebody may read it: which documents there are, and what each says on a day."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.access import Action, RulesSubject, can
from bot.errors import ClauseNotFound, ClausesNotMarked, RulesAreHrs, RulesNotFound
from bot.features.policies import readers, rules
from storage import people, policies, policy_conflicts, policy_drafts, policy_notices

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from sqlmodel import Session

    from bot.access import Actor
    from bot.clock import Clock
    from storage.policies import Version
    from storage.policy_notices import Told

PAGE = 20
"""Clauses on one page of a document's contents."""


@dataclass(frozen=True)
class BookLine:
    """One version of a document in a list. `readable`: the reader may open it.

    `told` says to whoever keeps the rule book how many were told of it and have read it.
    """

    document_id: str
    version: str
    title: str
    audience: str
    effective_from: date
    effective_until: date | None
    clauses: int
    readable: bool
    coming: bool
    told: Told | None = None


@dataclass(frozen=True)
class WaitingDraft:
    """A draft that waits for HR."""

    draft_id: str
    name: str
    title: str


@dataclass(frozen=True)
class BookView:
    """The rule book on `day`. `keeper`: the reader keeps it, and sees what is coming and what waits.

    `units` are the units' names by code.
    """

    day: date
    is_today: bool
    keeper: bool
    lines: tuple[BookLine, ...]
    drafts: tuple[WaitingDraft, ...]
    units: Mapping[str, str]


@dataclass(frozen=True)
class Heading:
    """A clause in a document's contents."""

    ref: str
    clause_id: str
    title: str


@dataclass(frozen=True)
class Contents:
    """One page of a document's contents on `day`, in `language`."""

    document_id: str
    version: str
    title: str
    language: str
    day: date
    page: int
    pages: int
    headings: tuple[Heading, ...]


class Book:
    """Reading the rule book; each method within the caller's transaction."""

    def __init__(self, clock: Clock, company_zone: str) -> None:
        self._clock = clock
        self._zone = ZoneInfo(company_zone)

    def view(self, session: Session, person_id: int, language: str, day: date | None = None) -> BookView:
        """Return the documents that apply on `day` (today when none is given) and that somebody may read.

        Whoever keeps the rule book sees them all, and those to come.
        """
        today = self.today()
        shown = day or today
        reader = readers.actor(session, person_id, today)
        keeper = readers.keeps_the_rules(reader)
        lines = [
            self._line(session, each, reader, shown, language)
            for each in policies.versions(session)
            if (readers.may_read(reader, each) or keeper)
            and (each.applies_on(shown) or (keeper and each.effective_from > shown))
        ]
        if keeper:
            counts = policy_notices.counts(session, [line.document_id for line in lines])
            lines = [replace(line, told=counts.get((line.document_id, line.version))) for line in lines]
        drafts = policy_drafts.waiting(session) if keeper else []
        return BookView(
            day=shown,
            is_today=shown == today,
            keeper=keeper,
            lines=tuple(lines),
            drafts=tuple(map(_waiting, drafts)),
            units=people.unit_names(session, language),
        )

    def contents(  # noqa: PLR0913, PLR0917 - where in a document somebody is
        self, session: Session, person_id: int, document_id: str, language: str, day: date, page: int = 0
    ) -> Contents:
        """Return a page of a document's contents; raises RulesNotFound for what somebody may not read."""
        reader = readers.actor(session, person_id, self.today())
        version = policies.in_force(session, document_id, day)
        if version is None or not readers.may_read(reader, version):
            raise RulesNotFound
        text = version.text_for(language)
        rows = policies.clauses_of(session, document_id, version.version, text.language)
        pages = max((len(rows) + PAGE - 1) // PAGE, 1)
        shown = min(max(page, 0), pages - 1)
        return Contents(
            document_id=document_id,
            version=version.version,
            title=text.title,
            language=text.language,
            day=day,
            page=shown,
            pages=pages,
            headings=tuple(
                Heading(row.ref, row.clause_id, row.title) for row in rows[shown * PAGE : (shown + 1) * PAGE]
            ),
        )

    def mark_conflict(
        self, session: Session, person_id: int, ref: str, other: str, applies: str = ""
    ) -> None:
        """Keep that a clause contradicts the one whose number was typed.

        `applies` is `this`, `other`, or empty when nobody has decided which does.
        Raises RulesAreHrs, ClauseNotFound and ClausesNotMarked.
        """
        today = self.today()
        reader = readers.actor(session, person_id, today)
        audiences = readers.visible(reader)
        clause = policies.clause_in_force(session, ref, "", today, audiences)
        if clause is None or not can(reader, Action.WITHDRAW_RULES, RulesSubject(clause.audience)):
            raise RulesAreHrs
        number = rules.read_number(other, bare=True)
        ids = [number.said] if number else [other.strip()]
        found = policies.clauses_called(session, ids, "", today, audiences)
        if not found:
            raise ClauseNotFound(clause=ids[0])
        now = self._clock.now()
        marks = [
            policy_conflicts.mark(
                session,
                ref,
                each.ref,
                now,
                person_id,
                {"this": ref, "other": each.ref}.get(applies, ""),
            )
            for each in found
        ]
        if not any(marks):
            raise ClausesNotMarked

    def today(self) -> date:
        """Return the company's day."""
        return self._clock.now().astimezone(self._zone).date()

    @staticmethod
    def _line(session: Session, each: Version, reader: Actor, day: date, language: str) -> BookLine:
        text = each.text_for(language)
        return BookLine(
            document_id=each.document_id,
            version=each.version,
            title=text.title,
            audience=each.audience,
            effective_from=each.effective_from,
            effective_until=each.effective_until,
            clauses=policies.count_clauses(session, each.document_id, each.version, text.language),
            readable=readers.may_read(reader, each) and each.applies_on(day),
            coming=each.effective_from > day,
        )


def _waiting(row: policy_drafts.PolicyDraft) -> WaitingDraft:
    documents = policy_drafts.documents_of(row)
    return WaitingDraft(row.id, row.name, documents[0].title if documents else row.name)
