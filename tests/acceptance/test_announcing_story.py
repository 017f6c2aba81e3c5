"""HR announces, everybody gets it in their own language, readers confirm and ask, and HR watches, in both languages."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from sqlmodel import func, select

from bot.app import Touchbase
from bot.files.rules import read_rules
from bot.settings import Settings
from storage import policies
from storage.announcement_sending import NOTICE
from storage.outbox import OutboxMessage
from tests.acceptance.company import open_company
from tests.acceptance.employee import elements, until, words_of
from tests.clock import RunningClock
from tests.rule_search import SmallSearch

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.acceptance.company import Company
    from tests.acceptance.employee import Employee
    from tests.slack_shapes.recorder import ShapeRecorder

IN_OFFICE_HOURS = datetime(2026, 3, 3, 8, 10, tzinfo=UTC)
"""A Tuesday: ten past four in the afternoon in Shanghai, ten past nine in Berlin."""
RULES = Path(__file__).parents[2] / "knowledge" / "policies"
STORIES = [
    pytest.param(
        {
            "hr": "Grace Tan",
            "reader": "Helen Moore",
            "text": "Opens 5 Jan.",
            "received": "Received on",
            "ask": "Which events are red lines, such as bribery?",
            "answer": "PM-4.14",
            "board": "1 of 20",
            "sent": "Sent 19",
            "corrected": "Corrected on",
        },
        id="en",
    ),
    pytest.param(
        {
            "hr": "宋雨",
            "reader": "赵敏",
            "text": "1月5日 开始。",
            "received": "确认收到",
            "ask": "转岗按日历天数怎么算？",
            "answer": "PM-4.13",
            "board": "1 / 26",
            "sent": "已发 25",
            "corrected": "更正",
        },
        id="zh",
    ),
]


@pytest.fixture
async def office(tmp_path: Path, slack_shapes: ShapeRecorder) -> AsyncIterator[Company]:
    """The demo company in the hours in which everybody but New York may be written to."""
    clock = RunningClock(IN_OFFICE_HOURS)
    async with open_company(tmp_path, shapes=slack_shapes, start=False, clock=clock) as company:
        settings = Settings(_env_file=None, **company.settings)
        company.bot = Touchbase(settings, clock, open_search=SmallSearch)
        await company.bot.start()
        for name in ("Helen Moore", "马国强"):
            await until(company.person(name).messages, f"the first prompt of {name}")
        yield company


async def composed(hr: Employee) -> None:
    """Compose from a template, with words of one's own."""
    await hr.commands("announce")
    assert await hr.fills("announce.begun", template="A-15") == {}
    await hr.presses("announce.words")
    assert (
        await hr.fills(
            "announce.words_set",
            title_en="New cycle",
            title_zh="新周期",
            text_en="Opens {d1}.",
            text_zh="{d1} 开始。",
            values="d1: 5 Jan | 1月5日",
        )
        == {}
    )
    await hr.presses("announce.changes")
    assert await hr.fills("announce.changes_set", manager_en="Draft goals.", manager_zh="起草目标。") == {}
    await hr.presses("announce.way")
    assert await hr.fills("announce.way_set", rules="PM@2026-1") == {}


async def chosen(hr: Employee, action_id: str, value: str) -> dict[str, Any]:
    """Choose in a menu of the preview, and return the view that comes of it."""
    view = await hr.form("announce.previewed")
    block, element = next(found for found in elements(view["blocks"]) if found[1]["action_id"] == action_id)
    option = next(each for each in element["options"] if each["value"] == value)
    action = {
        "type": element["type"],
        "action_id": action_id,
        "block_id": block,
        "selected_option": option,
    }
    await hr.server.acts.click(hr.user.id, action, view_id=view["id"])

    def now() -> dict[str, Any] | None:
        top = hr.server.workspace.modals(hr.user.id)[-1]
        return top if value in str(top.get("private_metadata")).split(":") else None

    found: dict[str, Any] = await until(now, f"the preview as {value}")
    return found


@pytest.mark.parametrize("story", STORIES)
async def test_hr_announces_and_sees_who_has_received_it(office: Company, story: dict[str, str]) -> None:
    hr, reader = office.person(story["hr"]), office.person(story["reader"])
    await composed(hr)
    await hr.presses("announce.preview")
    assert "起草目标。" in words_of((await previewed_as(hr, "manager", "zh"))["blocks"])
    assert "Opens 5 Jan." in words_of((await previewed_as(hr, "employee", "en"))["blocks"])
    await hr.presses("announce.launch")

    notice = await reader.sees(story["text"])
    assert "2026-1" in words_of(notice.blocks or [])
    await reader.presses("announce.received", among=notice)
    await reader.sees(story["received"])
    await reader.presses("announce.ask", among=notice)
    assert await reader.fills("announce.asked", question=story["ask"]) == {}
    await reader.sees(story["answer"])

    assert office.bot is not None
    await until_sent(office, hr, story["sent"])
    await hr.presses("announce.board")
    board = words_of((await hr.form("announce.watched"))["blocks"])
    assert story["board"] in board
    assert story["ask"][:8] in board

    await hr.presses("announce.correct")
    assert (
        await hr.fills("announce.corrected", text_en="Opens {d1} at nine.", text_zh="{d1} 九点开始。") == {}
    )
    await reader.sees(story["corrected"])
    assert reader.reads("at nine") or reader.reads("九点")


@pytest.mark.parametrize(
    ("name", "asks", "says"),
    [
        (
            "Helen Moore",
            "How many working days is the appeal window?",
            ("15 working days", "10 working days"),
        ),
        ("赵敏", "申诉期限是几个工作日？", ("15 个工作日", "10 个工作日")),
    ],
    ids=["en", "zh"],
)
async def test_a_question_from_an_announcement_is_answered_from_the_version_attached_to_it(
    office: Company, tmp_path: Path, name: str, asks: str, says: tuple[str, str]
) -> None:
    """New rules are announced before they apply: asked from there they answer, asked elsewhere those in force do."""
    announced, in_force = says
    assert office.bot is not None
    with office.bot.database.transaction() as session:
        for file in sorted(RULES.glob("*.md")):
            words = file.read_text()
            for old, new in (("2026-1", "2027-1"), ("2026-01-01", "2027-01-01")):
                words = words.replace(f": {old}\n", f": {new}\n")
            words = words.replace("10 working days from", "15 working days from")
            words = words.replace("起 10 个工作日内可申诉", "起 15 个工作日内可申诉")
            tmp_path.joinpath(file.name).write_text(words)
            for document in read_rules(tmp_path / file.name, IN_OFFICE_HOURS.date()):
                policies.publish(session, document, IN_OFFICE_HOURS)
    hr, reader = office.person("Grace Tan"), office.person(name)
    await composed(hr)
    await hr.presses("announce.way")
    assert await hr.fills("announce.way_set", rules="PM@2027-1") == {}
    await hr.presses("announce.launch")
    notice = await reader.sees("2027-1")
    await reader.presses("announce.ask", among=notice)
    assert await reader.fills("announce.asked", question=asks) == {}
    answer = words_of((await reader.sees(announced)).blocks or [])
    assert "2027-1" in answer
    assert in_force not in answer
    await reader.says(asks)
    answer = words_of((await reader.sees(in_force)).blocks or [])
    assert "2026-1" in answer
    assert announced not in answer


async def test_lists_of_the_board_the_silent_and_those_left_out_are_files(office: Company) -> None:
    hr = office.person("宋雨")
    await composed(hr)
    await hr.presses("announce.aim")
    assert await hr.fills("announce.aim_set", without="helen.moore@demo.example") == {}
    await hr.presses("announce.preview")
    await presses_in_window(hr, "announce.left_out")
    assert "helen.moore@demo.example" in await table_of(office, hr, "left-out.csv")
    await hr.presses("announce.launch")
    notice = await office.person("赵敏").sees("1月5日 开始。")
    await office.person("赵敏").presses("announce.received", among=notice)
    await office.person("赵敏").sees("确认收到")
    await hr.presses("announce.board")
    await presses_in_window(hr, "announce.board_file")
    board = await table_of(office, hr, "board.csv")
    assert "," in board.splitlines()[1]
    await presses_in_window(hr, "announce.silent_file")
    silent = await table_of(office, hr, "silent.csv")
    assert "zhao.min@demo.example" not in silent
    assert "ma.guoqiang@demo.example" in silent


async def presses_in_window(who: Employee, action_id: str) -> None:
    """Press a button of the window on top, once there is one."""

    def found() -> tuple[str, str, dict[str, Any]] | None:
        for view in who.server.workspace.modals(who.user.id)[-1:]:
            for block, element in elements(view["blocks"]):
                if element["action_id"] == action_id:
                    return view["id"], block, element
        return None

    window, block, element = await until(found, action_id)
    action = {"type": "button", "action_id": action_id, "block_id": block, "value": element["value"]}
    await who.server.acts.click(who.user.id, action, view_id=window)


async def table_of(office: Company, who: Employee, name: str) -> str:
    """Return the newest file of this name somebody was sent."""

    def sent() -> str | None:
        files = [file for said in who.messages() for file in said.files or () if file.name == name]
        return files[-1].id if files else None

    content = office.server.workspace.files.read(await until(sent, name))
    assert content is not None
    return content.decode("utf-8-sig")


async def previewed_as(hr: Employee, role: str, language: str) -> dict[str, Any]:
    """Look at the preview as one role in one language."""
    await chosen(hr, "announce.preview_role", role)
    return await chosen(hr, "announce.preview_language", language)


async def until_sent(office: Company, hr: Employee, words: str) -> None:
    """Wait until all but New York have it, let a minute tick, and see that the card says so."""
    bot = office.bot
    assert bot is not None

    def waiting() -> int:
        with bot.database.snapshot() as session:
            query = select(func.count()).select_from(OutboxMessage).where(OutboxMessage.kind == NOTICE)
            unsent = query.where(OutboxMessage.op == "post", OutboxMessage.state != "sent")
            return session.exec(unsent).one()

    await until(lambda: waiting() == 1, "everybody but New York to have it")
    await bot.scheduler.tick()
    await hr.sees(words)


async def test_a_manager_cannot_announce(office: Company) -> None:
    helen = office.person("Helen Moore")
    await helen.commands("announce")
    await helen.sees("Announcements are sent by HR")
    assert "New announcement" not in await helen.opens_home()
