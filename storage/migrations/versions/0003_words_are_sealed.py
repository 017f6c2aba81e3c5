"""Words are sealed

What people wrote is sealed under keys of the people it is about. What an older database holds in plain is sealed on the
way, which takes the master keys; its former pages are zeroed (SQLite) or left behind in a file that goes (PostgreSQL).

Revision: 0003
Before it: 0002
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from alembic import context, op

from storage import sealing
from storage.master_keys import NoMasterKeyError
from storage.sealing import Place
from storage.vault import (
    PRIVATE_PART,
    SHARED_PART,
    Lock,
    Vault,
    place_of_person,
    place_of_record,
    record_lock,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from cryptography.hazmat.primitives.ciphers.aead import AESGCM
    from sqlalchemy import Connection, RowMapping

    _LockOf = Callable[[str, str], tuple[Lock, datetime]]

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

PRIVATE = "private_manager"


def upgrade() -> None:
    """Bring the schema up to this version."""
    _create_keys()
    connection = op.get_bind()
    keys = _Keys(connection)
    notes = {
        row["id"]: row
        for row in _rows(connection, "SELECT id, manager_id, employee_id, created_at FROM note")
    }

    def lock_of(note_id: str, part: str) -> tuple[Lock, datetime]:
        note = notes[note_id]
        return record_lock(note_id, part, note["manager_id"], note["employee_id"]), note["created_at"]

    _seal_versions(connection, keys, lock_of)
    _seal_blocks(connection, keys, lock_of)
    _seal_responses(connection, keys, lock_of)
    _move_promises(connection, keys, lock_of)


def downgrade() -> None:
    """Refuse: what was sealed is not laid open again."""
    message = "words that were sealed stay sealed; restore the backup made before this version instead"
    raise RuntimeError(message)


def _create_keys() -> None:
    op.create_table(
        "subject_key",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("wrapped", sa.LargeBinary(), nullable=True),
        sa.Column("master", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("destroyed_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"]),
        sa.PrimaryKeyConstraint("person_id"),
    )
    op.create_table(
        "record_key",
        sa.Column("record_id", sa.String(length=32), nullable=False),
        sa.Column("part", sa.String(length=16), nullable=False),
        sa.Column("wrapped", sa.LargeBinary(), nullable=True),
        sa.Column("destroyed_at", sa.DateTime(), nullable=True),
        sa.Column("why", sa.String(length=80), nullable=False),
        sa.PrimaryKeyConstraint("record_id", "part"),
    )
    op.create_table(
        "key_check",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("master", sa.String(length=16), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )


def _seal_versions(connection: Connection, keys: _Keys, lock_of: _LockOf) -> None:
    op.add_column("note_version", sa.Column("part", sa.String(length=16), nullable=True))
    shown = {
        (row["note_id"], row["version"])
        for row in _rows(connection, "SELECT note_id, version, visibility FROM note_block")
        if row["visibility"] != PRIVATE
    }

    def part(row: RowMapping) -> str:
        return SHARED_PART if (row["note_id"], row["version"]) in shown else PRIVATE_PART

    table = sa.table("note_version", sa.column("note_id"), sa.column("version"), sa.column("part"))
    for row in _rows(connection, "SELECT note_id, version FROM note_version"):
        mine = (table.c.note_id == row["note_id"]) & (table.c.version == row["version"])
        connection.execute(table.update().where(mine).values(part=part(row)))
    _seal(
        connection,
        "note_version",
        ("note_id", "version"),
        ("reason",),
        lambda row: keys.cipher(*lock_of(row["note_id"], part(row))),
    )
    with op.batch_alter_table("note_version") as batch:
        batch.alter_column("part", existing_type=sa.String(length=16), nullable=False)


def _seal_blocks(connection: Connection, keys: _Keys, lock_of: _LockOf) -> None:
    def cipher(row: RowMapping) -> AESGCM:
        part = PRIVATE_PART if row["visibility"] == PRIVATE else SHARED_PART
        return keys.cipher(*lock_of(row["note_id"], part))

    _seal(connection, "note_block", ("note_id", "version", "name"), ("text",), cipher)


def _seal_responses(connection: Connection, keys: _Keys, lock_of: _LockOf) -> None:
    _seal(
        connection,
        "note_response",
        ("note_id", "id"),
        ("text", "quote"),
        lambda row: keys.cipher(*lock_of(row["note_id"], SHARED_PART)),
    )


def _move_promises(connection: Connection, keys: _Keys, lock_of: _LockOf) -> None:
    """Give the words of promises a table of their own, which is only ever added to."""
    promised = _rows(connection, "SELECT id, note_id, what, due_text, shared FROM promised_action")
    if connection.dialect.name == "postgresql":
        # A dropped column lies on in every row; a changed type has the whole table written anew.
        for column in ("what", "due_text"):
            op.execute(f"ALTER TABLE promised_action ALTER COLUMN {column} TYPE BYTEA USING ''::bytea")
    else:
        op.execute("UPDATE promised_action SET what = '', due_text = ''")
    with op.batch_alter_table("promised_action") as batch:
        batch.drop_column("what")
        batch.drop_column("due_text")
    words = op.create_table(
        "promise_words",
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column("part", sa.String(length=16), nullable=False),
        sa.Column("what", sa.LargeBinary(), nullable=False),
        sa.Column("due_text", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["action_id"], ["promised_action.id"]),
        sa.PrimaryKeyConstraint("action_id", "part"),
    )
    for row in promised:
        part = SHARED_PART if row["shared"] else PRIVATE_PART
        cipher = keys.cipher(*lock_of(row["note_id"], part))
        sealed = {
            column: sealing.seal(
                cipher, row[column].encode(), Place("promise_words", f"{row['id']}:{part}", column)
            )
            for column in ("what", "due_text")
        }
        connection.execute(words.insert().values(action_id=row["id"], part=part, **sealed))


def _seal(
    connection: Connection,
    name: str,
    key: tuple[str, ...],
    columns: tuple[str, ...],
    cipher_of: Callable[[RowMapping], AESGCM],
) -> None:
    """Seal text columns of a table in place; they become bytes."""
    rows = _rows(connection, f"SELECT * FROM {name}")  # noqa: S608 - the names are ours
    postgres = connection.dialect.name == "postgresql"
    # SQLite keeps bytes in a text column as they are; PostgreSQL wants a column of their type first.
    into = {column: f"sealed_{column}" if postgres else column for column in columns}
    if postgres:
        for column in into.values():
            op.add_column(name, sa.Column(column, sa.LargeBinary(), nullable=True))
    table = sa.table(
        name,
        *(sa.column(column) for column in key),
        *(sa.column(column, sa.LargeBinary()) for column in into.values()),
    )
    for row in rows:
        cipher = cipher_of(row)
        place = ":".join(str(row[column]) for column in key)
        sealed = {
            into[column]: sealing.seal(cipher, row[column].encode(), Place(name, place, column))
            for column in columns
        }
        mine = sa.and_(*(table.c[column] == row[column] for column in key))
        connection.execute(table.update().where(mine).values(sealed))
    if postgres:
        for column, sealed_column in into.items():
            # A changed type has the whole table written anew: the plain words stay in the file that goes.
            op.execute(f"ALTER TABLE {name} ALTER COLUMN {column} TYPE BYTEA USING {sealed_column}")
            op.drop_column(name, sealed_column)
        return
    with op.batch_alter_table(name) as batch:
        for column in columns:
            batch.alter_column(column, existing_type=sa.Text(), type_=sa.LargeBinary(), nullable=False)


class _Keys:
    """Makes the keys of the people and records an older database holds words of."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        masters = context.config.attributes.get("masters")
        self._vault = Vault(masters) if masters is not None else None
        self._people: dict[int, bytes] = {}
        self._records: dict[Lock, bytes] = {}

    def cipher(self, lock: Lock, now: datetime) -> AESGCM:
        """Return the cipher of a record's part; raises NoMasterKeyError."""
        if self._vault is None:
            message = (
                "this database holds words that are to be sealed: open it with master keys to migrate it"
            )
            raise NoMasterKeyError(message)
        people = tuple(self._person(self._vault, person, now) for person in lock.people)
        wrapping = self._vault.together(lock, people, "record")
        if lock not in self._records:
            wrapped = sealing.seal(wrapping, sealing.new_key(), place_of_record(lock))
            self._insert("record_key", record_id=lock.record, part=lock.part, wrapped=wrapped, why="")
            self._records[lock] = wrapped
        return self._vault.record(lock, people, self._records[lock])

    def _person(self, vault: Vault, person_id: int, now: datetime) -> bytes:
        if person_id not in self._people:
            key, masters = sealing.new_key(), vault.masters
            wrapped = masters.wrap(key, place_of_person(person_id))
            self._insert(
                "subject_key", person_id=person_id, wrapped=wrapped, master=masters.newest, created_at=now
            )
            self._people[person_id] = key
        return self._people[person_id]

    def _insert(self, name: str, **values: Any) -> None:  # noqa: ANN401 - a column's value
        table = sa.table(name, *(sa.column(column) for column in values))
        self._connection.execute(table.insert().values(values))


def _rows(connection: Connection, query: str) -> list[RowMapping]:
    return list(connection.execute(sa.text(query)).mappings())
