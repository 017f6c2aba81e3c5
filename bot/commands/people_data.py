"""What an operator does with one person's data: a copy, its erasure with the proof, holds. No words are printed."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bot import keys
from bot.access import Action
from bot.company_calendar import company_calendar
from bot.delivery.outbox import Outbox
from bot.features.records import erasing, export
from bot.features.records.erasing import Refused
from bot.features.records.my_data import MyData
from bot.features.records.proofs import LOG_NAME
from bot.features.records.retention import Retention
from bot.features.records.service import RecordsService
from bot.features.records.terms import KeepingTerms
from bot.features.records.timelines import Timelines
from bot.house.rule_copies import rule_share
from bot.house.score_copies import explainer
from prompts.catalog import Catalog
from storage import data_requests, forgetting, inbox, legal_holds, people
from storage.checkpoints import Signer
from storage.data_requests import AT_THE_COMMAND_LINE, Kind
from storage.traces import search_for

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.clock import Clock
    from bot.features.records.erasing import Erased
    from bot.settings import Settings
    from storage.database import Database
    from storage.traces import Search

EXPORTS = "exports"
"""The folder inside the data folder where copies lie, by the person's number, until they are erased or removed."""
OURS_ALONE = 0o700
NOT_OURS = "workspace"
"""The local Slack of the try-out keeps its own files in our folder; like the real one it is not ours to change."""


@dataclass(frozen=True)
class Proof:
    """What an erasure did and looked at. `found` names the places where something was left, which should be none.

    `address` is what the person is called by from now on.
    """

    address: str
    conversations: int
    series: int
    messages: int
    questions: int
    deliveries: int
    rows: int
    size: int
    files: int
    clean: bool
    found: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """The outcome in one sentence."""
        looked = f"{self.rows:,} rows and {self.size:,} bytes of {self.files} files"
        if not self.clean:
            return (
                "Erased, but a reader kept the files from being cleaned: stop the bot and run "
                f"`touchbase people erase {self.address} --yes`."
            )
        if self.found:
            return f"Erased, but something of them is left in {', '.join(self.found)} ({looked} searched)."
        return f"Erased: no name, address or word of theirs is left in {looked}."


class PeopleData:
    """The commands' work on an open database."""

    def __init__(self, database: Database, settings: Settings, clock: Clock) -> None:
        self._database = database
        self._settings = settings
        self._clock = clock

    def export(self, email: str, out: Path | None = None, by: str | None = None) -> Path:
        """Write a person's copy into a folder and return that; raises Refused."""
        with self._database.transaction() as session:
            now = self._clock.now()
            person = erasing.person_called(session, email)
            asked_by = erasing.may(session, by, Action.ORDER_COPY, person, now)
            data_requests.keep(
                session, person.key, Kind.EXPORT, asked_by=asked_by, via=AT_THE_COMMAND_LINE, now=now
            )
            account = people.account_of(session, person.key)
            locale = account.locale if account else person.locale
            files = self._my_data().files(session, person.key, locale)
            folder = out or self._exports(person.key)
        folder.mkdir(parents=True, exist_ok=True, mode=OURS_ALONE)
        for name, content in ((export.PAGE, files.page), (export.DOCUMENT, files.document)):
            (folder / name).write_bytes(content)
            (folder / name).chmod(0o600)
        return folder

    def check(self, email: str) -> None:
        """Do nothing when there is such a person; raises Refused."""
        with self._database.snapshot() as session:
            erasing.person_called(session, email)

    def erase(self, email: str, *, although_here: bool = False, by: str | None = None) -> Proof:
        """Erase a person everywhere and look whether that is true; raises Refused."""
        with self._database.transaction() as session:
            now = self._clock.now()
            person = erasing.person_called(session, email)
            erased = erasing.erase(
                session,
                person,
                asked_by=erasing.may(session, by, Action.ERASE_DATA, person, now),
                neutral_name=neutral_name(Catalog.load()),
                although_here=although_here,
                now=now,
                rules=rule_share,
            )
        shutil.rmtree(self._exports(erased.person_id), ignore_errors=True)
        return self._proven(erased)

    def hold(self, email: str, reason: str, by: str | None = None) -> None:
        """Place a legal hold; raises Refused."""
        with self._database.transaction() as session:
            now = self._clock.now()
            person = erasing.person_called(session, email)
            asked_by = erasing.may(session, by, Action.PLACE_HOLD, person, now)
            erasing.hold(session, person, reason, asked_by, now)

    def release(self, email: str, by: str | None = None) -> None:
        """End a legal hold; raises Refused."""
        with self._database.transaction() as session:
            now = self._clock.now()
            person = erasing.person_called(session, email)
            asked_by = erasing.may(session, by, Action.RELEASE_HOLD, person, now)
            erasing.release(session, person, asked_by, now)

    def holds(self) -> list[tuple[str, str, str, str]]:
        """Return every hold in force: on whom, since when, by whom, and why."""
        with self._database.snapshot() as session:
            found = legal_holds.all_in_force(session)
            wanted = {number for each in found for number in (each.person_id, each.placed_by) if number}
            named = {person.key: person.email for person in people.by_ids(session, wanted)}
            return [
                (
                    named[each.person_id],
                    each.placed_at.date().isoformat(),
                    named[each.placed_by] if each.placed_by else "",
                    each.reason,
                )
                for each in found
            ]

    def _proven(self, erased: Erased) -> Proof:
        search = search_for(erased.words, erased.not_theirs)
        intake = self._database.intake()
        try:
            deliveries = self._forget_deliveries(intake, erased)
            clean = self._database.scrub(forgetting.CHANGED)
            if intake is not self._database:
                clean = intake.scrub(()) and clean
                with intake.snapshot() as session:
                    search.in_tables(session, [inbox.InboxDelivery.__tablename__])
        finally:
            if intake is not self._database:
                intake.close()
        # One transaction, which PostgreSQL wants for reading rows as they come.
        with self._database.transaction() as session:
            search.in_tables(session)
        files = self._searched_files(search)
        return Proof(
            address=forgetting.ADDRESS.format(number=erased.person_id),
            conversations=erased.gone.conversations,
            series=erased.gone.series,
            messages=erased.gone.messages,
            questions=erased.gone.questions,
            deliveries=deliveries,
            rows=search.rows,
            size=search.size,
            files=files,
            clean=clean,
            found=tuple(sorted(search.found)),
        )

    def _forget_deliveries(self, intake: Database, erased: Erased) -> int:
        if intake is not self._database:
            inbox.prepare(intake)
        with intake.transaction() as session:
            return forgetting.forget_deliveries(session, erased.gone.user_ids)

    def _searched_files(self, search: Search) -> int:
        paths = sorted(set(self._files()))
        for path in paths:
            search.in_file(path)
        return len(paths)

    def _files(self) -> Iterator[Path]:
        folders = {self._settings.data.absolute()}
        if self._database.is_sqlite:
            folders.add(Path(str(self._database.url.database)).absolute().parent)
        for folder in folders:
            for path in folder.rglob("*"):
                if path.is_file() and not path.relative_to(folder).parts[0].startswith(NOT_OURS):
                    yield path

    def _exports(self, person_id: int) -> Path:
        return self._settings.data.absolute() / EXPORTS / str(person_id)

    def _my_data(self) -> MyData:
        terms = KeepingTerms(*self._settings.keeping)
        outbox = Outbox(self._clock)
        calendar = company_calendar(self._database, self._settings.country)
        retention = Retention(self._clock, terms, self._settings.zone)
        records = RecordsService(self._clock, outbox, calendar, retention)
        vkey = Signer(LOG_NAME, keys.signing_key(self._settings)).vkey
        timelines = Timelines(self._clock, calendar, self._settings.zone.key)
        catalog = Catalog.load()
        explain = explainer(self._clock, calendar, self._settings.zone, outbox, catalog)
        return MyData(self._clock, records, outbox, catalog, vkey, rule_share, timelines, explain)


def neutral_name(catalog: Catalog) -> str:
    """Return what an erased person is called, in both scripts: each reader is shown the part in theirs."""
    return f"{catalog.text('zh', 'data-former-colleague')} {catalog.text('en', 'data-former-colleague')}"


__all__ = ["EXPORTS", "PeopleData", "Proof", "Refused", "neutral_name"]
