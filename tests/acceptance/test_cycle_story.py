"""HR steers a pilot cycle in windows, and everybody sees their next step, in both languages.

Beside it stands the demo company's own cycle, so that the pilot is always named.
"""

from __future__ import annotations

import unicodedata
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest
from sqlmodel import select

from bot.app import Touchbase
from bot.clock import SystemClock
from bot.features.announcements.spec import Spec
from bot.features.cycles.rules import Span
from bot.features.cycles.service import Cycles, Plan
from bot.features.policies.library import NothingToSearch
from bot.house.announcements import in_pilot
from bot.settings import Settings
from bot.working_days import WorkingDays
from prompts.catalog import Catalog
from storage import cycle_acts, cycles, people
from storage.announcements import Announcement
from storage.cycle_acts import Act
from tests.acceptance.company import open_company
from tests.acceptance.employee import elements, until, words_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from datetime import date
    from pathlib import Path

    from tests.acceptance.company import Company
    from tests.acceptance.employee import Employee
    from tests.slack_shapes.recorder import ShapeRecorder

CYCLE = "PILOT-1"
STORIES = [
    pytest.param(
        {
            "watcher": (
                "Grace Tan",
                "cycle status PILOT-1",
                "Pilot · linked to pay: no",
                "Goal co-creation*: 0 of",
            ),
            "employee": ("Anna Becker", "Agree on your goals with your manager", "linked to pay: no"),
            "manager": ("王蕾", "of your people have no agreed goals yet"),
        },
        id="en",
    ),
    pytest.param(
        {
            "watcher": ("宋雨", "周期状态 PILOT-1", "试点 · 与薪酬挂钩:否", "人中 0 人已完成"),
            "employee": ("徐晶", "与上级达成目标共识", "与薪酬挂钩:否"),
            "manager": ("周凯", "人未达成目标共识"),
        },
        id="zh",
    ),
]


def days_back(day: date) -> Iterator[date]:
    """Give a day and those before it."""
    while True:
        yield day
        day -= timedelta(days=1)


@pytest.fixture
async def office(tmp_path: Path, slack_shapes: ShapeRecorder) -> AsyncIterator[Company]:
    """The demo company with a pilot planned in its sales unit that has begun, without pay."""
    async with open_company(tmp_path, shapes=slack_shapes, start=False) as company:
        # No index: nothing here is looked up in the rules.
        settings = Settings(_env_file=None, **company.settings)
        company.bot = Touchbase(settings, open_search=NothingToSearch)
        await company.bot.start()
        clock = SystemClock()
        calendar = WorkingDays("CN")
        steering = Cycles(clock, calendar, ZoneInfo("Asia/Shanghai"), Catalog.load())
        # Phases are counted from the first working day: on a holiday a cycle of today's would not have begun.
        begins = next(day for day in days_back(steering.today()) if calendar.is_working(day))
        span = Span(begins, begins + timedelta(days=180))
        with company.bot.database.transaction() as session:
            admin = people.by_email(session, "song.yu@demo.example")
            assert admin is not None
            plan = Plan(CYCLE, "half_year", span, ("SALES-E",), linked_to_pay=False)
            steering.plan(session, admin.key, plan)
        yield company


async def board(who: Employee, *words: str, window: str = "cycles.board") -> dict[str, Any]:
    """Wait until the board, or another window, is on top and says all these words."""

    def saying() -> dict[str, Any] | None:
        stack = who.server.workspace.modals(who.user.id)
        if not stack or stack[-1]["callback_id"] != window:
            return None
        said = plain(words_of(stack[-1]["blocks"]))
        return stack[-1] if all(plain(each) in said for each in words) else None

    found: dict[str, Any] = await until(saying, f"{window} with {words}")
    return found


async def turned_to(who: Employee, phase: str) -> dict[str, Any]:
    """Wait until the board shows a phase."""

    def showing() -> dict[str, Any] | None:
        top = who.server.workspace.modals(who.user.id)[-1]
        here = (top["callback_id"], top["private_metadata"]) == ("cycles.board", f"{CYCLE}:{phase}")
        return top if here else None

    found: dict[str, Any] = await until(showing, f"the board of {phase}")
    return found


async def presses_on(who: Employee, view: dict[str, Any], action_id: str, value: str) -> None:
    """Press the button of a window that carries this value."""
    found = (each for each in elements(view["blocks"]) if each[1]["action_id"] == action_id)
    block, element = next(each for each in found if each[1]["value"] == value)
    action = {"type": "button", "action_id": action_id, "block_id": block, "value": element["value"]}
    await who.server.acts.click(who.user.id, action, view_id=view["id"])


def plain(words: str) -> str:
    """Return words in half width: full-width punctuation is the catalogs' business."""
    return unicodedata.normalize("NFKC", words)


async def presses(who: Employee, view: dict[str, Any], action_id: str, value: str = "") -> None:
    """Press a button of the window, or choose from its menu."""
    block, element = next(found for found in elements(view["blocks"]) if found[1]["action_id"] == action_id)
    action = {"type": element["type"], "action_id": action_id, "block_id": block}
    if value:
        action["selected_option"] = next(each for each in element["options"] if each["value"] == value)
    else:
        action["value"] = element["value"]
    await who.server.acts.click(who.user.id, action, view_id=view["id"])


def opened(office: Company) -> frozenset[str]:
    """Return the phases that are open."""
    assert office.bot is not None
    with office.bot.database.snapshot() as session:
        return cycle_acts.opened(session, CYCLE)


def acted(office: Company, act: Act) -> list[tuple[str, str, str, Any]]:
    """Return the acts of a kind as they are on record: of which phase, by whom, why, and what they waived."""
    assert office.bot is not None
    with office.bot.database.snapshot() as session:
        return [
            (each.phase_id, session.get_one(people.Person, each.decided_by).name, each.reason, waived)
            for each in cycle_acts.acts(session, CYCLE)
            if each.act is act
            for waived in [each.facts.get("waived")]
        ]


@pytest.mark.parametrize("story", STORIES)
async def test_a_cycle_opens_on_its_day_and_is_watched_and_followed(
    office: Company, story: dict[str, Any]
) -> None:
    await until(lambda: "P1" in opened(office), "the first phase, which opens by itself")
    watcher, words, unlinked, counted = story["watcher"]
    await office.person(watcher).commands(words)
    view = await board(office.person(watcher), unlinked, counted)
    assert any(each["action_id"] == "cycles.phase" for _, each in elements(view["blocks"]))

    name, step, unlinked = story["employee"]
    home = await office.person(name).opens_home()
    assert step in home
    assert unlinked in home
    manager, missing = story["manager"]
    assert missing in await office.person(manager).opens_home()


@pytest.mark.parametrize("story", STORIES)
async def test_who_sees_no_board_asks_where_the_cycle_stands_and_sees_their_own_step(
    office: Company, story: dict[str, Any]
) -> None:
    await until(lambda: "P1" in opened(office), "the first phase, which opens by itself")
    name, step, unlinked = story["employee"]
    person = office.person(name)
    await person.commands(story["watcher"][1].removesuffix(f" {CYCLE}"))
    view = await board(person, step, unlinked, "P9", window="cycles.own")
    assert "%" not in words_of(view["blocks"])
    assert not list(elements(view["blocks"]))


async def test_a_waiver_is_written_down_before_the_next_phase_opens(office: Company) -> None:
    hr = office.person("宋雨")
    await hr.commands(f"cycle {CYCLE}")
    await presses(hr, await board(hr, "P1"), "cycles.phase", f"{CYCLE}:P1b")
    view = await board(hr, "暂不能开启:P1 目标共创 完成 0%")
    assert "cycles.open" not in {each["action_id"] for _, each in elements(view["blocks"])}
    await presses(hr, view, "cycles.waive")
    assert "cycles_reason" in await hr.fills("cycles.waiving", cycles_reason="")
    assert acted(office, Act.WAIVED) == []
    assert await hr.fills("cycles.waiving", cycles_reason="新单位五月才加入") == {}
    view = await board(hr, "P1b 对齐检查")
    [(phase, who, reason, waived)] = acted(office, Act.WAIVED)
    assert (phase, who, reason) == ("P1b", "宋雨 Song Yu", "新单位五月才加入")
    # Also how little was done when it was waived.
    assert list(waived) == ["P1"]
    assert waived["P1"][0] == 0 < waived["P1"][1]
    await presses(hr, view, "cycles.open")
    await until(lambda: "P1b" in opened(office), "the phase, which the waiver lets open")
    await presses(hr, await board(hr, "P1b 对齐检查"), "cycles.extend")
    errors = await hr.fills("cycles.extending", cycles_reason="春节")
    assert "之后的工作日" in " ".join(errors.values())
    later = WorkingDays("CN").add(SystemClock().now().astimezone(ZoneInfo("Asia/Shanghai")).date(), 30)
    assert await hr.fills("cycles.extending", cycles_until=later.isoformat(), cycles_reason="春节") == {}
    with office.bot.database.snapshot() as session:  # type: ignore[union-attr]
        pilot = in_pilot((), session, SystemClock().now().astimezone(ZoneInfo("Asia/Shanghai")).date())
        assert pilot == set(people.members_below(session, "SALES-E"))
        assert pilot
    # What has to be told of it waits as a draft, with everything filled in that is known.
    await hr.sees("变更")
    assert office.bot is not None
    with office.bot.database.snapshot() as session:
        [draft] = session.exec(select(Announcement)).all()
        words = Spec.parse(draft.spec).words
    assert (words.values["reason"]["zh"], words.values["who"]) == ("春节", {"en": "Song Yu", "zh": "宋雨"})
    assert set(words.variables) <= set(words.values)


async def test_the_head_of_the_unit_can_waive_nothing_not_even_with_a_button_made_up(office: Company) -> None:
    head = office.person("周凯")
    await head.commands(f"cycle {CYCLE}")
    await presses(head, await board(head, "P1"), "cycles.phase", f"{CYCLE}:P1b")
    view = await board(head, "P1b 对齐检查")
    shown = {each["action_id"] for _, each in elements(view["blocks"])}
    assert not shown & {"cycles.waive", "cycles.open", "cycles.extend", "cycles.sign"}
    block, _ = next(iter(elements(view["blocks"])))
    made_up = {"type": "button", "action_id": "cycles.waive", "block_id": block, "value": f"{CYCLE}:P1b"}
    await head.server.acts.click(head.user.id, made_up, view_id=view["id"])
    refused = await head.fills("cycles.waiving", cycles_reason="不想等")
    assert "这一步不由你来操作" in " ".join(refused.values())
    assert acted(office, Act.WAIVED) == []
    assert "P1b" not in opened(office)


async def test_the_cycle_closes_without_records_only_for_a_unit_and_with_a_reason_on_record(
    office: Company,
) -> None:
    hr = office.person("Grace Tan")
    await hr.commands(f"cycle {CYCLE}")
    await presses(hr, await board(hr, "P1"), "cycles.phase", f"{CYCLE}:P9")
    view = await turned_to(hr, "P9")
    await presses(hr, view, "cycles.without")
    form = await board(hr, window="cycles.closing")
    units = next(each for _, each in elements(form["blocks"]) if each["type"] == "static_select")["options"]
    assert [each["value"] for each in units] == ["SALES-E"]
    assert "cycles_reason" in await hr.fills("cycles.closing", cycles_unit="SALES-E", cycles_reason="")
    answers = {"cycles_unit": "SALES-E", "cycles_reason": "Joined after the talks"}
    assert await hr.fills("cycles.closing", **answers) == {}
    [(phase, who, reason, waived)] = acted(office, Act.WAIVED)
    assert (phase, who, reason, waived) == ("P9", "陈雅 Grace Tan", "Joined after the talks", {})
    view = await turned_to(hr, "P9")
    assert "cycles.without" not in {each["action_id"] for _, each in elements(view["blocks"])}


async def test_hr_prepares_skips_and_draws_what_the_cycle_announces(office: Company) -> None:
    hr = office.person("宋雨")
    await hr.commands(f"周期日历 {CYCLE}")
    view = await board(hr, "P7 绩效面谈", "上级", "A-05 · 中期回顾开始", "已计划", window="cycles.calendar")
    prepare = f"{CYCLE}:A-05"
    await presses_on(hr, view, "cycles.prepare", prepare)
    await hr.sees("中期回顾")
    view = await board(hr, "草稿,待 HR 确认", window="cycles.calendar")
    await presses_on(hr, view, "cycles.skip", f"{CYCLE}:A-14")
    await board(hr, "A-14 · 复盘结果", window="cycles.skipping")
    assert await hr.fills("cycles.skipping", cycles_reason="当面说") == {}
    view = await board(hr, "不发", "理由:当面说", window="cycles.calendar")
    await presses_on(hr, view, "cycles.picture", CYCLE)
    await board(hr, "图片已发到私信", window="cycles.calendar")

    # Its readers are the pilot unit's, on the day the phase opens.
    assert office.bot is not None
    with office.bot.database.snapshot() as session:
        [draft] = session.exec(select(Announcement).where(Announcement.state == "draft")).all()
        spec = Spec.parse(draft.spec)
        opens = {row.id: row.opens for row in cycles.phases(session, CYCLE)}
    assert (spec.template, spec.day, spec.aim.units) == ("A-05", opens["P3"], ("SALES-E",))

    # A unit's head sees the phases, but not what HR is going to announce, and nobody else sees any of it.
    head = office.person("周凯")
    await head.commands(f"cycle calendar {CYCLE}")
    shown = await board(head, "P7", window="cycles.calendar")
    assert "A-05" not in words_of(shown["blocks"])
    await office.person("徐晶").commands(f"cycle calendar {CYCLE}")
    await office.person("徐晶").sees("这一步不由你来操作")
