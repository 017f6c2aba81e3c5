"""The question bank: which question serves which state of which kind of check-in.

The words are the catalog messages `question-ID`; this module knows everything about a question but its words.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, TypeVar

from prompts.profiles import load_profiles

if TYPE_CHECKING:
    from collections.abc import Mapping


class QuestionType(StrEnum):
    """What a question is for in the conversation."""

    OPENER = "O"
    PROBE = "P"
    ACTION = "A"
    SELF_CHECK = "S"


class QuestionState(StrEnum):
    """The state of a check-in a question serves; EXTRA fills a slot only some kinds have."""

    FOCUS = "FOCUS"
    EVIDENCE = "EVIDENCE"
    VOICE = "VOICE"
    OPTIONS = "OPTIONS"
    COMMIT = "COMMIT"
    REFLECT = "REFLECT"
    EXTRA = "EXTRA"


class QuestionMode(StrEnum):
    """Before the talk, or after it."""

    PREP = "prep"
    DEBRIEF = "debrief"


class QuestionBankError(ValueError):
    """A mistake in the question bank; the message names the entry and the field."""


@dataclass(frozen=True)
class Question:
    """One question without its words.

    `order` counts from 1 among the questions of one kind and state. `needs` are the variables its words use:
    `n` the employee's name, `g` a goal, `d` a date. `slots` are the kind's extra slots its answer fills.
    """

    id: str
    kind: str
    type: QuestionType
    state: QuestionState
    modes: frozenset[QuestionMode]
    order: int
    needs: frozenset[str]
    slots: tuple[str, ...]

    @property
    def message(self) -> str:
        """The key of its words in the message catalogs."""
        return f"question-{self.id}"


VARIABLES = frozenset({"n", "g", "d"})

_REQUIRED = {"id": str, "kind": str, "type": str, "state": str, "modes": list, "order": int}
_OPTIONAL = {"needs": list, "slots": list}

_Word = TypeVar("_Word", bound=StrEnum)


@cache
def load_questions() -> tuple[Question, ...]:
    """Return the whole bank, kind by kind, state by state, in asking order. Raises QuestionBankError."""
    return read_questions((files("prompts") / "questions.toml").read_text(encoding="utf-8"))


def read_questions(text: str) -> tuple[Question, ...]:
    """Return the questions in a TOML text, in asking order. Raises QuestionBankError naming a wrong entry."""
    kinds = list(load_profiles())
    states = list(QuestionState)
    questions = [_question(number, entry) for number, entry in enumerate(_entries(text), start=1)]
    _refuse_twins(questions)
    return tuple(sorted(questions, key=lambda q: (kinds.index(q.kind), states.index(q.state), q.order)))


def _entries(text: str) -> list[dict[str, Any]]:
    tables = tomllib.loads(text)
    entries = tables.pop("question", None)
    if tables or not isinstance(entries, list):
        message = "a question bank is a list of [[question]] entries and nothing else"
        raise QuestionBankError(message)
    return entries


def _question(number: int, entry: dict[str, Any]) -> Question:
    name = f"question {entry.get('id', f'number {number}')}"
    _check_fields(name, entry)
    profile = load_profiles().get(entry["kind"])
    if profile is None:
        message = f"{name}: unknown kind '{entry['kind']}'; one of {', '.join(load_profiles())}"
        raise QuestionBankError(message)
    question = Question(
        id=entry["id"],
        kind=entry["kind"],
        type=_word(name, "type", QuestionType, entry["type"]),
        state=_word(name, "state", QuestionState, entry["state"]),
        modes=frozenset(_word(name, "mode", QuestionMode, mode) for mode in entry["modes"]),
        order=entry["order"],
        needs=frozenset(entry.get("needs", ())),
        slots=tuple(entry.get("slots", ())),
    )
    _check_sense(name, question, profile)
    return question


def _check_fields(name: str, entry: dict[str, Any]) -> None:
    for field, shape in (_REQUIRED | _OPTIONAL).items():
        wanted = field in entry or field in _REQUIRED
        # bool is an int to Python, and not to us.
        if wanted and type(entry.get(field)) is not shape:
            message = f"{name}: '{field}' must be given as {shape.__name__}"
            raise QuestionBankError(message)
    if unknown := set(entry) - set(_REQUIRED) - set(_OPTIONAL):
        message = f"{name}: no such field: {', '.join(sorted(unknown))}"
        raise QuestionBankError(message)


def _word(name: str, field: str, words: type[_Word], said: str) -> _Word:
    try:
        return words(said)
    except ValueError as error:
        message = f"{name}: unknown {field} '{said}'; one of {', '.join(words)}"
        raise QuestionBankError(message) from error


def _check_sense(name: str, question: Question, profile: Mapping[str, Any]) -> None:
    problem = ""
    if not question.modes:
        problem = "it is asked in no mode"
    elif unknown := question.needs - VARIABLES:
        problem = f"no such variable: {', '.join(sorted(unknown))}"
    elif unknown := frozenset(question.slots) - set(profile["extra_slots"]):
        problem = f"{question.kind} has no slot {', '.join(sorted(unknown))}"
    elif question.state is QuestionState.EXTRA and not question.slots:
        problem = "an EXTRA question must name the slot it fills"
    elif question.type is QuestionType.SELF_CHECK and question.modes != {QuestionMode.PREP}:
        problem = "a self-check belongs to prep only"
    elif profile["states"].get(question.state) == "-":
        problem = f"{question.kind} does not use {question.state}"
    if problem:
        message = f"{name}: {problem}"
        raise QuestionBankError(message)


def _refuse_twins(questions: list[Question]) -> None:
    ids: set[str] = set()
    places: dict[tuple[str, QuestionState, int], str] = {}
    for question in questions:
        if question.id in ids:
            message = f"question {question.id}: there are two of it"
            raise QuestionBankError(message)
        ids.add(question.id)
        place = (question.kind, question.state, question.order)
        if place in places:
            message = f"question {question.id}: has the same order as {places[place]}"
            raise QuestionBankError(message)
        places[place] = question.id
