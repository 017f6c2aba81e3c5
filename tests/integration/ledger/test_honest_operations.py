"""A hundred thousand honest operations raise no alarm."""

from __future__ import annotations

import random
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from storage import ledger, sequencer
from storage.database import Database
from storage.outside import append_outside, read_outside
from storage.verification import verify_log
from tests.engines import sqlite_in
from tests.integration.ledger.log import BEGAN, SIGNER

if TYPE_CHECKING:
    from pathlib import Path

    from storage.tampering import Report

OPERATIONS = 100_000
MOST_AT_ONCE = 4_000
VERIFIED_WHEN_HALF_DONE = 0.5


@pytest.mark.slow
def test_a_hundred_thousand_honest_operations_raise_no_alarm(tmp_path: Path) -> None:
    database = Database(sqlite_in(tmp_path))
    outside = tmp_path / "checkpoints.txt"
    chosen = random.Random(100_000)
    done, now, is_half_done = 0, BEGAN, False

    def verify() -> Report:
        with database.snapshot() as session:
            return verify_log(session, [SIGNER.verifier], read_outside(outside))

    while done < OPERATIONS:
        portion = min(chosen.choice([1, 7, 500, MOST_AT_ONCE]), OPERATIONS - done)
        now += timedelta(milliseconds=chosen.randrange(10_000))
        with database.transaction() as session:
            records = [(f"note:{number}", chosen.randbytes(32)) for number in range(done, done + portion)]
            ledger.append_all(session, records, now)
        done += portion
        with database.transaction() as session:
            checkpoint = sequencer.integrate(session, SIGNER, now, limit=chosen.randint(1, 2 * MOST_AT_ONCE))
        if checkpoint is not None:
            append_outside(outside, [checkpoint])
        if not is_half_done and done > OPERATIONS * VERIFIED_WHEN_HALF_DONE:
            is_half_done = True
            assert verify().findings == ()
    report = verify()
    assert report.findings == ()
    assert report.leaves + report.pending == OPERATIONS
    assert report.checkpoints == report.outside
    database.close()
