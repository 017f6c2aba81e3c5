"""Paragraphs whose bold parts stand between double asterisks, drawn."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.slack import blocks

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.slack.blocks import Block

_BOLD = re.compile(r"\*\*(.+?)\*\*")


def paragraphs_of(said: Iterable[str]) -> list[Block]:
    """Draw lines, each a paragraph of its own."""
    return [paragraph_of(line) for line in said]


def paragraph_of(line: str) -> Block:
    """Draw a line to the letter, beside any sign of any script, with its bold parts bold."""
    runs: list[tuple[str, str | None]] = []
    at = 0
    for found in _BOLD.finditer(line):
        runs += [(line[at : found.start()], None), (found[1], "bold")]
        at = found.end()
    return blocks.rich_text([*runs, (line[at:], None)])


def without_marks(line: str) -> str:
    """Return a line as plain text for Slack."""
    return blocks.escape(_BOLD.sub(r"\1", line))
