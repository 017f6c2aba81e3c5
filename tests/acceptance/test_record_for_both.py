"""The record as its people use it: promised steps on both Homes, HR's view, and what is not to be kept."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlmodel import func, select

from bot.clock import SystemClock
from storage import people, records
from storage.actions import PromisedAction
from storage.database import Database
from storage.records import DraftBlock, DraftNote, Note
from tests.acceptance.debrief import APPROVAL, DEBRIEF, OPENING, SHARING
from tests.acceptance.employee import elements, until, words_of
from tests.keys import MASTERS

if TYPE_CHECKING:
    from tests.acceptance.company import Company
    from tests.acceptance.employee import Employee

FOR_HR = "A shift plan that leaves Thursdays free, with HR's help"
FOR_TWO = "He wants to tell the plant himself"
PRIVATE = "Ask whether the evenings got shorter"


def home_says(company: Company, who: Employee) -> str:
    """Return all that somebody's Home says as it is now."""
    view = company.server.workspace.home(who.user.id)
    return words_of(view["blocks"]) if view else ""


async def presses_in_the_window(company: Company, who: Employee, action_id: str) -> None:
    """Press a button of the window that is open on top."""
    view = company.server.workspace.modals(who.user.id)[-1]
    block_id, element = next(
        found for found in elements(view["blocks"]) if found[1]["action_id"] == action_id
    )
    action = {"block_id": block_id, **{key: element[key] for key in ("type", "action_id", "value", "text")}}
    await company.server.acts.click(who.user.id, action, view_id=view["id"])


def opened(company: Company) -> Database:
    return Database(str(company.settings["database_url"]), MASTERS)


async def test_promised_steps_are_on_both_homes_and_end_on_both(company: Company) -> None:
    helen, chen = company.person("Helen Moore"), company.person("Chen Wei")
    for act in (OPENING, *DEBRIEF, APPROVAL, *SHARING):
        await act.played(company)
    mine, theirs = "call the plant lead", "draft the rule"
    for reader in (helen, chen):
        home = await reader.opens_home()
        assert mine in home
        assert theirs in home
    assert "You, with" in await helen.opens_home()
    database = opened(company)
    with database.snapshot() as session:
        steps = {step.owner_id: step.id for step in session.exec(select(PromisedAction))}
        owner = people.by_email(session, "chen.wei@demo.example")
    database.close()
    assert owner is not None
    await chen.presses_on_home("records.done", value=str(steps[owner.key]))
    await until(lambda: theirs not in home_says(company, chen), "the step to leave the Home of who did it")
    for reader in (helen, chen):
        home = await reader.opens_home()
        await until(lambda reader=reader: theirs not in home_says(company, reader), "the step to leave Home")
        assert mine in home_says(company, reader)


def shared_with_hr(company: Company) -> None:
    """Store a note of a difficult talk, one part of which is shared with HR; no talk of that kind can be led yet."""
    now = SystemClock().now()
    blocks = (
        DraftBlock("options", records.SHARED_HR, FOR_HR),
        DraftBlock("voice", records.SHARED, FOR_TWO),
        DraftBlock("summary", records.PRIVATE, PRIVATE),
    )
    database = opened(company)
    with database.transaction() as session:
        found = [people.by_email(session, f"{name}@demo.example") for name in ("helen.moore", "chen.wei")]
        manager, employee = (person.key for person in found if person is not None)
        records.create(
            session,
            DraftNote(
                check_in_id=None,
                kind="difficult_support",
                mode="debrief",
                manager_id=manager,
                employee_id=employee,
                met_on=now.date(),
                cycle_id=None,
                partial=False,
                blocks=blocks,
                review_ends_at=now + timedelta(days=3),
            ),
            now,
        )
    database.close()


async def test_hr_reads_what_is_shared_with_hr_and_the_employee_sees_that_it_did(company: Company) -> None:
    shared_with_hr(company)
    partner, chen = company.person("Grace Tan"), company.person("Chen Wei")
    await partner.commands("records shift plan")
    listed = words_of((await partner.form("records.find"))["blocks"])
    assert "shift plan" in listed
    await partner.commands("records tell the plant")
    await until(
        lambda: (
            "found these words in none"
            in words_of(company.server.workspace.modals(partner.user.id)[-1]["blocks"])
        ),
        "nothing for HR in the other parts",
    )
    await partner.says("my records")
    await partner.presses("records.open")
    seen = words_of((await partner.form("records.note"))["blocks"])
    assert FOR_HR in seen
    assert FOR_TWO not in seen
    assert PRIVATE not in seen
    await chen.says("my records")
    await chen.presses("records.open")
    await chen.form("records.note")
    await presses_in_the_window(company, chen, "records.readers")
    read_by = words_of((await chen.form("records.readers"))["blocks"])
    assert "Grace Tan" in read_by


RISKS = [
    pytest.param("Helen Moore", "Chen Wei", "He said he wants to kill himself", "beyond a check-in", id="en"),
    pytest.param("马国强", "赵敏", "她说想自杀", "超出了沟通记录的范围", id="zh"),
]


@pytest.mark.parametrize(("manager", "report", "text", "kindly"), RISKS)
async def test_a_message_that_needs_a_human_is_not_saved(
    company: Company, manager: str, report: str, text: str, kindly: str
) -> None:
    boss, employee = company.person(manager), company.person(report)
    mine = company.server.workspace.conversations_for(employee.user.id)
    channel = next(each.id for each in mine if each.kind == "channel")
    message = await company.server.acts.say(employee.user.id, channel, text)
    await company.server.acts.shortcut(
        boss.user.id, "records.save_message", channel=message.channel, ts=message.ts
    )
    window = await boss.form("error")
    assert kindly in words_of(window["blocks"])
    assert text not in words_of(window["blocks"])
    database = opened(company)
    with database.snapshot() as session:
        assert session.exec(select(func.count()).select_from(Note)).one() == 0
    database.close()
    assert not any(text.encode() in file.read_bytes() for file in company.folder.rglob("touchbase.db*"))
