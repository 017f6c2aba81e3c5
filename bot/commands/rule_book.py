"""The commands' work on the rule book: bringing documents in, taking versions back, and looking at what is there."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import count
from typing import TYPE_CHECKING

from bot.company_calendar import company_calendar
from bot.features.policies import naming
from bot.features.policies.overview import overview
from bot.files.rules import ENDINGS, LARGEST_BYTES, DocumentError, Wishes, read_rules
from storage import (
    policies,
    policy_decisions,
    policy_drafts,
    policy_notices,
    policy_texts,
    policy_versions,
)
from storage.policies import VersionIsPublishedError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date
    from pathlib import Path

    from sqlmodel import Session

    from bot.clock import Clock
    from bot.features.policies.overview import Overview
    from bot.settings import Settings
    from knowledge.documents import Document
    from storage.database import Database
    from storage.policies import Version


class NoSuchRulesError(Exception):
    """Rules were named that are not there; the message is the sentence to say."""


@dataclass(frozen=True)
class Added:
    """A file that was taken, as what it now is in the rule book. `new` is False when it was there word for word."""

    path: Path
    overview: Overview
    new: bool


@dataclass(frozen=True)
class Rejected:
    """A file that was not taken, and why."""

    path: Path
    reason: str


@dataclass(frozen=True)
class Report:
    """What became of each file; `left_alone` counts the files in folders that are no documents."""

    added: tuple[Added, ...]
    rejected: tuple[Rejected, ...]
    left_alone: int


class RuleBook:
    """The commands' work on an open database."""

    def __init__(self, database: Database, settings: Settings, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._calendar = company_calendar(database, settings.country)
        self._zone = settings.zone

    def add(
        self,
        paths: Iterable[Path],
        wishes: Wishes,
        *,
        draft: bool = False,
        tell: bool = False,
        progress: Callable[[int, int], None] = lambda _done, _total: None,
    ) -> Report:
        """Take every document in these files and folders into the rule book, or keep them as drafts.

        With `tell`, the running bot tells everybody whom a published version concerns.
        Each file is taken whole or not at all, and one that cannot be read stops no other.
        """
        files, left_alone = _files(paths)
        names = _names(files)
        added: list[Added] = []
        rejected: list[Rejected] = []
        for done, path in enumerate(files):
            progress(done, len(files))
            try:
                added += self._add(path, names[path], wishes, draft=draft, tell=tell)
            except (DocumentError, VersionIsPublishedError, NoSuchRulesError) as problem:
                rejected.append(Rejected(path, str(problem)))
            except OSError as problem:
                rejected.append(Rejected(path, f"it cannot be read: {problem.strerror or problem}"))
        progress(len(files), len(files))
        return Report(tuple(added), tuple(rejected), left_alone)

    def withdraw(self, document_id: str, version: str | None = None) -> list[str]:
        """Withdraw a version, or all there are, and return their names; raises NoSuchRulesError."""
        with self._database.transaction() as session:
            known = policies.versions(session, document_id)
            named = [each for each in known if version in {None, each.version}]
            if not named:
                raise NoSuchRulesError(self._unknown(session, document_id, version))
            for each in named:
                policy_decisions.withdraw(session, document_id, each.version, self._clock.now())
            return [each.version for each in named]

    def versions(self) -> list[tuple[Version, int]]:
        """Return every version that is not withdrawn, with how many clauses it has."""
        with self._database.snapshot() as session:
            return [
                (
                    each,
                    len(
                        policies.clauses_of(session, each.document_id, each.version, each.governing.language)
                    ),
                )
                for each in policies.versions(session)
            ]

    def compare(self, document_id: str, version: str | None = None) -> Overview:
        """Return what a version changed, the newest when none is named; raises NoSuchRulesError."""
        with self._database.snapshot() as session:
            known = policies.versions(session, document_id)
            named = [each for each in known if version in {None, each.version}]
            if not named:
                raise NoSuchRulesError(self._unknown(session, document_id, version))
            stored = policy_texts.published(session, document_id, named[-1].version)
            return overview(session, stored, self.today(), self._calendar)

    def today(self) -> date:
        """Return the company's day."""
        return self._clock.now().astimezone(self._zone).date()

    def _add(self, path: Path, name: str, wishes: Wishes, *, draft: bool, tell: bool) -> list[Added]:
        if path.stat().st_size > LARGEST_BYTES:
            reason = f"it is larger than {LARGEST_BYTES // 1024 // 1024} MB; split it"
            raise NoSuchRulesError(reason)
        today = self.today()
        found = [_named(document, path, name) for document in read_rules(path, today, wishes)]
        added = []
        with self._database.transaction() as session:
            for group in _by_document(found):
                documents = group if wishes.version else naming.settled(session, group, today)
                seen = overview(session, documents, today, self._calendar)
                if not seen.known_audience:
                    reason = f"nobody is '{seen.audience}'; use everyone, managers, hr or unit:CODE"
                    raise NoSuchRulesError(reason)
                added.append(Added(path, seen, new=self._store(session, path, documents, draft=draft)))
                if tell and not draft and seen.told:
                    policy_notices.open_notice(session, seen.document_id, seen.version, self._clock.now())
        return added

    def _store(self, session: Session, path: Path, documents: Sequence[Document], *, draft: bool) -> bool:
        now = self._clock.now()
        if not draft:
            stored = [policies.publish(session, document, now) for document in documents]
            return any(stored)
        for document in documents:
            policy_versions.is_published(session, document)
        row = policy_drafts.begin(session, name=path.name, now=now)
        policy_drafts.keep(session, row, documents)
        return True

    def _unknown(self, session: Session, document_id: str, version: str | None) -> str:
        every = policy_versions.known_versions(session, document_id)
        if not every:
            return f"There is no document '{document_id}' in the rule book; `touchbase knowledge list` shows all."
        if version is not None and version not in every:
            return f"{document_id} has no version '{version}'; it has {', '.join(sorted(every))}."
        return f"{document_id} is withdrawn already."


def _files(paths: Iterable[Path]) -> tuple[list[Path], int]:
    """Return the files to read, in order and each once, and how many others lie in the folders."""
    found: dict[Path, None] = {}
    left_alone = 0
    for path in paths:
        if not path.is_dir():
            found[path] = None
            continue
        for inside in sorted(path.rglob("*")):
            hidden = any(part.startswith(".") for part in inside.relative_to(path).parts)
            if inside.is_file() and not hidden:
                if inside.suffix.lower() in ENDINGS:
                    found[inside] = None
                else:
                    left_alone += 1
    return list(found), left_alone


def _names(files: Sequence[Path]) -> dict[Path, str]:
    """Return each file's name, with as much of its folder before it as it takes to tell it from the others."""
    names = {path: path.name for path in files}
    for depth in count(2):
        alike = [path for path in files if list(names.values()).count(names[path]) > 1]
        if not alike or all(len(path.parts) < depth for path in alike):
            return names
        names |= {path: "/".join(path.parts[-depth:]) for path in alike}
    return names


def _named(document: Document, path: Path, name: str) -> Document:
    """Return a document that is called by its file's name under a name no other file has."""
    return replace(document, id=name) if document.id == path.name else document


def _by_document(documents: Iterable[Document]) -> list[list[Document]]:
    groups: dict[tuple[str, str], list[Document]] = {}
    for document in documents:
        groups.setdefault((document.id, document.version), []).append(document)
    return list(groups.values())
