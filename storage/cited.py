"""Clauses as answers cite them: in a version that never changes, with their neighbours."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlmodel import Session, col, select

from storage.policies import PolicyClause, PolicyVersion, all_in_force, clauses_of
from storage.policy_periods import versions

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True)
class Neighbour:
    """The clause before or after another."""

    clause: str
    title: str


@dataclass(frozen=True)
class Cited:
    """A clause of one version in one language. `languages` are all that the version has it in."""

    document: str
    document_title: str
    version: str
    language: str
    governing_language: str
    clause: str
    title: str
    text: str
    owner: str
    audience: str
    effective_from: date
    languages: tuple[str, ...]
    previous: Neighbour | None
    following: Neighbour | None


def find(session: Session, document: str, version: str, language: str, clause: str) -> Cited | None:
    """Return a clause of a version, in `language` or, when the version has none, in the first there is."""
    texts = {
        row.language: row
        for row in session.exec(
            select(PolicyClause).where(
                PolicyClause.document_id == document,
                PolicyClause.version == version,
                PolicyClause.clause_id == clause,
            )
        )
    }
    found = texts.get(language) or next((texts[each] for each in sorted(texts)), None)
    if found is None:
        return None
    whole = session.get_one(PolicyVersion, (document, version, found.language))
    beside = select(PolicyClause).where(
        PolicyClause.document_id == document,
        PolicyClause.version == version,
        PolicyClause.language == found.language,
    )
    before = beside.where(col(PolicyClause.start) < found.start).order_by(col(PolicyClause.start).desc())
    after = beside.where(col(PolicyClause.start) > found.start).order_by(col(PolicyClause.start))
    return Cited(
        document=document,
        document_title=whole.title,
        version=version,
        language=found.language,
        governing_language=whole.governing_language,
        clause=clause,
        title=found.title,
        text=found.text,
        owner=whole.owner,
        audience=whole.audience,
        effective_from=whole.effective_from,
        languages=tuple(sorted(texts)),
        previous=_neighbour(session.exec(before.limit(1)).first()),
        following=_neighbour(session.exec(after.limit(1)).first()),
    )


def _neighbour(row: PolicyClause | None) -> Neighbour | None:
    return None if row is None else Neighbour(row.clause_id, row.title)


def owner_of(session: Session, document: str) -> str:
    """Return the address of whom to ask about a document, as its newest version says; may be empty.

    Without a document: who owns them all, when that is one person.
    """
    if not document:
        owners = {text.owner for each in versions(session) for text in each.texts} - {""}
        return owners.pop() if len(owners) == 1 else ""
    known = versions(session, document)
    return known[-1].governing.owner if known else ""


def newest_clauses(session: Session, document: str) -> list[PolicyClause]:
    """Return the clauses of a document's newest version, in every language, in their order."""
    known = versions(session, document)
    if not known:
        return []
    clauses = select(PolicyClause).where(
        PolicyClause.document_id == document, PolicyClause.version == known[-1].version
    )
    return list(session.exec(clauses.order_by(col(PolicyClause.language), col(PolicyClause.start))))


def versions_of(session: Session, document: str) -> int:
    """Return how many versions of a document there ever were."""
    query = select(PolicyVersion.version).where(PolicyVersion.document_id == document).distinct()
    return len(session.exec(query).all())


def in_force(session: Session, day: date) -> list[PolicyClause]:
    """Return the clauses of every document that apply on `day`, each once, in its governing language."""
    return [
        clause
        for version in all_in_force(session, day)
        for clause in clauses_of(session, version.document_id, version.version, version.governing.language)
    ]
