"""The company's rules as published: every version of every document in each language, clause by clause.

Versions are only ever added, and the database refuses to change them. What became of one afterwards, that it
was withdrawn or published again, is a decision beside it (`storage.policy_decisions`).
"""

from __future__ import annotations

import hashlib
from datetime import date, datetime
from typing import TYPE_CHECKING, Protocol

from sqlalchemy import ForeignKeyConstraint
from sqlmodel import JSON, Column, Field, Session, SQLModel, col, select

from storage.columns import UtcDateTime
from storage.policy_decisions import is_withdrawn, restore

if TYPE_CHECKING:
    from collections.abc import Sequence

EVERYONE = "everyone"
REF_LENGTH = 16
TITLE_LENGTH, HEADING_LENGTH = 300, 1000


class PolicyVersion(SQLModel, table=True):
    """One version of a document in one language. Where languages differ, `governing_language` is right.

    `owner` is the address of whom to ask, `name` the file it came in. `audience` is `everyone`, `managers`,
    `hr` or `unit:` and a unit's code. `effective_until` is the first day it no longer applies; None until
    there is a later version. `published_by` is None for what came from the command line.
    """

    __tablename__ = "policy_version"
    document_id: str = Field(primary_key=True, max_length=200)
    version: str = Field(primary_key=True, max_length=64)
    language: str = Field(primary_key=True, max_length=8)
    governing_language: str = Field(max_length=8)
    title: str = Field(max_length=TITLE_LENGTH)
    owner: str = Field(default="", max_length=320)
    name: str = Field(default="", max_length=TITLE_LENGTH)
    audience: str = Field(default=EVERYONE, max_length=80)
    effective_from: date = Field(index=True)
    effective_until: date | None = None
    source: str
    loaded_at: datetime = Field(sa_type=UtcDateTime)
    published_by: int | None = Field(default=None, foreign_key="person.id")


class PolicyClause(SQLModel, table=True):
    """One rule of a version. `start` and `end` are character offsets into the version's source.

    `ref` names the clause in messages and buttons, whatever characters its document's name has.
    """

    __tablename__ = "policy_clause"
    __table_args__ = (
        ForeignKeyConstraint(
            ["document_id", "version", "language"],
            ["policy_version.document_id", "policy_version.version", "policy_version.language"],
        ),
    )
    document_id: str = Field(primary_key=True, max_length=200)
    version: str = Field(primary_key=True, max_length=64)
    language: str = Field(primary_key=True, max_length=8)
    clause_id: str = Field(primary_key=True, max_length=300, index=True)
    ref: str = Field(max_length=REF_LENGTH, index=True)
    title: str = Field(max_length=HEADING_LENGTH)
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
    def name(self) -> str:
        """The file it came in; may be empty."""
        ...

    @property
    def audience(self) -> str:
        """Whom it is for."""
        ...

    @property
    def effective_from(self) -> date:
        """The first day it applies."""
        ...

    @property
    def effective_until(self) -> date | None:
        """The first day it no longer applies, if that is known."""
        ...

    @property
    def source(self) -> str:
        """The whole text."""
        ...

    @property
    def clauses(self) -> Sequence[ClauseText]:
        """Its rules, in order."""
        ...


class VersionIsPublishedError(ValueError):
    """A document would change under a version that people may have read already."""

    def __init__(self, document: DocumentText) -> None:
        super().__init__(
            f"{document.id} version {document.version} ({document.language}) is published with other words; "
            "give the changed document a new version"
        )


def clause_ref(document_id: str, clause_id: str) -> str:
    """Return the short name of a clause: the same in every version and language, letters and digits only."""
    return hashlib.sha256(f"{document_id}\n{clause_id}".encode()).hexdigest()[:REF_LENGTH]


def publish(session: Session, document: DocumentText, now: datetime, by: int | None = None) -> bool:
    """Store a version of a document and return True; False when it is published already, word for word.

    A version that was withdrawn and comes again word for word is published again. `by` is the person who
    does this. Raises VersionIsPublishedError when other words, dates or readers are published under this
    version and language.
    """
    if is_published(session, document):
        if not is_withdrawn(session, document.id, document.version):
            return False
        restore(session, document.id, document.version, now, by)
        return True
    session.add(_row(document, now, by))
    session.flush()
    session.add_all(
        PolicyClause(
            document_id=document.id,
            version=document.version,
            language=document.language,
            clause_id=clause.id,
            ref=clause_ref(document.id, clause.id),
            title=clause.title[:HEADING_LENGTH],
            path=list(clause.path),
            text=clause.text,
            start=clause.start,
            end=clause.end,
        )
        for clause in document.clauses
    )
    session.flush()
    return True


def is_published(session: Session, document: DocumentText) -> bool:
    """Return whether this version is stored, withdrawn or not; raises VersionIsPublishedError for another one."""
    known = session.get(PolicyVersion, (document.id, document.version, document.language))
    if known is None:
        return False
    same = (
        known.source == document.source
        and known.effective_from == document.effective_from
        and known.effective_until == document.effective_until
        and known.audience == document.audience
    )
    if not same:
        raise VersionIsPublishedError(document)
    return True


def is_in_effect(session: Session, document: DocumentText) -> bool:
    """Return whether this version is published and not withdrawn; raises VersionIsPublishedError."""
    return is_published(session, document) and not is_withdrawn(session, document.id, document.version)


def known_versions(session: Session, document_id: str) -> set[str]:
    """Return the names of all versions of a document there ever were."""
    query = select(PolicyVersion.version).where(col(PolicyVersion.document_id) == document_id)
    return set(session.exec(query))


def same_words(session: Session, document: DocumentText) -> PolicyVersion | None:
    """Return the newest version of a document, if that says in its language the same for the same readers."""
    query = select(PolicyVersion).where(
        col(PolicyVersion.document_id) == document.id, col(PolicyVersion.language) == document.language
    )
    newest = session.exec(query.order_by(col(PolicyVersion.loaded_at).desc()).limit(1)).first()
    alike = newest is not None and newest.source == document.source and newest.audience == document.audience
    return newest if alike else None


def free_version(session: Session, document_id: str, wanted: str) -> str:
    """Return `wanted`, or with `.2`, `.3` … after it when the document has a version of that name already."""
    taken = known_versions(session, document_id)
    number, name = 1, wanted
    while name in taken:
        number += 1
        name = f"{wanted}.{number}"
    return name


def _row(document: DocumentText, now: datetime, by: int | None) -> PolicyVersion:
    return PolicyVersion(
        document_id=document.id,
        version=document.version,
        language=document.language,
        governing_language=document.governing_language,
        title=document.title[:TITLE_LENGTH],
        owner=document.owner,
        name=document.name[:TITLE_LENGTH],
        audience=document.audience,
        effective_from=document.effective_from,
        effective_until=document.effective_until,
        source=document.source,
        loaded_at=now,
        published_by=by,
    )
