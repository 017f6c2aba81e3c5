"""What a real database says of wrong credentials goes no further than its kind."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from storage.foreign_queries import ForeignDatabaseError, rows

if TYPE_CHECKING:
    from tests.engines import PostgresEngine

SECRET = "s3cret"  # noqa: S105 - it is looked for in what is said

pytestmark = pytest.mark.postgres


def test_credentials_that_a_database_refuses_are_not_in_what_is_said(postgres_engine: PostgresEngine) -> None:
    with postgres_engine.fresh_url() as url:
        wrong = url.replace("postgres:", f"nobody_{SECRET}:{SECRET}", 1)
        assert wrong != url
        with pytest.raises(ForeignDatabaseError) as raised:
            list(rows(wrong, "SELECT 1", 5))
    assert SECRET not in str(raised.value)
    assert raised.value.__cause__ is None
    assert str(raised.value).startswith("the database does not answer the query (")


def test_a_query_is_read_only_and_limited_in_time(postgres_engine: PostgresEngine) -> None:
    with postgres_engine.fresh_url() as url:
        with closing(rows(url, "SELECT 1.50 AS figure", 5)) as found:
            assert next(found)["figure"].as_tuple().digits == (1, 5, 0)
        for query in ("CREATE TABLE mine (id int)", "SELECT pg_sleep(60)"):
            with pytest.raises(ForeignDatabaseError):
                list(rows(url, query, 0.2))
