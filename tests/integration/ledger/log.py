"""A log to tamper with: honest records with contents of their own, an outside file in memory, and a DBA's hands."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import NullPool, create_engine, text

from storage import ledger, sequencer
from storage.append_only import allow_changes
from storage.checkpoints import Signer, Verifier
from storage.verification import Content, verify_log

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sqlalchemy import Connection
    from sqlmodel import Session

    from storage.database import Database
    from storage.ledger import Entry
    from storage.tampering import Report, Tampering

SIGNER = Signer("touchbase.example/records", b"s" * 32)
BEGAN = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
ROWS = (
    "CREATE TABLE stand_in (record VARCHAR(120) PRIMARY KEY, opening {bytes}, words {bytes}, at VARCHAR(40))"
)


@dataclass
class Log:
    """What honest people wrote, and the checkpoints that left the house."""

    database: Database
    signer: Signer = SIGNER
    outside: list[str] = field(default_factory=list)
    written: int = 0
    now: datetime = BEGAN
    taken_over: bool = False

    def prepare(self) -> None:
        kind = "BLOB" if self.database.is_sqlite else "BYTEA"
        self.execute(ROWS.format(bytes=kind))

    def write(self, count: int) -> None:
        """Enter records, each in a second of its own, with their contents beside them."""
        with self.database.transaction() as session:
            for _ in range(count):
                self.now += timedelta(seconds=1)
                self._write_one(session)

    def grow(self, *portions: int) -> None:
        """Write and integrate, portion by portion; what is signed leaves the house after the commit."""
        for portion in portions:
            self.write(portion)
            self.integrate()

    def integrate(self, limit: int = 1000) -> None:
        self.now += timedelta(seconds=1)
        with self.database.transaction() as session:
            checkpoint = sequencer.integrate(session, self.signer, self.now, limit)
        if checkpoint is not None:
            self.outside.append(checkpoint.note)

    def record(self, number: int) -> str:
        return f"note:{number:04}"

    def verify(self, *, outside: Sequence[str] | None = None, trusted: Verifier = SIGNER.verifier) -> Report:
        with self.database.snapshot() as session:
            return verify_log(
                session,
                [trusted],
                self.outside if outside is None else outside,
                contents=lambda entries: contents(session, entries),
            )

    def found(self, *, outside: Sequence[str] | None = None) -> set[Tampering]:
        return set(self.verify(outside=outside).counts)

    def tamper(self, *statements: str, **values: Any) -> None:  # noqa: ANN401 - what a column may hold
        """Do as an administrator can: through another door, without the triggers, change what one likes."""
        with self.as_administrator() as connection:
            for statement in statements:
                used = {name: value for name, value in values.items() if f":{name}" in statement}
                connection.execute(text(statement), used)

    @contextmanager
    def as_administrator(self) -> Iterator[Connection]:
        """Give a connection for which neither triggers nor foreign keys stand in the way."""
        # SQLite looks after foreign keys only for those who ask it to, as our own connections do.
        engine = create_engine(self.database.url, poolclass=NullPool)
        with engine.begin() as connection:
            if not self.database.is_sqlite:
                connection.execute(text("SET LOCAL session_replication_role = replica"))
            elif not self.taken_over:
                allow_changes(connection, *ledger.APPEND_ONLY)
                self.taken_over = True
            yield connection

    def tamper_note(self, size: int, note: str) -> None:
        """Put another note into a checkpoint's row."""
        self.tamper("UPDATE ledger_checkpoint SET note = :note WHERE size = :size", note=note, size=size)

    def execute(self, statement: str) -> None:
        with self.database.engine.begin() as connection:
            connection.execute(text(statement))

    def one(self, query: str) -> Any:  # noqa: ANN401 - what a column may hold
        with self.database.engine.connect() as connection:
            return connection.execute(text(query)).scalar_one()

    def _write_one(self, session: Session) -> None:
        record, words = self.record(self.written), f"words of record {self.written}".encode()
        commitment = ledger.commit(words)
        ledger.append(session, record, commitment.value, self.now)
        session.connection().execute(
            text("INSERT INTO stand_in VALUES (:record, :opening, :words, :at)"),
            {"record": record, "opening": commitment.opening, "words": words, "at": self.now.isoformat()},
        )
        self.written += 1


def contents(session: Session, entries: Sequence[Entry]) -> Mapping[str, Content | None]:
    """Read the stand-in records, as notes will be read: None where the key, here the opening, is gone."""
    rows = session.connection().execute(text("SELECT record, opening, words, at FROM stand_in")).all()
    known = {
        record: Content(bytes(opening), bytes(words), datetime.fromisoformat(at)) if opening else None
        for record, opening, words, at in rows
    }
    return {entry.record: known[entry.record] for entry in entries if entry.record in known}
