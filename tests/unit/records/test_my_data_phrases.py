"""What counts as asking for one's own data, and what is only somebody's answer."""

from __future__ import annotations

import pytest

from bot.features.records.my_data_phrases import MyDataPhrases
from prompts.requests import load_requests

PHRASES = MyDataPhrases(load_requests())


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
    assert PHRASES.asked_for(text)


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
    assert not PHRASES.asked_for(text)
