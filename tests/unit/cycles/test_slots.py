"""On which day a cycle's announcements are planned, and which days their words name."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.features.cycles import rules, slots
from bot.features.cycles.rules import Span
from bot.working_days import WorkingDays
from prompts.announcements import load_templates
from prompts.cycle_announcements import CycleAnnouncementsError, load_called, read_called
from prompts.cycles import load_cycles

if TYPE_CHECKING:
    from bot.features.cycles.slots import Slot

CHINA = WorkingDays("CN")
H1 = Span(date(2026, 1, 1), date(2026, 6, 30))


def planned(kind: str = "half_year", span: Span = H1) -> dict[str, Slot]:
    phases = rules.dates_of(load_cycles()[kind], span, CHINA)
    return {slot.name: slot for slot in slots.slots(load_called(), phases, CHINA)}


def test_every_announcement_of_the_first_half_of_2026_is_on_the_day_of_the_matrix() -> None:
    assert {name: slot.on for name, slot in planned().items()} == {
        "A-01": date(2025, 12, 18),
        "A-02": date(2025, 12, 19),
        # S+10 and S+14, which the days off in January and the Sunday worked for them make the 15th and the 21st.
        "A-04a": date(2026, 1, 15),
        "A-04b": date(2026, 1, 21),
        "A-05": date(2026, 3, 18),
        "A-06a": date(2026, 7, 1),
        "A-06b": date(2026, 7, 7),
        "A-07": date(2026, 7, 7),
        "A-08": date(2026, 7, 8),
        "A-09": date(2026, 7, 20),
        "A-10m": date(2026, 7, 28),
        "A-10e": date(2026, 7, 29),
        "A-11": date(2026, 8, 11),
        "A-12": date(2026, 8, 21),
        "A-14": date(2026, 9, 8),
    }


def test_the_days_an_announcement_names_are_the_phases_own() -> None:
    assert planned()["A-01"].dates == {
        "d1": date(2026, 1, 22),
        "d2": date(2026, 3, 18),
        "d3": date(2026, 7, 28),
    }


def test_a_self_review_of_three_days_is_announced_once() -> None:
    found = planned("quarterly", Span(date(2026, 2, 9), date(2026, 5, 8)))
    assert "A-06a" in found
    assert "A-06b" not in found


def test_every_variable_that_is_a_day_stands_in_its_template() -> None:
    templates = load_templates().templates
    for called in load_called():
        for words in templates[called.template].text.values():
            assert all(f"{{{name}}}" in words for name in called.dates), called.name


@given(st.sampled_from(["half_year", "annual", "quarterly"]), st.dates(date(2025, 1, 1), date(2026, 6, 1)))
def test_no_announcement_is_planned_on_a_day_off(kind: str, starts: date) -> None:
    length = {"half_year": 181, "annual": 364, "quarterly": 90}[kind]
    for slot in planned(kind, Span(starts, starts + timedelta(days=length))).values():
        assert CHINA.is_working(slot.on)


@pytest.mark.parametrize(
    ("state", "day", "stands"),
    [
        ("draft", date(2026, 3, 18), slots.PREPARED),
        ("waiting", date(2026, 3, 18), slots.WAITING),
        ("sending", date(2026, 3, 18), slots.SCHEDULED),
        ("sending", date(2026, 3, 16), slots.SENDING),
        ("sending", None, slots.SENDING),
        ("paused", date(2026, 3, 18), slots.SCHEDULED),
        ("stopped", date(2026, 3, 18), slots.STOPPED),
        ("sent", date(2026, 3, 18), slots.SENT),
        ("discarded", date(2026, 3, 18), slots.PLANNED),
    ],
)
def test_how_far_it_is_follows_from_what_was_made_of_it(state: str, day: date | None, stands: str) -> None:
    assert slots.standing(planned()["A-05"], date(2026, 3, 16), (state, day)) == stands


def test_what_nobody_began_with_is_planned_until_its_day_and_missed_afterwards() -> None:
    slot = planned()["A-05"]
    assert slots.standing(slot, date(2026, 3, 18), None) == slots.PLANNED
    assert slots.standing(slot, date(2026, 3, 19), None) == slots.MISSED
    assert slots.standing(planned()["A-11"], date(2026, 9, 1), None) == slots.AUTOMATIC


def test_a_draft_is_laid_before_hr_three_working_days_ahead_and_never_late() -> None:
    slot = planned()["A-05"]
    days = [date(2026, 3, number) for number in range(11, 20)]
    # Friday the 13th is three working days before Wednesday the 18th.
    assert [day.day for day in days if slots.to_prepare(slot, day, CHINA)] == [13, 14, 15, 16, 17, 18]
    assert not slots.to_prepare(planned()["A-11"], date(2026, 8, 11), CHINA)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('[A-99]\nphase = "P1"\nat = "opens"', "A-99: template"),
        ('[A-01]\nphase = "P10"\nat = "opens"', "A-01: P10.opens"),
        ('[A-01]\nphase = "P1"\nat = "noon"', "A-01: P1.noon"),
        ('[A-01]\nphase = "P1"\nat = "opens"\ndays = "two"', "A-01: days"),
        ('[A-01]\nphase = "P1"\nat = "opens"\ndates = { d1 = "P1.ends" }', "A-01: P1.ends"),
    ],
)
def test_a_mistake_in_the_table_is_named(text: str, says: str) -> None:
    with pytest.raises(CycleAnnouncementsError, match=says):
        read_called(text, load_cycles()["half_year"], load_templates().templates)
