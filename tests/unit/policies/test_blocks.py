from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from bot.features.policies import blocks
from prompts.catalog import Catalog
from storage.policies import ClauseInForce

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
)


def test_a_clause_is_shown_with_number_title_version_and_date() -> None:
    drawn = blocks.clause(SHOWN, CATALOG, "en-US")
    assert drawn.text == "PM-3.4 Notes"
    said = str(drawn.blocks)
    assert ">Shared notes are &lt;visible&gt; to both." in said
    assert "Performance rules, version 2026.1, in force since 1 Jan 2026" in said
    assert "Chinese text applies" in said


def test_a_clause_that_lacks_the_readers_language_says_so() -> None:
    assert "只有英文文本" in str(blocks.clause(SHOWN, CATALOG, "zh-CN").blocks)


@given(st.text(st.sampled_from("ab &<\n"), min_size=1, max_size=9000))
def test_a_long_clause_is_never_shortened(words: str) -> None:
    drawn = blocks.clause(replace(SHOWN, text=words), CATALOG, "en-US")
    quoted = [block["text"]["text"] for block in drawn.blocks if block["type"] == "section"][1:]
    assert all(len(piece) <= 3000 for piece in quoted)
    shown = "".join(line.removeprefix(">") for piece in quoted for line in piece.split("\n"))
    for escaped, letter in (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")):
        shown = shown.replace(escaped, letter)
    assert shown == words.replace("\n", "")


def test_a_clause_of_one_very_long_line_is_shown_in_pieces() -> None:
    line = "".join(f"{number} & " for number in range(1500))
    drawn = blocks.clause(replace(SHOWN, text=line), CATALOG, "en-US")
    pieces = [block["text"]["text"] for block in drawn.blocks if block["type"] == "section"][1:]
    assert len(pieces) > 1
    shown = "".join(part.removeprefix(">") for piece in pieces for part in piece.split("\n"))
    assert shown.replace("&amp;", "&") == line
