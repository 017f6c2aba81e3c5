"""Goals are for two people; HR and heads of units see counts, and enter the goals that others serve."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from bot.features.goals import blocks, sheet_blocks
from bot.features.goals.asking import Asking
from bot.features.goals.phrases import GoalPhrases
from bot.features.goals.refusals import GoalsNotYours, UnitGoalsNotYours, UnknownUpperGoal
from bot.features.goals.service import CARD
from bot.features.goals.sheets import ReadSheet
from bot.features.goals.talks import Act, State
from bot.features.records.own_results import drafts_of
from bot.files.unit_goals import import_unit_goals
from prompts.catalog import Catalog
from prompts.requests import load_requests
from storage import cycle_acts, unit_goals
from storage.cycles import Cycle
from storage.erasure import destroy
from storage.people import Person, reference
from tests.acceptance.employee import words_of
from tests.integration.goals.office import CYCLE, LINES

if TYPE_CHECKING:
    from sqlmodel import Session

    from tests.integration.goals.office import Office
    from tests.slack_shapes.recorder import ShapeRecorder

pytestmark = pytest.mark.either_engine

CATALOG = Catalog.load()
CSV = """cycle,unit,code,title,supports
2026H1,GROUP,ORG-1,Healthy cash 现金健康,
2026H1,EAST,EAST-1,New accounts in the east,ORG-1
2026H1,EAST,EAST-2,Serves itself,EAST-1
2026H1,NOWHERE,X,Nobody,
1999H1,GROUP,Y,Long ago,
"""


def enter(office: Office) -> list[tuple[int, str]]:
    with office.database.transaction() as session:
        report = import_unit_goals(session, CSV.encode(), now=office.clock.now())
    assert len(report.changes) == 2
    return [(problem.line, problem.column) for problem in report.problems]


@pytest.mark.parametrize("who", ["peer", "boss", "hr", "hr_elsewhere"])
def test_nobody_but_the_two_sees_or_touches_goals(office: Office, who: str) -> None:
    draft = office.begin(office.manager)
    other = getattr(office, who)
    with pytest.raises(GoalsNotYours):
        office.see(other)
    with pytest.raises(GoalsNotYours):
        office.do(office.viewing.of_draft, other, draft)
    with pytest.raises(GoalsNotYours):
        office.do(office.viewing.history, other, draft)
    with pytest.raises(GoalsNotYours):
        office.do(office.goals.comment, other, draft, "K1", "let me in")
    with pytest.raises(GoalsNotYours):
        office.do(office.opening.begin, other, office.employee, CYCLE, from_earlier=False)
    with pytest.raises(GoalsNotYours):
        office.do(office.opening.show, other, office.employee, CYCLE, "q1")
    assert office.messages(CARD, other) == []


def test_the_chain_goes_from_ones_own_goal_to_the_companys(office: Office) -> None:
    assert enter(office) == [(4, "supports"), (5, "unit"), (6, "cycle")]
    office.begin(office.manager)
    shown = office.see(office.employee)
    assert [goal.code for goal in shown.chains["K1"]] == ["EAST-1", "ORG-1"]
    assert [goal.code for goal in shown.chains["K2"]] == ["ORG-1"]
    assert shown.chains["K3"] == ()
    assert [goal.code for goal in shown.uppers] == ["EAST-1", "ORG-1"]
    assert [(each.fault, each.line) for each in shown.problems] == [("W_ORPHAN", "K3")]


def test_heads_and_hr_see_counts_and_hr_who_is_missing(office: Office) -> None:
    enter(office)
    office.begin(office.manager)
    (mine,) = office.do(office.units.view, office.manager, ["EAST"], CYCLE).units
    assert (mine.people, mine.agreed, mine.discussed, mine.none, mine.orphans) == (3, 0, 1, 2, 1)
    for who in (office.employee, office.manager):
        office.confirm(who, office.see(who).draft_id)
    (theirs,) = office.do(office.units.view, office.hr, ["EAST"], CYCLE).units
    assert (theirs.agreed, theirs.discussed, theirs.orphans) == (1, 0, 1)
    assert theirs.waiting == ("Dana Roe", "Peer Poe")
    assert [goal.code for goal in theirs.goals] == ["EAST-1"]
    for stranger in (office.employee, office.hr_elsewhere):
        with pytest.raises(UnitGoalsNotYours):
            office.do(office.units.view, stranger, ["EAST"], CYCLE)
    assert office.do(office.viewing.units_looked_after, office.hr) == ("EAST",)
    assert office.do(office.viewing.units_looked_after, office.boss) == ("EAST", "GROUP", "PLANT")
    assert office.do(office.viewing.units_looked_after, office.employee) == ()


def test_a_units_goal_is_entered_worded_anew_and_dropped_without_losing_a_word(office: Office) -> None:
    top = office.do(office.units.keep, office.boss, CYCLE, "GROUP", "Grow", "")
    code = office.do(office.units.keep, office.manager, CYCLE, "EAST", "Grow in the east", top)
    office.do(office.units.keep, office.manager, CYCLE, "EAST", "Grow faster in the east", top, code)
    with pytest.raises(UnitGoalsNotYours):
        office.do(office.units.keep, office.manager, CYCLE, "GROUP", "Not mine to say", "")
    with pytest.raises(UnknownUpperGoal):
        office.do(office.units.keep, office.boss, CYCLE, "GROUP", "A circle", code)
    office.do(office.units.drop, office.manager, CYCLE, code)
    with office.database.snapshot() as session:
        assert list(unit_goals.of_cycle(session, CYCLE)) == [top]
        said = [(row.title, row.dropped) for row in unit_goals.history(session, CYCLE, code)]
    assert said == [
        ("Grow in the east", False), ("Grow faster in the east", False), ("Grow faster in the east", True),
    ]  # fmt: skip


def test_home_shows_ones_own_goals_and_those_of_ones_reports(office: Office) -> None:
    office.begin(office.employee, share=False)
    mine = office.do(office.viewing.home, office.employee)
    assert mine.own is not None
    assert mine.own.state is State.PRIVATE
    before = office.do(office.viewing.home, office.manager)
    assert [(each.name, each.state) for each in before.reports] == [("Lin Jia", None), ("Peer Poe", None)]
    office.do(office.goals.share, office.employee, office.see(office.employee).draft_id)
    draft = office.see(office.employee).draft_id
    office.do(office.goals.remove, office.manager, draft, "K1", LINES[0].mark, "too many")
    (waits, _) = office.do(office.viewing.home, office.manager).reports
    assert (waits.name, waits.state, waits.waiting) == ("Lin Jia", State.SHARED, 1)
    office.do(office.goals.answer, office.manager, draft, Act.TAKE_BACK, office.talk(office.manager).steps)
    for who in (office.employee, office.manager):
        office.confirm(who, draft)
    after = office.do(office.viewing.home, office.manager)
    assert {each.name: each.agreed for each in after.reports} == {"Lin Jia": True, "Peer Poe": False}


@pytest.mark.both_engines
def test_each_report_is_shown_in_their_own_cycle_whether_it_is_a_pilot_or_not(
    office: Office, slack_shapes: ShapeRecorder
) -> None:
    def pilot(session: Session) -> None:
        names = {"en": "Pilot", "zh": "试点周期"}
        session.add(Cycle(id="PILOT", names=names, starts=date(2026, 2, 1), ends=date(2026, 7, 31)))
        session.get_one(Person, office.peer).unit_code = "PLANT"
        session.flush()
        cycle_acts.set_terms(session, "PILOT", "half_year", ["PLANT"], linked_to_pay=False)

    def shown(reader: int, locale: str) -> list[str]:
        part = blocks.home_part(office.do(office.viewing.home, reader), CATALOG, locale)
        slack_shapes.view({"type": "home", "blocks": part})
        return [words_of([each]) for each in part]

    def at(said: list[str], words: str) -> int:
        return next(number for number, each in enumerate(said) if words in each)

    office.do(pilot)
    said = shown(office.manager, "en")
    # The manager, who is outside of the pilot: first the company's cycle, then the pilot's with its line.
    assert at(said, "2026H1") < at(said, "Lin Jia") < at(said, "Pilot") < at(said, "linked to pay: no")
    assert at(said, "linked to pay: no") < at(said, "Peer Poe")
    assert "与薪酬挂钩:否" in "".join(shown(office.manager, "zh")).replace("：", ":")
    for locale, line in (("en", "linked to pay: no"), ("zh", "与薪酬挂钩")):
        sheet = office.do(office.viewing.sheet, office.manager, office.peer)
        assert sheet.cycle.id == "PILOT"
        assert line in words_of(sheet_blocks.window(sheet, CATALOG, locale)["blocks"])
        assert line in words_of(sheet_blocks.card(sheet, CATALOG, locale).blocks)
    assert "linked to pay" not in words_of(
        sheet_blocks.window(office.see(office.manager), CATALOG, "en")["blocks"]
    )

    def turned_round(session: Session) -> None:
        session.get_one(Person, office.manager).unit_code = "PLANT"
        session.get_one(Person, office.peer).unit_code = "EAST"

    office.do(turned_round)
    said = shown(office.manager, "en")
    assert at(said, "Pilot") < at(said, "linked to pay: no") < at(said, "2026H1") < at(said, "Lin Jia")
    assert at(said, "2026H1") < at(said, "Peer Poe")


def test_the_copy_of_ones_data_has_every_draft_one_knows_of_and_no_other(office: Office) -> None:
    draft = office.begin(office.manager, share=False)
    assert office.do(lambda session: list(drafts_of(session, office.employee))) == []
    office.do(office.goals.share, office.manager, draft)
    (copy,) = office.do(lambda session: list(drafts_of(session, office.employee)))
    assert [step.act for step in copy.steps] == ["open", "put", "put", "put", "put", "share"]
    assert {step.by for step in copy.steps} == {"Dana Roe"}
    assert "净收入" in copy.steps[1].said


def test_goals_of_somebody_who_was_erased_are_gone(office: Office) -> None:
    office.begin(office.manager)
    with office.database.transaction() as session:
        destroy(session, office.employee, office.clock.now())
    assert office.see(office.manager).talk is None
    assert office.do(office.viewing.last_draft, office.manager, office.employee, CYCLE) == ""


def test_words_ask_for_ones_own_goals_or_those_of_a_report_and_of_nobody_else(office: Office) -> None:
    asking = Asking(office.pairs, GoalPhrases(load_requests()))
    with office.database.transaction() as session:
        employee = session.get_one(Person, office.employee)
        employee.name, employee.email = "林佳 Lin Jia", "lin.jia@example.com"
    for words in ("my goals", "Show me my goals!", "我的目标", "看一下我的绩效目标。", "定目标"):
        assert office.do(asking.about, office.employee, words) == office.employee, words
    for words in (
        "goals with Lin Jia",
        "goals for lin jia",
        "Lin Jia's goals",
        "和林佳定目标",
        "跟林佳一起谈目标",
        "林佳的目标",
    ):
        assert office.do(asking.about, office.manager, words) == office.employee, words
        with pytest.raises(GoalsNotYours):
            office.do(asking.about, office.peer, words)
    for words in (
        "our goals are clear to me",
        "goals with the customer",
        "今天我们谈了目标",
        "他的目标是什么样的",
    ):
        assert office.do(asking.about, office.manager, words) is None, words


def test_a_file_begins_a_draft_for_each_sheet_in_it(office: Office) -> None:
    sheets = [ReadSheet(reference(office.employee), CYCLE, "EAST", "front_line", LINES)]
    office.do(office.opening.bring, office.manager, sheets, office.manager, "q1")
    shown = office.see(office.manager)
    assert shown.talk is not None
    assert (shown.talk.lines, shown.talk.tier, shown.talk.state) == (LINES, "front_line", State.PRIVATE)
    assert len(office.messages(CARD, office.manager)) == 1
