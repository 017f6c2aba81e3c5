"""Drafts nothing came of go when their time is up; what was agreed stays, and so does what is held."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from bot.features.goals.keeping import DraftKeeping
from bot.features.records.terms import KeepingTerms
from storage import goal_drafts, legal_holds
from tests.integration.goals.office import CYCLE, LINES

if TYPE_CHECKING:
    from tests.integration.goals.office import Office

TERMS = KeepingTerms()


def let_go(office: Office) -> int:
    keeping = DraftKeeping(office.clock, office.pairs.zone, TERMS.private_days, TERMS.drafts_over)
    return office.do(keeping.let_go)


def there(office: Office, person: int) -> set[str]:
    with office.database.snapshot() as session:
        return {draft.id for draft in goal_drafts.of_pair(session, person, CYCLE)}


def test_a_private_draft_goes_ninety_days_after_its_last_step_and_an_agreed_one_stays(office: Office) -> None:
    alone = office.begin(office.employee, share=False)
    agreed = office.agree()
    office.clock.advance(days=80)
    office.do(office.goals.remove, office.employee, alone, "K3", LINES[2].mark)
    office.clock.advance(days=89)
    assert (let_go(office), there(office, office.employee)) == (0, {alone, agreed})
    office.clock.advance(days=2)
    assert (let_go(office), let_go(office)) == (1, 0)
    assert there(office, office.employee) == {agreed}
    with office.database.snapshot() as session:
        left = session.connection().execute(text("SELECT DISTINCT draft_id FROM goal_move")).scalars().all()
    assert left == [agreed]


@pytest.mark.both_engines
def test_what_the_two_left_open_goes_with_the_notes_of_its_cycle_and_not_while_data_is_held(
    office: Office,
) -> None:
    draft = office.begin(office.manager)
    with office.database.snapshot() as session:
        ends = office.pairs.cycle(session, CYCLE).ends
    over = TERMS.shared_until(ends) + timedelta(days=1)
    office.clock.advance(days=(over - office.pairs.today()).days - 1)
    assert (let_go(office), there(office, office.employee)) == (0, {draft})
    assert office.do(legal_holds.place, office.employee, "a case", None, office.clock.now())
    office.clock.advance(days=1)
    assert (let_go(office), there(office, office.employee)) == (0, {draft})
    assert office.do(legal_holds.release, office.employee, None, office.clock.now())
    assert (let_go(office), there(office, office.employee)) == (1, set())


@pytest.mark.both_engines
def test_no_step_of_a_draft_is_ever_rewritten(office: Office) -> None:
    office.begin(office.manager)
    for table in ("goal_move", "goal_draft"):
        # The names are ours.
        column = "act = 'fix'" if table == "goal_move" else "cycle = 'x'"
        with (
            pytest.raises(DBAPIError, match="never changed"),
            office.database.transaction() as session,
        ):
            session.connection().execute(text(f"UPDATE {table} SET {column}"))  # noqa: S608 - as said
