"""Reading a model's JSON as it arrives: one claim as soon as it is complete."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from bot.language.checking import Claim, Fault, RefusedError

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST = 16_000
"""Characters of a reply that are read; an answer of four sentences has two thousand."""

_SENTENCES = re.compile(r'"sentences"\s*:\s*\[')
_NOT_COVERED = re.compile(r'"covered"\s*:\s*false\b')
_BETWEEN = frozenset(" \t\r\n,")
_DECODER = json.JSONDecoder()


class ClaimReader:
    """Reads one reply. Raises RefusedError for what is not the object that was asked for."""

    def __init__(self) -> None:
        self.text = ""
        self._at: int | None = None
        self._closed = False

    @property
    def not_covered(self) -> bool:
        """Whether the model says the clauses do not answer."""
        return bool(_NOT_COVERED.search(self.text[: self._at]))

    def feed(self, piece: str) -> Iterator[Claim]:
        """Take the next piece of the reply, and give the claims it completes."""
        self.text += piece
        if len(self.text) > LONGEST:
            raise RefusedError(Fault.LENGTH)
        if self._at is None and (opened := _SENTENCES.search(self.text)):
            self._at = opened.end()
        # An object can only have been completed by its closing brace; the list by its bracket.
        while self._at is not None and not self._closed and not {"}", "]"}.isdisjoint(piece):
            while self.text[self._at : self._at + 1] in _BETWEEN:
                self._at += 1
            if self.text[self._at : self._at + 1] == "]":
                self._closed = True
                return
            try:
                found, self._at = _DECODER.raw_decode(self.text, self._at)
            except RecursionError:
                raise RefusedError(Fault.FORM) from None
            except ValueError:
                return
            yield _claim(found)

    def finish(self) -> None:
        """Say that nothing follows; raises RefusedError when something should have."""
        if not self._closed:
            raise RefusedError(Fault.FORM)


def read_claims(text: str) -> tuple[Claim, ...] | None:
    """Return what a whole reply claims; None when it says that the clauses do not answer."""
    reader = ClaimReader()
    claims = tuple(reader.feed(text))
    if reader.not_covered:
        return None
    reader.finish()
    return claims


def read_question(text: str) -> str:
    """Return the question of a reply; empty when there is none."""
    try:
        found = json.loads(text[:LONGEST])
    except (ValueError, RecursionError):
        return ""
    question = found.get("question") if isinstance(found, dict) else None
    return question.strip() if isinstance(question, str) else ""


def _claim(found: Any) -> Claim:  # noqa: ANN401 - whatever the model sent
    if not isinstance(found, dict) or not isinstance(found.get("quotes"), list):
        raise RefusedError(Fault.FORM)
    text = found.get("text") or ""
    quotes = [(each.get("clause"), each.get("text")) for each in found["quotes"] if isinstance(each, dict)]
    if not isinstance(text, str) or not all(isinstance(part, str) for quote in quotes for part in quote):
        raise RefusedError(Fault.FORM)
    return Claim(text, tuple((str(clause), str(quote)) for clause, quote in quotes))
