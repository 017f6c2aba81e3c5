"""Who holds the key to what, and the vault that unwraps keys."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, cast

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from storage import sealing
from storage.sealing import Place

if TYPE_CHECKING:
    from collections.abc import Callable

    from storage.master_keys import MasterKeys

SHARED_PART, PRIVATE_PART = "shared", "private"
"""The parts of a record: what both may read, and what is the manager's own."""
UNWRAPPED_MAX = 20_000
"""So many keys are kept unwrapped in memory; a company of ten thousand fits."""


@dataclass(frozen=True)
class Lock:
    """Whose keys words are under. To open them every one of these must be there still.

    `people` are in ascending order. With a `record`, its own key for this `part` seals the words and theirs
    wrap that; without one their keys seal the words themselves.
    """

    people: tuple[int, ...]
    record: str = ""
    part: str = ""


def record_lock(record: str, part: str, manager_id: int, employee_id: int | None) -> Lock:
    """Return the lock of a record's part: what is shared is the employee's, what is private is both's."""
    if part == SHARED_PART and employee_id is not None:
        return Lock((employee_id,), record, part)
    both = {manager_id} if employee_id is None else {manager_id, employee_id}
    return Lock(tuple(sorted(both)), record, part)


@dataclass(frozen=True)
class Wrapped:
    """A key as the database holds it; `key` None once it is destroyed."""

    key: bytes | None
    master: str


class Vault:
    """Unwraps keys, and remembers them by their wrapped bytes: one that is destroyed is not found again."""

    def __init__(self, masters: MasterKeys) -> None:
        self.masters = masters
        self._unwrapped: dict[tuple[object, ...], object] = {}
        self._lock = threading.Lock()

    def person(self, person_id: int, held: Wrapped) -> bytes | None:
        """Return a person's key; None when it is destroyed."""
        wrapped = held.key
        if wrapped is None:
            return None
        place = place_of_person(person_id)
        return cast(
            "bytes",
            self._known((person_id, wrapped), lambda: self.masters.unwrap(wrapped, held.master, place)),
        )

    def together(self, lock: Lock, people: tuple[bytes, ...], purpose: str) -> AESGCM:
        """Return the cipher that takes the keys of all of a lock's people."""
        whose = ",".join(map(str, lock.people))
        made = self._known(
            (purpose, lock.people, *people),
            lambda: AESGCM(sealing.derived(b"".join(people), f"{purpose} {whose}")),
        )
        return cast("AESGCM", made)

    def marking(self, lock: Lock, people: tuple[bytes, ...]) -> bytes:
        """Return the key under which equal words of a lock's people have equal marks."""
        made = self._known(("mark", lock.people, *people), lambda: sealing.derived(b"".join(people), "mark"))
        return cast("bytes", made)

    def record(self, lock: Lock, people: tuple[bytes, ...], wrapped: bytes) -> AESGCM:
        """Return the cipher of a record's part."""

        def unwrap() -> AESGCM:
            wrapping = self.together(lock, people, "record")
            return AESGCM(sealing.unseal(wrapping, wrapped, place_of_record(lock)))

        return cast("AESGCM", self._known((lock, *people, wrapped), unwrap))

    def forget(self) -> None:
        """Drop every unwrapped key from memory."""
        with self._lock:
            self._unwrapped.clear()

    def _known(self, name: tuple[object, ...], make: Callable[[], object]) -> object:
        found = self._unwrapped.get(name)
        if found is None:
            found = make()
            with self._lock:
                if len(self._unwrapped) >= UNWRAPPED_MAX:
                    for oldest in list(islice(self._unwrapped, UNWRAPPED_MAX // 10)):
                        del self._unwrapped[oldest]
                self._unwrapped[name] = found
        return found


def place_of_person(person_id: int) -> Place:
    """Return where a person's wrapped key lies."""
    return Place("subject_key", str(person_id), "wrapped")


def place_of_record(lock: Lock) -> Place:
    """Return where the wrapped key of a record's part lies."""
    return Place("record_key", f"{lock.record}:{lock.part}", "wrapped")
