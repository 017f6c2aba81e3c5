"""The ledger: the Merkle log's tables, and putting records into it.

A record is entered in the transaction that stores it: one row with its commitment, one in the work list. The
sequencer (`storage.sequencer`) makes leaves of them afterwards. A leaf's data is

    record id || commitment || time

with commitment = HMAC-SHA-256(opening, canonical text), the opening being 32 random bytes that the caller keeps
sealed, and the time in microseconds since 1970, eight bytes, big-endian. The last two have fixed lengths, so
nothing can be read two ways. No name and no text is in a leaf: when an opening is destroyed, what was committed
can no longer be guessed at, and the proofs stay good.
"""

from __future__ import annotations

import hmac
import re
import secrets
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import Integer, LargeBinary, Table, insert
from sqlalchemy import select as select_columns
from sqlmodel import Field, Session, SQLModel, col, select

from storage import merkle
from storage.columns import UtcDateTime

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Dialect

HASH_BYTES = 32
OPENING_BYTES = 32
LONGEST_RECORD_ID = 120
APPEND_ONLY = ("ledger_entry", "ledger_leaf", "ledger_node", "ledger_checkpoint")
"""The tables whose rows the database refuses to change or remove."""

_RECORD_ID = re.compile(r"[a-z][a-z_-]*:[!-~]+")
_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 - as the database has times
_MICROSECOND = timedelta(microseconds=1)
# Crockford's base32 has no I, L, O and U; whoever reads a code aloud or copies it may still say them.
_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_PAIRS = [first + second for first in _LETTERS for second in _LETTERS]
_AS_MEANT = str.maketrans({"I": "1", "L": "1", "O": "0", "-": None, " ": None})
_CODE_LETTERS = 10


class Bytes(LargeBinary):
    """Bytes as both drivers take and give them; SQLAlchemy's own type copies each value twice."""

    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> None:
        """Hand the driver what we have."""

    def result_processor(self, dialect: Dialect, coltype: object) -> None:
        """Hand out what the driver gave."""


class LedgerEntry(SQLModel, table=True):
    """A record's commitment, and when it was entered."""

    __tablename__ = "ledger_entry"
    # A number is never given out twice, not even after an administrator removed the newest row.
    __table_args__ = {"sqlite_autoincrement": True}
    id: int | None = Field(default=None, primary_key=True)
    record: str = Field(unique=True, max_length=LONGEST_RECORD_ID)
    commitment: bytes = Field(sa_type=Bytes)
    at: datetime = Field(sa_type=UtcDateTime)
    code: str = Field(max_length=12, index=True)


class LedgerPending(SQLModel, table=True):
    """An entry that has no leaf yet. A work list: its rows come and go."""

    __tablename__ = "ledger_pending"
    entry_id: int = Field(primary_key=True, foreign_key="ledger_entry.id")


class LedgerLeaf(SQLModel, table=True):
    """A leaf: `data` is what was hashed, kept so that a changed entry shows what was changed in it."""

    __tablename__ = "ledger_leaf"
    position: int = Field(primary_key=True, sa_type=Integer, sa_column_kwargs={"autoincrement": False})
    entry_id: int = Field(unique=True, foreign_key="ledger_entry.id")
    data: bytes = Field(sa_type=Bytes)
    hash: bytes = Field(sa_type=Bytes)


class LedgerNode(SQLModel, table=True):
    """The root of a complete subtree of two leaves or more (level 1 or higher)."""

    __tablename__ = "ledger_node"
    __table_args__ = {"sqlite_with_rowid": False}
    level: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    position: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    hash: bytes = Field(sa_type=Bytes)


class LedgerCheckpoint(SQLModel, table=True):
    """A signed checkpoint; `note` is what was signed, the other columns repeat it."""

    __tablename__ = "ledger_checkpoint"
    size: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    root: bytes = Field(sa_type=Bytes)
    note: str
    at: datetime = Field(sa_type=UtcDateTime)


class Entry(NamedTuple):
    """An entry as it stands in the database."""

    id: int
    record: str
    commitment: bytes
    at: datetime
    code: str


class Commitment(NamedTuple):
    """A commitment and the opening that will prove it, which is to be kept sealed."""

    opening: bytes
    value: bytes


def table(model: type[SQLModel]) -> Table:
    """Return the plain table behind a model, for statements without the ORM."""
    found: Table = model.__table__  # type: ignore[attr-defined]
    return found


ENTRY, PENDING, LEAF, NODE = (table(m) for m in (LedgerEntry, LedgerPending, LedgerLeaf, LedgerNode))
_ENTRY_COLUMNS = (ENTRY.c.id, ENTRY.c.record, ENTRY.c.commitment, ENTRY.c.at, ENTRY.c.code)


def commit(canonical: bytes) -> Commitment:
    """Return a commitment to these very bytes, under an opening drawn at random."""
    opening = secrets.token_bytes(OPENING_BYTES)
    return Commitment(opening, committed(opening, canonical))


def committed(opening: bytes, canonical: bytes) -> bytes:
    """Return the commitment to `canonical` under `opening`: HMAC-SHA-256(opening, canonical)."""
    return hmac.digest(opening, canonical, "sha256")


def leaf_data(record: str, commitment: bytes, at: datetime) -> bytes:
    """Return what is hashed for an entry."""
    return stored_leaf_data(record, commitment, at.astimezone(UTC).replace(tzinfo=None))


def stored_leaf_data(record: str, commitment: bytes, stored_at: datetime) -> bytes:
    """Return what is hashed for an entry whose time is as the database has it: UTC, without saying so."""
    microseconds = (stored_at - _EPOCH) // _MICROSECOND
    return record.encode() + commitment + microseconds.to_bytes(8, "big", signed=True)


def kind_of(record: str) -> str:
    """Return a record's kind, which its id begins with: `note:4f2a:3` is a note."""
    return record.partition(":")[0]


def code_of(leaf_hash: bytes) -> str:
    """Return the code people call a record by, the first 50 bits of its leaf hash: `K7QM-2F9A-XD`."""
    bits = int.from_bytes(leaf_hash[:7], "big") >> 6
    # Written out: the verification makes one for each leaf.
    return (
        f"{_PAIRS[bits >> 40]}{_PAIRS[bits >> 30 & 1023]}-"
        f"{_PAIRS[bits >> 20 & 1023]}{_PAIRS[bits >> 10 & 1023]}-{_PAIRS[bits & 1023]}"
    )


def append(session: Session, record: str, commitment: bytes, now: datetime) -> str:
    """Enter a record in this transaction; return the code people may call it by.

    `record` is an id of ours, `kind:rest` in ASCII, and is entered once: the database refuses it a second time.
    Raises ValueError for anything else, and for a commitment of another length.
    """
    row = _row(record, commitment, now)
    connection = session.connection()
    number = connection.execute(insert(ENTRY).returning(ENTRY.c.id), row).scalar_one()
    connection.execute(insert(PENDING), {"entry_id": number})
    return str(row["code"])


def append_all(session: Session, records: Iterable[tuple[str, bytes]], now: datetime) -> list[str]:
    """Enter many records (id, commitment) at once; return their codes in the same order. Raises as `append`."""
    rows = [_row(record, commitment, now) for record, commitment in records]
    if not rows:
        return []
    connection = session.connection()
    numbers = connection.execute(insert(ENTRY).returning(ENTRY.c.id), rows).scalars().all()
    connection.execute(insert(PENDING), [{"entry_id": number} for number in numbers])
    return [str(row["code"]) for row in rows]


def entry_of(session: Session, record: str) -> Entry | None:
    """Return a record's entry."""
    row = (
        session.connection().execute(select_columns(*_ENTRY_COLUMNS).where(ENTRY.c.record == record)).first()
    )
    return None if row is None else Entry(*row)


def entries_of(session: Session, records: Iterable[str]) -> dict[str, Entry]:
    """Return the entries there are of these records, by record."""
    wanted = sorted(set(records))
    rows = session.connection().execute(select_columns(*_ENTRY_COLUMNS).where(ENTRY.c.record.in_(wanted)))
    return {entry.record: entry for entry in (Entry(*row) for row in rows)}


def find_by_code(session: Session, words: str) -> list[Entry]:
    """Return the entries a code may mean, as somebody typed it: one, or none.

    More than one only by a coincidence that a million records bring about once in two thousand such logs.
    """
    plain = words.upper().translate(_AS_MEANT)
    if len(plain) != _CODE_LETTERS:
        return []
    code = f"{plain[:4]}-{plain[4:8]}-{plain[8:]}"
    rows = session.connection().execute(
        select_columns(*_ENTRY_COLUMNS).where(ENTRY.c.code == code).order_by(ENTRY.c.id)
    )
    return [Entry(*row) for row in rows]


def newest_checkpoint(session: Session) -> LedgerCheckpoint | None:
    """Return the checkpoint of the greatest size."""
    return session.exec(select(LedgerCheckpoint).order_by(col(LedgerCheckpoint.size).desc()).limit(1)).first()


def checkpoints_after(session: Session, size: int, limit: int = 1000) -> list[LedgerCheckpoint]:
    """Return the first `limit` checkpoints of more than `size` leaves, smallest first."""
    query = select(LedgerCheckpoint).where(LedgerCheckpoint.size > size)
    return list(session.exec(query.order_by(col(LedgerCheckpoint.size)).limit(limit)))


def _row(record: str, commitment: bytes, now: datetime) -> dict[str, object]:
    if len(record) > LONGEST_RECORD_ID or not _RECORD_ID.fullmatch(record):
        reason = "a record's id reads kind:rest, in ASCII without spaces"
        raise ValueError(reason)
    if len(commitment) != HASH_BYTES:
        reason = f"a commitment has {HASH_BYTES} bytes"
        raise ValueError(reason)
    code = code_of(merkle.leaf_hash(leaf_data(record, commitment, now)))
    return {"record": record, "commitment": commitment, "at": now, "code": code}
