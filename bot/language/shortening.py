"""Whether a sentence is a shortening of what it quotes, and nothing else.

No judge of meaning is needed to trust such a sentence: its words are the clause's words in the clause's order.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.language.tokens import tokens

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.language.tokens import Token

LEAST_KEPT = 0.5
"""How much of the sentences it shortens must be left: below that, words can be picked to say anything."""
COUNTED = 2
"""How many words after a number say what it counts, and stay with it: 10 working days."""


def is_shortening(said: str, sentences: Sequence[str]) -> bool:
    """Return whether `said` shortens some of the quoted `sentences` that follow each other.

    It does when all it says stands there in the same order; when a number keeps the word before it and two after;
    when Chinese is left out only between marks, not inside a run of characters; when nothing that turns the
    meaning (not, only, at least, if …) is left out; and when half or more of what they say is left.
    """
    wanted = tokens(said)
    quoted = [tokens(sentence) for sentence in sentences]
    ranges = (
        [token for sentence in quoted[first:last] for token in sentence]
        for first in range(len(quoted))
        for last in range(first + 1, len(quoted) + 1)
    )
    return bool(wanted) and any(_Range(among).holds(wanted) for among in ranges)


class _Range:
    """Quoted sentences as one row of tokens, with the places where words may be left out."""

    def __init__(self, among: Sequence[Token]) -> None:
        self._among = among
        # Where the last word that must not be left out stands, before each place and before the end.
        self._turns, last_turn = [], -1
        for place, token in enumerate(among):
            self._turns.append(last_turn)
            last_turn = place if token.turns else last_turn
        self._turns.append(last_turn)

    def holds(self, wanted: Sequence[Token]) -> bool:
        """Return whether these words can be laid over the range from its beginning to its end."""
        if not LEAST_KEPT * len(self._among) <= len(wanted) <= len(self._among):
            return False
        # Places the words so far may end at; -1 is before the range.
        ends = {-1}
        for token in wanted:
            ends = self._next(ends, token)
        return any(self._may_skip(place, len(self._among)) for place in ends)

    def _next(self, ends: set[int], token: Token) -> set[int]:
        leaving = sorted(place for place in ends if self._may_leave(place))
        found = set()
        at = 0
        nearest: int | None = None
        for place, candidate in enumerate(self._among):
            while at < len(leaving) and leaving[at] < place:
                nearest = leaving[at]
                at += 1
            if candidate == token and (
                place - 1 in ends or (nearest is not None and self._may_skip(nearest, place))
            ):
                found.add(place)
        return found

    def _may_skip(self, after: int, to: int) -> bool:
        """Return whether everything between two places may be left out."""
        if after == to - 1:
            return True
        return self._may_leave(after) and self._may_enter(to) and self._turns[to] <= after

    def _may_leave(self, place: int) -> bool:
        """Return whether the words after this place may be left out."""
        counted = self._among[max(0, place - COUNTED + 1) : place + 1]
        following = place + 1
        torn = following < len(self._among) and self._among[following].joined
        return not torn and not any(token.is_exact for token in counted)

    def _may_enter(self, place: int) -> bool:
        """Return whether the words before this place may be left out."""
        return place == len(self._among) or not (self._among[place].joined or self._among[place].is_exact)
