"""Bringing a database up to the schema this code was written for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from storage.database import Database

LOCK = 0x70C4BA5E
"""Two copies of the bot that start at once on PostgreSQL migrate one after the other."""


def upgrade(database: Database) -> None:
    """Bring the schema up to the newest version; does nothing when it is there already."""
    with database.engine.connect() as connection:
        if _version(connection) == newest():
            return
    with database.engine.begin() as connection:
        if not database.is_sqlite:
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": LOCK})
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def is_current(database: Database) -> bool:
    """Return whether the schema is the one this code was written for."""
    with database.engine.connect() as connection:
        return _version(connection) == newest()


def newest() -> str | None:
    """Return the newest version's name."""
    return ScriptDirectory.from_config(_config()).get_current_head()


def _version(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", "storage:migrations")
    return config
