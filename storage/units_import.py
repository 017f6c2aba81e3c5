"""Taking over the tree of units and the units HR partners serve from a list; each row is accepted or refused."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlmodel import select

from storage import people, relations
from storage.people import Person, Unit, UnitName
from storage.people_import import Problem

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlmodel import Session

LANGUAGES = ("en", "zh")
SEVERAL = ", "


@dataclass(frozen=True)
class UnitRow:
    """One unit of a list. `parent` and `head_email` None: at the top, and nobody heads it."""

    line: int
    code: str
    parent: str | None
    names: Mapping[str, str]
    head_email: str | None


@dataclass(frozen=True)
class HrUnitRow:
    """One unit that an HR partner serves."""

    line: int
    email: str
    unit: str


@dataclass(frozen=True)
class Change:
    """What became different: of which unit or person, what it was, and what it is now; empty for nothing."""

    what: str
    before: str
    after: str


@dataclass(frozen=True)
class UnitsReport:
    """What an import changed, how many entries it left as they were, and what it refused."""

    changes: tuple[Change, ...]
    unchanged: int
    problems: tuple[Problem, ...]


def store_units(session: Session, rows: Sequence[UnitRow]) -> UnitsReport:
    """Add and update units; codes are unique among `rows`. Units that are not in the list stay as they are."""
    known = {unit.code: unit for unit in session.exec(select(Unit))}
    heads = people.by_emails(session, filter(None, (row.head_email for row in rows)))
    accepted, problems = _fitting(rows, known, heads)
    before = {row.code: _described(session, known.get(row.code)) for row in accepted}
    for row in accepted:
        head = heads[row.head_email] if row.head_email else None
        session.merge(Unit(code=row.code, parent_code=row.parent, head_id=head.key if head else None))
    session.flush()
    for row in accepted:
        for language in LANGUAGES:
            session.merge(UnitName(unit_code=row.code, language=language, name=row.names[language]))
    session.flush()
    return _report(
        {code: (was, _described(session, session.get(Unit, code))) for code, was in before.items()}, problems
    )


def store_hr_units(session: Session, rows: Sequence[HrUnitRow]) -> UnitsReport:
    """Let each HR partner in the list serve exactly the units listed for them; others keep theirs.

    A partner with a row that is refused keeps what they had: a typing mistake must not take a unit from them.
    """
    partners = people.by_emails(session, {row.email for row in rows})
    units = set(session.exec(select(Unit.code))) | set(session.exec(select(Person.unit_code).distinct()))
    problems = [problem for row in rows for problem in _mistakes(row, partners, units)]
    refused = {row.email for row in rows if any(problem.line == row.line for problem in problems)}
    wanted: dict[str, set[str]] = {}
    for row in rows:
        if row.email not in refused:
            wanted.setdefault(row.email, set()).add(row.unit)
    served = {}
    for email, codes in wanted.items():
        person = partners[email]
        was = SEVERAL.join(sorted(relations.served(session, person.key)))
        relations.serve(session, person.key, codes)
        served[email] = (was, SEVERAL.join(sorted(codes)))
    return _report(served, problems)


def _fitting(
    rows: Sequence[UnitRow], known: Mapping[str, Unit], heads: Mapping[str, Person]
) -> tuple[list[UnitRow], list[Problem]]:
    """Refuse rows until those that remain fit together: refusing one may leave another without a parent."""
    accepted = {row.code: row for row in rows}
    problems: list[Problem] = []
    while True:
        parents = {code: unit.parent_code for code, unit in known.items()}
        parents |= {row.code: row.parent for row in accepted.values()}
        refused = [problem for row in accepted.values() if (problem := _wrong(row, parents, heads))]
        if not refused:
            return list(accepted.values()), problems
        problems += refused
        lines = {problem.line for problem in refused}
        accepted = {code: row for code, row in accepted.items() if row.line not in lines}


def _wrong(row: UnitRow, parents: Mapping[str, str | None], heads: Mapping[str, Person]) -> Problem | None:
    if row.head_email and row.head_email not in heads:
        return Problem(row.line, "head_email", f"'{row.head_email}' is nobody we know")
    if row.parent is not None and row.parent not in parents:
        return Problem(row.line, "parent", f"'{row.parent}' is no unit we know, or its row was not accepted")
    path = [row.code]
    while (above := parents.get(path[-1])) is not None:
        if above == row.code:
            return Problem(row.line, "parent", "units go round in a circle: " + " → ".join([*path, above]))
        if above in path:
            return None
        path.append(above)
    return None


def _mistakes(row: HrUnitRow, partners: Mapping[str, Person], units: set[str | None]) -> list[Problem]:
    person = partners.get(row.email)
    if person is None:
        return [Problem(row.line, "email", f"'{row.email}' is nobody we know")]
    if person.role != relations.HR:
        return [Problem(row.line, "email", f"'{row.email}' has the role {person.role}, not {relations.HR}")]
    if row.unit not in units:
        return [Problem(row.line, "unit", f"'{row.unit}' is no unit we know, and nobody works there")]
    return []


def _described(session: Session, unit: Unit | None) -> str:
    """Return all that is known of a unit in one line; empty when there is none."""
    if unit is None:
        return ""
    head = session.get(Person, unit.head_id) if unit.head_id else None
    names = [name for each in LANGUAGES if (name := session.get(UnitName, (unit.code, each)))]
    parts = [" / ".join(name.name for name in names)]
    parts += [f"under {unit.parent_code}"] if unit.parent_code else []
    parts += [f"head {head.email}"] if head else []
    return SEVERAL.join(filter(None, parts))


def _report(found: Mapping[str, tuple[str, str]], problems: Sequence[Problem]) -> UnitsReport:
    changes = tuple(Change(what, was, now) for what, (was, now) in found.items() if was != now)
    return UnitsReport(
        changes, len(found) - len(changes), tuple(sorted(problems, key=lambda problem: problem.line))
    )
