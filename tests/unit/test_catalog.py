"""Messages are read one at a time, and come out as if their whole files had been read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from fluent.syntax import ast, parse

from prompts import catalog
from prompts.catalog import Catalog, MissingMessage
from tests.house.tree import ROOT

if TYPE_CHECKING:
    from pathlib import Path

FILES = sorted((ROOT / "prompts").glob("*/*.ftl"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}-{file.stem}")
def test_every_message_is_cut_out_whole(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    whole = {entry.id.name: entry for entry in parse(text).body if isinstance(entry, ast.Message | ast.Term)}
    cut = dict(catalog._entries(text))
    assert cut.keys() == whole.keys()
    for key, entry in cut.items():
        first = parse(entry).body[0]
        assert first.equals(whole[key], ignored_fields=["span", "comment"]), key


def test_a_message_brings_what_it_quotes() -> None:
    language = catalog._Language(
        "en", ["-us = Touchbase\ninner = { $n } of { -us }\n# a remark\nouter = Here: { inner }\n"]
    )
    assert language.say("outer", {"n": 3}) == "Here: 3 of Touchbase"


def test_a_message_without_its_variable_is_never_half_said() -> None:
    language = catalog._Language("en", ["inner = { $n } left\nouter = Here: { inner }\n"])
    with pytest.raises(MissingMessage):
        language.say("outer", {})
    with pytest.raises(MissingMessage):
        Catalog.load().text("en", "no-such-message")
