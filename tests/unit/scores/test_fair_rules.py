"""Nothing goes out past a guard; what follows falls on working days; and how it is asked for."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.features.scores import question_rules, release_rules
from bot.features.scores.intents import Intent
from bot.features.scores.phrases import Phrases
from bot.features.scores.release_rules import Facts, Standing, standing
from bot.features.scores.results import Status
from bot.features.scores.states import State
from bot.working_days import WorkingDays
from prompts.scores import load_score_phrases

ZONE = ZoneInfo("Asia/Shanghai")
CHINA = WorkingDays("CN")
DAY = timedelta(days=1)
PHRASES = Phrases(load_score_phrases())
days = st.dates(min_value=date(2026, 1, 1), max_value=date(2026, 12, 1))
facts = st.builds(
    Facts,
    state=st.one_of(st.none(), st.sampled_from([each.value for each in State])),
    status=st.sampled_from([each.value for each in Status]),
    frozen=st.booleans(),
    interviewed=st.booleans(),
    day_has_come=st.booleans(),
    talked_in_time=st.booleans(),
    low=st.lists(st.sampled_from(["K1", "K2"]), unique=True).map(tuple),
    decided=st.dictionaries(st.sampled_from(["K1", "K2"]), st.booleans()),
    lowers=st.booleans(),
    told=st.booleans(),
)


@given(facts)
def test_what_is_ready_has_passed_every_guard(found: Facts) -> None:
    if standing(found) is not Standing.READY:
        return
    assert found.frozen
    assert found.state in {"frozen", "calibrated"}
    assert found.state == "calibrated" or found.status == Status.NOT_RATED
    assert found.status in {Status.SCORED, Status.NOT_RATED}
    assert found.interviewed or found.day_has_come
    assert found.told or not found.lowers
    assert found.talked_in_time or all(found.decided.get(code) for code in found.low)


def test_a_line_is_low_below_the_band_of_solid_work_and_what_is_not_scored_is_not_low() -> None:
    scores = {"A": Decimal("84.99"), "B": Decimal("85.00"), "C": None, "D": Decimal(0)}
    assert release_rules.low_lines(scores) == ("A", "D")


@given(days)
def test_what_follows_a_release_is_counted_in_working_days(visible: date) -> None:
    beats = release_rules.beats(visible, CHINA, ZONE)
    ends = [2, 5, 6, 8]
    assert [beat.astimezone(ZONE).date() for beat in beats[:4]] == [CHINA.add(visible, n) for n in ends]
    # The last working day is the tenth, and all of it belongs to the window.
    assert beats[4] == CHINA.deadline(datetime.combine(visible, time(12), ZONE), 10, ZONE.key)
    assert (beats[4] - timedelta(seconds=1)).astimezone(ZONE).date() == release_rules.appeal_until(
        visible, CHINA
    )


@given(days)
def test_an_owner_has_three_working_days_and_is_reminded_on_the_second_and_the_last(asked: date) -> None:
    remind, last, late = question_rules.beats(asked, CHINA, ZONE)
    assert remind.astimezone(ZONE).date() == CHINA.add(asked, 2)
    assert last.astimezone(ZONE).date() == CHINA.add(asked, 3)
    assert late == CHINA.deadline(datetime.combine(asked, time(12), ZONE), 3, ZONE.key)
    assert remind < last < late.astimezone(UTC)


@pytest.mark.parametrize(
    "words",
    [
        *("question K2", "I want to question line K2", "K2 is wrong", "can you dispute K2", "K2 looks off"),
        *("质疑 K2", "我要质疑K2", "K2的数据不对", "K2 算错了", "there's something wrong with k2"),
    ],
)
def test_a_figure_is_questioned_in_either_language(words: str) -> None:
    asked = PHRASES.follow_up(words)
    assert asked is not None
    assert (asked.intent, asked.code) == (Intent.QUESTION, "K2")


@pytest.mark.parametrize(
    "words", ["how do I appeal", "I want to appeal", "I'd like to appeal it", "我要申诉", "怎么申诉"]
)
def test_an_appeal_is_asked_for_in_either_language(words: str) -> None:
    asked = PHRASES.follow_up(words)
    assert asked is not None
    assert asked.intent is Intent.APPEAL
