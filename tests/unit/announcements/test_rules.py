"""What an announcement says, and what keeps it from going out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from bot.features.announcements import rules
from bot.features.announcements.rules import Problem, Words, problems, said
from bot.features.announcements.spec import Aim, Rules, Spec
from prompts.announcements import load_templates

if TYPE_CHECKING:
    from prompts.announcements import Template

BOTH = ("en", "zh")
BANNED = {"en": ("overdue", "again", "reminder #3"), "zh": ("逾期", "拖延")}


def words(**changed: object) -> Words:
    given: dict[str, object] = {
        "title": {"en": "The {cycle} cycle", "zh": "{cycle} 周期"},
        "text": {"en": "Opens on {d1}.", "zh": "{d1} 开始。"},
        "changes": {"manager": {"en": "Draft goals together.", "zh": "一起写目标。"}},
        "values": {"cycle": {"en": "2026H1", "zh": "2026H1"}, "d1": {"en": "5 Jan", "zh": "1月5日"}},
    }
    return Words(**given | changed)  # type: ignore[arg-type]


def found(asked: Words, *, one: bool = False) -> set[Problem]:
    return set(problems(asked, BOTH, BANNED, one_language_is_meant=one))


def test_a_whole_announcement_has_no_problems() -> None:
    assert found(words()) == set()


def test_a_missing_variable_and_one_that_nothing_asks_for_are_named() -> None:
    asked = words(values={"cycle": {"en": "2026H1", "zh": "2026H1"}, "dd1": {"en": "x", "zh": "x"}})
    assert found(asked) == {
        Problem("variable", "text", "en", "d1"),
        Problem("variable", "text", "zh", "d1"),
        Problem("unknown", "values", detail="dd1"),
    }


def test_a_missing_language_is_flagged_until_it_is_meant_and_never_filled_by_a_machine() -> None:
    asked = words(title={"en": "{cycle}", "zh": ""}, text={"en": "{d1}", "zh": " "}, changes={})
    assert found(asked) == {Problem("missing", "text", "zh")}
    assert found(asked, one=True) == set()
    shown = said(asked, "manager", "zh")
    assert (shown.text, shown.language, shown.only) == ("5 Jan", "en", True)


def test_nothing_at_all_is_never_meant() -> None:
    empty = Words({}, {}, {}, {})
    assert {each.language for each in found(empty, one=True)} == set(BOTH)


@pytest.mark.parametrize(
    ("text", "blamed"),
    [
        ("Your goals are OVERDUE.", ["overdue"]),
        ("We met against the wall", []),
        ("Reminder #3: please read", ["reminder #3"]),
        ("Once again", ["again"]),
        ("目标已overdue了", ["overdue"]),
    ],
)
def test_words_that_blame_are_found_where_they_stand_as_words(text: str, blamed: list[str]) -> None:
    assert rules.blaming(text, BANNED["en"]) == blamed


def test_a_blaming_value_is_found_too() -> None:
    asked = words(values={"cycle": {"en": "x", "zh": "x"}, "d1": {"en": "x", "zh": "逾期"}})
    assert found(asked) == {Problem("wording", "text", "zh", "逾期")}


def test_a_value_in_one_language_only_is_missing_in_the_other() -> None:
    values = rules.read_values("cycle: 2026H1\nd1: 5 Jan |", BOTH)
    assert found(words(values=values)) == {Problem("variable", "text", "zh", "d1")}
    assert said(words(values=values), "hr", "zh").text == "{d1} 开始。"


def test_a_variable_that_one_language_leaves_out_is_named_wherever_it_stands() -> None:
    asked = words(text={"en": "Opens on {d1}.", "zh": "开始。"})
    assert found(asked) == {Problem("uneven", "text", "zh", "d1")}
    # Title and text together say the same, whichever of them names it.
    moved = words(title={"en": "A cycle", "zh": "{cycle} 周期"}, text={"en": "{cycle}, {d1}", "zh": "{d1}"})
    assert found(moved) == set()
    changed = words(changes={"manager": {"en": "By {d1}.", "zh": "尽快。"}})
    assert found(changed) == {Problem("uneven", "manager", "zh", "d1")}


def test_names_and_marks_of_a_chinese_keyboard_are_variables_too() -> None:
    asked = words(
        text={"en": "Opens on {日期}.", "zh": "｛ 日期 ｝开始。"}, values={"cycle": {"en": "x", "zh": "x"}}
    )
    assert found(asked) == {Problem("variable", "text", each, "日期") for each in BOTH}
    filled = words(text=asked.text, values=rules.read_values("cycle：x\n日期：5 Jan｜1月5日", BOTH))
    assert found(filled) == set()
    assert said(filled, "hr", "zh").text == "1月5日开始。"


def test_a_word_that_blames_is_found_in_a_text_of_the_other_language() -> None:
    asked = words(text={"en": "{d1}: 逾期", "zh": "{d1}：overdue"})
    assert found(asked) == {
        Problem("wording", "text", "en", "逾期"),
        Problem("wording", "text", "zh", "overdue"),
    }


@pytest.mark.parametrize("template", load_templates().templates.values(), ids=lambda each: each.id)
def test_each_template_says_the_same_in_both_languages_and_only_wants_its_values(template: Template) -> None:
    banned = load_templates().banned
    bare = Words(template.title, template.text, {}, {})
    unfilled = {
        (each.kind, each.detail) for each in problems(bare, BOTH, banned, one_language_is_meant=False)
    }
    assert unfilled == {("variable", name) for name in bare.variables}
    values = {name: {"en": "5 Jan", "zh": "1月5日"} for name in bare.variables}
    whole = Words(template.title, template.text, {}, values)
    assert problems(whole, BOTH, banned, one_language_is_meant=False) == ()
    for language in BOTH:
        assert "{" not in said(whole, "manager", language).text


def test_there_is_a_template_for_each_announcement_of_a_cycle() -> None:
    there = {re.sub(r"(?<=\d)[me]$", "", name) for name in load_templates().templates}
    assert there == {f"A-{number:02}" for number in range(1, 16)}


def test_what_slack_would_cut_is_too_long() -> None:
    asked = words(text={"en": "{d1}" + "x" * 2600, "zh": "{d1}"})
    assert found(asked) == {Problem("length", "text", "en", str(rules.LONGEST_TEXT))}


def test_a_paragraph_in_one_language_only_is_flagged() -> None:
    asked = words(changes={"hr": {"en": "You help.", "zh": ""}})
    assert found(asked) == {Problem("missing", "hr", "zh")}


def test_each_role_reads_its_own_paragraph_and_otherwise_that_of_what_they_also_are() -> None:
    asked = words(changes={"manager": {"en": "M", "zh": "经"}, "employee": {"en": "E", "zh": "员"}})
    assert [said(asked, role, "zh").change for role in rules.ROLES] == ["员", "经", "员", "经"]


def test_values_are_typed_a_line_each_and_come_back_as_typed() -> None:
    typed = "cycle: 2026H1\nd1: 5 Jan | 1月5日"
    values = rules.read_values(typed + "\nno colon here\n", BOTH)
    assert values == words().values
    assert rules.written_values(words(values=values), BOTH) == typed
    assert rules.written_values(words(values={}), BOTH) == "cycle:\nd1:"


def test_a_spec_comes_back_as_it_was_kept() -> None:
    spec = Spec(
        "A-15", words(), aim=Aim("list", ("PLANT",), (1, 2), (3,), not_away=True), rules=Rules("PM", "2")
    )
    assert Spec.parse(spec.dumped()) == spec
    assert Spec.parse(Spec().dumped()) == Spec()
