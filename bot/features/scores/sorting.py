"""The people and cycles that arriving rows name, looked up for many rows at once."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from bot.features.scores.arriving import RejectedError, Rejection
from storage import cycles, people

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sqlmodel import Session

    from bot.features.scores.arriving import Row
    from storage.cycles import Cycle
    from storage.people import Person


class Roll:
    """Who and what the rows of one batch are about. `cycle` is the one asked for, for rows that name none."""

    def __init__(
        self, session: Session, rows: Iterable[Row], columns: Iterable[str], cycle: str | None
    ) -> None:
        named = {
            word.casefold()
            for row in rows
            for column in columns
            for word in _addresses(row.cells.get(column, ""))
        }
        self._people = people.by_emails(session, named)
        self._cycles = {each.id: each for each in cycles.every(session)}
        self._cycle = cycle
        self.units = people.parents(session)

    def person(self, row: Row, column: str = "employee") -> Person:
        """Return the person a row is about. Raises RejectedError."""
        words = row.cells.get(column, "")
        found = self._people.get(words.casefold())
        if found is None:
            reason = f"'{words}' is nobody we know" if words else "is empty"
            raise RejectedError(Rejection(row.line, column, reason))
        return found

    def referred(self, words: str) -> tuple[str, int | None]:
        """Return words with everybody's address in them as a reference, and whose it is if that is all."""
        whole = self._people.get(words.casefold())
        return (words, None) if whole is None else (people.reference(whole.key), whole.key)

    def cycle(self, row: Row) -> Cycle:
        """Return the cycle of a row: the one it names, that of its period, or the one asked for."""
        named = row.cells.get("cycle") or self._cycle
        if named is not None:
            if named not in self._cycles:
                known = ", ".join(sorted(self._cycles)) or "none"
                raise RejectedError(Rejection(row.line, "cycle", f"'{named}' is no cycle; there are {known}"))
            return self._cycles[named]
        span = _span(row.cells)
        fitting = [
            each for each in self._cycles.values() if span and each.starts <= span[0] and span[1] <= each.ends
        ]
        if len(fitting) == 1:
            return fitting[0]
        reason = "the row names none and its period lies in no single one; add a column or --cycle"
        raise RejectedError(Rejection(row.line, "cycle", reason))


def _addresses(words: str) -> list[str]:
    return [word for word in words.replace(",", " ").replace(";", " ").split() if "@" in word]


def _span(cells: Mapping[str, str]) -> tuple[date, date] | None:
    try:
        return date.fromisoformat(cells.get("period_start", "")), date.fromisoformat(
            cells.get("period_end", "")
        )
    except ValueError:
        return None
