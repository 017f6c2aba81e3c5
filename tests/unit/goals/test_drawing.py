"""Goals as they are drawn: every state, step, kind and mistake has its words in both languages, and fits Slack."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from bot.features.goals import blocks, forms, news_blocks, rules, sheet_blocks, unit_blocks
from bot.features.goals.lines import ORDER, Line, differences
from bot.features.goals.paper import Page
from bot.features.goals.sheets import TYPES, Problem
from bot.features.goals.shown import (
    AgreedSheet,
    Changed,
    CycleShown,
    GoalsShown,
    History,
    HomeGoals,
    InShort,
    News,
    Told,
    UpperGoal,
)
from bot.features.goals.talks import Act, Move, Proposal, Said, State, Talk
from bot.features.goals.upper import UnitFacts, UnitsShown
from bot.features.scores.goal_sheets import Fault
from prompts.catalog import Catalog
from storage.unit_goals import Goal
from tests.acceptance.employee import words_of

if TYPE_CHECKING:
    from tests.slack_shapes.recorder import ShapeRecorder

CATALOG = Catalog.load()
LOCALES = ("en-US", "zh-CN")
EMPLOYEE, MANAGER = 1, 2
AT = datetime(2026, 1, 12, 9, 30, tzinfo=UTC)
CYCLE = CycleShown(
    "2026H1", {"en": "First half of 2026", "zh": "2026 上半年"}, date(2026, 1, 1), date(2026, 6, 30)
)
NAMES = {EMPLOYEE: "林佳 Lin Jia", MANAGER: "周凯 Zhou <Kai>"}
GOAL = Goal("EAST-1", "EAST", "Win <accounts>", "ORG-1", 1)


def line(code: str, kind: str = "higher", **fields: str) -> Line:
    return Line.of(
        code, {"title": f"Goal {code} & more", "type": kind, "weight": "20", "target": "95", **fields}
    )


def talk(lines: int = 3, *, share: bool = True, **said: str) -> Talk:
    whole = tuple(line(f"K{at}", TYPES[at % len(TYPES)], why="it matters", **said) for at in range(lines))
    found = Talk(EMPLOYEE, MANAGER, MANAGER, date(2026, 1, 1))
    found = rules.after(
        found, Move(1, MANAGER, AT, Act.OPEN, Said(lines=whole, words="a reason", company=True))
    )
    return rules.after(found, Move(2, MANAGER, AT, Act.SHARE, Said())) if share else found


def proposed(found: Talk, code: str, new: Line | None) -> Talk:
    said = Said(code, new, words="because <b>")
    return rules.after(found, Move(found.steps + 1, EMPLOYEE, AT, Act.PROPOSE, said))


def shown(found: Talk | None = None, reader: int = EMPLOYEE, **more: object) -> GoalsShown:
    facts: dict[str, object] = {
        "reader_id": reader, "employee_id": EMPLOYEE, "names": NAMES, "cycle": CYCLE, "manager_id": MANAGER,
        "zone": UTC, "talk": found, "draft_id": "d" * 32 if found else "", "weight": "60",
        "weight_with_proposals": "55",
        "uppers": (UpperGoal("EAST-1", "Win accounts", {"en": "Sales East", "zh": "东区销售"}),),
    }  # fmt: skip
    return GoalsShown(**(facts | more))  # type: ignore[arg-type]


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("reader", [EMPLOYEE, MANAGER])
def test_the_fullest_sheet_fits_a_window(locale: str, reader: int, slack_shapes: ShapeRecorder) -> None:
    full = talk(rules.MOST_LINES)
    for each in full.lines:
        full = proposed(full, each.code, line(each.code, "lower", weight="5"))
        full = rules.after(
            full, Move(full.steps + 1, MANAGER, AT, Act.COMMENT, Said(each.code, words="w" * 900))
        )
    problems = tuple(Problem("E_WEIGHT_RANGE", "PM-2.3", each.code, "45", "5", "40") for each in full.lines)
    chains = {
        "K0": (
            UpperGoal("EAST-1", "Win accounts", {"en": "Sales East", "zh": "东区销售"}),
            UpperGoal("X", "", {}),
        )
    }
    view = sheet_blocks.window(shown(full, reader, problems=problems, chains=chains), CATALOG, locale)
    slack_shapes.view(view)
    assert len(view["blocks"]) <= 100
    assert sheet_blocks.CONFIRM not in str(view)
    said = words_of(view["blocks"])
    assert "Goal K11 &amp; more" in said
    assert "Zhou &lt;Kai&gt;" in said or "周凯" in said
    own = line_answers(view)
    assert own == ({"goals.take_back"} if reader == EMPLOYEE else {"goals.accept", "goals.decline"})


def line_answers(view: dict[str, object]) -> set[str]:
    return {each for each in ("goals.accept", "goals.decline", "goals.take_back") if f"'{each}'" in str(view)}


@pytest.mark.parametrize("locale", LOCALES)
def test_every_way_things_can_stand_is_said(locale: str, slack_shapes: ShapeRecorder) -> None:
    private, open_ = talk(share=False), talk()
    half = rules.after(open_, Move(3, EMPLOYEE, AT, Act.CONFIRM, Said(mark=open_.mark)))
    agreed = AgreedSheet(2, date(2026, 1, 1), open_.lines, date(2026, 1, 19), date(2026, 1, 20), "")
    changes = (
        Changed("K0", "Revenue", differences(line("K0"), line("K0", weight="30"))),
        Changed("K1", "X", (), gone=True),
    )
    states = [
        shown(), shown(earlier="2025H2"), shown(private, MANAGER), shown(open_), shown(half), shown(half, MANAGER),
        shown(open_, agreed=agreed, changes=changes), shown(agreed=agreed), shown(open_, manager_id=None),
    ]  # fmt: skip
    statuses = []
    for each in states:
        slack_shapes.view(sheet_blocks.window(each, CATALOG, locale))
        card = sheet_blocks.card(each, CATALOG, locale)
        slack_shapes.message({"text": card.text, "blocks": list(card.blocks)})
        statuses.append(card.text)
    assert len(set(statuses)) == len(states) - 1
    confirming = sheet_blocks.window(shown(open_), CATALOG, locale)
    assert sheet_blocks.CONFIRM in str(confirming)
    assert sheet_blocks.CONFIRM not in str(sheet_blocks.window(shown(half), CATALOG, locale))


@pytest.mark.parametrize("locale", LOCALES)
def test_every_mistake_names_its_line_and_how_it_is_mended(locale: str) -> None:
    page = Page(CATALOG, locale)
    faults = [each.value for each in Fault if each is not Fault.NOT_AGREED] + ["E_UNREADABLE"]
    said = {
        fault: page.problem(Problem(fault, "PM-2.3", "K1", "target", "5", "40"), [line("K1")])
        for fault in faults
    }
    assert len(set(said.values())) == len(faults)
    other = page.problem(Problem("E_ELSE", "PM-2.3", "K1"), [line("K1")])
    assert other not in said.values()
    assert all("2.3" in words for words in said.values())


@pytest.mark.parametrize("locale", LOCALES)
def test_every_kind_and_every_field_has_a_name(locale: str) -> None:
    page = Page(CATALOG, locale)
    assert len({page.kind(kind) for kind in TYPES}) == len(TYPES)
    assert len({page.field(name) for name in ORDER}) == len(ORDER)


@pytest.mark.parametrize("locale", LOCALES)
def test_every_step_is_told_in_the_history_and_as_news(locale: str, slack_shapes: ShapeRecorder) -> None:
    waits = Proposal(3, EMPLOYEE, AT, "K1", line("K1"), line("K1", weight="30"), "because")
    fields = differences(waits.old, waits.new)
    steps = [
        Told(Move(at, EMPLOYEE, AT, act, Said("K1", words="words")), None, "Goal")
        for at, act in enumerate(Act)
    ]
    for old, new in ((waits.old, waits.new), (None, waits.new), (waits.old, None)):
        found = Proposal(3, EMPLOYEE, AT, "K1", old, new, "because")
        steps += [
            Told(Move(9, EMPLOYEE, AT, act, Said("K1")), found, found.title, fields)
            for act in (Act.PROPOSE, Act.ACCEPT)
        ]
    around = shown(talk(), MANAGER)
    page = Page(CATALOG, locale)
    assert len({news_blocks.step_text(around, step, page) for step in steps}) == len(steps)
    slack_shapes.view(news_blocks.history(History(around, tuple(steps)), CATALOG, locale))
    told = news_blocks.news(News(around, EMPLOYEE, first=False, steps=tuple(steps)), CATALOG, locale)
    slack_shapes.message({"text": told.text, "blocks": list(told.blocks)})
    assert "20% → 30%" in words_of(list(told.blocks))
    done = news_blocks.fixed(shown(), CATALOG, locale)
    slack_shapes.message({"text": done.text, "blocks": list(done.blocks)})


def test_what_is_shared_is_announced_in_the_words_of_the_announcement_matrix() -> None:
    found = News(shown(talk(5)), MANAGER, first=True, steps=())
    assert news_blocks.news(found, CATALOG, "en-US").text == (
        "Zhou &lt;Kai&gt; shared 5 draft goals with you. Nothing is fixed until both of you confirm. "
        "Open the draft, mark what you would change, or propose your own."
    )
    assert news_blocks.news(found, CATALOG, "zh-CN").text == (
        "周凯 发来 5 条目标草案。双方确认前都不算数。打开草案，标出想改的地方，或直接提出你的版本。"
    )


def test_the_upper_goal_that_is_chosen_stays_in_a_menu_of_hundreds() -> None:
    many = tuple(UpperGoal(f"U-{at}", f"Goal {at}", {}) for at in range(300))
    for chosen in ("U-250", "GONE-1", ""):
        form = forms.line_form(
            shown(talk(), uppers=many), line("K1", supports=chosen), "d|m|K1", CATALOG, "en-US"
        )
        (menu,) = [each["element"] for each in form["blocks"] if each.get("block_id") == "supports"]
        assert menu["initial_option"]["value"] == (chosen or forms.NONE)
        assert menu["initial_option"] in menu["options"]
        assert len(menu["options"]) <= 100


@pytest.mark.parametrize("locale", LOCALES)
def test_forms_units_and_home_are_drawn(locale: str, slack_shapes: ShapeRecorder) -> None:
    open_ = shown(talk())
    for drawn in (
        forms.line_form(open_, None, "d||", CATALOG, locale),
        forms.line_form(open_, line("K1", supports="GONE-1"), "d|m|K1", CATALOG, locale),
        forms.line_form(shown(talk(share=False)), line("K1"), "d|m|K1", CATALOG, locale),
        forms.change_form(shown(), date(2026, 3, 1), CATALOG, locale),
        *(forms.words_form(form, "Goal", "d|1", CATALOG, locale)
          for form in (forms.COMMENT_FORM, forms.DECLINE_FORM, forms.REMOVE_FORM)),
    ):  # fmt: skip
        slack_shapes.view(drawn)
    facts = UnitFacts("EAST", {"en": "East", "zh": "东区"}, 9, 3, 1, 2, 4, ("林佳 Lin Jia",), 5, (GOAL,))
    above = {"EAST": (Goal("ORG-1", "GROUP", "Grow", None, 1),)}
    window = unit_blocks.window(UnitsShown(CYCLE, (facts,) * 30, above), CATALOG, locale)
    slack_shapes.view(window)
    assert "Win &lt;accounts&gt; · EAST-1 → Grow" in words_of(window["blocks"])
    slack_shapes.view(unit_blocks.form(UnitsShown(CYCLE, (facts,), above), "EAST", GOAL, CATALOG, locale))
    rows = tuple(InShort(at, f"Person {at}", state, agreed=False) for at, state in enumerate([None, *State]))
    part = blocks.home_part(
        HomeGoals(CYCLE, InShort(1, "Me", None, agreed=True), rows, 2, ("EAST",)), CATALOG, locale
    )
    assert len({words_of([row]) for row in part}) == len(part)
    open_points = HomeGoals(CYCLE, InShort(1, "Me", State.SHARED, agreed=False, waiting=2), (), 0, ())
    assert " · 2 " in words_of(blocks.home_part(open_points, CATALOG, locale))
    assert blocks.home_part(HomeGoals(CYCLE, None, (), 0, ()), CATALOG, locale) == []
