"""A question read against a clause, token by token."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray


@dataclass(frozen=True)
class Reading:
    """A question read against one clause, a number for each token of the question."""

    near: NDArray[np.float32]
    """The similarity with the token nearest to it in the clause."""
    telling: NDArray[np.bool_]
    """Whether it belongs to a word that says what is asked about, and not how it is asked."""
    places: tuple[tuple[int, int], ...]
    """From where to where it stands in the question."""

    def known_by(self, spans: Iterable[tuple[int, int]], near: float) -> Reading:
        """Return the same, where the tokens in some spans are at least so near."""
        within = tokens_in(self.places, spans)
        return replace(self, near=np.where(within, np.maximum(self.near, np.float32(near)), self.near))


def tokens_in(places: Iterable[tuple[int, int]], spans: Iterable[tuple[int, int]]) -> NDArray[np.bool_]:
    """Return for each token whether it stands in one of the spans."""
    known = tuple(spans)
    return np.asarray(
        [any(first < end and last > start for start, end in known) for first, last in places], bool
    )
