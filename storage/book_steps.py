"""What people did with the rule book, by who did it: brought, published, withdrew, marked, read."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlmodel import Session, col, select

from storage.hr_questions import DraftState, HrQuestion
from storage.policy_conflicts import PolicyConflict
from storage.policy_decisions import Decision, PolicyDecision
from storage.policy_drafts import PolicyDraft
from storage.policy_notices import PolicyNotice, PolicyRead
from storage.policy_versions import PolicyClause, PolicyVersion

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime


class Deed(StrEnum):
    """What was done."""

    BROUGHT = "brought"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"
    RESTORED = "restored"
    CONFLICT_MARKED = "conflict_marked"
    ENTRY_PUBLISHED = "entry_published"
    ENTRY_DROPPED = "entry_dropped"
    READ = "read"


@dataclass(frozen=True)
class BookStep:
    """One thing somebody did. `what` is a file, a document, two clauses or an entry; `version` may be empty."""

    at: datetime
    deed: Deed
    what: str
    version: str = ""


def of_person(session: Session, person_id: int) -> list[BookStep]:
    """Return everything somebody did with the rule book, first to last."""
    return sorted(_steps(session, person_id), key=lambda step: (step.at, step.deed, step.what))


def _steps(session: Session, person_id: int) -> Iterator[BookStep]:
    for draft in session.exec(select(PolicyDraft).where(PolicyDraft.uploaded_by == person_id)):
        yield BookStep(draft.uploaded_at, Deed.BROUGHT, draft.name)
    published = select(PolicyVersion.document_id, PolicyVersion.version, PolicyVersion.loaded_at)
    # In several languages a version is one act.
    found = {
        (document, version): at
        for document, version, at in session.exec(published.where(PolicyVersion.published_by == person_id))
    }
    for (document, version), at in found.items():
        yield BookStep(at, Deed.PUBLISHED, document, version)
    for row in session.exec(select(PolicyDecision).where(PolicyDecision.decided_by == person_id)):
        deed = Deed.WITHDRAWN if row.decision == Decision.WITHDRAWN else Deed.RESTORED
        yield BookStep(row.decided_at, deed, row.document_id, row.version)
    for pair in session.exec(select(PolicyConflict).where(PolicyConflict.marked_by == person_id)):
        between = " / ".join(_clause(session, ref) for ref in (pair.first, pair.second))
        yield BookStep(pair.marked_at, Deed.CONFLICT_MARKED, between)
    read = select(PolicyNotice.document_id, PolicyNotice.version, PolicyRead.read_at).join(PolicyRead)
    for document, version, at in session.exec(read.where(PolicyRead.person_id == person_id)):
        yield BookStep(at, Deed.READ, document, version)
    for entry in session.exec(select(HrQuestion).where(HrQuestion.published_by == person_id)):
        if entry.published_at is not None:
            dropped = entry.draft_state == DraftState.DROPPED.value
            deed = Deed.ENTRY_DROPPED if dropped else Deed.ENTRY_PUBLISHED
            yield BookStep(entry.published_at, deed, entry.clause_id)


def _clause(session: Session, ref: str) -> str:
    found = session.exec(select(PolicyClause.clause_id).where(col(PolicyClause.ref) == ref).limit(1)).first()
    return found or ref
