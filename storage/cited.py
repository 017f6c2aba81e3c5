"""Clauses as answers cite them: in a version that never changes, with their neighbours."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlmodel import Session, col, select

from storage.policies import PolicyClause, PolicyVersion
from storage.relations import EVERYONE

if TYPE_CHECKING:
    from collections.abc import Sequence
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
    beside = session.exec(
        select(PolicyClause)
        .where(
            PolicyClause.document_id == document,
            PolicyClause.version == version,
            PolicyClause.language == found.language,
        )
        .order_by(col(PolicyClause.start))
    ).all()
    place = next(number for number, each in enumerate(beside) if each.clause_id == clause)
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
        audience=EVERYONE,
        effective_from=whole.effective_from,
        languages=tuple(sorted(texts)),
        previous=_neighbour(beside, place - 1),
        following=_neighbour(beside, place + 1),
    )


def _neighbour(beside: Sequence[PolicyClause], place: int) -> Neighbour | None:
    if not 0 <= place < len(beside):
        return None
    return Neighbour(beside[place].clause_id, beside[place].title)


def owner_of(session: Session, document: str) -> str:
    """Return the address of whom to ask about a document, as its newest version says; may be empty.

    Without a document: who owns them all, when that is one person.
    """
    if not document:
        owners = set(session.exec(select(PolicyVersion.owner).distinct())) - {""}
        return owners.pop() if len(owners) == 1 else ""
    query = select(PolicyVersion.owner).where(PolicyVersion.document_id == document)
    newest = query.order_by(col(PolicyVersion.effective_from).desc(), col(PolicyVersion.loaded_at).desc())
    return session.exec(newest).first() or ""


def newest_clauses(session: Session, document: str) -> list[PolicyClause]:
    """Return the clauses of a document's newest version, in every language, in their order."""
    query = select(PolicyVersion).where(PolicyVersion.document_id == document)
    newest = session.exec(
        query.order_by(col(PolicyVersion.effective_from).desc(), col(PolicyVersion.loaded_at).desc())
    ).first()
    if newest is None:
        return []
    clauses = select(PolicyClause).where(
        PolicyClause.document_id == document, PolicyClause.version == newest.version
    )
    return list(session.exec(clauses.order_by(col(PolicyClause.language), col(PolicyClause.start))))


def versions_of(session: Session, document: str) -> int:
    """Return how many versions of a document there are."""
    query = select(PolicyVersion.version).where(PolicyVersion.document_id == document).distinct()
    return len(session.exec(query).all())


def in_force(session: Session, day: date) -> list[PolicyClause]:
    """Return the clauses of every document that apply on `day`, each once, in its governing language."""
    query = select(PolicyVersion).where(PolicyVersion.effective_from <= day)
    newest: dict[str, PolicyVersion] = {}
    for row in session.exec(query.order_by(col(PolicyVersion.effective_from), col(PolicyVersion.loaded_at))):
        known = newest.get(row.document_id)
        same = known is not None and known.version == row.version
        if not same or row.language == row.governing_language:
            newest[row.document_id] = row
    return [
        clause
        for version in newest.values()
        for clause in session.exec(
            select(PolicyClause)
            .where(
                PolicyClause.document_id == version.document_id,
                PolicyClause.version == version.version,
                PolicyClause.language == version.language,
            )
            .order_by(col(PolicyClause.start))
        )
    ]
