"""The same check-in in Chinese: the page, the bot and the note all speak it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.async_api import expect

if TYPE_CHECKING:
    from tests.acceptance.browser.conftest import Office
    from tests.acceptance.browser.seat import Seat

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def test_a_check_in_from_home_to_the_second_version_in_chinese(office: Office) -> None:
    ma = await office.arrives(locale="zh-CN")
    await starts(ma)
    await answers(ma)
    zhao = await office.sits_down("赵敏")
    await ma.presses("分享")
    await ma.sees("已保存并发给赵敏")
    await ma.picture("shared")
    await reads_and_corrects(zhao, ma)


async def starts(ma: Seat) -> None:
    """Choose who to be, and start from Home."""
    await ma.sees("今天您是谁？")
    await ma.picture("choose who to be")
    await ma.becomes("马国强")
    await ma.sees("我的一对一")
    await expect(ma.tab.get_by_test_id("tab-home")).to_have_text("主页")
    await ma.picture("home of ma guoqiang")
    await ma.presses("开始沟通")
    await ma.chooses("person", "赵敏")
    await ma.picture("start a check-in")
    await ma.sends()
    # Closing what is still being sent would close nothing.
    await ma.sees("我们那边见")
    await ma.closes()


async def answers(ma: Seat) -> None:
    """Answer the questions and come to the one who may read the note."""
    await ma.opens("messages")
    await ma.sees("1/5")
    await ma.picture("first question")
    await ma.writes("5S 审核数据要能自己查到")
    await ma.sees("2/5")
    await ma.picture("second question")
    await ma.writes("6月3日评审会上她提出数据晚到,导致周报晚了2天")
    await ma.sees("3/5")
    await ma.writes("她说希望自己能查到数据")
    await ma.sees("4/5")
    await ma.picture("fourth question")
    await ma.writes("我周五前找IT开通查询。她下次1:1前列出要看的字段")
    await ma.sees("这样写对吗")
    await ma.picture("summary page")
    await ma.presses("修改")
    await ma.fills("summary", "5S 审核数据要能自己查到,查询本周开通。")
    await ma.picture("edit the summary")
    await ma.sends()
    await ma.sees("已按你写的修改。")
    await ma.presses("没问题")
    await ma.sees("把这份记录分享给赵敏吗？")
    await ma.picture("share question")


async def reads_and_corrects(zhao: Seat, ma: Seat) -> None:
    """Read the note, add a view and question a sentence; the manager corrects it; it is read anew, and both stay."""
    await zhao.sees("查询本周开通。")
    await zhao.picture("zhao min sees the note")
    await zhao.presses("已收到")
    await ma.sees("赵敏已收到")
    await zhao.presses("补充我的看法")
    await zhao.form().get_by_role("textbox").fill("字段清单已经写好一半。")
    await zhao.picture("zhao min adds a view")
    await zhao.sends()
    await ma.sees("字段清单已经写好一半。")
    await zhao.presses("对一句话提出不同看法")
    await zhao.form().get_by_role("combobox").click()
    await zhao.tab.get_by_role("option", name="6月3日评审会上").last.click()
    await zhao.form().get_by_role("textbox").last.fill("周报只晚了1天。")
    await zhao.picture("zhao min questions a sentence")
    await zhao.sends()
    await ma.sees("周报只晚了1天。")
    await ma.presses("更正记录")
    await (
        ma.form()
        .get_by_role("textbox", name="发生了什么")
        .fill("6月3日评审会上她提出数据晚到,导致周报晚了1天")
    )
    await ma.picture("correct the note")
    await ma.sends()
    await zhao.sees("划掉的是原来的字")
    struck = zhao.tab.locator("s, del")
    await expect(struck.first).to_be_visible()
    await zhao.picture("zhao min sees version 2")
    await zhao.presses("已收到")
    await zhao.sees("点了“已收到”。")
    for seat in (zhao, ma):
        await seat.presses("历史")
        for kept in ("第 1 版", "晚了2天", "周报只晚了1天。", "字段清单已经写好一半。", "收到第 2 版"):
            await expect(seat.form()).to_contain_text(kept)
        await seat.picture("history")
        await seat.closes()
    await zhao.opens("home")
    await zhao.picture("home of zhao min")
