"""Taking over people from a list: who is new, who changed, who left.

A list is a set of rows, each accepted or refused on its own. A row is refused here when its manager is nobody
we know, or when it would make somebody their own manager, directly or round a circle.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from sqlmodel import select

from storage.people import Person

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from sqlmodel import Session


@dataclass(frozen=True)
class PersonRow:
    """One person of a list. `line` is where they stand in it; `manager_email` None: nobody manages them."""

    line: int
    email: str
    name: str
    title: str
    unit_code: str | None
    manager_email: str | None
    role: str
    locale: str
    timezone: str
    start_date: date


@dataclass(frozen=True)
class Problem:
    """Why something was not taken over. `line` counts from 1; `column` is empty for a row as a whole."""

    line: int
    column: str
    reason: str


@dataclass(frozen=True)
class ImportReport:
    """What an import did: addresses of those added, updated, left as they were, or marked as having left."""

    added: tuple[str, ...]
    updated: tuple[str, ...]
    unchanged: tuple[str, ...]
    left: tuple[str, ...]
    problems: tuple[Problem, ...]


_COPIED = [each.name for each in fields(PersonRow) if each.name not in {"line", "email", "manager_email"}]


def store(
    session: Session,
    rows: Sequence[PersonRow],
    today: date,
    *,
    listed: frozenset[str] = frozenset(),
    leavers: bool = False,
) -> ImportReport:
    """Add and update the people of `rows`; addresses are unique among them and in lower case.

    Somebody who had left and is on the list again is back. With `leavers`, whoever is neither in `rows` nor
    `listed` (the addresses of rows refused earlier) leaves `today`.
    """
    known = {person.email: person for person in session.exec(select(Person))}
    here = {email for email, person in known.items() if not _gone(person, today)}
    on_the_list = {row.email for row in rows} | listed
    if leavers:
        here &= on_the_list
    accepted, problems = _accept(rows, known, here)
    added, updated, unchanged = _write(session, accepted, known, today)
    left = _leave(known.values(), on_the_list, today) if leavers else ()
    session.flush()
    return ImportReport(added=added, updated=updated, unchanged=unchanged, left=left, problems=problems)


def _accept(
    rows: Sequence[PersonRow], known: Mapping[str, Person], here: set[str]
) -> tuple[list[PersonRow], tuple[Problem, ...]]:
    """Refuse rows until those that remain fit together: refusing one may leave another without a manager."""
    accepted = {row.email: row for row in rows}
    by_id = {person.id: email for email, person in known.items()}
    managers_now = {email: by_id.get(person.manager_id) for email, person in known.items()}
    problems: dict[str, Problem] = {}
    while True:
        refused = _unmanaged(accepted, rows, known, here) or _circles(accepted, managers_now)
        if not refused:
            break
        problems |= refused
        accepted = {email: row for email, row in accepted.items() if email not in refused}
    return list(accepted.values()), tuple(sorted(problems.values(), key=lambda problem: problem.line))


def _unmanaged(
    accepted: Mapping[str, PersonRow],
    rows: Sequence[PersonRow],
    known: Mapping[str, Person],
    here: set[str],
) -> dict[str, Problem]:
    lines = {row.email: row.line for row in rows}
    found = {}
    for email, row in accepted.items():
        manager = row.manager_email
        if manager is None or manager in accepted or manager in here:
            continue
        reason = f"'{manager}' is nobody we know"
        if manager in lines:
            reason = f"'{manager}' is in line {lines[manager]}, which was not accepted"
        elif manager in known:
            reason = f"'{manager}' has left or is not on this list"
        found[email] = Problem(row.line, "manager_email", reason)
    return found


def _circles(accepted: Mapping[str, PersonRow], managers_now: Mapping[str, str | None]) -> dict[str, Problem]:
    managers = {**managers_now, **{email: row.manager_email for email, row in accepted.items()}}
    found: dict[str, Problem] = {}
    sound: set[str | None] = {None}
    for start in managers:
        path: list[str] = []
        email: str | None = start
        while email is not None and email not in sound and email not in path:
            path.append(email)
            email = managers.get(email)
        if email in path:
            circle = path[path.index(email) :]
            for member in circle:
                if member in accepted:
                    found[member] = Problem(accepted[member].line, "manager_email", _round(circle, member))
        sound.update(path)
    return found


def _round(circle: list[str], start: str) -> str:
    turn = circle.index(start)
    return "managers go round in a circle: " + " → ".join([*circle[turn:], *circle[:turn], start])


def _write(
    session: Session, accepted: list[PersonRow], known: dict[str, Person], today: date
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    added, changed = [], set()
    for row in accepted:
        person = known.get(row.email)
        if person is None:
            person = known[row.email] = Person(email=row.email, name=row.name, start_date=row.start_date)
            session.add(person)
            added.append(row.email)
        if _copy(row, person, today):
            changed.add(row.email)
    # Managers may stand below their reports in the list, so everybody gets an id first.
    session.flush()
    for row in accepted:
        manager_id = known[row.manager_email].id if row.manager_email else None
        if known[row.email].manager_id != manager_id:
            known[row.email].manager_id = manager_id
            changed.add(row.email)
    updated = [row.email for row in accepted if row.email in changed.difference(added)]
    unchanged = [row.email for row in accepted if row.email not in changed.union(added)]
    return tuple(added), tuple(updated), tuple(unchanged)


def _copy(row: PersonRow, person: Person, today: date) -> bool:
    """Make a person what the row says, and return whether that changed anything."""
    before = [getattr(person, name) for name in _COPIED] + [person.left_on]
    for name in _COPIED:
        setattr(person, name, getattr(row, name))
    if _gone(person, today):
        person.left_on = None
    return before != [getattr(person, name) for name in _COPIED] + [person.left_on]


def _leave(known: Iterable[Person], on_the_list: set[str], today: date) -> tuple[str, ...]:
    left = [person for person in known if person.email not in on_the_list and not _gone(person, today)]
    for person in left:
        person.left_on = today
    return tuple(person.email for person in left)


def _gone(person: Person, today: date) -> bool:
    return person.left_on is not None and person.left_on <= today
