"""What is due is found by its index, locked and done once, and the partial index serves, on either engine."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from tests.integration.appeals.court import LIN, PARTNER, Court
from tests.integration.scores.fair import CYCLE, ZONE, FairOffice

if TYPE_CHECKING:
    from storage.database import Database


def test_what_is_due_is_done_once(database: Database) -> None:
    FairOffice.after_release(database)
    court = Court(database)
    court.files()
    with database.transaction() as session:
        question = court.fairness.questions.ask(session, court.number(LIN), CYCLE, "K2", "late payments")
        court.fairness.questions.correct(session, court.number("zhu.lin"), question.id, "95%", "of June")
        waiting = court.fairness.seeing.on_home(session, court.number(PARTNER)).waiting
        court.fairness.questions.approve(session, court.number(PARTNER), waiting[0].number)
        court.fairness.questions.ask(session, court.number(LIN), CYCLE, "K3", "list prices")
    for act, day in (
        (court.fairness.questions.remind_due, 6),
        (court.hearing.act_due, 6),
        # Nothing is due of a window before its last day is over.
        (court.fairness.windows.act_due, 18),
    ):
        court.clock.set(datetime(2026, 8, day, 9, 0, tzinfo=ZONE))
        with database.transaction() as session:
            assert act(session) == 1
        with database.transaction() as session:
            assert act(session) == 0
    court.clock.set(datetime(2026, 8, 12, 9, 0, tzinfo=ZONE))
    looked_at = []
    for _ in range(3):
        with database.transaction() as session:
            looked_at.append(court.fairness.visible_day.act_due(session))
    assert looked_at == [3, 1, 0]
    with database.snapshot() as session:
        silent = court.fairness.silence.of(session, court.number(PARTNER), CYCLE)
    assert silent is not None
    assert silent.count == len(silent.names)


@pytest.mark.either_engine
def test_due_work_is_looked_up_by_index(database: Database) -> None:
    with database.snapshot() as session:
        for table in ("figure_question", "appeal", "appeal_window"):
            # The names are ours.
            asked = f"SELECT * FROM {table} WHERE next_at <= '2026-08-06' ORDER BY next_at"  # noqa: S608 - as said
            plan = session.connection().execute(text(f"EXPLAIN QUERY PLAN {asked}"))
            assert f"USING INDEX ix_{table}_next_at" in " ".join(str(row) for row in plan)
