"""Destroying keys, wrapping them anew, and proving that the master keys fit the database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, inspect
from sqlmodel import Field, Session, SQLModel, col, select

from storage.master_keys import UnknownMasterError, WrongMasterKeyError
from storage.sealing import BrokenSealError, Place
from storage.secrets import RecordKey, SubjectKey, let_go, vault_of
from storage.vault import place_of_person

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import ColumnElement

    from storage.master_keys import MasterKeys

_CHECK = b"a database of ours"
_CHECK_PLACE = Place("key_check", "1", "sealed")


class KeyCheck(SQLModel, table=True):
    """One small sealed value whose content is known: a master key that opens it is the right one."""

    __tablename__ = "key_check"
    id: int = Field(default=1, primary_key=True)
    sealed: bytes
    master: str = Field(max_length=16)


def destroy(session: Session, person_id: int, now: datetime) -> bool:
    """Destroy a person's key: no word about them opens again, and none can be sealed.

    False when it was destroyed before. On SQLite call `Database.wipe` after the transaction.
    """
    row = session.exec(select(SubjectKey).where(SubjectKey.person_id == person_id).with_for_update()).first()
    vault = vault_of(session)
    if row is None:
        # Nothing was sealed yet, and nothing must be.
        row = SubjectKey(person_id=person_id, wrapped=None, master=vault.masters.newest, created_at=now)
    elif row.wrapped is None:
        return False
    row.wrapped, row.destroyed_at = None, now
    session.add(row)
    session.flush()
    let_go(session)
    vault.forget()
    return True


def destroy_record(session: Session, record_id: str, part: str, why: str, now: datetime) -> bool:
    """Destroy the key of one part of a record, keeping when and `why` (80 characters at most).

    False when it was destroyed before. On SQLite call `Database.wipe` after the transaction.
    """
    query = select(RecordKey).where(RecordKey.record_id == record_id, RecordKey.part == part)
    row = session.exec(query.with_for_update()).first()
    if row is None:
        row = RecordKey(record_id=record_id, part=part, wrapped=None)
    elif row.wrapped is None:
        return False
    row.wrapped, row.destroyed_at, row.why = None, now, why
    session.add(row)
    session.flush()
    let_go(session)
    vault_of(session).forget()
    return True


def to_rotate(session: Session) -> int:
    """Return how many people's keys are wrapped by another master key than the newest."""
    return session.exec(select(func.count()).select_from(SubjectKey).where(*_outdated(session))).one()


def rotate(session: Session, limit: int | None = None) -> int:
    """Wrap people's keys anew with the newest master key and return how many were not yet; no text changes.

    With `limit` at most so many at once: fewer than that means that all are done. Raises UnknownMasterError when one
    was wrapped by a master key we were not given: then nothing is changed.
    """
    masters = vault_of(session).masters
    query = (
        select(SubjectKey)
        .where(*_outdated(session))
        .order_by(col(SubjectKey.person_id))
        .limit(limit)
        .with_for_update()
    )
    count = 0
    for row in session.exec(query):
        place = place_of_person(row.person_id)
        row.wrapped = masters.wrap(masters.unwrap(row.wrapped or b"", row.master, place), place)
        row.master = masters.newest
        session.add(row)
        count += 1
    session.flush()
    check = session.get(KeyCheck, 1)
    if check is not None and check.master != masters.newest and (limit is None or count < limit):
        check.sealed, check.master = masters.wrap(_CHECK, _CHECK_PLACE), masters.newest
        session.add(check)
        session.flush()
    let_go(session)
    return count


def is_sealed(session: Session) -> bool:
    """Return whether this database was ever opened with master keys."""
    there = inspect(session.connection()).has_table(KeyCheck.__tablename__)
    return there and session.get(KeyCheck, 1) is not None


def prove(session: Session, masters: MasterKeys) -> None:
    """Raise WrongMasterKeyError when these are not the keys this database was sealed with; writes nothing."""
    check = session.get(KeyCheck, 1)
    if check is None:
        return
    try:
        fits = masters.unwrap(check.sealed, check.master, _CHECK_PLACE) == _CHECK
    except (UnknownMasterError, BrokenSealError):
        fits = False
    wrapped_by = select(SubjectKey.master).where(col(SubjectKey.wrapped).is_not(None)).distinct()
    if not fits or not set(session.exec(wrapped_by)) <= set(masters.names):
        raise WrongMasterKeyError


def keep_check(session: Session, masters: MasterKeys) -> None:
    """Store the value later starts are checked against, when there is none yet."""
    if session.get(KeyCheck, 1) is None:
        session.add(KeyCheck(sealed=masters.wrap(_CHECK, _CHECK_PLACE), master=masters.newest))
        session.flush()


def _outdated(session: Session) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    newest = vault_of(session).masters.newest
    return col(SubjectKey.wrapped).is_not(None), col(SubjectKey.master) != newest
