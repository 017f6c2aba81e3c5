"""What becomes of candidates, stored many at a time, and those whose check-in is still to be begun."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, update
from sqlmodel import Session, SQLModel, col, select

from storage.nudges import INVITING, WAITING, NudgeCandidate

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

_TABLE = SQLModel.metadata.tables["nudge_candidate"]
_CHANGE = (
    update(_TABLE)
    .where(_TABLE.c.id == bindparam("of_id"))
    .values(
        {
            name: bindparam(f"new_{name}", type_=_TABLE.c[name].type)
            for name in ("state", "wake_at", "held_by", "sends", "snoozes")
        }
    )
)
_INVITING = (
    select(NudgeCandidate)
    .where(col(NudgeCandidate.state) == INVITING)
    .order_by(col(NudgeCandidate.wake_at))
    .limit(bindparam("at_most"))
    .with_for_update(skip_locked=True)
)
_WAITING_KEYS = select(NudgeCandidate.key).where(
    col(NudgeCandidate.state) == WAITING, col(NudgeCandidate.kind) == bindparam("of_kind")
)


@dataclass(frozen=True)
class Change:
    """What becomes of a candidate."""

    number: int
    state: str
    wake_at: datetime
    held_by: str | None
    sends: int
    snoozes: int


def change(session: Session, changes: Iterable[Change]) -> None:
    """Store what becomes of these candidates, all in one statement."""
    rows = [
        {"of_id": each.number}
        | {f"new_{name}": value for name, value in vars(each).items() if name != "number"}
        for each in changes
    ]
    if rows:
        session.connection().execute(_CHANGE, rows)


def inviting(session: Session, limit: int) -> list[NudgeCandidate]:
    """Return talks' prompts whose check-in is still to be begun; copies of the bot never share one."""
    return list(session.exec(_INVITING, params={"at_most": limit}))


def waiting_keys(session: Session, kind: str) -> list[str]:
    """Return the keys of everything of one kind that waits, whoever it is for."""
    return list(session.exec(_WAITING_KEYS, params={"of_kind": kind}))
