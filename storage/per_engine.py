"""Statements of which each engine has a form of its own: made for the engine in use, when they are first needed."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

from sqlalchemy import Index, func, text

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Column, ColumnElement
    from sqlalchemy.dialects.sqlite import Insert
    from sqlalchemy.orm import Mapped
    from sqlmodel import Session

    Inserting = Callable[[Any], Insert]
    """`insert` of a dialect, with what both dialects know of conflicts. Called with a table or a model of one."""

T = TypeVar("T")


class PerEngine(Generic[T]):
    """What `build` makes of an engine's `insert`, by the engine's name: `sqlite` or `postgresql`.

    Built once: building a statement takes longer than running it. And only for the engine that runs it: the other
    dialect alone is two megabytes.
    """

    def __init__(self, build: Callable[[Inserting], T]) -> None:
        self._build = build
        self._built: dict[str, T] = {}

    def __getitem__(self, engine: str) -> T:
        """Return the statement for this engine."""
        if engine not in self._built:
            self._built[engine] = self._build(inserting(engine))
        return self._built[engine]


def inserting(engine: str) -> Inserting:
    """Return the `insert` of an engine's dialect."""
    return cast("Inserting", import_module(f"sqlalchemy.dialects.{engine}").insert)


def partial_index(name: str, column: str | Column[Any], *, where: str, unique: bool = False) -> Index:
    """Return an index of the rows that fulfil a condition; say it to PostgreSQL in the migration that makes it.

    To say it here as well would load that dialect wherever the table is known.
    """
    return Index(name, column, unique=unique, sqlite_where=text(where))


def on_postgresql(session: Session) -> bool:
    """Return whether this session talks to PostgreSQL and not to SQLite."""
    return session.get_bind().dialect.name == "postgresql"


def unindexed(column: Mapped[T]) -> ColumnElement[T]:
    """Return a column as no index has it.

    SQLite does not know how many rows an index leads to, and prefers one with a range to the right one with equalities.
    """
    return func.coalesce(column, column)
