"""A new master key takes over: everybody's key, and what waits in the inbox, is wrapped with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from storage import erasure, inbox

if TYPE_CHECKING:
    from collections.abc import Callable

    from storage.database import Database

AT_ONCE = 200
"""So many keys in one transaction: the bot goes on writing in between."""


@dataclass(frozen=True)
class Rotation:
    """How much was wrapped anew: keys of people, and deliveries that were waiting."""

    people: int
    deliveries: int


def rotate(database: Database, advance: Callable[[int, int], None]) -> Rotation:
    """Wrap what is not wrapped by the newest master key; `advance` is told how many people are done, and of how many.

    It may be cut short at any point and begun again. Raises UnknownMasterError.
    """
    with database.snapshot() as session:
        total = erasure.to_rotate(session)
    done = 0
    advance(done, total)
    while True:
        with database.transaction() as session:
            count = erasure.rotate(session, AT_ONCE)
        done += count
        advance(done, max(total, done))
        if count < AT_ONCE:
            return Rotation(done, _deliveries(database))


def _deliveries(database: Database) -> int:
    intake = database.intake()
    try:
        if intake is not database:
            inbox.prepare(intake)
        with intake.transaction() as session:
            return inbox.reseal(session)
    finally:
        if intake is not database:
            intake.close()
