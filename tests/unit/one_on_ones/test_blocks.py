from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from bot.features.one_on_ones.blocks import home_part
from bot.features.one_on_ones.rules import Appointment, Meeting, MyOneOnOnes
from prompts.catalog import Catalog

CATALOG = Catalog.load()
NEXT = datetime(2026, 3, 9, 2, 0, tzinfo=UTC)
LIN = Meeting(person_id=7, name="Lin <Jia>", next_at=NEXT, last_on=date(2026, 2, 23))
ANNA = Meeting(person_id=8, name="Anna", next_at=None, last_on=None)


def drawn(locale: str = "en-US", zone: str = "Asia/Shanghai", more: int = 0) -> list[dict[str, object]]:
    view = MyOneOnOnes(reports=(LIN, ANNA), more=more, managers=(Appointment("Boss", NEXT),), zone=zone)
    return home_part(view, CATALOG, locale)


def test_somebody_without_talks_sees_nothing() -> None:
    assert home_part(MyOneOnOnes((), 0, (), "UTC"), CATALOG, "en-US") == []


@pytest.mark.parametrize(
    ("locale", "zone", "said"),
    [
        ("en-US", "Asia/Shanghai", "Monday, 9 March 2026, 10:00"),
        ("en-GB", "America/New_York", "Sunday, 8 March 2026, 22:00"),
        ("zh-CN", "Asia/Shanghai", "2026年3月9日星期一 10:00"),
    ],
)
def test_the_next_time_is_said_on_the_readers_clock_and_in_their_language(
    locale: str, zone: str, said: str
) -> None:
    assert said in str(drawn(locale, zone)[1])


def test_each_report_has_buttons_to_prepare_to_wrap_up_and_to_set_the_rhythm() -> None:
    buttons = [button for block in drawn() if block["type"] == "actions" for button in block["elements"]]  # type: ignore[attr-defined]
    pressed = [(button["action_id"], button["value"]) for button in buttons]
    assert pressed == [
        ("check_ins.begin.prep", "7:prep"),
        ("check_ins.begin.debrief", "7:debrief"),
        ("one_on_ones.rhythm", "7"),
        ("check_ins.begin.prep", "8:prep"),
        ("check_ins.begin.debrief", "8:debrief"),
        ("one_on_ones.rhythm", "8"),
    ]


def test_a_name_cannot_smuggle_in_slack_markup() -> None:
    assert "Lin &lt;Jia&gt;" in str(drawn())


def test_reports_left_out_are_counted_beside_a_button_for_anyone() -> None:
    more = [block for block in drawn(more=3) if "+3 more people" in str(block)]
    assert more[0]["accessory"]["action_id"] == "check_ins.choose"
    assert not [block for block in drawn() if "check_ins.choose" in str(block)]
