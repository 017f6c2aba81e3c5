"""What an announcement says: its words in each language, with what is filled in, and what is wrong with them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

WORDS = ("announce", "公告")
"""The sub-words of /touchbase."""
FREE = "free"
"""The template of an announcement that is written freely."""
ROLES = ("employee", "manager", "hr", "unit_head")
_READ_BY = {
    "employee": ("employee",),
    "manager": ("manager", "employee"),
    "hr": ("hr", "employee"),
    "unit_head": ("unit_head", "manager", "employee"),
}
"""Whose paragraphs a role reads, the first there is."""
LONGEST_TITLE = 140
LONGEST_TEXT = 2600
LONGEST_CHANGE = 1000
"""Characters of one paragraph on what changes for a role. Each fits into one block of Slack's with its heading."""
_VARIABLE = re.compile(r"[{｛]\s*([^\W\d]\w*)\s*[}｝]")
_VALUE = re.compile(r"\s*[{｛]?\s*([^\W\d]\w*)\s*[}｝]?\s*[:=：]\s*(.*)")
_BAR = re.compile(r"[|｜]")
"""How values are typed, with the marks of a Chinese keyboard too."""


@dataclass(frozen=True)
class Problem:
    """Something that keeps an announcement from going out.

    `kind` is `missing` (a whole text), `variable` (nothing is filled in), `unknown` (a value nothing asks for),
    `uneven` (another language names a variable that this one leaves out), `wording` (a word that blames, N-16) or
    `length`. `where` is the part it stands in: `title`, `text` or a role.
    """

    kind: str
    where: str
    language: str = ""
    detail: str = ""


@dataclass(frozen=True)
class Words:
    """What an announcement says, by language: title, text, and what changes for each role. Nothing is filled in yet.

    `values` are the variables' values, by name and language.
    """

    title: Mapping[str, str]
    text: Mapping[str, str]
    changes: Mapping[str, Mapping[str, str]]
    values: Mapping[str, Mapping[str, str]]

    def parts(self, language: str) -> Iterator[tuple[str, str]]:
        """Give each part that has words in a language, by the place it stands in."""
        named = {"title": self.title, "text": self.text, **self.changes}
        yield from (
            (where, words[language]) for where, words in named.items() if words.get(language, "").strip()
        )

    @property
    def variables(self) -> tuple[str, ...]:
        """The variables that any text names, in the order they first stand in."""
        said = [
            found
            for words in (self.title, self.text, *self.changes.values())
            for text in words.values()
            for found in _VARIABLE.findall(text)
        ]
        return tuple(dict.fromkeys(said))


@dataclass(frozen=True)
class Said:
    """An announcement as one reader gets it. `language` is that of its words, `only` when there is no other."""

    title: str
    text: str
    change: str
    language: str
    only: bool


def filled(words: str, values: Mapping[str, Mapping[str, str]], language: str) -> str:
    """Return a text with its variables filled in; what has no value in its language stays as it was written."""

    def value(found: re.Match[str]) -> str:
        return values.get(found[1], {}).get(language, "") or found[0]

    return _VARIABLE.sub(value, words)


def said(words: Words, role: str, language: str) -> Said:
    """Return what a reader of a role gets: in their language, otherwise in the one there is."""
    there = [each for each in words.text if words.text[each].strip()]
    chosen = language if language in there else next(iter(there), language)
    theirs = (words.changes.get(each, {}).get(chosen, "") for each in _READ_BY[role])
    change = next((each for each in theirs if each.strip()), "")
    title, text, what = (
        filled(part, words.values, chosen)
        for part in (words.title.get(chosen, ""), words.text.get(chosen, ""), change)
    )
    return Said(title.strip(), text.strip(), what.strip(), chosen, only=chosen != language)


def problems(
    words: Words,
    languages: Sequence[str],
    banned: Mapping[str, Collection[str]],
    *,
    one_language_is_meant: bool,
) -> tuple[Problem, ...]:
    """Return what is wrong with an announcement; empty when it may go out.

    A language without words is wrong unless that is meant. `banned` are words that blame, by language (N-16).
    """
    there = [each for each in languages if words.text.get(each, "").strip()]
    found: list[Problem] = []
    blamed = [word for each in banned.values() for word in each]
    for language in languages:
        if language in there:
            found += _of_language(words, language, blamed)
            found += _uneven(words, language, there)
        elif not (there and one_language_is_meant):
            found.append(Problem("missing", "text", language))
    named = words.variables
    found += [Problem("unknown", "values", detail=name) for name in words.values if name not in named]
    return tuple(found)


def _of_language(words: Words, language: str, banned: Collection[str]) -> Iterator[Problem]:
    parts = dict(words.parts(language))
    if "title" not in parts:
        yield Problem("missing", "title", language)
    for role, change in words.changes.items():
        if any(each.strip() for each in change.values()) and role not in parts:
            yield Problem("missing", role, language)
    for where, text in parts.items():
        for name in dict.fromkeys(_VARIABLE.findall(text)):
            if not words.values.get(name, {}).get(language, "").strip():
                yield Problem("variable", where, language, name)
        whole = filled(text, words.values, language)
        limit = {"title": LONGEST_TITLE, "text": LONGEST_TEXT}.get(where, LONGEST_CHANGE)
        if len(whole) > limit:
            yield Problem("length", where, language, str(limit))
        for word in blaming(whole, banned):
            yield Problem("wording", where, language, word)


def _uneven(words: Words, language: str, there: Sequence[str]) -> Iterator[Problem]:
    """Give each variable that another language names and this one leaves out; title and text are one account."""
    accounts = {"text": (words.title, words.text)} | {role: (said,) for role, said in words.changes.items()}
    for where, parts in accounts.items():
        named = {
            each: [name for part in parts for name in _VARIABLE.findall(part.get(each, ""))]
            for each in there
            if any(part.get(each, "").strip() for part in parts)
        }
        others = dict.fromkeys(name for names in named.values() for name in names)
        for name in others if language in named else ():
            if name not in named[language]:
                yield Problem("uneven", where, language, name)


def blaming(text: str, banned: Collection[str]) -> list[str]:
    """Return the banned words a text uses; a Latin one only where it stands as a word."""
    plain = text.casefold()
    return [
        word
        for word in banned
        if (
            re.search(rf"(?<![a-z0-9]){re.escape(word)}(?![a-z0-9])", plain)
            if word.isascii()
            else word in plain
        )
    ]


def read_values(typed: str, languages: Sequence[str]) -> dict[str, dict[str, str]]:
    """Return the values that were typed, a line each: `name: English | 中文`, or one value for all languages."""
    found: dict[str, dict[str, str]] = {}
    for line in typed.splitlines():
        read = _VALUE.fullmatch(line)
        if read is None:
            continue
        each = [value.strip() for value in _BAR.split(read[2])]
        values = each if len(each) == len(languages) else [read[2].strip()] * len(languages)
        found[read[1]] = dict(zip(languages, values, strict=True))
    return found


def written_values(words: Words, languages: Sequence[str]) -> str:
    """Return the values as they are typed, with a line for each variable that still needs one."""
    lines = []
    for name in dict.fromkeys((*words.variables, *words.values)):
        each = [words.values.get(name, {}).get(language, "") for language in languages]
        same = len(set(each)) == 1
        lines.append(f"{name}: {each[0] if same else ' | '.join(each)}".rstrip())
    return "\n".join(lines)
