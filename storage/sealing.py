"""Sealing: AES-256-GCM under a fresh nonce, bound to the one place in the database where it may be opened."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_BYTES = 32
"""Every key is 256 bits."""
NONCE_BYTES = 12
"""96 bits, drawn anew for everything sealed (NIST SP 800-38D, 8.2.2)."""
TAG_BYTES = 16
VERSION = b"\x01"
"""The first byte of everything sealed: how to read the rest. 1: nonce, then ciphertext with its tag."""


class BrokenSealError(Exception):
    """What is stored does not open: it was changed, moved from its place, or sealed with another key."""


@dataclass(frozen=True)
class Place:
    """Where something sealed lies. It opens nowhere else, so two rows cannot trade what they say."""

    table: str
    row: str
    column: str

    @property
    def bound(self) -> bytes:
        """The place as associated data: sealed in, stored nowhere."""
        return VERSION + f"{self.table}\0{self.row}\0{self.column}".encode()


def new_key() -> bytes:
    """Return a key nobody has seen before."""
    return os.urandom(KEY_BYTES)


def derived(key: bytes, purpose: str) -> bytes:
    """Return the key that `key` gives for one `purpose` (HKDF with SHA-256, RFC 5869)."""
    return HKDF(hashes.SHA256(), KEY_BYTES, salt=None, info=f"touchbase {purpose}".encode()).derive(key)


def seal(cipher: AESGCM, plain: bytes, place: Place) -> bytes:
    """Return `plain` sealed into its place: version, nonce, ciphertext with tag; 29 bytes longer."""
    nonce = os.urandom(NONCE_BYTES)
    return VERSION + nonce + cipher.encrypt(nonce, plain, place.bound)


def unseal(cipher: AESGCM, sealed: bytes, place: Place) -> bytes:
    """Return what was sealed into this place; raises BrokenSealError."""
    start = len(VERSION) + NONCE_BYTES
    if sealed[: len(VERSION)] != VERSION or len(sealed) < start + TAG_BYTES:
        message = f"{place.table}.{place.column} of {place.row} is not sealed as we seal"
        raise BrokenSealError(message)
    try:
        return cipher.decrypt(sealed[len(VERSION) : start], sealed[start:], place.bound)
    except InvalidTag as problem:
        message = f"{place.table}.{place.column} of {place.row} does not open"
        raise BrokenSealError(message) from problem
