"""The metric dictionary: one definition, owner, formula and source for each metric, version by version."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sqlmodel import Field, Session, SQLModel, col, select

from storage.columns import UtcDateTime

if TYPE_CHECKING:
    from collections.abc import Iterable


class Metric(SQLModel, table=True):
    """One version of a definition; a later one replaces it for what is read from then on. `clause` is its rule."""

    __tablename__ = "metric"
    id: str = Field(primary_key=True, max_length=128)
    version: str = Field(primary_key=True, max_length=32)
    name_en: str = Field(max_length=200)
    name_zh: str = Field(max_length=200)
    unit: str = Field(default="", max_length=32)
    owner_id: int | None = Field(default=None, foreign_key="person.id")
    formula: str = Field(default="", max_length=500)
    source: str = Field(default="", max_length=200)
    clause: str = Field(default="", max_length=64)
    stored_at: datetime = Field(sa_type=UtcDateTime)


class MetricIsDefinedError(Exception):
    """A version of a metric was defined already, in other words."""


def define(session: Session, metric: Metric) -> bool:
    """Store a definition; False when it is there word for word. Raises MetricIsDefinedError."""
    there = session.get(Metric, (metric.id, metric.version))
    if there is None:
        session.add(metric)
        session.flush()
        return True
    kept, given = there.model_dump(exclude={"stored_at"}), metric.model_dump(exclude={"stored_at"})
    if kept != given:
        raise MetricIsDefinedError
    return False


def get(session: Session, metric_id: str, version: str) -> Metric | None:
    """Return one version of a definition."""
    return session.get(Metric, (metric_id, version))


def newest(session: Session, metric_ids: Iterable[str]) -> dict[str, Metric]:
    """Return the newest version of each of these metrics, by its id."""
    query = select(Metric).where(col(Metric.id).in_(sorted(set(metric_ids)))).order_by(col(Metric.stored_at))
    return {metric.id: metric for metric in session.exec(query)}


def owns_any(session: Session, person_id: int) -> bool:
    """Return whether somebody owns the definition of any metric."""
    return session.exec(select(Metric.id).where(Metric.owner_id == person_id).limit(1)).first() is not None
