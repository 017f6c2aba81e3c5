"""Which events of a manager's calendar are 1:1s with a report.

Where an event names who is invited, that decides: the manager and one report, nobody else. Where it names nobody,
its title may, and then the manager is asked once per title.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from datetime import datetime

LONGEST_HOURS = 3
"""What takes longer is no 1:1, whoever is there."""
LONGEST_TITLE = 200


class Guest(Protocol):
    """Somebody invited."""

    @property
    def address(self) -> str:
        """In lower case."""
        ...

    @property
    def declined(self) -> bool:
        """Whether they will not come."""
        ...


class Event(Protocol):
    """One event of a calendar, or one instance of one that comes round."""

    @property
    def title(self) -> str:
        """Its title, in one line."""
        ...

    @property
    def starts_at(self) -> datetime:
        """In UTC."""
        ...

    @property
    def ends_at(self) -> datetime:
        """In UTC."""
        ...

    @property
    def guests(self) -> Sequence[Guest]:
        """The people invited, its owner and organizer among them where they are named."""
        ...

    @property
    def cancelled(self) -> bool:
        """Whether it was called off."""
        ...


@dataclass(frozen=True)
class Report:
    """Somebody who reports to the calendar's owner, and the names others write of them by, longest first."""

    person_id: int
    address: str
    names: tuple[str, ...]


@dataclass(frozen=True)
class Owner:
    """Whose calendar it is: their address, their reports, and what they said of titles.

    `titles` holds, by `title_key`, the report a title is a talk with; 0 where it is none.
    """

    address: str
    reports: tuple[Report, ...]
    titles: Mapping[str, int]


@dataclass(frozen=True)
class Match:
    """An event that is a talk with a report; `takes_place` False when it was called off or declined."""

    employee_id: int
    takes_place: bool


@dataclass(frozen=True)
class Question:
    """An event whose title may name a report; `title` is what its owner is asked about."""

    employee_id: int
    title: str


def matched(event: Event, owner: Owner) -> Match | Question | None:
    """Return what an event is to its owner's talks; None for what is nothing to us."""
    if (event.ends_at - event.starts_at).total_seconds() > LONGEST_HOURS * 3600:
        return None
    others = [guest for guest in event.guests if guest.address != owner.address]
    off = event.cancelled or any(guest.declined for guest in event.guests if guest.address == owner.address)
    if others:
        by_address = {report.address: report for report in owner.reports}
        report = by_address.get(others[0].address) if len(others) == 1 else None
        return Match(report.person_id, not (off or others[0].declined)) if report else None
    known = owner.titles.get(title_key(event.title))
    if known is not None:
        # A report who has left, or changed managers, is nobody's talk any more.
        mine = known in {report.person_id for report in owner.reports}
        return Match(known, not off) if mine else None
    return _question(event, owner.reports)


def title_key(title: str) -> str:
    """Return what equal titles have in common: letters as they sound, single spaces."""
    return " ".join(title.casefold().split())[:LONGEST_TITLE]


def names_in(title: str, reports: Iterable[Report]) -> Collection[int]:
    """Return the reports a title names."""
    return {report.person_id for report in reports if any(_names(title, name) for name in report.names)}


def _question(event: Event, reports: Sequence[Report]) -> Question | None:
    if event.cancelled:
        return None
    named = names_in(event.title, reports)
    if len(named) != 1:
        return None
    return Question(next(iter(named)), event.title[:LONGEST_TITLE])


def _names(title: str, name: str) -> bool:
    if not name.isascii():
        return name in title
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", title, re.IGNORECASE) is not None
