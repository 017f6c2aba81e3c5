"""Every clause there is to be found, as rows with the fields of a passage."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from sqlalchemy import func
from sqlmodel import Session, col, select

from storage.policies import PolicyClause, PolicyVersion

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date


class PassageFields(TypedDict):
    """A clause of one version, with the days it applies on and whom it is for."""

    key: str
    document: str
    clause: str
    version: str
    language: str
    title: str
    path: tuple[str, ...]
    text: str
    start: int
    end: int
    audience: str
    effective_from: date
    effective_until: date | None


def passages(session: Session) -> Iterator[PassageFields]:
    """Yield every clause of every version, in every language, with the days it applies on."""
    rows = session.exec(
        select(PolicyVersion).order_by(col(PolicyVersion.effective_from), col(PolicyVersion.loaded_at))
    )
    begins: dict[str, dict[str, date]] = {}
    for row in rows:
        begins.setdefault(row.document_id, {})[row.version] = row.effective_from
    until = {
        (document, version): following
        for document, versions in begins.items()
        for (version, _), following in zip(
            versions.items(), [*list(versions.values())[1:], None], strict=True
        )
    }
    query = select(PolicyClause).order_by(
        col(PolicyClause.document_id),
        col(PolicyClause.version),
        col(PolicyClause.language),
        col(PolicyClause.start),
    )
    for clause in session.exec(query):
        yield PassageFields(
            key=f"{clause.document_id}@{clause.version}/{clause.language}/{clause.clause_id}",
            document=clause.document_id,
            clause=clause.clause_id,
            version=clause.version,
            language=clause.language,
            title=clause.title,
            path=tuple(clause.path),
            text=clause.text,
            start=clause.start,
            end=clause.end,
            audience="everyone",
            effective_from=begins[clause.document_id][clause.version],
            effective_until=until[clause.document_id, clause.version],
        )


def stamp(session: Session) -> str:
    """Return a value that changes whenever anything is published, by whichever process."""
    return str(session.exec(select(func.count()).select_from(PolicyVersion)).one())
