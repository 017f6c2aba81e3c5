"""Bringing a database up to the schema this code was written for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import inspect, text

if TYPE_CHECKING:
    from alembic.config import Config
    from sqlalchemy import Connection

    from storage.database import Database

NEWEST = "0028"
"""The newest version's name, which a test compares with the scripts: finding it there means loading Alembic,
and most processes start on a database that needs nothing of it."""
LOCK = 0x70C4BA5E
"""Two copies of the bot that start at once on PostgreSQL migrate one after the other."""
_VERSIONS = "alembic_version"


def upgrade(database: Database) -> None:
    """Bring the schema up to the newest version; does nothing when it is there already."""
    if is_current(database):
        return
    from alembic import command  # noqa: PLC0415 - it takes a third of a second to load

    with database.engine.begin() as connection:
        if not database.is_sqlite:
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": LOCK})
        config = configuration()
        config.attributes["connection"] = connection
        # What an older database holds in plain is sealed on the way.
        config.attributes["masters"] = database.masters
        command.upgrade(config, "head")
    database.wipe()


def is_current(database: Database) -> bool:
    """Return whether the schema is the one this code was written for."""
    with database.engine.connect() as connection:
        return _version(connection) == NEWEST


def configuration() -> Config:
    """Return where Alembic finds our versions."""
    from alembic.config import Config  # noqa: PLC0415 - as above

    config = Config()
    config.set_main_option("script_location", "storage:migrations")
    return config


def _version(connection: Connection) -> str | None:
    if not inspect(connection).has_table(_VERSIONS):
        return None
    # The name is ours and fixed; nothing from outside reaches the statement.
    found: str | None = connection.execute(text(f"SELECT version_num FROM {_VERSIONS}")).scalar()  # noqa: S608
    return found
