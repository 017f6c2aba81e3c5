"""Whole documents of the rule book as values: what a draft holds, and what was published."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlmodel import Session, col, select

from storage.policy_versions import PolicyClause, PolicyVersion

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True)
class RuleClause:
    """One rule, with where its words stand in the source."""

    id: str
    title: str
    path: tuple[str, ...]
    text: str
    start: int
    end: int


@dataclass(frozen=True)
class RuleDocument:
    """One version of a document in one language, with its words."""

    id: str
    version: str
    language: str
    governing_language: str
    title: str
    owner: str
    name: str
    audience: str
    effective_from: date
    effective_until: date | None
    source: str
    clauses: tuple[RuleClause, ...]


def published(session: Session, document_id: str, version: str) -> list[RuleDocument]:
    """Return a version in all its languages, as it was published, withdrawn or not."""
    rows = session.exec(
        select(PolicyVersion)
        .where(col(PolicyVersion.document_id) == document_id, col(PolicyVersion.version) == version)
        .order_by(col(PolicyVersion.language))
    )
    return [_whole(session, row) for row in rows]


def _whole(session: Session, row: PolicyVersion) -> RuleDocument:
    clauses = select(PolicyClause).where(
        col(PolicyClause.document_id) == row.document_id,
        col(PolicyClause.version) == row.version,
        col(PolicyClause.language) == row.language,
    )
    return RuleDocument(
        id=row.document_id,
        version=row.version,
        language=row.language,
        governing_language=row.governing_language,
        title=row.title,
        owner=row.owner,
        name=row.name,
        audience=row.audience,
        effective_from=row.effective_from,
        effective_until=row.effective_until,
        source=row.source,
        clauses=tuple(
            RuleClause(each.clause_id, each.title, tuple(each.path), each.text, each.start, each.end)
            for each in session.exec(clauses.order_by(col(PolicyClause.start)))
        ),
    )
