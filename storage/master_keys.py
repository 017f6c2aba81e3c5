"""The master keys: kept outside the database, they wrap the key of every person and nothing else."""

from __future__ import annotations

import base64
import binascii
import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from storage import sealing
from storage.sealing import KEY_BYTES

if TYPE_CHECKING:
    from storage.sealing import Place


class KeyTextError(ValueError):
    """A text that is no key; the message says why without quoting it."""


class UnknownMasterError(Exception):
    """Something was wrapped by a master key we were not given."""


class WrongMasterKeyError(Exception):
    """The master keys are not those this database was sealed with."""


class NoMasterKeyError(Exception):
    """Words were to be sealed or opened on a database that was opened without master keys."""


@dataclass(frozen=True)
class Master:
    """One master key. `name` tells it from others and says nothing of the key."""

    name: str
    key: bytes

    def __repr__(self) -> str:
        """Return the name alone: a key is never printed."""
        return f"Master({self.name})"

    @classmethod
    def of(cls, key: bytes) -> Master:
        """Return the master key of these 32 bytes."""
        return cls(hashlib.sha256(b"touchbase master name" + key).hexdigest()[:16], key)


class MasterKeys:
    """The master keys, newest first: the first wraps, every one of them unwraps."""

    def __init__(self, *keys: bytes) -> None:
        if not keys:
            message = "there is no master key"
            raise KeyTextError(message)
        self._masters = {master.name: master for master in map(Master.of, keys)}
        self._ciphers = {
            name: AESGCM(sealing.derived(each.key, "wrapping")) for name, each in self._masters.items()
        }
        self.newest = Master.of(keys[0]).name
        self._derived: dict[str, tuple[bytes, ...]] = {}
        self._derived_ciphers: dict[str, tuple[AESGCM, ...]] = {}

    @classmethod
    def parse(cls, text: str) -> MasterKeys:
        """Read keys as a setting gives them: base64 of 32 bytes, several separated by commas, newest first.

        Raises KeyTextError.
        """
        return cls(*(key_of(piece) for piece in text.split(",")))

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all of them, newest first."""
        return tuple(self._masters)

    def wrap(self, key: bytes, place: Place) -> bytes:
        """Return a key wrapped by the newest master key, for one place: 61 bytes."""
        return sealing.seal(self._ciphers[self.newest], key, place)

    def unwrap(self, wrapped: bytes, master: str, place: Place) -> bytes:
        """Return a wrapped key; raises UnknownMasterError and BrokenSealError."""
        if master not in self._ciphers:
            raise UnknownMasterError(master)
        return sealing.unseal(self._ciphers[master], wrapped, place)

    def derived(self, purpose: str) -> tuple[AESGCM, ...]:
        """Return what each master key gives for a purpose that concerns no person, newest first."""
        if purpose not in self._derived_ciphers:
            self._derived_ciphers[purpose] = tuple(map(AESGCM, self.derived_keys(purpose)))
        return self._derived_ciphers[purpose]

    def derived_keys(self, purpose: str) -> tuple[bytes, ...]:
        """Return the same as plain keys, for what is to be known again and not sealed."""
        if purpose not in self._derived:
            keys = tuple(sealing.derived(each.key, purpose) for each in self._masters.values())
            self._derived[purpose] = keys
        return self._derived[purpose]


def key_of(text: str) -> bytes:
    """Return the 32 bytes that base64 (plain or URL-safe) stands for; raises KeyTextError."""
    try:
        key = base64.b64decode(text.strip().replace("-", "+").replace("_", "/"), validate=True)
    except (binascii.Error, ValueError) as problem:
        message = "this is no base64; make a key with `openssl rand -base64 32`"
        raise KeyTextError(message) from problem
    if len(key) != KEY_BYTES:
        message = f"a key has {KEY_BYTES} bytes, this has {len(key)}; make one with `openssl rand -base64 32`"
        raise KeyTextError(message)
    return key


def text_of(key: bytes) -> str:
    """Return a key as `key_of` reads it."""
    return base64.b64encode(key).decode()
