"""People's names and numbers leave for a provider as tokens made for one request, and come back as themselves."""

from __future__ import annotations

import re
import secrets
from collections import defaultdict
from functools import partial
from typing import TYPE_CHECKING

from bot.language.names import written_names
from prompts.model_words import load_model_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

SHORT_NAME = 3
"""Latin names this short are words too (He, An, Ma): like other everyday words they count only as they are written."""
_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
_DATE = re.compile(r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}")
_PATTERNS = (
    ("MAIL", re.compile(r"<mailto:[^>\s]+>|(?<![\w.+%-])[\w.+%-]+[@＠][\w-]+(?:\.[\w-]+)+")),
    ("PERSON", re.compile(r"<[@!][^>\s]*>|\b[UW][A-Z0-9]{8,20}\b")),
    ("PLACE", re.compile(r"<#[^>\s]*>|\b[CDG][A-Z0-9]{8,20}\b")),
    # An identity card's last place may be a letter. Separated groups are telephone numbers; dates are not.
    (
        "NUMBER",
        re.compile(
            r"(?<![\w.])(?:\+\d{1,3}[ -]?)?(?:\(\d{2,4}\)[ -]?)?\d{2,4}(?:[ -]\d{2,4}){2,4}(?![\w.]\d)|\d{6,}[xX]?"
        ),
    ),
)
_SPELLED_SHORT = 8
"""Fewer digits in groups than this are no telephone number."""


class Directory:
    """The names of the people there are, found in a text in time that grows with the text alone."""

    def __init__(self, names: Iterable[str]) -> None:
        self._by_beginning: dict[str, list[str]] = defaultdict(list)
        for name in {part for whole in names for part in written_names(whole)}:
            self._by_beginning[name[:2].casefold()].append(name)
        for starting in self._by_beginning.values():
            starting.sort(key=lambda name: (-len(name), name))

    def replaced(self, text: str, token_for: Callable[[str], str]) -> str:
        """Return the text with every name in it replaced, the longest first."""
        pieces = []
        at = 0
        while at < len(text):
            name = self._name_at(text, at)
            pieces.append(token_for(name) if name else text[at])
            at += len(name) or 1
        return "".join(pieces)

    def _name_at(self, text: str, at: int) -> str:
        for name in self._by_beginning.get(text[at : at + 2].casefold(), ()):
            written = text[at : at + len(name)]
            if _same(written, name) and _stands_alone(text, at, at + len(name)):
                return written
        return ""


class Disguise:
    """One request's tokens. Nobody can know them beforehand, so no document or question can name one."""

    def __init__(self, directory: Directory) -> None:
        self._directory = directory
        self._mark = "".join(secrets.choice(_LETTERS) for _ in range(5))
        self._tokens: dict[str, str] = {}

    def hide(self, text: str) -> str:
        """Return the text as it may leave: names, addresses, mentions, telephone and other long numbers as tokens."""
        for kind, pattern in _PATTERNS:
            text = pattern.sub(partial(self._hidden, kind), text)
        return self._directory.replaced(text, lambda name: self._token("PERSON", name))

    def blank(self, text: str) -> str:
        """Return the text as it may leave where nothing comes back: names and numbers as the kind of what they are."""
        return re.sub(rf"([A-Z]+){self._mark}\d+Z", r"\1", self.hide(text))

    def show(self, text: str) -> str:
        """Return the text with what the tokens stand for."""
        for hidden, token in self._tokens.items():
            text = text.replace(token, hidden)
        return text

    def _hidden(self, kind: str, match: re.Match[str]) -> str:
        written = match[0]
        grouped = kind == "NUMBER" and not written.rstrip("xX").isdigit()
        if grouped and (_DATE.fullmatch(written) or sum(map(str.isdigit, written)) < _SPELLED_SHORT):
            return written
        return self._token(kind, written)

    def _token(self, kind: str, written: str) -> str:
        # Letters before and after the count, so that no token begins with another one.
        return self._tokens.setdefault(written, f"{kind}{self._mark}{len(self._tokens) + 1}Z")


def _same(written: str, name: str) -> bool:
    if len(name) <= SHORT_NAME or name.casefold() in load_model_words().ordinary_names:
        return written == name
    return written.casefold() == name.casefold()


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Return whether no Latin letter continues a Latin name; Chinese is written without gaps."""
    before, after = text[start - 1 : start], text[end : end + 1]
    return not (_is_latin(text[start]) and _is_latin(before)) and not (
        _is_latin(text[end - 1]) and _is_latin(after)
    )


def _is_latin(letter: str) -> bool:
    return bool(letter) and letter.isascii() and letter.isalnum()
