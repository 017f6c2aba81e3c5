"""An entry that somebody takes out before the sequencer makes a leaf of it is missed by the record itself."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from bot.features.records.proofs import LOG_NAME, Proofs
from storage import committed, verification
from storage.append_only import allow_changes
from storage.checkpoints import Signer

if TYPE_CHECKING:
    from sqlmodel import Session

    from tests.integration.records.conftest import Desk

SIGNER = Signer(LOG_NAME, bytes(range(32)))


def missed(session: Session) -> list[str]:
    return list(committed.not_entered(session))


@pytest.mark.parametrize("also", [(), ("ledger_opening",)])
def test_an_entry_taken_out_before_it_became_a_leaf_is_missed(desk: Desk, also: tuple[str, ...]) -> None:
    proofs = Proofs(desk.clock, SIGNER)
    ref = desk.note()
    desk.do(proofs.integrate)
    desk.do(desk.service.add_view, desk.employee, ref, "And a name to call.")
    before = desk.look(missed)
    desk.do(_take_out_what_waits, also)
    desk.do(proofs.integrate)
    (record,) = desk.look(missed)
    assert before == []
    assert record.startswith(f"commented:{ref.note_id}:")
    # The log itself has nothing to show: only the record speaks.
    with desk.database.snapshot() as session:
        contents = partial(committed.contents, session)
        assert verification.verify_log(session, [SIGNER.verifier], contents=contents).sound


def _take_out_what_waits(session: Session, also: tuple[str, ...]) -> None:
    connection = session.connection()
    (record,) = connection.execute(
        text("SELECT record FROM ledger_entry JOIN ledger_pending ON entry_id = id")
    ).scalars()
    connection.execute(text("DELETE FROM ledger_pending"))
    for table in ("ledger_entry", *also):
        allow_changes(connection, table)
        connection.execute(text(f"DELETE FROM {table} WHERE record = :record"), {"record": record})  # noqa: S608 - our own names
