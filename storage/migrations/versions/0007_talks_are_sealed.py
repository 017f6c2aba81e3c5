"""Talks are sealed

What was said in conversations is sealed as notes were, and so is what waits in the inbox; both take the master keys.
Its former pages are zeroed (SQLite) or left behind in a file that goes (PostgreSQL). On SQLite deliveries have a file of
their own, and `storage.inbox.prepare` sees to what an older version left there.

Revision: 0007
Before it: 0006
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
    Lock,
    Vault,
    Wrapped,
    place_of_person,
    place_of_record,
    record_lock,
)

if TYPE_CHECKING:
    from datetime import datetime

    from cryptography.hazmat.primitives.ciphers.aead import AESGCM
    from sqlalchemy import Connection, RowMapping

    from storage.master_keys import MasterKeys

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

NOTHING = b""
"""What is left of words whose people's keys were destroyed before they could be sealed."""


def upgrade() -> None:
    """Bring the schema up to this version."""
    connection = op.get_bind()
    _seal_talks(connection)
    op.add_column("check_in", sa.Column("dropped_at", sa.DateTime(), nullable=True))
    kept = sa.text("dropped_at IS NULL")
    op.create_index("ix_check_in_kept", "check_in", ["touched_at"], sqlite_where=kept, postgresql_where=kept)
    _seal_deliveries(connection)


def downgrade() -> None:
    """Refuse: what was sealed is not laid open again."""
    message = "words that were sealed stay sealed; restore the backup made before this version instead"
    raise RuntimeError(message)


def _seal_talks(connection: Connection) -> None:
    keys = _Keys(connection)
    talks = _rows(
        connection,
        "SELECT id, manager_id, employee_id, CAST(state AS TEXT) AS state, started_at FROM check_in",
    )
    turns = _rows(connection, "SELECT check_in_id, turn, said FROM check_in_turn")
    ciphers = {row["id"]: keys.cipher(_lock(row), row["started_at"]) for row in talks}

    def sealed(talk: str, words: str, place: Place) -> bytes:
        cipher = ciphers[talk]
        return NOTHING if cipher is None else sealing.seal(cipher, words.encode(), place)

    states = {
        (row["id"],): sealed(row["id"], row["state"], Place("check_in", row["id"], "state")) for row in talks
    }
    _replace(connection, "check_in", ("id",), "state", states)
    said = {}
    for row in turns:
        place = Place("check_in_turn", f"{row['check_in_id']}:{row['turn']}", "said")
        said[row["check_in_id"], row["turn"]] = sealed(row["check_in_id"], row["said"], place)
    _replace(connection, "check_in_turn", ("check_in_id", "turn"), "said", said)


def _seal_deliveries(connection: Connection) -> None:
    table = op.create_table(
        "inbox_delivery",
        sa.Column("key", sa.String(length=255), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("received_at", sa.DateTime(), nullable=False),
        sa.Column("lease_until", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_index("ix_inbox_delivery_state", "inbox_delivery", ["state"], unique=False)
    older = sa.table(
        "inbox_event",
        *(sa.column(column.name, column.type) for column in table.columns if column.name != "body"),
    )
    for row in connection.execute(sa.select(older)).mappings().all():
        connection.execute(table.insert().values(**row, body=None))
    waiting = "SELECT key, CAST(body AS TEXT) AS body FROM inbox_event WHERE body IS NOT NULL"
    for row in _rows(connection, waiting):
        cipher, *_ = _masters().derived("inbox")
        body = sealing.seal(cipher, row["body"].encode(), Place("inbox_delivery", row["key"], "body"))
        connection.execute(table.update().where(table.c.key == row["key"]).values(body=body))
    op.drop_table("inbox_event")


def _replace(
    connection: Connection,
    name: str,
    key: tuple[str, ...],
    column: str,
    sealed: dict[tuple[Any, ...], bytes],
) -> None:
    """Put sealed bytes in the place of a column of words."""
    new = f"sealed_{column}"
    postgres = connection.dialect.name == "postgresql"
    kind = "BYTEA" if postgres else "BLOB NOT NULL DEFAULT x''"
    op.execute(f"ALTER TABLE {name} ADD COLUMN {new} {kind}")
    table = sa.table(name, *(sa.column(each) for each in key), sa.column(new, sa.LargeBinary()))
    for values, words in sealed.items():
        mine = sa.and_(*(table.c[each] == value for each, value in zip(key, values, strict=True)))
        connection.execute(table.update().where(mine).values({new: words}))
    if postgres:
        # A changed type has the whole table written anew: the plain words stay in the file that goes.
        op.execute(f"ALTER TABLE {name} ALTER COLUMN {column} TYPE BYTEA USING {new}")
        op.execute(f"ALTER TABLE {name} DROP COLUMN {new}")
        return
    op.execute(f"ALTER TABLE {name} DROP COLUMN {column}")
    op.execute(f"ALTER TABLE {name} RENAME COLUMN {new} TO {column}")


class _Keys:
    """The keys of people who have some already, and of those and the conversations that get one here."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._people = {
            row["person_id"]: Wrapped(row["wrapped"], row["master"])
            for row in _rows(connection, "SELECT person_id, wrapped, master FROM subject_key")
        }

    def cipher(self, lock: Lock, now: datetime) -> AESGCM | None:
        """Return the cipher of a conversation, None when one of the two was erased; raises NoMasterKeyError."""
        vault = Vault(_masters())
        found = [vault.person(person, self._person(vault, person, now)) for person in lock.people]
        people = tuple(key for key in found if key is not None)
        if len(people) < len(found):
            return None
        wrapped = sealing.seal(
            vault.together(lock, people, "record"), sealing.new_key(), place_of_record(lock)
        )
        self._insert("record_key", record_id=lock.record, part=lock.part, wrapped=wrapped, why="")
        return vault.record(lock, people, wrapped)

    def _person(self, vault: Vault, person_id: int, now: datetime) -> Wrapped:
        if person_id not in self._people:
            masters = vault.masters
            held = Wrapped(masters.wrap(sealing.new_key(), place_of_person(person_id)), masters.newest)
            self._insert(
                "subject_key", person_id=person_id, wrapped=held.key, master=held.master, created_at=now
            )
            self._people[person_id] = held
        return self._people[person_id]

    def _insert(self, name: str, **values: Any) -> None:  # noqa: ANN401 - a column's value
        table = sa.table(name, *(sa.column(column) for column in values))
        self._connection.execute(table.insert().values(values))


def _masters() -> MasterKeys:
    masters: MasterKeys | None = context.config.attributes.get("masters")
    if masters is None:
        message = "this database holds words that are to be sealed: open it with master keys to migrate it"
        raise NoMasterKeyError(message)
    return masters


def _lock(row: RowMapping) -> Lock:
    return record_lock(row["id"], PRIVATE_PART, row["manager_id"], row["employee_id"])


def _rows(connection: Connection, query: str) -> list[RowMapping]:
    return list(connection.execute(sa.text(query)).mappings())
