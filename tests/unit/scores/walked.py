"""What a reader makes of a waterfall's line: the amounts in it, added up one after the other."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from bot.features.scores.explained import Explained
from bot.features.scores.speaking import Speaker
from bot.features.scores.walk_words import walk
from prompts.catalog import Catalog
from tests.unit.scores.around import AROUND

if TYPE_CHECKING:
    from bot.features.scores.results import Result

CATALOG = Catalog.load()
_AMOUNT = re.compile(r"\*\*([^*]+)\*\*")


def line_of(result: Result, language: str) -> str:
    """Return the waterfall of a scored result as it is told."""
    return walk(Explained(result, AROUND), Speaker(AROUND, CATALOG, language))


def sums_up(line: str, result: Result) -> bool:
    """Return whether a reader who adds the amounts of a waterfall's line comes to its last one."""
    total = Decimal(0)
    for step in line.split("→"):
        amounts = [_signed(word) for found in _AMOUNT.findall(step) for word in found.split()]
        if not amounts:
            continue
        is_sum = any(mark in step for mark in ("own score **", "个人得分 **")) or re.fullmatch(
            r"\s*\*\*[^*]+\*\*.*", step
        )
        if is_sum:
            if abs(total) and amounts[0] != total:
                return False
            total = amounts[0]
        else:
            total += sum(amounts)
    return total == result.final and result.own_score is not None


def _signed(written: str) -> Decimal:
    return Decimal(written.replace("−", "-").replace(",", ""))
