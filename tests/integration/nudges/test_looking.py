from __future__ import annotations

from datetime import date, time
from typing import TYPE_CHECKING

from bot.delivery.outbox import Outbox
from bot.features.nudges.offers import Offers
from bot.features.one_on_ones.queue import NudgeQueue
from bot.features.one_on_ones.service import OneOnOnes
from storage import actions, nudges, people, records
from storage.actions import DraftAction
from tests.integration.nudges.test_tick import HALF_PAST_NINE
from tests.unit.nudges.company import BERLIN

if TYPE_CHECKING:
    from tests.integration.nudges.conftest import Desk


def test_what_a_look_finds_is_offered_once_each(desk: Desk) -> None:
    """An agenda the day before, a pulse the day after, thanks for a step that was done, a tip for beginners."""
    desk.clock.set(HALF_PAST_NINE)
    team, offers = desk.team, Offers(desk.clock, BERLIN, Outbox(desk.clock))
    with desk.database.transaction() as session:
        OneOnOnes(desk.clock, NudgeQueue()).keep(
            session, manager_id=team.boss, employee_id=team.lin, first_on=date(2026, 3, 3),
            at=time(10, 0), zone="Europe/Berlin",
        )  # fmt: skip
        session.get_one(people.Person, team.anna).start_date = date(2026, 2, 20)
        draft = records.DraftNote(
            None, "one_on_one", "debrief", team.boss, team.lin, date(2026, 3, 1), None, partial=False, blocks=(),
            actions=(DraftAction("draft the rule", team.lin, None),),
        )  # fmt: skip
        note = records.create(session, draft, desk.clock.now())
        (step,) = actions.of_note(session, note.id)
        actions.share(session, note.id, desk.clock.now())
        actions.decide(session, step.number, "done", date(2026, 3, 2))
    for _ in range(2):
        with desk.database.transaction() as session:
            offers.notice(session)
            offers.survey(session)
    with desk.database.snapshot() as session:
        waiting = nudges.waiting_of(session, [team.boss, team.lin])
    assert sorted((each.kind, each.recipient_id, each.about_id) for each in waiting) == [
        ("debrief", team.boss, team.lin),
        ("emp_agenda", team.lin, team.boss),
        ("emp_pulse", team.lin, team.boss),
        ("orientation", team.boss, team.anna),
        ("pre_1on1", team.boss, team.lin),
        ("recog", team.boss, team.lin),
    ]
