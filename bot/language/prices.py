"""What a model costs, from the price table or as the operator says."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING

from storage.model_use import price_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from storage.model_use import Price

_DATED = re.compile(r"-\d{4}-\d{2}-\d{2}$")


def price(model: str, told: str | None) -> Price | None:
    """Return what a model costs: as told (`sent/received`), else by the table; None when nobody knows."""
    if told is not None:
        return price_of(told)
    return _table().get(_DATED.sub("", model))


@cache
def _table() -> Mapping[str, Price]:
    written = tomllib.loads(files("bot.language").joinpath("prices.toml").read_text(encoding="utf-8"))
    return MappingProxyType({model: price_of(cost) for model, cost in written.items()})
