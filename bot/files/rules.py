"""The one place where a file becomes documents of the rule book, for the command line, the chat and the demo."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from knowledge.documents import DocumentError, read_all

if TYPE_CHECKING:
    from datetime import date

    from knowledge.documents import Document

LARGEST_BYTES = 50 * 1024 * 1024
"""A larger file is refused before it is read or fetched."""
ENDINGS = frozenset({".md", ".markdown", ".txt", ".html", ".htm", ".docx", ".pdf"})
"""What a file of rules is called; in a folder, other files are left alone."""


@dataclass(frozen=True)
class Wishes:
    """What whoever brings a file says of it, over what stands in it; None where they say nothing."""

    audience: str | None = None
    effective_from: date | None = None
    version: str | None = None
    language: str | None = None


def read_rules(path: Path, today: date, wishes: Wishes | None = None) -> tuple[Document, ...]:
    """Return the documents in a file, one for each language; raises DocumentError and OSError.

    A file that names neither version nor day is today's version, in force from today.
    """
    said = wishes or Wishes()
    documents = read_all(
        path,
        version=said.version,
        effective_from=said.effective_from or today,
        language=said.language,
        audience=said.audience,
    )
    return tuple(
        replace(
            document,
            audience=said.audience or document.audience,
            effective_from=said.effective_from or document.effective_from,
            version=said.version or document.version,
            language=said.language or document.language,
        )
        for document in documents
    )


def read_bytes(name: str, content: bytes, today: date) -> tuple[Document, ...]:
    """Return the documents in a file that somebody sent; raises DocumentError.

    Readers want a file on disk: it lies in a folder of its own for as long as it is read.
    """
    with TemporaryDirectory(prefix="touchbase-rules-") as folder:
        path = Path(folder) / (Path(name).name or "rules")
        path.write_bytes(content)
        return read_rules(path, today)


__all__ = ["ENDINGS", "LARGEST_BYTES", "DocumentError", "Wishes", "read_bytes", "read_rules"]
