"""How much of the language model was used: by the company on each day, and by each person today.

What a person used is only there to keep them within their share of a day. It goes when the next day is counted,
so that nobody can look up who asked how much.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import TYPE_CHECKING

from sqlalchemy import BigInteger, delete, func, true, update
from sqlmodel import Field, Session, SQLModel, col, select

from storage.per_engine import inserting

if TYPE_CHECKING:
    from collections.abc import Mapping

MICRO = Decimal(1_000_000)
"""Costs are stored in millionths of a US dollar: what one token costs at a dollar for a million."""


class ModelDay(SQLModel, table=True):
    """What the company used of a model on a day in its zone. `cost_micros` is what could be priced.

    `limited`: it counts against the company's share of a day, as answers do and vectors do not.
    """

    __tablename__ = "model_day"
    day: date = Field(primary_key=True)
    model: str = Field(primary_key=True, max_length=128)
    requests: int = 0
    tokens_taken: int = Field(default=0, sa_type=BigInteger)
    input_tokens: int = Field(default=0, sa_type=BigInteger)
    output_tokens: int = Field(default=0, sa_type=BigInteger)
    unpriced_requests: int = 0
    cost_micros: int = Field(default=0, sa_type=BigInteger)
    limited: bool = Field(default=True, sa_column_kwargs={"server_default": true()})


class ModelShare(SQLModel, table=True):
    """What a person used of any model on a day. `tokens` holds what is under way at its largest."""

    __tablename__ = "model_share"
    person_id: int = Field(primary_key=True, foreign_key="person.id")
    day: date = Field(primary_key=True, index=True)
    requests: int = 0
    tokens: int = Field(default=0, sa_type=BigInteger)


@dataclass(frozen=True)
class Limits:
    """How many requests and tokens there are in a day, for one person and for the whole company."""

    person_requests: int
    person_tokens: int
    company_requests: int
    company_tokens: int


@dataclass(frozen=True)
class Price:
    """US dollars for a million tokens, sent and received."""

    input: Decimal
    output: Decimal

    def micros(self, input_tokens: int, output_tokens: int) -> int:
        """Return the cost in millionths of a dollar, rounded half-up."""
        exact = self.input * input_tokens + self.output * output_tokens
        return int(exact.quantize(Decimal(1), rounding=ROUND_HALF_UP))


def price_of(written: str) -> Price:
    """Read a price written as dollars for a million tokens sent and received, such as `0.15/0.60`.

    Raises ValueError.
    """
    parts = written.split("/")
    try:
        sent, received = (Decimal(part.strip()) for part in parts)
    except (ValueError, InvalidOperation):
        sent = received = Decimal("NaN")
    if not (sent.is_finite() and received.is_finite() and min(sent, received) >= 0):
        message = (
            f"{written!r} is no price; write dollars for a million tokens sent and received, like 0.15/0.60"
        )
        raise ValueError(message)
    return Price(sent, received)


@dataclass(frozen=True)
class Use:
    """What one request really used."""

    input_tokens: int
    output_tokens: int


@dataclass(frozen=True)
class DayCost:
    """A model's use on a day. `dollars` is what could be priced; `unpriced` requests had no price."""

    day: date
    model: str
    requests: int
    input_tokens: int
    output_tokens: int
    dollars: Decimal
    unpriced: int


def take(session: Session, person_id: int, day: date, model: str, *, tokens: int, limits: Limits) -> bool:  # noqa: PLR0913 - a request has this many facts
    """Count one request of at most so many tokens, or return False and count nothing: more than is left.

    Whoever dies before `settle` has used what was taken; that errs on the side of spending less.
    """
    _make_rows(session, person_id, day, model)
    # The company's row is locked first by everybody, so that copies of the bot count one after the other.
    company = session.exec(
        select(ModelDay)
        .where(ModelDay.day == day, col(ModelDay.limited))
        .order_by(ModelDay.model)
        .with_for_update()
    ).all()
    session.exec(delete(ModelShare).where(col(ModelShare.day) < day))
    share = session.exec(
        select(ModelShare).where(ModelShare.person_id == person_id, ModelShare.day == day).with_for_update()
    ).one()
    enough = (
        share.requests < limits.person_requests
        and share.tokens + tokens <= limits.person_tokens
        and sum(row.requests for row in company) < limits.company_requests
        and sum(row.tokens_taken for row in company) + tokens <= limits.company_tokens
    )
    if enough:
        share.requests += 1
        share.tokens += tokens
        mine = next(row for row in company if row.model == model)
        mine.requests += 1
        mine.tokens_taken += tokens
    return enough


def settle(  # noqa: PLR0913 - as above
    session: Session, person_id: int, day: date, model: str, *, taken: int, use: Use, price: Price | None
) -> None:
    """Put what a request used in the place of what was taken for it; `price` is None for a model without one."""
    more = use.input_tokens + use.output_tokens - taken
    cost = price.micros(use.input_tokens, use.output_tokens) if price else 0
    session.exec(
        update(ModelDay)
        .where(col(ModelDay.day) == day, col(ModelDay.model) == model)
        .values(
            tokens_taken=ModelDay.tokens_taken + more,
            input_tokens=ModelDay.input_tokens + use.input_tokens,
            output_tokens=ModelDay.output_tokens + use.output_tokens,
            unpriced_requests=ModelDay.unpriced_requests + int(price is None),
            cost_micros=ModelDay.cost_micros + cost,
        )
    )
    session.exec(
        update(ModelShare)
        .where(col(ModelShare.day) == day, col(ModelShare.person_id) == person_id)
        .values(tokens=ModelShare.tokens + more)
    )


def spend(session: Session, day: date, model: str, *, tokens: int | None, price: Price | None) -> None:
    """Count a request for vectors: nobody's, and no part of a share. `tokens` None: the provider did not say."""
    known = price is not None and tokens is not None
    cost = price.micros(tokens, 0) if price is not None and tokens is not None else 0
    counted = {
        "requests": 1,
        "input_tokens": tokens or 0,
        "unpriced_requests": int(not known),
        "cost_micros": cost,
    }
    table = SQLModel.metadata.tables["model_day"]
    zeros = {"tokens_taken": 0, "output_tokens": 0, "limited": False}
    session.connection().execute(
        inserting(session.get_bind().dialect.name)(table)
        .values(day=day, model=model, **zeros, **counted)
        .on_conflict_do_update(
            index_elements=["day", "model"],
            set_={name: table.c[name] + value for name, value in counted.items()},
        )
    )


def costs(session: Session, since: date) -> list[DayCost]:
    """Return what was used from `since` on, newest day first."""
    query = select(ModelDay).where(ModelDay.day >= since).order_by(col(ModelDay.day).desc(), ModelDay.model)
    return [
        DayCost(
            row.day,
            row.model,
            row.requests,
            row.input_tokens,
            row.output_tokens,
            Decimal(row.cost_micros) / MICRO,
            row.unpriced_requests,
        )
        for row in session.exec(query)
    ]


def shares_kept(session: Session) -> int:
    """Return how many people's shares are stored: those of one day."""
    return session.exec(select(func.count()).select_from(ModelShare)).one()


def _make_rows(session: Session, person_id: int, day: date, model: str) -> None:
    insert = inserting(session.get_bind().dialect.name)
    rows: tuple[tuple[type[SQLModel], Mapping[str, object]], ...] = (
        (ModelDay, {"day": day, "model": model}),
        (ModelShare, {"person_id": person_id, "day": day}),
    )
    for table, values in rows:
        zeros = {
            name: 0
            for name, column in SQLModel.metadata.tables[str(table.__tablename__)].columns.items()
            if not column.primary_key and column.server_default is None
        }
        session.exec(insert(table).values(**zeros, **values).on_conflict_do_nothing())
