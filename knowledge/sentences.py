"""Where sentences stand."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Span:
    """A stretch of a passage's text: `text[start:end]`."""

    start: int
    end: int
