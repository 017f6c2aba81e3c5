"""Two people make goals: one drafts, both talk, and only what both confirmed counts."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlmodel import select

from bot.features.goals.lines import Line
from bot.features.goals.opening import Change
from bot.features.goals.refusals import (
    DayOutsideCycle,
    GoalPointsOpen,
    GoalsAlreadyOpen,
    GoalsAreFixed,
    GoalsMovedOn,
    GoalsNotValid,
    GoalsNotYours,
    OwnProposal,
    TooLateToChange,
)
from bot.features.goals.service import FIXED, NEWS
from bot.features.goals.talks import Act, State
from bot.features.scores.gathering import gather
from bot.features.scores.rules import compute
from bot.features.scores.states import State as ScoreState
from bot.intake.company_rules import rules_of
from storage import goal_sheets
from storage.cycles import Cycle
from storage.goal_drafts import GoalMove
from storage.people import Person, reference
from tests.integration.goals.office import CYCLE, LINES

if TYPE_CHECKING:
    from tests.clock import MovableClock
    from tests.integration.goals.office import Office


def reworded(line: Line, **changes: str) -> Line:
    return Line.of(line.code, {**dict(line.fields), **changes})


@pytest.mark.either_engine
def test_a_draft_is_its_authors_until_it_is_shared(office: Office) -> None:
    draft = office.begin(office.manager, share=False)
    assert office.see(office.employee).talk is None
    with pytest.raises(GoalsNotYours):
        office.do(office.viewing.of_draft, office.employee, draft)
    assert office.messages(NEWS, office.employee) == []
    office.do(office.goals.share, office.manager, draft)
    shown = office.see(office.employee)
    assert shown.talk is not None
    assert shown.talk.lines == LINES
    assert shown.talk.state is State.SHARED


def test_what_both_confirmed_is_what_results_are_computed_from(office: Office) -> None:
    draft = office.begin(office.employee)
    assert office.confirm(office.employee, draft) is False
    assert office.see(office.manager).agreed is None
    assert office.confirm(office.manager, draft) is True
    agreed = office.see(office.manager).agreed
    assert agreed is not None
    assert agreed.lines == tuple(
        replace(line, fields=tuple((n, t) for n, t in line.fields if n != "why")) for line in LINES
    )
    with office.database.snapshot() as session:
        (version,) = goal_sheets.versions(session, office.employee, CYCLE)
        assert version.state is goal_sheets.State.AGREED
        assert version.created_by == office.employee
        person, cycle = session.get_one(Person, office.employee), session.get_one(Cycle, CYCLE)
        (found,) = gather(session, [person], cycle, ScoreState.PROVISIONAL).values()
        assert [line.code for line in found.inputs.periods[0].sheet.lines] == ["K1", "K2", "K3", "B1"]
        assert compute(found.inputs, rules_of(Path("/nowhere"))).employee == reference(office.employee)
    for who in (office.employee, office.manager):
        assert len(office.messages(FIXED, who)) == 1
        assert office.see(who).past == draft
    with pytest.raises(GoalsAreFixed):
        office.do(office.goals.comment, office.manager, draft, "K1", "late")
    with office.database.transaction() as session:
        session.get_one(Person, office.employee).manager_id = office.boss
    later = office.see(office.boss)
    assert (later.talk, later.agreed) == (None, agreed)


@pytest.mark.either_engine
def test_a_change_is_proposed_accepted_and_takes_every_older_agreement_back(office: Office) -> None:
    draft = office.begin(office.manager)
    office.do(office.goals.agree, office.employee, draft, "K1", LINES[0].mark)
    assert office.confirm(office.manager, draft) is False
    fewer = reworded(LINES[0], weight="35")
    office.do(office.goals.put, office.employee, draft, fewer, LINES[0].mark, "Two accounts left")
    talk = office.talk(office.manager)
    (proposal,) = talk.proposals
    assert (proposal.old, proposal.new, proposal.reason) == (LINES[0], fewer, "Two accounts left")
    assert office.see(office.manager).weight_with_proposals == "95"
    with pytest.raises(OwnProposal):
        office.do(office.goals.answer, office.employee, draft, Act.ACCEPT, proposal.number)
    with pytest.raises(GoalPointsOpen):
        office.confirm(office.employee, draft)
    office.do(office.goals.answer, office.manager, draft, Act.ACCEPT, proposal.number)
    talk = office.talk(office.manager)
    assert talk.confirmed == frozenset()
    assert talk.agreed_by_both("K1")
    with pytest.raises(GoalsNotValid):
        office.confirm(office.employee, draft)


@pytest.mark.either_engine
def test_a_button_about_older_words_is_refused(office: Office) -> None:
    draft = office.begin(office.manager)
    talk = office.talk(office.employee)
    office.do(
        office.goals.put,
        office.employee,
        draft,
        reworded(LINES[2], supports="ORG-1"),
        LINES[2].mark,
        "It serves cash",
    )
    (proposal,) = office.talk(office.manager).proposals
    office.do(office.goals.answer, office.manager, draft, Act.ACCEPT, proposal.number)
    with pytest.raises(GoalsMovedOn):
        office.do(office.goals.agree, office.employee, draft, "K3", LINES[2].mark)
    with pytest.raises(GoalsMovedOn):
        office.do(office.goals.confirm, office.employee, draft, talk.mark)


@pytest.mark.either_engine
def test_news_come_once_and_grow_until_the_other_side_acts(office: Office) -> None:
    draft = office.begin(office.manager)
    for words in ("first", "second"):
        office.do(office.goals.comment, office.manager, draft, "K1", words)
    first, *grown = office.messages(NEWS, office.employee)
    assert [message.target_key for message in grown] == [first.key, first.key]
    told = office.do(office.viewing.news, office.employee, draft, 0)
    assert told is not None
    assert told.first
    assert [step.move.said.words for step in told.steps] == ["first", "second"]
    office.do(office.goals.agree, office.employee, draft, "K1", LINES[0].mark)
    office.do(office.goals.comment, office.manager, draft, "K1", "third")
    posts = [message for message in office.messages(NEWS, office.employee) if message.target_key is None]
    assert len(posts) == 2


@pytest.mark.either_engine
def test_agreed_goals_change_with_a_reason_and_both_and_the_old_version_stays(
    office: Office, clock: MovableClock
) -> None:
    office.agree()
    with pytest.raises(GoalsAlreadyOpen):
        office.do(office.opening.begin, office.manager, office.employee, CYCLE, from_earlier=False)
    outside = Change("the ERP moved", date(2026, 8, 1))
    with pytest.raises(DayOutsideCycle):
        office.do(office.opening.change, office.employee, office.employee, CYCLE, outside)
    change = Change("the ERP moved", date(2026, 4, 1))
    draft = office.do(office.opening.change, office.employee, office.employee, CYCLE, change)
    office.do(office.goals.put, office.employee, draft, reworded(LINES[0], target="1000"), LINES[0].mark)
    office.do(office.goals.share, office.employee, draft)
    shown = office.see(office.manager)
    assert [(each.code, each.fields[0].old, each.fields[0].new) for each in shown.changes] == [
        ("K1", "1200", "1000")
    ]
    for who in (office.employee, office.manager):
        office.confirm(who, draft)
    with office.database.snapshot() as session:
        first, second = goal_sheets.versions(session, office.employee, CYCLE)
    assert (first.effective_from, second.effective_from, second.reason) == (
        date(2026, 1, 1), date(2026, 4, 1), "the ERP moved",
    )  # fmt: skip
    clock.advance(days=100)
    late = Change("too much", date(2026, 6, 20))
    with pytest.raises(TooLateToChange):
        office.do(office.opening.change, office.manager, office.employee, CYCLE, late)
    office.do(office.opening.change, office.manager, office.employee, CYCLE, replace(late, company=True))


@pytest.mark.either_engine
def test_a_new_manager_takes_over_the_talk_but_not_the_word_of_the_former_one(office: Office) -> None:
    draft = office.begin(office.manager)
    office.confirm(office.manager, draft)
    with office.database.transaction() as session:
        session.get_one(Person, office.employee).manager_id = office.boss
    with pytest.raises(GoalsNotYours):
        office.see(office.manager)
    assert office.confirm(office.employee, draft) is False
    assert office.confirm(office.boss, draft) is True


@pytest.mark.either_engine
def test_the_goals_of_the_cycle_before_are_a_beginning(office: Office) -> None:
    office.agree()
    with office.database.transaction() as session:
        session.add(Cycle(id="2026H2", names={"en": "H2"}, starts=date(2026, 7, 1), ends=date(2026, 12, 31)))
    shown = office.do(office.viewing.sheet, office.employee, office.employee, "2026H2")
    assert shown.earlier == CYCLE
    draft = office.do(office.opening.begin, office.employee, office.employee, "2026H2", from_earlier=True)
    again = office.do(office.viewing.of_draft, office.employee, draft)
    assert again.talk is not None
    assert [line.code for line in again.talk.lines] == ["K1", "K2", "K3", "B1"]
    assert [problem.fault for problem in again.problems] == ["W_ORPHAN"]


@pytest.mark.either_engine
def test_no_word_of_a_draft_is_stored_in_plain(office: Office) -> None:
    draft = office.begin(office.manager)
    office.do(office.goals.comment, office.manager, draft, "K1", "the quiet part")
    with office.database.snapshot() as session:
        stored = b"".join(move.said for move in session.exec(select(GoalMove)))
    for words in ("Net revenue", "the quiet part", "净收入"):
        assert words.encode() not in stored


def test_two_who_act_at_once_do_not_overwrite_each_other(office: Office) -> None:
    draft = office.begin(office.manager)
    said = [(who, f"{who} {at}") for at in range(4) for who in (office.manager, office.employee)]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda each: office.do(office.goals.comment, each[0], draft, "K1", each[1]), said))
    comments = office.talk(office.employee).comments
    assert sorted((each.by, each.words) for each in comments) == sorted(said)
