"""A value somebody only asks about, read for the line it is about: `95%`, `1,308`, `level 4`."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from bot.features.scores import figures, measures
from bot.features.scores.line_words import is_share
from bot.features.scores.rounding import HUNDRED

if TYPE_CHECKING:
    from bot.features.scores.explained import Counted
    from bot.features.scores.figures import Value

_NUMBER = re.compile(r"[+-]?\d{1,12}(?:\.\d{1,8})?")
_LEVELS = range(1, 6)
_PERCENT = "%"


def supposed_amount(line: Counted, written: str) -> Value | None:
    """Return the value a line is supposed to have; None for what its line cannot have.

    A line in percent that holds shares of one takes `95%`, `95` and `0.95` alike.
    """
    bare = written.replace(",", "").replace("，", "").replace("％", _PERCENT).replace("−", "-").strip()
    number = bare.rstrip(_PERCENT).strip()
    if not _NUMBER.fullmatch(number):
        return None
    amount = Decimal(number)
    match line.agreed.measure:
        case measures.Higher() | measures.Lower() | measures.TargetBand() | measures.Steps():
            return figures.Amount(_scaled(line, amount, percent=bare.endswith(_PERCENT)))
        case measures.Behaviour() if not bare.endswith(_PERCENT) and amount in _LEVELS:
            # A level that is only asked about need not be shown by events.
            return figures.Level(int(amount), ())
        case _:
            return None


def _scaled(line: Counted, amount: Decimal, *, percent: bool) -> Decimal:
    if is_share(line) and (percent or abs(amount) > _LEVELS.start):
        return amount / HUNDRED
    return amount
