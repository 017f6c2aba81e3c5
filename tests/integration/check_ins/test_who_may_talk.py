"""With whom a check-in may be held, and how people are found by name."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.access import Actor
from bot.errors import (
    CheckInWithYourself,
    NobodyByThatName,
    NoReports,
    NotYourReport,
    PersonHasLeft,
    SeveralByThatName,
    StepIsOver,
)
from bot.features.check_ins.events import (
    Approve,
    Pause,
    Share,
)
from bot.features.check_ins.states import Step
from storage.people import SlackAccount
from tests.integration.check_ins.office import ANSWERS, Office

pytestmark = pytest.mark.either_engine


@pytest.mark.parametrize(
    ("who", "error"),
    [
        ("stranger", NotYourReport),
        ("leaver", PersonHasLeft),
        ("manager", CheckInWithYourself),
        ("nobody", NobodyByThatName),
    ],
)
def test_only_a_report_who_is_here_can_be_checked_in_with(
    office: Office, who: str, error: type[Exception]
) -> None:
    person = {"stranger": office.stranger, "leaver": office.leaver, "manager": office.manager.person_id}.get(
        who, 9999
    )
    with pytest.raises(error):
        office.begin(report=person)


def test_names_are_found_in_either_script_and_namesakes_are_told_apart(office: Office) -> None:
    for name in ("Chen Wei", "陈维", "@陈维 Chen Wei", "chen wei"):
        with office.database.transaction() as session:
            office.service.begin_named(session, office.manager, name)
        assert office.row().employee_id == office.report
    with pytest.raises(SeveralByThatName), office.database.transaction() as session:
        office.service.begin_named(session, office.manager, "Chen")
    with pytest.raises(NobodyByThatName), office.database.transaction() as session:
        office.service.begin_named(session, office.manager, "Nobody")


def test_somebody_without_reports_has_nobody_to_choose(office: Office) -> None:
    with pytest.raises(NoReports), office.database.snapshot() as session:
        office.service.reports(session, Actor(office.report, "employee"))


def test_another_managers_button_does_nothing(office: Office) -> None:
    office.begin()
    row = office.row()
    with pytest.raises(StepIsOver), office.database.transaction() as session:
        office.service.act(session, Actor(office.stranger, "hr_admin"), row.id, row.turn, Pause())


def test_nothing_can_be_shared_with_somebody_whose_account_was_closed_meanwhile(office: Office) -> None:
    office.begin()
    office.say(*ANSWERS)
    office.act(Approve("s"))
    with office.database.transaction() as session:
        session.add(
            SlackAccount(
                team_id="T",
                user_id="U",
                person_id=office.report,
                deleted=True,
                checked_at=datetime(2026, 1, 1, tzinfo=UTC),
            )
        )
    with pytest.raises(PersonHasLeft):
        office.act(Share(("focus",)))
    office.act(Share(()))
    assert office.row().step == Step.CLOSED
