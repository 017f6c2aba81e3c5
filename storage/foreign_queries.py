"""Reading rows from somebody else's database, with a query they gave us. Nothing is ever written there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import create_engine, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Engine
    from sqlalchemy.engine import URL

AT_ONCE = 1_000
CONNECT_SECONDS = 10


class ForeignDatabaseError(Exception):
    """The rows cannot be had. The message says what failed, never with which address, user or password."""


def rows(address: str, query: str, seconds: float) -> Iterator[dict[str, Any]]:
    """Give the rows a query gives, by their columns' names, a few at a time. Raises ForeignDatabaseError.

    `seconds` limit a statement where the database can be told so (PostgreSQL).
    """
    try:
        url = make_url(address)
        engine = _engine(url, seconds)
    except (ArgumentError, NoSuchModuleError, ImportError, ValueError) as problem:
        message = "its address is no database address for which there is a driver"
        raise ForeignDatabaseError(message) from None if isinstance(problem, ValueError) else problem
    try:
        with engine.connect() as connection:
            plain = connection.execution_options(stream_results=True, yield_per=AT_ONCE)
            # Closed by us also when whoever asked reads no further: the server keeps a cursor open for it.
            with plain.execute(text(query)) as found:
                for row in found:
                    yield dict(row._mapping)  # noqa: SLF001 - SQLAlchemy's documented name
    except SQLAlchemyError as problem:
        # What the driver says may hold the address and the user: only its kind is passed on.
        kind = type(getattr(problem, "orig", None) or problem).__name__
        message = f"the database does not answer the query ({kind}): check the address, the credentials and the query"
        raise ForeignDatabaseError(message) from None
    finally:
        engine.dispose()


def _engine(url: URL, seconds: float) -> Engine:
    if url.get_backend_name() in {"postgresql", "postgres"}:
        options = f"-c default_transaction_read_only=on -c statement_timeout={int(seconds * 1000)}"
        return create_engine(
            url.set(drivername="postgresql+psycopg"),
            connect_args={"connect_timeout": CONNECT_SECONDS, "options": options},
            hide_parameters=True,
        )
    engine = create_engine(url, hide_parameters=True)
    if url.get_backend_name() == "sqlite":

        @event.listens_for(engine, "connect")
        def _only_read(connection: Any, _record: object) -> None:  # noqa: ANN401 - the driver's
            connection.execute("PRAGMA query_only = ON")

    return engine
