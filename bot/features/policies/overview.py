"""What a document would change if it were published: its clauses, its day, and who must be told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.features.policies import changes
from bot.features.policies.dates import NOTICE_DAYS, Notice, notice
from storage import policies, policy_texts, policy_versions, relations

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from sqlmodel import Session

    from bot.features.policies.changes import ChangeKind, ClauseChange
    from bot.working_days import WorkingDays
    from storage.policies import Version
    from storage.policy_versions import DocumentText


@dataclass(frozen=True)
class TextOverview:
    """One language of a document: how many clauses it has, and what it changes."""

    language: str
    title: str
    clauses: int
    changes: tuple[ClauseChange, ...]


@dataclass(frozen=True)
class Overview:
    """A document in all its languages, before it is published.

    `replaces` is the version it would take over from, None for the first. `told`: so many people are concerned
    by a changed clause. `in_time` is the first day with full notice. `taken`: other words are published under this
    version. `unchanged`: all of it is published already. `lacking`: clauses some language does not have.
    """

    document_id: str
    version: str
    name: str
    audience: str
    effective_from: date
    effective_until: date | None
    replaces: str | None
    texts: tuple[TextOverview, ...]
    told: int
    notice: Notice
    in_time: date
    taken: bool
    unchanged: bool
    lacking: tuple[str, ...]
    known_audience: bool

    @property
    def blocked(self) -> bool:
        """Whether it cannot be published as it is."""
        return self.taken or self.notice is Notice.BACKWARDS or not self.known_audience

    @property
    def entries(self) -> tuple[tuple[str, ClauseChange], ...]:
        """Every change, with the language of its text."""
        return tuple((text.language, change) for text in self.texts for change in text.changes)

    @property
    def counts(self) -> Mapping[ChangeKind, int]:
        """How many clauses are added, removed, changed and moved; one changed in two languages counts once."""
        once = {(change.kind, change.clause): change for _, change in self.entries}
        return changes.counted(list(once.values()))


def overview(
    session: Session, documents: Sequence[DocumentText], today: date, calendar: WorkingDays
) -> Overview:
    """Return what publishing these documents, one document in its languages, would change."""
    first = documents[0]
    known = policies.versions(session, first.id)
    before = predecessor(known, first)
    texts = tuple(_text(session, before, document) for document in documents)
    audiences = {first.audience} | ({before.audience} if before else set())
    told = {person for each in audiences for person in relations.members(session, each, today)}
    in_time = calendar.add(today, NOTICE_DAYS)
    joins = any(version.version == first.version for version in known)
    published = policy_versions.known_versions(session, first.id) - {first.version}
    taken, unchanged = _standing(session, documents)
    numbers = {document.language: [clause.id for clause in document.clauses] for document in documents}
    return Overview(
        document_id=first.id,
        version=first.version,
        name=first.name,
        audience=first.audience,
        effective_from=first.effective_from,
        effective_until=first.effective_until,
        replaces=before.version if before else None,
        texts=texts,
        told=len(told) if any(text.changes for text in texts) else 0,
        notice=Notice.ENOUGH
        if joins
        else notice(first.effective_from, today, in_time, known=bool(published)),
        in_time=in_time,
        taken=taken,
        unchanged=unchanged,
        lacking=tuple(changes.languages_that_differ(numbers)),
        known_audience=relations.is_audience(session, first.audience),
    )


def concerned(session: Session, document_id: str, version: str, today: date) -> frozenset[int]:
    """Return whom a published version concerns: those it is for, and those the version before it was for."""
    known = policies.versions(session, document_id)
    now = next((each for each in known if each.version == version), None)
    if now is None:
        return frozenset()
    before = predecessor(known, now)
    audiences = {now.audience} | ({before.audience} if before else set())
    return frozenset().union(*(relations.members(session, each, today) for each in audiences))


def changed(session: Session, version: Version, language: str) -> TextOverview:
    """Return what a published version changes, in `language` where it has that."""
    before = predecessor(policies.versions(session, version.document_id), version)
    texts = policy_texts.published(session, version.document_id, version.version)
    chosen = version.text_for(language).language
    return _text(session, before, next(each for each in texts if each.language == chosen))


def predecessor(known: Sequence[Version], version: Version | DocumentText) -> Version | None:
    """Return the version of the same document whose place another one takes."""
    earlier = [
        each
        for each in known
        if each.version != version.version and each.effective_from <= version.effective_from
    ]
    return earlier[-1] if earlier else None


def _text(session: Session, before: Version | None, document: DocumentText) -> TextOverview:
    old = policies.clauses_of(session, document.id, before.version, document.language) if before else []
    return TextOverview(
        document.language,
        document.title,
        len(document.clauses),
        changes.compare(
            [_Stored(row.clause_id, row.title, row.path, row.text) for row in old], document.clauses
        ),
    )


def _standing(session: Session, documents: Sequence[DocumentText]) -> tuple[bool, bool]:
    try:
        stored = [policy_versions.is_in_effect(session, document) for document in documents]
    except policies.VersionIsPublishedError:
        return True, False
    return False, all(stored)


@dataclass(frozen=True)
class _Stored:
    id: str
    title: str
    path: Sequence[str]
    text: str
