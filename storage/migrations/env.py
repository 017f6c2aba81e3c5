"""Alembic's entry: runs the migrations on the connection that `Database.migrate` hands over."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from alembic import context
from sqlmodel.sql.sqltypes import AutoString

from storage.columns import UtcDateTime
from storage.schema import METADATA

if TYPE_CHECKING:
    from alembic.autogenerate.api import AutogenContext


def render(kind: str, value: object, _context: AutogenContext) -> str | Literal[False]:
    """Write our column types as plain ones, so that a migration never changes with our code."""
    if kind == "type" and isinstance(value, AutoString):
        return f"sa.String(length={value.length})" if value.length else "sa.Text()"
    if kind == "type" and isinstance(value, UtcDateTime):
        return "sa.DateTime()"
    return False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    render_as_batch=True,
    compare_type=True,
    render_item=render,
)
with context.begin_transaction():
    context.run_migrations()
