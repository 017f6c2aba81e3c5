"""What counts as a wish, and what is only somebody's answer."""

from __future__ import annotations

import pytest

from bot.language.wishes import Wishes
from prompts.requests import load_requests

MY_DATA = Wishes(load_requests(), "my_data")
CYCLE = Wishes(load_requests(), "cycle")


@pytest.mark.parametrize(
    "text",
    [
        "export my records",
        "Export my records.",
        "my data",
        "My data!",
        "please export my data",
        "send me my records please",
        "  export   my\nrecords ",
        "导出我的记录",
        "请帮我导出一下我的全部数据\u3002",
        "我的数据",
    ],
)
def test_the_whole_message_asks_for_it(text: str) -> None:
    assert MY_DATA.asks("always", text)


@pytest.mark.parametrize(
    "text",
    [
        "He wants to export my records to the plant",
        "my data was late again",
        "We talked about my data and the close",
        "export the scrap records",
        "我的数据总是晚到",
        "他说要导出我的记录给厂里",
        "",
        "my records " * 20,
    ],
)
def test_anything_beside_it_says_something_else(text: str) -> None:
    assert not MY_DATA.asks("always", text)


@pytest.mark.parametrize(
    "text",
    [
        "cycle status",
        "What is the cycle status?",
        "Where are we in the cycle?",
        "which phase are we in now",
        "周期状态",
        "看一下周期状态。",
        "现在周期到哪一步了？",
        "现在是什么阶段",
    ],
)
def test_the_cycle_is_asked_for_by_a_whole_message(text: str) -> None:
    assert CYCLE.asks("status", text)


@pytest.mark.parametrize(
    "text", ["the cycle status was a topic", "we lost the order in this cycle", "周期状态不好", "阶段性目标"]
)
def test_what_only_mentions_the_cycle_is_something_else(text: str) -> None:
    assert not CYCLE.asks("status", text)
