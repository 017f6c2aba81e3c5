"""What is said of calendars and rhythms, in both languages."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Any

import pytest

from bot.features.one_on_ones import calendar_blocks, planning_blocks
from bot.features.one_on_ones.calendars import FILE_GONE, CalendarView, TitleQuestion
from bot.features.one_on_ones.planning import Plan, Standing
from bot.features.one_on_ones.rhythm_blocks import rhythm_line
from bot.features.one_on_ones.rules import Rhythm
from bot.files.calendars import Fault
from bot.guarded_http import Refusal
from prompts.catalog import Catalog
from storage.calendars import Source

if TYPE_CHECKING:
    from tests.slack_shapes.recorder import ShapeRecorder

CATALOG = Catalog.load()
AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
FIXED = Rhythm(14, "10:00", "Asia/Shanghai", 1)
VIEW = CalendarView(Source.ADDRESS, AT, "", 3, "Asia/Shanghai")
QUESTION = TitleQuestion(7, "Anna <!channel> 1:1", "Anna", is_talk=None)
PLAN = Plan(14, 1, time(10, 0), "Asia/Shanghai", 30, 21, 28)


@pytest.mark.parametrize(
    ("rhythm", "english", "chinese"),
    [
        (FIXED, "every two weeks on Tuesday, 10:00 (Asia/Shanghai)", "每两周 星期二 10:00（Asia/Shanghai）"),
        (replace(FIXED, every_days=10, weekday=None), "every 10 days, 10:00", "每 10 天 10:00"),
        (Rhythm(7), "every week, no fixed time", "每周，不固定时间"),
        (replace(FIXED, moved=True), "the next one was moved", "下次已改期"),
        (replace(FIXED, skipped_on=date(2026, 3, 9)), "the one on 9 Mar 2026 is left out", "3月9日 那次跳过"),
        (replace(FIXED, paused_until=date(2026, 4, 1)), "paused until 1 Apr 2026", "暂停至 2026年4月1日"),
    ],
)
def test_a_rhythm_is_said_in_one_line(rhythm: Rhythm, english: str, chinese: str) -> None:
    assert english in rhythm_line(rhythm, CATALOG, "en-GB")
    assert chinese in rhythm_line(rhythm, CATALOG, "zh-CN")


@pytest.mark.parametrize("locale", ["en-US", "zh-CN"])
@pytest.mark.parametrize("fault", sorted({*Fault, *Refusal, FILE_GONE}))
def test_every_fault_has_a_sentence_that_says_what_stays(fault: str, locale: str) -> None:
    said = calendar_blocks.trouble_message(fault, CATALOG, locale).text
    assert ("stays as it is" in said) or ("保持不变" in said)
    assert said in str(calendar_blocks.home_part((True, replace(VIEW, fault=fault)), CATALOG, locale))


def test_somebody_nobody_reports_to_sees_no_calendar() -> None:
    assert calendar_blocks.home_part((False, None), CATALOG, "en-US") == []


def actions_of(blocks: Any) -> list[str]:  # noqa: ANN401 - finished blocks
    return [
        element["action_id"]
        for block in blocks
        for element in block.get("elements", ())
        if "action_id" in element
    ]


@pytest.mark.parametrize("locale", ["en-US", "zh-CN"])
def test_a_calendar_can_be_removed_only_where_there_is_one(locale: str) -> None:
    link, remove = calendar_blocks.LINK, calendar_blocks.REMOVE
    assert actions_of(calendar_blocks.home_part((True, None), CATALOG, locale)) == [link]
    assert actions_of(calendar_blocks.home_part((True, VIEW), CATALOG, locale)) == [link, remove]
    waiting = calendar_blocks.home_part((True, replace(VIEW, read_at=None)), CATALOG, locale)
    assert actions_of(waiting) == [link, remove]


@pytest.mark.parametrize("locale", ["en-US", "zh-CN"])
def test_a_title_is_asked_about_as_it_is_and_obeyed_in_nothing(
    locale: str, slack_shapes: ShapeRecorder
) -> None:
    asked = calendar_blocks.title_message(QUESTION, CATALOG, locale)
    slack_shapes.message({"text": asked.text, "blocks": list(asked.blocks)})
    assert "Anna &lt;!channel&gt; 1:1" in asked.text
    assert actions_of(asked.blocks) == [calendar_blocks.IS_TALK, calendar_blocks.IS_NONE]
    said = {
        calendar_blocks.title_message(replace(QUESTION, is_talk=is_talk), CATALOG, locale).text
        for is_talk in (True, False)
    }
    assert len(said) == 2


@pytest.mark.parametrize("locale", ["en-US", "zh-CN"])
@pytest.mark.parametrize("plan", [PLAN, replace(PLAN, weekday=None, paused_until=date(2026, 4, 1))])
def test_the_form_begins_with_how_things_stand(plan: Plan, locale: str, slack_shapes: ShapeRecorder) -> None:
    form = planning_blocks.form(Standing(4, "Anna", plan, AT), CATALOG, locale)
    slack_shapes.view(form)
    fields = {block["block_id"]: block["element"] for block in form["blocks"] if block["type"] == "input"}  # type: ignore[attr-defined]
    assert fields["every"]["initial_value"] == "14"
    assert fields["weekday"]["initial_option"]["value"] == ("1" if plan.weekday else "none")
    choices = [option["value"] for option in fields["next"]["options"]]
    # What has no fixed time cannot be left out.
    assert choices == (["as_planned", "skip", "move"] if plan.weekday else ["as_planned", "move"])
