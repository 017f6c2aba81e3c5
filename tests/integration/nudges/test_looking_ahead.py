"""What is foreseen of a week, and what stands first in it: gaps still to come, and people who wait for an answer."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.features.nudges.kinds import Kind
from bot.features.nudges.knowing import Knowledge, Terms
from bot.features.nudges.rules import PRIORITY_REPLY
from bot.features.nudges.seeing import Seeing
from bot.features.one_on_ones.ahead import gaps_ahead
from bot.features.one_on_ones.queue import NudgeQueue
from bot.features.one_on_ones.service import OneOnOnes
from bot.working_days import WorkingDays
from storage import nudge_facts, nudges, records, responses
from storage.records import DraftBlock
from storage.responses import COMMENTED, DraftAnswer
from tests.integration.nudges.test_tick import HALF_PAST_NINE

if TYPE_CHECKING:
    from storage.records import Note
    from tests.integration.nudges.conftest import Desk


def talked(desk: Desk, met_on: date) -> Note:
    """Store a shared note of a talk with Lin, written down when they met."""
    with desk.database.transaction() as session:
        draft = records.DraftNote(
            None, "one_on_one", "debrief", desk.team.boss, desk.team.lin, met_on, None, partial=False,
            blocks=(DraftBlock("focus", records.SHARED, "the launch"),),
        )  # fmt: skip
        written = desk.clock.now() - timedelta(days=(desk.clock.now().date() - met_on).days)
        return records.create(session, draft, written)


def test_the_week_ahead_names_the_gap_that_falls_due_in_it_until_the_two_talk(desk: Desk) -> None:
    """Last talked on Monday 16 February: three weeks are over on Monday 9 March."""
    desk.clock.set(HALF_PAST_NINE)
    talked(desk, date(2026, 2, 16))
    service = OneOnOnes(desk.clock, NudgeQueue())
    with desk.database.transaction() as session:
        service.begin_missing(session, 0)
    seeing = Seeing(desk.clock, WorkingDays("DE"), Terms(), gaps_ahead)
    with desk.database.snapshot() as session:
        week = seeing.week(session, desk.team.boss)
        assert seeing.week(session, desk.team.lin).coming == ()
    assert [(each.kind, each.name, each.at.date()) for each in week.coming] == [
        (Kind.GAP_21, "Lin", date(2026, 3, 9))
    ]
    desk.clock.advance(hours=3)
    talked(desk, date(2026, 3, 2))
    with desk.database.snapshot() as session:
        assert seeing.week(session, desk.team.boss).coming == ()


def test_a_gap_already_offered_is_foreseen_once(desk: Desk) -> None:
    desk.clock.set(HALF_PAST_NINE - timedelta(days=3))
    talked(desk, desk.clock.now().date() - timedelta(days=21))
    service = OneOnOnes(desk.clock, NudgeQueue())
    with desk.database.transaction() as session:
        service.begin_missing(session, 0)
        service.look_at_due(session)
    seeing = Seeing(desk.clock, WorkingDays("DE"), Terms(), gaps_ahead)
    with desk.database.snapshot() as session:
        week = seeing.week(session, desk.team.boss)
    assert [each.kind for each in week.coming].count(Kind.GAP_21) == 1


@pytest.mark.parametrize("answered_by", [None, "an edition", "another talk"])
@pytest.mark.both_engines
def test_who_waits_for_an_answer_to_their_view_comes_before_a_gap(
    desk: Desk, answered_by: str | None
) -> None:
    """N-13: 70 until the manager writes another edition, or the two talk again."""
    desk.clock.set(HALF_PAST_NINE)
    note = talked(desk, date(2026, 2, 26))
    said_at = desk.clock.now() - timedelta(hours=3)
    with desk.database.transaction() as session:
        responses.add(session, note, DraftAnswer(1, desk.team.lin, COMMENTED, "I saw it so", "", said_at))
    if answered_by == "another talk":
        talked(desk, desk.clock.now().date())
    elif answered_by == "an edition":
        with desk.database.transaction() as session:
            session.add(
                records.NoteVersion(
                    note_id=note.id, version=2, written_by=desk.team.boss, written_at=desk.clock.now(),
                    part="shared", reason=b"",
                )
            )  # fmt: skip
    desk.offer(nudges.GAP_28)
    with desk.database.snapshot() as session:
        waits = nudge_facts.awaiting_reply(session, [desk.team.boss])
        rows = nudges.waiting_of(session, [desk.team.boss])
        known = Knowledge(
            session, [desk.team.boss], [desk.team.lin], desk.clock.now(), WorkingDays("DE"), Terms()
        )
        found = known.candidate(rows[0])
    assert waits == (set() if answered_by else {(desk.team.boss, desk.team.lin)})
    assert (found.priority == PRIORITY_REPLY) is (answered_by is None)
