"""What a talk recalls: the pair's own steps, those both promised, and those taken over from a former manager."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from bot.features.check_ins.blocks import draw
from bot.features.check_ins.events import Recall
from bot.features.check_ins.keeping import state_of
from bot.features.check_ins.states import Step
from prompts.catalog import Catalog
from storage import actions, records
from storage.actions import DraftAction
from storage.records import DraftBlock

if TYPE_CHECKING:
    from tests.integration.check_ins.office import Office


def promised_with(office: Office, manager: int, what: str, *, both: bool = False) -> int:
    """Store a final note of this manager with a step, and return the step's number."""
    with office.database.transaction() as session:
        note = records.create(
            session,
            records.DraftNote(
                check_in_id=None,
                kind="one_on_one",
                mode="debrief",
                manager_id=manager,
                employee_id=office.report,
                met_on=date(2026, 1, 5),
                cycle_id=None,
                partial=True,
                blocks=(DraftBlock("actions", records.SHARED, what),),
                actions=(DraftAction(what, None, None, both=both),),
            ),
            office.clock.now(),
        )
        note.status = records.FINAL
        session.add(note)
        session.flush()
        return actions.of_note(session, note.id)[0].number


def test_steps_taken_over_are_recalled_and_ended_with_the_talk(office: Office) -> None:
    number = promised_with(office, office.stranger, "send the plan")
    office.begin()
    row = office.row()
    assert row.step == Step.RECALL
    with office.database.snapshot() as session:
        view = office.views.current(session, row.id, row.turn, office.manager.person_id)
    assert view is not None
    assert [step.what for step in view.open_steps] == ["send the plan"]
    office.act(Recall(number, "done"))
    office.say("The close", "stop")
    with office.database.snapshot() as session:
        action = actions.get(session, number)
        assert action is not None
        assert action.status == actions.DONE


def test_a_step_of_both_names_both(office: Office) -> None:
    promised_with(office, office.manager.person_id, "agree the rule", both=True)
    office.begin()
    row = office.row()
    assert state_of(row).step is Step.RECALL
    with office.database.snapshot() as session:
        view = office.views.current(session, row.id, row.turn, office.manager.person_id)
    assert view is not None
    assert len(view.open_steps[0].owners) == 2


def test_a_step_carried_three_times_can_be_kept_as_still_worth_doing(office: Office) -> None:
    """As on Home: until then it is done, carried or dropped."""
    number = promised_with(office, office.manager.person_id, "agree the rule")
    office.begin()
    row = office.row()
    assert decisions(office, row.id, row.turn) == ["done", "carry", "drop", "skip"]
    with office.database.transaction() as session:
        for day in range(1, 1 + actions.CARRIES_BEFORE_ASKING):
            actions.decide(session, number, actions.CARRY, date(2026, 1, day))
    assert decisions(office, row.id, row.turn) == ["done", "carry", "keep", "drop", "skip"]
    office.act(Recall(number, "keep"))
    office.say("The close", "stop")
    with office.database.snapshot() as session:
        action = actions.get(session, number)
        assert action is not None
        assert (action.status, action.carried, action.kept_after) == (actions.OPEN, 3, 3)


def decisions(office: Office, talk: str, turn: int) -> list[str]:
    """Return what the buttons of a talk that recalls can decide, in their order."""
    with office.database.snapshot() as session:
        view = office.views.current(session, talk, turn, office.manager.person_id)
    assert view is not None
    drawn = str(draw(view, "", Catalog.load(), "zh-CN"))
    return re.findall(r"check_ins\.recall\.(\w+)", drawn)
