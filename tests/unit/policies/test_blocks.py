from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.features.policies import blocks, book_blocks
from bot.features.policies.clause_values import ClauseValue
from bot.features.policies.clause_views import ClauseView
from prompts.catalog import Catalog
from storage.policies import ClauseInForce, Neighbour
from storage.policy_conflicts import Contradiction

if TYPE_CHECKING:
    from collections.abc import Sequence

CATALOG = Catalog.load()
SHOWN = ClauseInForce(
    clause_id="PM-3.4",
    title="Notes",
    path=("Rules", "Talks", "PM-3.4 Notes"),
    text="Shared notes are <visible> to both.",
    start=0,
    end=35,
    language="en",
    document_id="PM",
    document_title="Performance rules",
    version="2026.1",
    governing_language="zh",
    owner="hr@demo.example",
    effective_from=date(2026, 1, 1),
    languages=("en", "zh"),
)


def view(shown: ClauseInForce = SHOWN, *, is_today: bool = True, keeper: bool = False) -> ClauseView:
    return ClauseView(shown, (), date(2026, 3, 2), is_today=is_today, keeper=keeper)


def test_a_clause_is_shown_with_number_title_version_and_date() -> None:
    drawn = blocks.clause(view(), CATALOG, "en-US")
    assert drawn.text == "PM-3.4 Notes"
    said = str(drawn.blocks)
    assert ">Shared notes are &lt;visible&gt; to both." in said
    assert "Performance rules, version 2026.1, in force since 1 Jan 2026" in said
    assert "Chinese text applies" in said


def test_a_clause_that_lacks_the_readers_language_says_so() -> None:
    only = view(replace(SHOWN, languages=("en",)))
    assert "只有英文文本" in str(blocks.clause(only, CATALOG, "zh-CN").blocks)


@given(st.text(st.sampled_from("ab &<\n"), min_size=1, max_size=9000))
def test_a_clause_is_never_shortened_in_its_window(words: str) -> None:
    drawn = blocks.clause_window(view(replace(SHOWN, text=words)), CATALOG, "en-US")
    quoted = [block["text"]["text"] for block in drawn["blocks"] if block["type"] == "section"][1:]
    assert all(len(piece) <= 3000 for piece in quoted)
    shown = "".join(line.removeprefix(">") for piece in quoted for line in piece.split("\n"))
    for escaped, letter in (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")):
        shown = shown.replace(escaped, letter)
    assert shown == words.replace("\n", "")


def test_a_clause_of_one_very_long_line_is_shown_in_pieces() -> None:
    line = "".join(f"{number} & " for number in range(1500))
    drawn = blocks.clause_window(view(replace(SHOWN, text=line)), CATALOG, "en-US")
    pieces = [block["text"]["text"] for block in drawn["blocks"] if block["type"] == "section"][1:]
    assert len(pieces) > 1
    shown = "".join(part.removeprefix(">") for piece in pieces for part in piece.split("\n"))
    assert shown.replace("&amp;", "&") == line


def labels(drawn: Sequence[dict[str, Any]]) -> list[str]:
    return [
        element["text"]["text"]
        for block in drawn
        for element in block.get("elements", ())
        if "action_id" in element
    ]


def test_a_clause_leads_to_its_neighbours_and_its_other_language() -> None:
    before, after = Neighbour("a" * 16, "PM-3.3"), Neighbour("b" * 16, "PM-3.5")
    drawn = blocks.clause(view(replace(SHOWN, previous=before, following=after)), CATALOG, "en-US")
    assert labels(drawn.blocks) == ["Previous: PM-3.3", "Next: PM-3.5", "中文"]


def test_only_a_long_clause_offers_to_be_seen_whole() -> None:
    assert "See the whole clause" not in labels(blocks.clause(view(), CATALOG, "en-US").blocks)
    long = view(replace(SHOWN, text="A rule. " * 1000))
    drawn = blocks.clause(long, CATALOG, "en-US")
    assert "See the whole clause" in labels(drawn.blocks)
    assert sum(len(block["text"]["text"]) for block in drawn.blocks if block["type"] == "section") < 2500


def test_only_who_keeps_the_rule_book_may_mark_a_contradiction() -> None:
    assert "It contradicts another" not in labels(blocks.clause(view(), CATALOG, "en-US").blocks)
    assert "It contradicts another" in labels(blocks.clause(view(keeper=True), CATALOG, "en-US").blocks)


def test_a_clause_of_another_day_says_so() -> None:
    drawn = blocks.clause(view(is_today=False), CATALOG, "en-US")
    assert "as of 2 Mar 2026, not today’s" in str(drawn.blocks)


@pytest.mark.parametrize(
    ("prevails", "said"),
    [
        (None, "Nobody has decided yet"),
        (True, "HR has decided: TR-1.1 applies"),
        (False, "HR has decided: PM-3.4 applies"),
    ],
)
def test_clauses_that_contradict_each_other_stand_together(*, prevails: bool | None, said: str) -> None:
    other = Contradiction(
        replace(SHOWN, clause_id="TR-1.1", text="Shared notes are for HR."), prevails=prevails
    )
    drawn = blocks.clause(ClauseView(SHOWN, (other,), date(2026, 3, 2), is_today=True), CATALOG, "en-US")
    assert "TR-1.1 Notes* says something else" in str(drawn.blocks)
    assert "Shared notes are for HR." in str(drawn.blocks)
    assert said in str(drawn.blocks)


def test_the_form_for_a_contradiction_asks_which_of_the_two_applies() -> None:
    form = book_blocks.conflict_form(ClauseValue("r1", date(2026, 3, 2), "en"), "PM-3.4", CATALOG, "zh-CN")
    [radio] = [block["element"] for block in form["blocks"] if block.get("block_id") == "applies"]
    assert [option["value"] for option in radio["options"]] == ["undecided", "this", "other"]
    assert [option["text"]["text"] for option in radio["options"]] == ["尚未确定", "PM-3.4", "另一条"]
    assert radio["initial_option"]["value"] == "undecided"
