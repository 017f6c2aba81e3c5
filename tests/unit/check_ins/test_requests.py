"""What is a request to the bot, what is a refusal, and what is only an answer."""

from __future__ import annotations

import pytest

from bot.features.check_ins.requests import Phrases
from prompts.requests import load_requests

PHRASES = Phrases(load_requests())

ANSWERS = [
    "Give her the score sheet by Friday",
    "Change the grade of steel in batch 7",
    "Set up the evaluation workshop by 12 June",
    "\u7ed9\u5979\u6253\u5370\u5f97\u5206\u8868",
    "We talked about who is best for the plant lead role",
    "I spoke with IT",
    "I spoke with Chen Li",
    "\u6c9f\u901a\u4e0d\u591f\u53ca\u65f6",
    "Is he depressed? He said he wants to kill himself",
    "She said the score was fair",
]


@pytest.mark.parametrize("text", ANSWERS)
def test_an_answer_is_taken_as_an_answer_while_a_question_is_open(text: str) -> None:
    assert PHRASES.refused(text, in_talk=True) is None
    assert PHRASES.asked_for(text, in_talk=True) is None


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("write her rating for me", "rating"),
        ("Can you draft his evaluation?", "rating"),
        ("what score should I give?", "rating"),
        ("\u5e2e\u6211\u5199\u5979\u7684\u8bc4\u5206", "rating"),
        ("\u8bf7\u66ff\u6211\u7ed9\u4ed6\u6253\u5206\u6570", "rating"),
        ("Who is better?", "comparison"),
        ("\u8c01\u66f4\u5f3a\uff1f", "comparison"),
        ("Is she going to quit?", "mind"),
        ("\u5979\u662f\u4e0d\u662f\u8981\u79bb\u804c\uff1f", "mind"),
    ],
)
def test_what_the_bot_never_does_is_refused_in_a_talk_too(text: str, topic: str) -> None:
    assert PHRASES.refused(text, in_talk=True) == topic


@pytest.mark.parametrize(
    ("text", "name", "mode"),
    [
        ("check in with Chen Wei", "Chen Wei", None),
        ("Check-in with @\u9648\u7ef4 Chen Wei!", "\u9648\u7ef4 Chen Wei", None),
        ("prepare my 1:1 with Chen Wei", "Chen Wei", "prep"),
        ("wrap up my 1:1 with Chen Wei", "Chen Wei", "debrief"),
        ("\u548c\u8d75\u654f\u6c9f\u901a", "\u8d75\u654f", None),
        ("\u5e2e\u6211\u51c6\u5907\u548c\u8d75\u654f\u7684\u4e00\u5bf9\u4e00", "\u8d75\u654f", "prep"),
        ("\u521a\u548c\u8d75\u654f\u804a\u5b8c\u4e86\u3002", "\u8d75\u654f", "debrief"),
    ],
)
def test_a_check_in_is_asked_for_in_many_ways(text: str, name: str, mode: str | None) -> None:
    request = PHRASES.asked_for(text, in_talk=False)
    assert request is not None
    assert (request.name, request.mode) == (name, mode)
