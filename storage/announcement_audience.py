"""Who an announcement could go to: everybody there is, with what decides whether it goes to them, in one statement."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import Select, and_, case, func, or_, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from storage.people import Person, SlackAccount, Unit
from storage.relations import HR, HR_ADMIN

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date


class Candidate(NamedTuple):
    """Somebody an announcement could go to. `account` is `live`, `deleted` or empty where Slack knows nobody.

    `unit` is empty for somebody without one; `locale` and `zone` are what they chose in Slack. `leads`: somebody
    reports to them; `heads`: a unit is theirs; whatever their one `role` is.
    """

    person_id: int
    unit: str
    role: str
    locale: str
    zone: str
    account: str
    here: bool
    leads: bool
    heads: bool


MANAGER, EMPLOYEE, HEAD = "manager", "employee", "unit_head"
"""What a reader is to an announcement, besides `hr`: the first that holds of HR, head of a unit, manager."""


def candidates(session: Session, today: date) -> list[Candidate]:
    """Return everybody there is or was, by number."""
    return [_candidate(tuple(row)) for row in session.connection().execute(_everybody(today))]


def _candidate(row: Sequence[Any]) -> Candidate:
    person_id, unit, role, locale, zone, account, *rest = row
    here, leads, heads = map(bool, rest)
    return Candidate(person_id, unit, role, locale, zone, account, here=here, leads=leads, heads=heads)


def _everybody(today: date) -> Select[Any]:
    report = aliased(Person)
    reports = (
        select(col(report.manager_id).label("of"))
        .where(
            col(report.manager_id).is_not(None),
            or_(col(report.left_on).is_(None), col(report.left_on) > today),
        )
        .distinct()
        .subquery()
    )
    heads = select(col(Unit.head_id).label("of")).where(col(Unit.head_id).is_not(None)).distinct().subquery()
    role = case(
        (col(Person.role).in_((HR, HR_ADMIN)), HR),
        (heads.c.of.is_not(None), HEAD),
        (reports.c.of.is_not(None), MANAGER),
        else_=EMPLOYEE,
    )
    # The live account of somebody who has several; what a dead one says of language and zone counts for nothing.
    accounts = (
        select(
            col(SlackAccount.person_id).label("of"),
            func.min(case((col(SlackAccount.deleted), 1), else_=0)).label("gone"),
            func.max(case((col(SlackAccount.deleted), None), else_=col(SlackAccount.locale))).label("locale"),
            func.max(case((col(SlackAccount.deleted), None), else_=col(SlackAccount.timezone))).label("zone"),
        )
        .where(col(SlackAccount.person_id).is_not(None))
        .group_by(col(SlackAccount.person_id))
        .subquery()
    )
    return (
        select(
            col(Person.id),
            func.coalesce(col(Person.unit_code), ""),
            role,
            func.coalesce(accounts.c.locale, col(Person.locale)),
            func.coalesce(accounts.c.zone, col(Person.timezone)),
            case((accounts.c.of.is_(None), ""), (accounts.c.gone == 1, "deleted"), else_="live"),
            or_(col(Person.left_on).is_(None), col(Person.left_on) > today),
            reports.c.of.is_not(None),
            heads.c.of.is_not(None),
        )
        .join(accounts, accounts.c.of == col(Person.id), isouter=True)
        .join(heads, heads.c.of == col(Person.id), isouter=True)
        .join(reports, reports.c.of == col(Person.id), isouter=True)
        .order_by(col(Person.id))
    )


def count_here(session: Session, today: date) -> int:
    """Return how many work here today."""
    here = or_(col(Person.left_on).is_(None), col(Person.left_on) > today)
    return session.connection().execute(select(func.count()).select_from(Person).where(here)).scalar_one()


def counted(session: Session, today: date) -> tuple[int, int]:
    """Return how many work here today, and how many accounts are live: whether somebody came, or left."""
    live = select(func.count()).select_from(SlackAccount).where(col(SlackAccount.deleted).is_(False))
    return count_here(session, today), session.connection().execute(live).scalar_one()


def names_of(session: Session, person_ids: Sequence[int]) -> dict[int, tuple[str, str]]:
    """Return name and address of these people, by number."""
    found: dict[int, tuple[str, str]] = {}
    for at in range(0, len(person_ids), 1000):
        wanted = list(person_ids[at : at + 1000])
        query = select(col(Person.id), col(Person.name), col(Person.email)).where(
            and_(col(Person.id).in_(wanted))
        )
        found |= {
            key: (name, email) for key, name, email in session.connection().execute(query) if key is not None
        }
    return found
