"""What counts as stuck, and what is said of it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.features.undelivered import line_blocks
from bot.features.undelivered.rules import (
    Diagnosis,
    Family,
    Queue,
    Reason,
    Standing,
    Trouble,
    diagnosis,
    family,
    reason,
)
from prompts.catalog import Catalog

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
LONG_AGO = NOW - timedelta(days=1)
REPLY, NUDGE, BULK = 0, 10, 20
JOBS = ("check_ins", "copies")


def ago(**span: int) -> datetime:
    """Return when that long ago was."""
    return NOW - timedelta(**span)


@pytest.mark.parametrize(
    ("standing", "troubles"),
    [
        (Standing(), ()),
        (Standing({REPLY: Queue(1, ago(minutes=9))}), ()),
        (Standing({REPLY: Queue(1, ago(minutes=11))}), (Trouble.WAITING,)),
        (Standing({NUDGE: Queue(1, ago(minutes=50)), BULK: Queue(10_000, ago(hours=3))}), ()),
        (Standing({BULK: Queue(10_000, ago(hours=5))}), (Trouble.WAITING,)),
        (Standing(closed_until=NOW + timedelta(minutes=5)), ()),
        (
            Standing({REPLY: Queue(1, ago(hours=1))}, closed_until=NOW + timedelta(hours=1)),
            (Trouble.GATE,),
        ),
        (Standing(in_doubt=2), (Trouble.CLAIMS,)),
        (Standing(ran={"check_ins": ago(minutes=59)}), ()),
    ],
)
def test_what_counts_as_stuck(standing: Standing, troubles: tuple[Trouble, ...]) -> None:
    assert diagnosis(standing, ("check_ins",), NOW, ago(minutes=30)).troubles == troubles


def test_a_job_that_is_silent_for_an_hour_is_named() -> None:
    ran = {"check_ins": ago(minutes=5), "copies": ago(minutes=61), "gone from the code": ago(days=9)}
    found = diagnosis(Standing(ran=ran), JOBS, NOW, LONG_AGO)
    assert (found.troubles, found.jobs) == ((Trouble.JOBS,), ("copies",))
    assert diagnosis(Standing(), JOBS, NOW, LONG_AGO).jobs == JOBS, "it never ran at all"
    assert diagnosis(Standing(ran=ran), JOBS, NOW, ago(minutes=10)).jobs == (), "it has just come up"


def test_only_a_new_trouble_is_news() -> None:
    both = Diagnosis((Trouble.WAITING, Trouble.JOBS))
    assert both.is_news_after("")
    assert both.is_news_after("waiting")
    assert not both.is_news_after("waiting,jobs")
    assert not Diagnosis((Trouble.JOBS,)).is_news_after("waiting,jobs"), "one less is no news"
    assert not Diagnosis().is_news_after("waiting")


@pytest.mark.parametrize(
    ("error", "found"),
    [
        ("user_not_found", Reason.NO_ACCOUNT),
        ("account_inactive", Reason.LEFT),
        ("channel_not_found", Reason.CLOSED),
        ("msg_blocks_too_long", Reason.SHAPE),
        ("not_drawn", Reason.NOT_DRAWN),
        ("something_new", Reason.OTHER),
        (None, Reason.OTHER),
    ],
)
def test_an_error_code_comes_down_to_a_reason(error: str | None, found: Reason) -> None:
    assert reason(error, may_be_there=False) is found
    assert reason(error, may_be_there=True) is Reason.UNKNOWN


def test_a_message_is_told_by_what_it_is_about() -> None:
    assert family("records.corrected") is Family.NOTE
    assert family("slack.sentence") is Family.OTHER


@pytest.mark.parametrize(
    ("locale", "line"),
    [
        (
            "en",
            (
                "Delivery needs a look: 12 messages are waiting, the oldest for 3 h; a regular job has not come "
                "to its end for over an hour (copies). /touchbase delivery shows more."
            ),
        ),
        (
            "zh-CN",
            (
                "发送需要看一下：12 条消息在等待，最早的已等 3 小时；1 个定时任务一个多小时没有完成（copies）。"
                "用 /touchbase 发送状态 查看详情。"
            ),
        ),
    ],
)
def test_one_line_says_what_is_stuck(locale: str, line: str) -> None:
    found = Diagnosis((Trouble.WAITING, Trouble.JOBS), waiting=12, oldest_minutes=200, jobs=("copies",))
    assert line_blocks.stuck(found.payload, Catalog.load(), locale) == line
