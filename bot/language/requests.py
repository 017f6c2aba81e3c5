"""What is sent to a model: instructions of ours, and text of others behind marks nobody can know beforehand."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from prompts.catalog import DEFAULT_LANGUAGE
from prompts.instructions import load_instructions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.language.writer import Quoted
    from prompts.instructions import Instructions

MOST_TOKENS = 1_200
"""Of an answer: four sentences and their quotes, as JSON."""
MOST_SAID_AGAIN = 4_000
"""Characters of a refused answer that are sent back with what was wrong with it."""


@dataclass(frozen=True)
class Message:
    """One message to a model. `role` is system, user or assistant."""

    role: str
    text: str


def to_compose(question: str, passages: Sequence[Quoted], language: str) -> list[Message]:
    """Return the request for an answer. Question and passages hold no names any more."""
    told = instructions(language)
    mark = _mark()
    clauses = ", ".join(dict.fromkeys(passage.clause for passage in passages))
    fenced = [_fenced(mark, f"clause {passage.clause}", passage.text) for passage in passages]
    return [
        Message("system", told.compose.format(mark=mark, clauses=clauses)),
        Message("user", "\n".join([*fenced, _fenced(mark, "question", question)])),
    ]


def to_rewrite(question: str, earlier: Sequence[str], language: str) -> list[Message]:
    """Return the request for a question that stands alone."""
    mark = _mark()
    asked = [_fenced(mark, "asked before", each) for each in earlier]
    return [
        Message("system", instructions(language).rewrite.format(mark=mark)),
        Message("user", "\n".join([*asked, _fenced(mark, "asked now", question)])),
    ]


def once_more(answer: str, problem: str, language: str) -> list[Message]:
    """Return what is added to a request whose answer could not be used."""
    told = instructions(language)
    return [
        Message("assistant", answer),
        Message("user", told.again.format(problem=told.problems[problem])),
    ]


def instructions(language: str) -> Instructions:
    """Return what a model is told in this language or locale; in English when there is nothing for it."""
    known = load_instructions()
    return known.get(language.replace("_", "-").split("-")[0].lower(), known[DEFAULT_LANGUAGE])


def _mark() -> str:
    return secrets.token_hex(8)


def _fenced(mark: str, what: str, text: str) -> str:
    return f"=== {mark} begin {what} ===\n{text}\n=== {mark} end ==="
