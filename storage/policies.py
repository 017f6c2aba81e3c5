"""The company's rules as published: every version of every document in each language, clause by clause.

Versions are only ever added. The search index is a cache of this.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Protocol

from sqlalchemy import ForeignKeyConstraint
from sqlmodel import JSON, Column, Field, Session, SQLModel, col, select

from storage.columns import UtcDateTime

if TYPE_CHECKING:
    from collections.abc import Sequence


class PolicyVersion(SQLModel, table=True):
    """One version of a document in one language. Where languages differ, `governing_language` is right.

    `owner` is the address of whom to ask.
    """

    __tablename__ = "policy_version"
    document_id: str = Field(primary_key=True, max_length=32)
    version: str = Field(primary_key=True, max_length=32)
    language: str = Field(primary_key=True, max_length=8)
    governing_language: str = Field(max_length=8)
    title: str = Field(max_length=300)
    owner: str = Field(default="", max_length=320)
    effective_from: date = Field(index=True)
    source: str
    loaded_at: datetime = Field(sa_type=UtcDateTime)


class PolicyClause(SQLModel, table=True):
    """One numbered rule of a version. `start` and `end` are character offsets into the version's source."""

    __tablename__ = "policy_clause"
    __table_args__ = (
        ForeignKeyConstraint(
            ["document_id", "version", "language"],
            ["policy_version.document_id", "policy_version.version", "policy_version.language"],
        ),
    )
    document_id: str = Field(primary_key=True, max_length=32)
    version: str = Field(primary_key=True, max_length=32)
    language: str = Field(primary_key=True, max_length=8)
    clause_id: str = Field(primary_key=True, max_length=64)
    title: str = Field(max_length=300)
    path: list[str] = Field(sa_column=Column(JSON, nullable=False))
    text: str
    start: int
    end: int


class ClauseText(Protocol):
    """A clause about to be published."""

    @property
    def id(self) -> str:
        """Its number, such as `PM-3.4`."""
        ...

    @property
    def title(self) -> str:
        """Its heading without the number."""
        ...

    @property
    def path(self) -> Sequence[str]:
        """Every heading from the document's title down to its own."""
        ...

    @property
    def text(self) -> str:
        """Its words, to the letter."""
        ...

    @property
    def start(self) -> int:
        """Where its words begin in the source."""
        ...

    @property
    def end(self) -> int:
        """Where they end."""
        ...


class DocumentText(Protocol):
    """A version of a document about to be published."""

    @property
    def id(self) -> str:
        """The document, such as `PM`."""
        ...

    @property
    def version(self) -> str:
        """The version's name."""
        ...

    @property
    def language(self) -> str:
        """The language it is in."""
        ...

    @property
    def governing_language(self) -> str:
        """The language that is right where languages differ."""
        ...

    @property
    def title(self) -> str:
        """What the document is called."""
        ...

    @property
    def owner(self) -> str:
        """The address of whom to ask; may be empty."""
        ...

    @property
    def effective_from(self) -> date:
        """The first day it applies."""
        ...

    @property
    def source(self) -> str:
        """The whole text."""
        ...

    @property
    def clauses(self) -> Sequence[ClauseText]:
        """Its numbered rules, in order."""
        ...


class VersionIsPublishedError(ValueError):
    """A document would change under a version that people may have read already."""

    def __init__(self, document: DocumentText) -> None:
        super().__init__(
            f"{document.id} version {document.version} ({document.language}) is published with other words; "
            "give the changed document a new version"
        )


@dataclass(frozen=True)
class ClauseInForce:
    """A clause and the version it stands in. `language` is the text's, maybe not the one asked for."""

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


def publish(session: Session, document: DocumentText, now: datetime) -> bool:
    """Store a version of a document and return True; False when it is there already, word for word.

    Raises VersionIsPublishedError when other words are published under this version and language.
    """
    known = session.get(PolicyVersion, (document.id, document.version, document.language))
    if known is not None:
        same = known.source == document.source and known.effective_from == document.effective_from
        if not same:
            raise VersionIsPublishedError(document)
        return False
    session.add(
        PolicyVersion(
            document_id=document.id,
            version=document.version,
            language=document.language,
            governing_language=document.governing_language,
            title=document.title,
            owner=document.owner,
            effective_from=document.effective_from,
            source=document.source,
            loaded_at=now,
        )
    )
    session.flush()
    session.add_all(
        PolicyClause(
            document_id=document.id,
            version=document.version,
            language=document.language,
            clause_id=clause.id,
            title=clause.title,
            path=list(clause.path),
            text=clause.text,
            start=clause.start,
            end=clause.end,
        )
        for clause in document.clauses
    )
    session.flush()
    return True


def in_force(session: Session, document_id: str, language: str, day: date) -> PolicyVersion | None:
    """Return the version of a document that applies on `day`, in `language` where it exists.

    Otherwise in its governing language: a translation of an earlier version would be the wrong rule.
    """
    query = (
        select(PolicyVersion)
        .where(PolicyVersion.document_id == document_id, PolicyVersion.effective_from <= day)
        .order_by(col(PolicyVersion.effective_from).desc(), col(PolicyVersion.loaded_at).desc())
    )
    versions = list(session.exec(query))
    texts = {row.language: row for row in reversed(versions) if row.version == versions[0].version}
    if not texts:
        return None
    newest = versions[0]
    return texts.get(language) or texts.get(newest.governing_language) or newest


def clause_in_force(session: Session, clause_id: str, language: str, day: date) -> ClauseInForce | None:
    """Return the clause that applies on `day`, in `language` if its version has that, or None."""
    version = in_force(session, clause_id.rpartition("-")[0], language, day)
    if version is None:
        return None
    clause = session.get(PolicyClause, (version.document_id, version.version, version.language, clause_id))
    if clause is None:
        return None
    return ClauseInForce(
        clause_id=clause.clause_id,
        title=clause.title,
        path=tuple(clause.path),
        text=clause.text,
        start=clause.start,
        end=clause.end,
        language=version.language,
        document_id=version.document_id,
        document_title=version.title,
        version=version.version,
        governing_language=version.governing_language,
        owner=version.owner,
        effective_from=version.effective_from,
    )


def documents(session: Session, day: date) -> list[str]:
    """Return the ids of the documents of which a version applies on `day`, in alphabetical order."""
    query = select(PolicyVersion.document_id).where(PolicyVersion.effective_from <= day).distinct()
    return sorted(session.exec(query))


def sources(session: Session) -> list[str]:
    """Return the whole text of every version of every document, and whom to ask about each."""
    rows = session.exec(select(PolicyVersion.source, PolicyVersion.owner))
    return [word for row in rows for word in row]
