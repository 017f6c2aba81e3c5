"""The keys words are sealed under: one for each person, and one for each part of each record.

A master key outside the database wraps the keys of people; theirs wrap the keys of records; those seal the words.
So destroying one person's key, or one part's, makes exactly those words unreadable. A backup made before still holds
the key, wrapped; it is dead as well once the master key it was wrapped by is retired (`erasure.rotate`, then drop it).
"""

from __future__ import annotations

import hmac
from datetime import datetime
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import String, bindparam, event, literal, select, union_all
from sqlalchemy import cast as as_type
from sqlalchemy.orm import Session as PlainSession
from sqlmodel import Field, Session, SQLModel, col

from storage import sealing
from storage.columns import UtcDateTime
from storage.master_keys import NoMasterKeyError
from storage.per_engine import PerEngine
from storage.vault import (
    PRIVATE_PART,
    SHARED_PART,
    Lock,
    Wrapped,
    place_of_person,
    place_of_record,
    record_lock,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cryptography.hazmat.primitives.ciphers.aead import AESGCM
    from sqlalchemy.orm import SessionTransaction

    from storage.sealing import Place
    from storage.vault import Vault

__all__ = [
    "PRIVATE_PART",
    "SHARED_PART",
    "KeyDestroyedError",
    "KeyMissingError",
    "Keyring",
    "Lock",
    "RecordKey",
    "SubjectKey",
    "keyring",
    "let_go",
    "record_lock",
    "vault_of",
]

VAULT = "vault"
"""Under this name `Database` puts its vault into the `info` of every session."""
_HELD = "keys"


class SubjectKey(SQLModel, table=True):
    """A person's key, wrapped by the master key named beside it; None once it is destroyed."""

    __tablename__ = "subject_key"
    person_id: int = Field(primary_key=True, foreign_key="person.id")
    wrapped: bytes | None
    master: str = Field(max_length=16)
    created_at: datetime = Field(sa_type=UtcDateTime)
    destroyed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class RecordKey(SQLModel, table=True):
    """The key of one part of a note or of a conversation, wrapped by the keys of the people it is about."""

    __tablename__ = "record_key"
    record_id: str = Field(primary_key=True, max_length=32)
    part: str = Field(primary_key=True, max_length=16)
    wrapped: bytes | None
    destroyed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    why: str = Field(default="", max_length=80)


class KeyDestroyedError(Exception):
    """Nothing can be sealed any more under a key that was destroyed."""


class KeyMissingError(Exception):
    """There are sealed words, but their key was never stored: the database is not whole."""


class Keyring:
    """The keys for some locks within one transaction."""

    def __init__(self, vault: Vault) -> None:
        self.vault = vault
        self.people: dict[int, Wrapped] = {}
        self.records: dict[tuple[str, str], Wrapped] = {}
        self.asked: set[str] = set()

    def seal(self, lock: Lock, text: str, place: Place) -> bytes:
        """Return `text` sealed; raises KeyDestroyedError."""
        cipher = self._cipher(lock)
        if cipher is None:
            raise KeyDestroyedError
        return sealing.seal(cipher, text.encode(), place)

    def open(self, lock: Lock, sealed: bytes, place: Place) -> str | None:
        """Return what was sealed; None when a key it needs was destroyed.

        Raises BrokenSealError for what was changed or moved, and KeyMissingError.
        """
        cipher = self._cipher(lock)
        return None if cipher is None else sealing.unseal(cipher, sealed, place).decode()

    def mark(self, lock: Lock, text: str) -> str:
        """Return what knows `text` again under a person's key, 32 hexadecimal digits; it tells nobody else anything.

        Raises KeyDestroyedError.
        """
        people = self._people(lock)
        if people is None:
            raise KeyDestroyedError
        return hmac.digest(self.vault.marking(lock, people), text.encode(), "sha256").hex()[:32]

    def make(self, session: Session, locks: Iterable[Lock], now: datetime) -> None:
        """Store the keys that are not there yet; another copy of the bot may be doing the same.

        Only what that one stored first is read back.
        """
        wanted = sorted(set(locks), key=lambda lock: (lock.people, lock.record, lock.part))
        newcomers = sorted({person for lock in wanted for person in lock.people} - self.people.keys())
        if newcomers:
            # In ascending order, and all at once: two copies never wait for each other crosswise.
            made = {person: self._new_person(person, now) for person in newcomers}
            for (person,) in _insert(session, "subject_key", list(made.values())):
                self.people[person] = Wrapped(made[person]["wrapped"], made[person]["master"])
            if unknown := sorted(made.keys() - self.people.keys()):
                self.fetch(session, unknown, ())
        fresh = [
            row
            for lock in wanted
            if lock.record and (lock.record, lock.part) not in self.records
            if (row := self._new_record(lock)) is not None
        ]
        if fresh:
            wrapped = {(row["record_id"], row["part"]): row["wrapped"] for row in fresh}
            for record, part in _insert(session, "record_key", fresh):
                self.records[record, part] = Wrapped(wrapped[record, part], "")
            if others := sorted({record for record, _ in wrapped.keys() - self.records.keys()}):
                self.fetch(session, (), others)

    def fetch(self, session: Session, people: Iterable[int], records: Iterable[str]) -> None:
        """Read these keys as they are stored now, all in one query."""
        asked: dict[str, list[Any]] = {"people": list(people), "records": list(records)}
        self.asked |= set(asked["records"])
        for kind, owner, part, wrapped, master in session.connection().execute(_STORED, asked):
            if kind == "person":
                self.people[int(owner)] = Wrapped(wrapped, master)
            else:
                self.records[owner, part] = Wrapped(wrapped, "")

    def _cipher(self, lock: Lock) -> AESGCM | None:
        try:
            people = self._people(lock)
            record = self.records[lock.record, lock.part] if lock.record and people is not None else None
        except KeyError as problem:
            raise KeyMissingError from problem
        if people is None:
            return None
        if record is None:
            return self.vault.together(lock, people, "text")
        return None if record.key is None else self.vault.record(lock, people, record.key)

    def _people(self, lock: Lock) -> tuple[bytes, ...] | None:
        found = [self.vault.person(person, self.people[person]) for person in lock.people]
        keys = tuple(key for key in found if key is not None)
        return keys if len(keys) == len(found) else None

    def _new_person(self, person_id: int, now: datetime) -> dict[str, Any]:
        masters = self.vault.masters
        wrapped = masters.wrap(sealing.new_key(), place_of_person(person_id))
        return {"person_id": person_id, "wrapped": wrapped, "master": masters.newest, "created_at": now}

    def _new_record(self, lock: Lock) -> dict[str, Any] | None:
        people = self._people(lock)
        if people is None:
            return None
        wrapping = self.vault.together(lock, people, "record")
        wrapped = sealing.seal(wrapping, sealing.new_key(), place_of_record(lock))
        return {"record_id": lock.record, "part": lock.part, "wrapped": wrapped, "why": ""}


def keyring(session: Session, locks: Iterable[Lock], *, now: datetime | None = None) -> Keyring:
    """Return the keys for these locks, read with one query if this transaction has not read them yet.

    With `now`, those that are missing are made; to read, leave it out. Raises NoMasterKeyError on a database
    that was opened without master keys.
    """
    wanted = set(locks)
    ring = session.info.get(_HELD)
    if ring is None:
        ring = session.info[_HELD] = Keyring(vault_of(session))
    people = {person for lock in wanted for person in lock.people} - ring.people.keys()
    records = {lock.record for lock in wanted if lock.record} - ring.asked
    if people or records:
        ring.fetch(session, sorted(people), sorted(records))
    if now is not None:
        ring.make(session, wanted, now)
    return cast("Keyring", ring)


def vault_of(session: Session) -> Vault:
    """Return the vault of this session's database; raises NoMasterKeyError."""
    found = session.info.get(VAULT)
    if found is None:
        message = "this database was opened without master keys: Database(url, masters) seals and opens words"
        raise NoMasterKeyError(message)
    return cast("Vault", found)


def let_go(session: PlainSession) -> None:
    """Forget which keys this transaction read; the next question asks the database again."""
    session.info.pop(_HELD, None)


@event.listens_for(PlainSession, "after_transaction_end")
def _ended(session: PlainSession, transaction: SessionTransaction) -> None:
    # A key made inside a savepoint that was rolled back is not there any more.
    if transaction.nested or transaction.parent is None:
        let_go(session)


def _insert(session: Session, table: str, rows: list[dict[str, Any]]) -> list[Any]:
    """Store those of these keys that are not there yet, and return whose those were."""
    return list(session.connection().execute(_ADD[session.get_bind().dialect.name][table], rows))


# Whoever comes second leaves the first one's key as it is.
_ADD = PerEngine(
    lambda insert: {
        table: insert(SQLModel.metadata.tables[table])
        .on_conflict_do_nothing()
        .returning(*SQLModel.metadata.tables[table].primary_key)
        for table in ("subject_key", "record_key")
    }
)
# Built once: it is part of every reading and every writing of words.
_STORED = union_all(
    select(
        literal("person"),
        as_type(col(SubjectKey.person_id), String),
        literal(""),
        col(SubjectKey.wrapped),
        col(SubjectKey.master),
    ).where(col(SubjectKey.person_id).in_(bindparam("people", expanding=True))),
    select(
        literal("record"), col(RecordKey.record_id), col(RecordKey.part), col(RecordKey.wrapped), literal("")
    ).where(col(RecordKey.record_id).in_(bindparam("records", expanding=True))),
)
