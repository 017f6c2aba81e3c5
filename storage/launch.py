"""What is missing before a cycle can begin: people, units, metrics, translations and rules, counted and by example."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, bindparam, exists, func, or_
from sqlalchemy import select as select_columns
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from storage.metrics import Metric
from storage.people import Person, Unit, UnitName
from storage.policy_decisions import withdrawn
from storage.policy_versions import PolicyClause, PolicyVersion

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from sqlalchemy import BindParameter, Select

LANGUAGES = ("en", "zh")
EXAMPLES = 3


@dataclass(frozen=True)
class Gap:
    """Something that is missing: `kind` names it, `count` how often, with the first few as examples."""

    kind: str
    count: int
    examples: tuple[str, ...]


_HERE = or_(col(Person.left_on).is_(None), col(Person.left_on) > bindparam("today"))
_Boss, _Head, _Later = aliased(Person), aliased(Person), aliased(Metric)
_FROM_THE_TOP = select_columns(col(Unit.head_id)).where(
    col(Unit.parent_code).is_(None), col(Unit.head_id).is_not(None)
)
_NO_MANAGER = (
    select_columns(col(Person.email))
    .outerjoin(_Boss, col(_Boss.id) == Person.manager_id)
    .where(
        _HERE,
        or_(col(Person.manager_id).is_(None), col(_Boss.left_on) <= bindparam("today")),
        col(Person.id).not_in(_FROM_THE_TOP),
    )
    .order_by(col(Person.email))
)
_NO_UNIT = (
    select_columns(col(Person.email))
    .where(
        _HERE,
        or_(col(Person.unit_code).is_(None), col(Person.unit_code).not_in(select_columns(col(Unit.code)))),
    )
    .order_by(col(Person.email))
)
_NO_OWNER = (
    select_columns(col(Unit.code))
    .outerjoin(_Head, col(_Head.id) == Unit.head_id)
    .where(
        exists().where(col(Person.unit_code) == Unit.code, _HERE),
        or_(col(Unit.head_id).is_(None), col(_Head.left_on) <= bindparam("today")),
    )
    .order_by(col(Unit.code))
)
_NEWEST_METRIC = ~exists().where(
    col(_Later.id) == col(Metric.id),
    or_(
        col(_Later.stored_at) > col(Metric.stored_at),
        and_(col(_Later.stored_at) == col(Metric.stored_at), col(_Later.version) > col(Metric.version)),
    ),
)
_NO_SOURCE = (
    select_columns(col(Metric.id)).where(_NEWEST_METRIC, col(Metric.source) == "").order_by(col(Metric.id))
)
_METRIC_NAME = (
    select_columns(col(Metric.id))
    .where(_NEWEST_METRIC, or_(col(Metric.name_en) == "", col(Metric.name_zh) == ""))
    .order_by(col(Metric.id))
)
_UNIT_NAME = (
    select_columns(col(Unit.code))
    .outerjoin(UnitName, and_(col(UnitName.unit_code) == Unit.code, col(UnitName.language).in_(LANGUAGES)))
    .group_by(col(Unit.code))
    .having(func.count(col(UnitName.language)) < len(LANGUAGES))
    .order_by(col(Unit.code))
)
_RULES = (
    select_columns(
        col(PolicyVersion.document_id),
        col(PolicyVersion.version),
        col(PolicyVersion.language),
        col(PolicyVersion.effective_from),
        func.count(col(PolicyClause.clause_id)),
    )
    .join(
        PolicyClause,
        and_(
            col(PolicyClause.document_id) == PolicyVersion.document_id,
            col(PolicyClause.version) == PolicyVersion.version,
            col(PolicyClause.language) == PolicyVersion.language,
        ),
    )
    .group_by(
        col(PolicyVersion.document_id),
        col(PolicyVersion.version),
        col(PolicyVersion.language),
        col(PolicyVersion.effective_from),
    )
    .order_by(col(PolicyVersion.document_id), col(PolicyVersion.version), col(PolicyVersion.language))
)
_QUERIES: dict[str, Select[*tuple[Any, ...]]] = {
    "no_manager": _NO_MANAGER,
    "no_unit": _NO_UNIT,
    "no_owner": _NO_OWNER,
    "no_source": _NO_SOURCE,
    "unit_name": _UNIT_NAME,
    "metric_name": _METRIC_NAME,
}


# In a pilot only its units count; people without a unit are in none of them.
_INSIDE: BindParameter[Any] = bindparam("codes", expanding=True)
_PILOT: dict[str, Select[*tuple[Any, ...]]] = {
    "no_manager": _NO_MANAGER.where(col(Person.unit_code).in_(_INSIDE)),
    "no_owner": _NO_OWNER.where(col(Unit.code).in_(_INSIDE)),
    "no_source": _NO_SOURCE,
    "unit_name": _UNIT_NAME.where(col(Unit.code).in_(_INSIDE)),
    "metric_name": _METRIC_NAME,
}
_DATED = frozenset({"no_manager", "no_unit", "no_owner"})
_OF_UNITS = frozenset({"no_manager", "no_owner", "unit_name"})


def gaps(session: Session, today: date, starts: date, codes: Collection[str] = ()) -> list[Gap]:
    """Return what is missing today for a cycle that starts on a day; nothing that is whole is in the list.

    `codes` are a pilot's units with those below them; empty for the whole company.

    `no_manager` leaves out who heads a unit that belongs to no other. `rule_day` counts clauses that are not in force
    on the first day, `rule_language` documents in force then that lack a language, `no_rules` that there are none.
    """
    queries = _PILOT if codes else _QUERIES
    found = [_gap(session, kind, queries[kind], today, codes) for kind in queries]
    return [gap for gap in [*found, *_of_rules(session, starts)] if gap.count]


def _gap(
    session: Session, kind: str, query: Select[*tuple[Any, ...]], today: date, codes: Collection[str]
) -> Gap:
    dated: dict[str, Any] = {"today": today} if kind in _DATED else {}
    if codes and kind in _OF_UNITS:
        dated["codes"] = sorted(codes)
    count = session.connection().execute(
        select_columns(func.count()).select_from(query.order_by(None).subquery()), dated
    )
    examples = session.connection().execute(query.limit(EXAMPLES), dated).scalars()
    return Gap(kind, int(count.scalar_one()), tuple(examples))


def _of_rules(session: Session, starts: date) -> list[Gap]:
    taken_back = withdrawn(session)
    rows = [row for row in session.connection().execute(_RULES) if (row[0], row[1]) not in taken_back]
    later = [row for row in rows if row[3] > starts]
    languages: dict[str, set[str]] = {}
    for document, _, language, effective_from, _ in rows:
        if effective_from <= starts:
            languages.setdefault(document, set()).add(language)
    lacking = [document for document, there in languages.items() if not there.issuperset(LANGUAGES)]
    return [
        Gap("no_rules", int(not languages), ()),
        Gap("rule_day", sum(row[4] for row in later), _named({f"{row[0]} {row[1]}" for row in later})),
        Gap("rule_language", len(lacking), _named(lacking)),
    ]


def _named(names: Collection[str]) -> tuple[str, ...]:
    return tuple(sorted(names)[:EXAMPLES])
