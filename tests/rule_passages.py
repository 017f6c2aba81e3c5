"""A file of rules as the index takes it: a passage a clause, for everyone and in force from its own first day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.documents import read_markdown
from knowledge.passages import Passage

if TYPE_CHECKING:
    from pathlib import Path


def passages_of(path: Path) -> list[Passage]:
    """Return the passages of a Markdown document with clauses."""
    document = read_markdown(path)
    return [
        Passage(
            key=f"{document.id}@{document.version}/{clause.language}/{clause.id}",
            document=document.id,
            clause=clause.id,
            version=document.version,
            language=clause.language,
            title=clause.title,
            path=clause.path,
            text=clause.text,
            start=clause.start,
            end=clause.end,
            audience="everyone",
            effective_from=document.effective_from,
            effective_until=None,
        )
        for clause in document.clauses
    ]
