"""The versions of the rule book and the days on which each applies."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby, zip_longest
from typing import TYPE_CHECKING

from sqlmodel import Session, col, select

from storage.policy_decisions import withdrawn
from storage.policy_versions import PolicyVersion

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date, datetime


@dataclass(frozen=True)
class VersionText:
    """One language of a version: everything that is known of it but its words."""

    language: str
    title: str
    owner: str
    name: str
    governing_language: str
    audience: str
    effective_from: date
    effective_until: date | None
    loaded_at: datetime
    published_by: int | None


@dataclass(frozen=True)
class Version:
    """A version of a document that is not withdrawn, and the days on which it applies.

    `effective_until` is the first day it no longer applies; None while nobody knows one.
    """

    document_id: str
    version: str
    effective_from: date
    effective_until: date | None
    texts: tuple[VersionText, ...]

    def applies_on(self, day: date) -> bool:
        """Return whether these are the rules of `day`."""
        return self.effective_from <= day and (self.effective_until is None or day < self.effective_until)

    def text_for(self, language: str) -> VersionText:
        """Return the text in `language` where there is one, otherwise the one that governs."""
        by_language = {text.language: text for text in self.texts}
        return by_language.get(language) or self.governing

    @property
    def governing(self) -> VersionText:
        """The text that is right where languages differ."""
        return next((text for text in self.texts if text.language == text.governing_language), self.texts[0])

    @property
    def audience(self) -> str:
        """Whom it is for."""
        return self.governing.audience


def versions(session: Session, document_id: str | None = None) -> list[Version]:
    """Return every version that is not withdrawn, by document and then by the day it begins."""
    query = select(
        PolicyVersion.document_id,
        PolicyVersion.version,
        PolicyVersion.language,
        PolicyVersion.title,
        PolicyVersion.owner,
        PolicyVersion.name,
        PolicyVersion.governing_language,
        PolicyVersion.audience,
        PolicyVersion.effective_from,
        PolicyVersion.effective_until,
        PolicyVersion.loaded_at,
        PolicyVersion.published_by,
    )  # type: ignore[call-overload]  # the overloads end at four columns
    if document_id is not None:
        query = query.where(col(PolicyVersion.document_id) == document_id)
    gone = withdrawn(session, document_id)
    rows = sorted(row for row in map(tuple, session.exec(query)) if row[:2] not in gone)
    found: list[Version] = []
    for document, of_document in groupby(rows, key=lambda row: row[0]):
        found += _in_order(
            _whole(document, version, tuple(VersionText(*row[2:]) for row in of_version))
            for version, of_version in groupby(of_document, key=lambda row: row[1])
        )
    return found


def _whole(document: str, version: str, texts: tuple[VersionText, ...]) -> Version:
    governing = next((text for text in texts if text.language == text.governing_language), None)
    ends = [text.effective_until for text in texts if text.effective_until is not None]
    begins = governing.effective_from if governing else min(text.effective_from for text in texts)
    return Version(document, version, begins, min(ends, default=None), texts)


def _in_order(found: Iterable[Version]) -> Iterator[Version]:
    """Yield a document's versions by the day they begin, each ending where the next one begins."""
    # A translation that comes later does not make its version any newer.
    ordered = sorted(
        found, key=lambda each: (each.effective_from, min(text.loaded_at for text in each.texts))
    )
    for each, successor in zip_longest(ordered, ordered[1:]):
        ends = [each.effective_until, successor.effective_from if successor else None]
        until = min((day for day in ends if day is not None), default=None)
        yield replace(each, effective_until=until)
