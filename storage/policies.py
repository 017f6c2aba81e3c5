"""The rule book as it applies: which version of each document on which day, and its clauses.

A version applies from its own day until the next one begins (or until the day it names itself). Withdrawn
versions are not here: the one before applies again, as if the withdrawn one had never come. The search index
is a cache of `passages`, and `stamp` says when it is outdated.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypedDict

from sqlalchemy import func
from sqlmodel import Session, col, select

from storage.policy_decisions import last_decision
from storage.policy_drafts import PolicyDraft, documents_of
from storage.policy_periods import Version, VersionText, versions
from storage.policy_versions import (
    PolicyClause,
    PolicyVersion,
    VersionIsPublishedError,
    clause_ref,
    publish,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date


@dataclass(frozen=True)
class Neighbour:
    """The clause before or after another one."""

    ref: str
    clause_id: str


@dataclass(frozen=True)
class ClauseInForce:
    """A clause and the version it stands in. `language` is the text's, maybe not the one asked for.

    `previous` and `following` are its neighbours in that text, `languages` all the languages in which its version
    has it.
    """

    clause_id: str
    title: str
    path: tuple[str, ...]
    text: str
    start: int
    end: int
    language: str
    document_id: str
    document_title: str
    version: str
    governing_language: str
    owner: str
    effective_from: date
    effective_until: date | None = None
    audience: str = "everyone"
    previous: Neighbour | None = None
    following: Neighbour | None = None
    languages: tuple[str, ...] = ()

    @property
    def ref(self) -> str:
        """Its short name, for messages and buttons."""
        return clause_ref(self.document_id, self.clause_id)


class PassageFields(TypedDict):
    """A clause for the search index, by the names of `knowledge.passages.Passage`."""

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


def in_force(session: Session, document_id: str, day: date) -> Version | None:
    """Return the version of a document that applies on `day`."""
    return next((each for each in versions(session, document_id) if each.applies_on(day)), None)


def all_in_force(session: Session, day: date) -> list[Version]:
    """Return the version of every document that applies on `day`, by document."""
    return [each for each in versions(session) if each.applies_on(day)]


def clause_in_force(
    session: Session, ref: str, language: str, day: date, audiences: frozenset[str]
) -> ClauseInForce | None:
    """Return the clause called `ref` as it applies on `day`, or None when it does not exist for these audiences.

    In `language` where its version has that, otherwise in the language that governs: a translation of an
    earlier version would be the wrong rule.
    """
    query = select(PolicyClause.document_id).where(col(PolicyClause.ref) == ref).limit(1)
    document = session.exec(query).first()
    version = in_force(session, document, day) if document is not None else None
    if version is None or version.audience not in audiences:
        return None
    return _clause(session, version, ref, language)


def clauses_called(
    session: Session, clause_ids: Iterable[str], language: str, day: date, audiences: frozenset[str]
) -> list[ClauseInForce]:
    """Return every clause with one of these numbers that applies on `day`, of all documents, by document."""
    wanted = sorted(set(clause_ids))
    query = select(PolicyClause.ref).where(col(PolicyClause.clause_id).in_(wanted)).distinct()
    found = (clause_in_force(session, ref, language, day, audiences) for ref in session.exec(query))
    return sorted(filter(None, found), key=lambda clause: (clause.document_id, clause.start))


def clauses_of(session: Session, document_id: str, version: str, language: str) -> list[PolicyClause]:
    """Return the clauses of a version in one language, in the order they stand in."""
    query = select(PolicyClause).where(
        col(PolicyClause.document_id) == document_id,
        col(PolicyClause.version) == version,
        col(PolicyClause.language) == language,
    )
    return list(session.exec(query.order_by(col(PolicyClause.start))))


def pieces_of(session: Session, clause: ClauseInForce) -> tuple[str, ...]:
    """Return the words of a clause and of the pieces it was cut into (`3.2/1`, `3.2/2` …), in their order."""
    base = clause.clause_id.partition("/")[0]
    rows = clauses_of(session, clause.document_id, clause.version, clause.language)
    return tuple(row.text for row in rows if row.clause_id.partition("/")[0] == base)


def count_clauses(session: Session, document_id: str, version: str, language: str) -> int:
    """Return how many clauses a version has in one language."""
    query = (
        select(func.count())
        .select_from(PolicyClause)
        .where(
            col(PolicyClause.document_id) == document_id,
            col(PolicyClause.version) == version,
            col(PolicyClause.language) == language,
        )
    )
    return session.exec(query).one()


def passages(session: Session) -> Iterator[PassageFields]:
    """Yield every clause of every version that is not withdrawn, in every language, with the days it applies on."""
    by_key = {(each.document_id, each.version): each for each in versions(session)}
    query = select(PolicyClause).order_by(
        col(PolicyClause.document_id),
        col(PolicyClause.version),
        col(PolicyClause.language),
        col(PolicyClause.start),
    )
    for row in session.exec(query):
        version = by_key.get((row.document_id, row.version))
        if version is not None:
            yield PassageFields(
                key=f"{row.document_id}@{row.version}/{row.language}/{row.clause_id}",
                document=row.document_id,
                clause=row.clause_id,
                version=row.version,
                language=row.language,
                title=row.title,
                path=tuple(row.path),
                text=row.text,
                start=row.start,
                end=row.end,
                audience=version.audience,
                effective_from=version.effective_from,
                effective_until=version.effective_until,
            )


def is_titled(session: Session, words: str, day: date, audiences: frozenset[str]) -> bool:
    """Return whether a clause that applies on `day` for these audiences has these words in its heading."""
    wanted = words.strip(" .,;:!?。，？！").casefold()
    if not wanted:
        return False
    query = select(PolicyClause.ref, PolicyClause.title).where(
        func.lower(col(PolicyClause.title)).contains(wanted, autoescape=True)
    )
    # Whole words: "hi" is no topic because a heading says "this".
    whole = re.compile(rf"(?<![a-z0-9]){re.escape(wanted)}(?![a-z0-9])")
    found = {ref for ref, title in session.exec(query) if whole.search(title.casefold())}
    return any(clause_in_force(session, ref, "", day, audiences) is not None for ref in sorted(found))


def stamp(session: Session) -> str:
    """Return a value that changes whenever anything is published or withdrawn, by whichever process."""
    published = session.exec(select(func.count()).select_from(PolicyVersion)).one()
    return f"{published}.{last_decision(session)}"


def documents(session: Session, day: date) -> list[str]:
    """Return the ids of the documents of which a version applies on `day`, in alphabetical order."""
    return [each.document_id for each in all_in_force(session, day)]


def sources(session: Session) -> list[str]:
    """Return the whole text of every version of every document, published or not, its name, and whom to ask."""
    rows = session.exec(select(PolicyVersion.source, PolicyVersion.owner, PolicyVersion.name))
    drafts = (draft for row in session.exec(select(PolicyDraft)) for draft in documents_of(row))
    return [
        *(word for row in rows for word in row),
        *(word for draft in drafts for word in (draft.source, draft.owner, draft.name)),
    ]


def _clause(session: Session, version: Version, ref: str, language: str) -> ClauseInForce | None:
    query = select(PolicyClause.language).where(
        col(PolicyClause.document_id) == version.document_id,
        col(PolicyClause.version) == version.version,
        col(PolicyClause.ref) == ref,
    )
    named = set(session.exec(query))
    if not named:
        return None
    preferred = (language, version.governing.language, *sorted(named))
    chosen = next(each for each in preferred if each in named)
    rows = clauses_of(session, version.document_id, version.version, chosen)
    place = next(number for number, row in enumerate(rows) if row.ref == ref)
    row, text = rows[place], version.text_for(chosen)
    return ClauseInForce(
        clause_id=row.clause_id,
        title=row.title,
        path=tuple(row.path),
        text=row.text,
        start=row.start,
        end=row.end,
        language=row.language,
        document_id=version.document_id,
        document_title=text.title,
        version=version.version,
        governing_language=text.governing_language,
        owner=text.owner,
        effective_from=version.effective_from,
        effective_until=version.effective_until,
        audience=version.audience,
        previous=_neighbour(rows, place - 1),
        following=_neighbour(rows, place + 1),
        languages=tuple(sorted(named)),
    )


def _neighbour(rows: Sequence[PolicyClause], place: int) -> Neighbour | None:
    return Neighbour(rows[place].ref, rows[place].clause_id) if 0 <= place < len(rows) else None


__all__ = [
    "ClauseInForce",
    "Neighbour",
    "PassageFields",
    "PolicyClause",
    "PolicyVersion",
    "Version",
    "VersionIsPublishedError",
    "VersionText",
    "all_in_force",
    "clause_in_force",
    "clause_ref",
    "clauses_called",
    "clauses_of",
    "count_clauses",
    "documents",
    "in_force",
    "passages",
    "pieces_of",
    "publish",
    "sources",
    "stamp",
    "versions",
]
