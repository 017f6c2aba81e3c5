"""Who is in charge of a phase of a cycle: heads of units, managers, owners of figures; all of them by number.

Who has left is nobody's owner any more. Of a cycle limited to units only those of its people count.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, or_
from sqlalchemy import select as select_columns
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from storage.cycle_progress import HERE
from storage.metrics import Metric
from storage.people import Person, Unit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Select

    from storage.cycle_progress import Concerned

_OWNER = aliased(Person)
_WORKS = or_(col(_OWNER.left_on).is_(None), col(_OWNER.left_on) > bindparam("today"))


def _ids(session: Session, query: Select[*tuple[Any, ...]], given: Mapping[str, Any]) -> set[int]:
    return {int(found) for (found,) in session.connection().execute(query, given)}


def _managers(*, limited: bool) -> Select[*tuple[Any, ...]]:
    query: Select[*tuple[Any, ...]] = (
        select_columns(col(_OWNER.id))
        .join(Person, col(Person.manager_id) == _OWNER.id)
        .where(_WORKS, HERE)
        .distinct()
    )
    return query.where(col(Person.unit_code).in_(bindparam("codes", expanding=True))) if limited else query


def _heads(*, limited: bool) -> Select[*tuple[Any, ...]]:
    query: Select[*tuple[Any, ...]] = (
        select_columns(col(_OWNER.id)).join(Unit, col(Unit.head_id) == _OWNER.id).where(_WORKS).distinct()
    )
    return query.where(col(Unit.code).in_(bindparam("codes", expanding=True))) if limited else query


_MANAGERS = {limited: _managers(limited=limited) for limited in (False, True)}
_HEADS = {limited: _heads(limited=limited) for limited in (False, True)}
_LATER = aliased(Metric)
_NEWEST = ~(
    select_columns(col(_LATER.id))
    .where(col(_LATER.id) == Metric.id, col(_LATER.stored_at) > Metric.stored_at)
    .correlate(Metric)
    .exists()
)
_OF_FIGURES = (
    select_columns(col(_OWNER.id))
    .join(Metric, col(Metric.owner_id) == _OWNER.id)
    .where(_WORKS, _NEWEST)
    .distinct()
)


def managers(session: Session, whom: Concerned) -> set[int]:
    """Return who leads somebody a cycle is for."""
    given = {"today": whom.today, "ends": whom.ends, **({"codes": whom.codes} if whom.codes else {})}
    return _ids(session, _MANAGERS[bool(whom.codes)], given)


def heads(session: Session, whom: Concerned) -> set[int]:
    """Return who heads a unit a cycle is for."""
    given = {"today": whom.today, **({"codes": whom.codes} if whom.codes else {})}
    return _ids(session, _HEADS[bool(whom.codes)], given)


def of_figures(session: Session, whom: Concerned) -> set[int]:
    """Return who answers for the data of a metric, as it is defined now."""
    return _ids(session, _OF_FIGURES, {"today": whom.today})
