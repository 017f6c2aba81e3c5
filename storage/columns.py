"""Column types every table shares."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sqlalchemy import DateTime
from sqlalchemy.types import TypeDecorator

if TYPE_CHECKING:
    from sqlalchemy import Dialect


class UtcDateTime(TypeDecorator[datetime]):
    """An instant. Aware on the Python side, plain UTC in the database, the same on both engines."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a naive datetime; store the instant in UTC."""
        del dialect
        if value is None:
            return None
        if value.tzinfo is None:
            message = "a datetime without a time zone cannot be stored"
            raise ValueError(message)
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the stored instant back as an aware UTC datetime."""
        del dialect
        return None if value is None else value.replace(tzinfo=UTC)


def in_sqlite(instant: datetime) -> str:
    """Return an instant as a `UtcDateTime` stands in SQLite's file, for statements that go to the driver itself."""
    return instant.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")
