"""The questions a pilot is asked every two weeks, without their words. `surveys.toml` explains them."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files


class SurveysError(ValueError):
    """A mistake in the bank of questions."""


@cache
def load_surveys() -> tuple[str, ...]:
    """Return the ids of the questions in the order they are asked. Raises SurveysError."""
    return read_surveys((files("prompts") / "surveys.toml").read_text(encoding="utf-8"))


def read_surveys(text: str) -> tuple[str, ...]:
    """Return the ids of the questions in a TOML text. Raises SurveysError."""
    order = tomllib.loads(text).get("order")
    if not isinstance(order, list) or not order or not all(isinstance(each, str) for each in order):
        message = "surveys.toml: order must be a list of ids, and not empty"
        raise SurveysError(message)
    if len(set(order)) != len(order):
        message = "surveys.toml: order names a question twice"
        raise SurveysError(message)
    return tuple(order)
