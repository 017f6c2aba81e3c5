"""Tables that only grow: the database itself refuses to change or remove their rows.

A migration calls `refuse_changes` after it made such a table. On SQLite a migration that rebuilds the table
(Alembic's batch mode) has to call it again, because triggers go with the table they stand on.

What this stops is our own mistakes and a careless statement. An administrator can drop a trigger, and the
ledger's verification is there to notice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import text

if TYPE_CHECKING:
    from sqlalchemy import Connection

_REFUSAL = "rows of this table are never changed or removed"

_SQLITE_REFUSE = """
CREATE TRIGGER {table}_refuses_{act} BEFORE {act} ON {table}
BEGIN SELECT RAISE(ABORT, '{refusal}'); END
"""
_POSTGRES_FUNCTION = """
CREATE OR REPLACE FUNCTION touchbase_refuse_change() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '{refusal}' USING ERRCODE = 'integrity_constraint_violation'; END $$
"""
_POSTGRES_ROWS = """
CREATE TRIGGER {table}_refuses_change BEFORE UPDATE OR DELETE ON {table}
FOR EACH ROW EXECUTE FUNCTION touchbase_refuse_change()
"""
_POSTGRES_UPDATES = """
CREATE TRIGGER {table}_refuses_change BEFORE UPDATE ON {table}
FOR EACH ROW EXECUTE FUNCTION touchbase_refuse_change()
"""
_POSTGRES_ALL = """
CREATE TRIGGER {table}_refuses_truncate BEFORE TRUNCATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION touchbase_refuse_change()
"""


def refuse_changes(connection: Connection, *tables: str) -> None:
    """Let the database refuse UPDATE and DELETE (and TRUNCATE on PostgreSQL) on these tables of ours."""
    if connection.dialect.name == "postgresql":
        _run(connection, _POSTGRES_FUNCTION.format(refusal=_REFUSAL))
    for table in tables:
        for statement in _refusing(connection, table):
            _run(connection, statement)


def refuse_rewriting(connection: Connection, *tables: str) -> None:
    """Let the database refuse UPDATE, and take back that it refused DELETE: rows go when they were kept long enough."""
    allow_changes(connection, *tables)
    for table in tables:
        if connection.dialect.name == "postgresql":
            _run(connection, _POSTGRES_UPDATES.format(table=table))
            _run(connection, _POSTGRES_ALL.format(table=table))
        else:
            _run(connection, _SQLITE_REFUSE.format(table=table, act="update", refusal=_REFUSAL))


def allow_changes(connection: Connection, *tables: str) -> None:
    """Take back `refuse_changes`, as a migration must that mends or removes rows on purpose."""
    for table in tables:
        if connection.dialect.name == "postgresql":
            for act in ("change", "truncate"):
                _run(connection, f"DROP TRIGGER {table}_refuses_{act} ON {table}")
        else:
            for act in ("update", "delete"):
                _run(connection, f"DROP TRIGGER {table}_refuses_{act}")


def _refusing(connection: Connection, table: str) -> list[str]:
    if connection.dialect.name == "postgresql":
        return [_POSTGRES_ROWS.format(table=table), _POSTGRES_ALL.format(table=table)]
    return [_SQLITE_REFUSE.format(table=table, act=act, refusal=_REFUSAL) for act in ("update", "delete")]


def _run(connection: Connection, statement: str) -> None:
    # Table names are ours and fixed; nothing from outside reaches the statement.
    connection.execute(text(statement))
