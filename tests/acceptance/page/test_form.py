"""What people enter survives updates, and what Slack itself refuses is caught first."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.workspace.models import User
from bot.workspace.page import moments
from bot.workspace.page.block_kit.form import Form, Value
from bot.workspace.page.entrance import by_team
from bot.workspace.page.viewer import initials


def _text(value: str | None) -> Value:
    return {"type": "plain_text_input", "value": value}


def test_an_entered_value_outlives_a_redraw_and_a_new_initial_value() -> None:
    form = Form()
    form.place("b", "a", _text(None))
    form.enter("b", "a", _text("mine"))
    form.redraw("b")
    assert form.place("b", "a", _text("theirs")) == _text("mine")
    assert form.values() == {"b": {"a": _text("mine")}}


def test_a_removed_block_takes_its_value_with_it() -> None:
    form = Form()
    form.place("b", "a", _text("x"))
    form.keep_only({"other"})
    assert form.values() == {}


def test_an_input_of_another_kind_does_not_inherit_the_value() -> None:
    form = Form()
    form.enter("b", "a", _text("words"))
    assert form.place("b", "a", {"type": "datepicker", "selected_date": None})["type"] == "datepicker"


def test_only_inputs_on_show_are_checked() -> None:
    form = Form()
    form.place("b", "a", _text(None), lambda _: "needed")
    assert form.problems() == {"b": "needed"}
    form.redraw("b")
    assert form.problems() == {}


def test_dates_are_written_in_the_readers_zone_and_language() -> None:
    midnight = int(datetime(2026, 3, 1, 16, 30, tzinfo=UTC).timestamp())
    assert moments.written(midnight, "{date_num} {time}", "Asia/Shanghai", "zh") == "2026-03-02 00:30"
    assert moments.written(midnight, "{date_short} {time}", "UTC", "en") == "Mar 1, 2026 4:30 PM"
    assert moments.written(midnight, "{unheard_of}", "UTC", "en") == "{unheard_of}"


def test_an_unknown_zone_is_read_as_utc() -> None:
    assert moments.moment("0", "Mars/Olympus").isoformat() == "1970-01-01T00:00:00+00:00"


def test_people_are_grouped_by_the_team_their_title_ends_with_leavers_last() -> None:
    people = [
        User("U1", "a", "Zed", title="Engineer, Platform"),
        User("U2", "b", "Amy", title="Manager, Platform", deleted=True),
        User("U3", "c", "李娜", title="人事，人力"),
        User("U4", "d", "Solo"),
        User("U5", "e", "Bot", is_bot=True),
    ]
    teams = {team: [each.id for each in held] for team, held in by_team(people, "others").items()}
    assert teams == {"Platform": ["U1", "U2"], "人力": ["U3"], "others": ["U4"]}
    assert list(teams)[-1] == "others"


def test_initials_fit_latin_and_chinese_names() -> None:
    assert [initials(name) for name in ("Ana Souza", "Prince", "王小明", "")] == ["AS", "P", "王", "?"]
