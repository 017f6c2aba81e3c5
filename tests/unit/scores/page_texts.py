"""The explanation texts of domain 4.7, copied from the page into `page_texts.md`: what must be said to the letter."""

from __future__ import annotations

from pathlib import Path


def _texts() -> dict[tuple[str, str], tuple[str, ...]]:
    parts = (Path(__file__).parent / "page_texts.md").read_text(encoding="utf-8").split("# ")
    found = {}
    for part in filter(None, parts):
        title, *lines = part.splitlines()
        example, language = title.split()
        found[example, language] = tuple(line for line in lines if line)
    return found


TEXTS = _texts()
"""By example and language, the lines in order."""
