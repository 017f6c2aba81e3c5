"""What belongs to a released version: the appeal window, the receipt, and what HR decided before it went out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import Index, bindparam
from sqlalchemy import select as select_columns
from sqlmodel import Field, Session, SQLModel, col, select

from storage.columns import UtcDateTime
from storage.scores import ScoreVersionRow
from storage.sealing import Place
from storage.secrets import Lock, keyring

if TYPE_CHECKING:
    from collections.abc import Iterable

_AT_ONCE = 500


class AppealWindow(SQLModel, table=True):
    """The days in which a released version may be appealed; it ends before `closes_at`.

    `step` is what time does next, at `next_at`; None when the window is over.
    """

    __tablename__ = "appeal_window"
    score_id: str = Field(primary_key=True, foreign_key="score_version.id", max_length=32)
    person_id: int = Field(foreign_key="person.id", index=True)
    opened_at: datetime = Field(sa_type=UtcDateTime)
    closes_at: datetime = Field(sa_type=UtcDateTime)
    step: int = 0
    next_at: datetime | None = Field(default=None, sa_type=UtcDateTime, index=True)
    expired_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class ResultReceipt(SQLModel, table=True):
    """Somebody said they have seen their result, which is not that they agree. `locale` is what they read it in."""

    __tablename__ = "result_receipt"
    score_id: str = Field(primary_key=True, foreign_key="score_version.id", max_length=32)
    person_id: int = Field(foreign_key="person.id", index=True)
    trace_hash: str = Field(max_length=64)
    locale: str = Field(max_length=16)
    at: datetime = Field(sa_type=UtcDateTime)


class ReleaseDecision(SQLModel, table=True):
    """HR decided about a low line that no talk in time had prepared: it goes out, or it is held."""

    __tablename__ = "release_decision"
    __table_args__ = (Index("ix_release_decision_score_id_code", "score_id", "code"),)
    number: int | None = Field(default=None, primary_key=True)
    score_id: str = Field(foreign_key="score_version.id", max_length=32)
    person_id: int = Field(foreign_key="person.id", index=True)
    code: str = Field(max_length=64)
    release: bool
    by_id: int = Field(foreign_key="person.id")
    at: datetime = Field(sa_type=UtcDateTime)
    reason: bytes


@dataclass(frozen=True)
class Decided:
    """A decision about a flag, its reason opened; None once whose result it is was erased."""

    score_id: str
    code: str
    release: bool
    by_id: int
    at: datetime
    reason: str | None


_DUE = (
    select(AppealWindow)
    .where(col(AppealWindow.next_at) <= bindparam("now"))
    .order_by(col(AppealWindow.next_at))
    .limit(bindparam("limit"))
    .with_for_update(skip_locked=True)
)


_SILENT = (
    select_columns(col(AppealWindow.person_id), col(AppealWindow.opened_at))
    .join(ScoreVersionRow, col(ScoreVersionRow.id) == AppealWindow.score_id)
    .join(ResultReceipt, col(ResultReceipt.score_id) == AppealWindow.score_id, isouter=True)
    .where(
        col(ScoreVersionRow.cycle) == bindparam("cycle"),
        col(AppealWindow.next_at).is_not(None),
        col(AppealWindow.opened_at) <= bindparam("before"),
        col(ResultReceipt.score_id).is_(None),
    )
    .order_by(col(AppealWindow.person_id))
)


def open_window(session: Session, window: AppealWindow) -> None:
    """Keep a window; the primary key refuses a second one for a version."""
    session.add(window)
    session.flush()


def keep_window(session: Session, window: AppealWindow) -> None:
    """Store what changed in a window."""
    session.add(window)
    session.flush()


def window_of(session: Session, score_id: str) -> AppealWindow | None:
    """Return a version's window; None where it was not released through here."""
    return session.get(AppealWindow, score_id)


def due(session: Session, now: datetime, limit: int) -> list[AppealWindow]:
    """Return the windows for which time does something now, the longest due first, locked."""
    return list(session.exec(_DUE, params={"now": now, "limit": limit}))


def receive(session: Session, receipt: ResultReceipt) -> bool:
    """Keep that somebody has seen their result; False when they said so before."""
    if session.get(ResultReceipt, receipt.score_id) is not None:
        return False
    session.add(receipt)
    session.flush()
    return True


def receipt_of(session: Session, score_id: str) -> ResultReceipt | None:
    """Return the receipt of a version; silence is none."""
    return session.get(ResultReceipt, score_id)


def without_receipt(session: Session, cycle: str, before: datetime) -> list[tuple[int, datetime]]:
    """Return whose window of a cycle is open since before an instant with no receipt given, and since when."""
    rows = session.connection().execute(_SILENT, {"cycle": cycle, "before": before})
    return [(person_id, opened_at) for person_id, opened_at in rows]


def receipts_of(session: Session, person_id: int) -> list[ResultReceipt]:
    """Return every receipt somebody gave, first to last."""
    query = select(ResultReceipt).where(ResultReceipt.person_id == person_id)
    return list(session.exec(query.order_by(col(ResultReceipt.at))))


def decide(session: Session, decision: ReleaseDecision, reason: str) -> None:
    """Keep what HR decided about a flag, with its reason. Raises KeyDestroyedError."""
    lock = Lock((decision.person_id,))
    keys = keyring(session, [lock], now=decision.at)
    decision.reason = keys.seal(lock, reason, _place(decision))
    session.add(decision)
    session.flush()


def decisions_about(session: Session, score_ids: Iterable[str]) -> dict[tuple[str, str], bool]:
    """Return the newest decision about each flag of these versions, by version and line."""
    wanted = sorted(set(score_ids))
    found: dict[tuple[str, str], bool] = {}
    for at in range(0, len(wanted), _AT_ONCE):
        query = select(ReleaseDecision.score_id, ReleaseDecision.code, ReleaseDecision.release)
        part = query.where(col(ReleaseDecision.score_id).in_(wanted[at : at + _AT_ONCE]))
        for score_id, code, release in session.exec(part.order_by(col(ReleaseDecision.number))):
            found[score_id, code] = release
    return found


def decisions_of(session: Session, person_id: int) -> list[Decided]:
    """Return every decision about the release of somebody's results, first to last."""
    lock = Lock((person_id,))
    keys = keyring(session, [lock])
    query = select(ReleaseDecision).where(ReleaseDecision.person_id == person_id)
    return [
        Decided(
            row.score_id, row.code, row.release, row.by_id, row.at, keys.open(lock, row.reason, _place(row))
        )
        for row in session.exec(query.order_by(col(ReleaseDecision.number)))
    ]


def _place(row: ReleaseDecision) -> Place:
    return Place("release_decision", f"{row.score_id}:{row.code}:{row.at.timestamp():.6f}", "reason")
