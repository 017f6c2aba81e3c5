"""What was said, answered, promised and read is only ever added: the database itself refuses everything else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

if TYPE_CHECKING:
    from sqlmodel import Session

    from tests.integration.records.conftest import Desk

COLUMNS = {
    "note_version": "reason",
    "note_block": "visibility",
    "note_response": "kind",
    "promise_words": "what",
    "note_read": "reader_id",
    "ledger_opening": "note_id",
}


def test_no_row_of_a_record_is_changed_or_removed(desk: Desk) -> None:
    ref = desk.note()
    desk.do(desk.service.add_view, desk.employee, ref, "My side of it")
    desk.do(desk.service.correct, desk.manager, ref, {"voice": "A rule at six."}, "misheard")
    desk.do(desk.service.open, ref.note_id, desk.employee)
    for table, column in COLUMNS.items():
        # Ours and fixed: no name comes from outside.
        for statement in (f"UPDATE {table} SET {column} = {column}", f"DELETE FROM {table}"):  # noqa: S608
            before = desk.look(rows, table)
            assert before > 0, table
            with pytest.raises(DBAPIError, match="never changed or removed"):
                desk.do(execute, statement)
            assert desk.look(rows, table) == before


def execute(session: Session, statement: str) -> None:
    session.connection().execute(text(statement))


def rows(session: Session, table: str) -> int:
    found: int = session.connection().execute(text(f"SELECT count(*) FROM {table}")).scalar_one()  # noqa: S608 - as above
    return found
