"""The explanation says what domain 4.7 says, to the letter and in both languages."""

from __future__ import annotations

import re
from dataclasses import replace
from random import Random

import pytest

from bot.features.scores.explained import Explained
from bot.features.scores.rules import compute
from bot.features.scores.states import State
from bot.features.scores.telling import told
from prompts.catalog import Catalog
from tests.unit.scores import samples
from tests.unit.scores.around import AROUND, explained, of
from tests.unit.scores.page_texts import TEXTS
from tests.unit.scores.random_sheets import random_inputs
from tests.unit.scores.test_random_sheets import BY_MODE, MODES

CATALOG = Catalog.load()
PEOPLE = {"E1": samples.E1, "E2": samples.E2, "E3": samples.E3}
_WIDE = str.maketrans("：，（）；？", ":,();?")


def as_on_the_page(line: str) -> str:
    """Return a line with the page's punctuation: the page writes Chinese with half-width marks."""
    return line.translate(_WIDE)


@pytest.mark.parametrize(("example", "language"), list(TEXTS), ids="-".join)
def test_the_worked_examples_are_explained_to_the_letter(example: str, language: str) -> None:
    lines = told(explained(PEOPLE[example]), CATALOG, language)
    wanted = [as_on_the_page(line) for line in TEXTS[example, language]]
    assert [as_on_the_page(line) for line in lines] == wanted


@pytest.mark.parametrize("locale", ["en-US", "zh-CN"])
def test_the_first_answer_keeps_to_twelve_lines(locale: str) -> None:
    assert all(len(told(explained(person), CATALOG, locale)) <= 12 for person in PEOPLE.values())


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (State.RELEASED, "released 30 Jul 2026"),
        (State.UNDER_APPEAL, "under appeal"),
        (State.FINAL, "final"),
    ],
)
def test_every_display_says_its_state(state: State, words: str) -> None:
    shown = replace(explained(samples.E1), around=replace(AROUND, state=state))
    assert words in told(shown, CATALOG, "en")[0]


@pytest.mark.parametrize("locale", ["en", "zh"])
def test_a_provisional_result_shows_no_band(locale: str) -> None:
    inputs = replace(samples.inputs(samples.E1), state=State.PROVISIONAL)
    around = replace(AROUND, state=State.PROVISIONAL, released_on=None, appeal_until=None, frozen_at=None)
    lines = told(of(inputs, around), CATALOG, locale)
    assert not re.search(r"band A|A 档", "\n".join(lines))
    assert ("provisional" if locale == "en" else "暂定") in lines[0]


def test_a_figure_without_a_source_says_so() -> None:
    inputs = samples.inputs(samples.E1)
    period = inputs.periods[0]
    figures = tuple(replace(figure, provenance=None) for figure in period.figures)
    bare = replace(inputs, periods=(replace(period, figures=figures),))
    assert "no source on record" in "\n".join(told(of(bare), CATALOG, "en"))
    assert "无来源记录" in "\n".join(told(of(bare), CATALOG, "zh"))


def test_whatever_the_sheet_there_is_something_to_say_and_no_line_is_empty() -> None:
    random, scored = Random(4), 0
    for at in range(1000):
        inputs, mode = random_inputs(random), MODES[at % len(MODES)]
        shown = Explained(compute(inputs, BY_MODE[mode]), AROUND)
        if shown.scored:
            scored += 1
            assert all(told(shown, CATALOG, ("en", "zh")[at % 2]))
    assert scored > 333
