"""Checkpoints: signed statements of how many leaves the log has and what its root is.

The text is a C2SP tlog-checkpoint (https://c2sp.org/tlog-checkpoint) in a C2SP signed note
(https://c2sp.org/signed-note), signed with Ed25519:

    <origin>
    <size>
    <root, base64>
    time <UTC>

    — <key name> <base64(key id || signature)>

The line with the time is an extension line: without it the moment of signing would be a column that anyone with
the database could change. Origin and key name are the same.
"""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from hashlib import sha256
from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

if TYPE_CHECKING:
    from collections.abc import Collection

ED25519 = b"\x01"
"""The signature type byte of Ed25519 in C2SP signed notes."""
MOST_SIGNATURES = 16
"""C2SP wants at least so many accepted: a witness may add its own line."""
LONGEST_NOTE = 100_000

_DASH = "—"
_HASH_BYTES, _KEY_ID_BYTES, _KEY_BYTES = 32, 4, 32
_BODY = re.compile(
    r"(?P<origin>[^\n]+)\n"
    r"(?P<size>0|[1-9][0-9]{0,17})\n"
    r"(?P<root>[A-Za-z0-9+/]{43}=)\n"
    r"time (?P<at>[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2})Z\n"
)
_TIME = "%Y-%m-%dT%H:%M:%S"


class Flaw(StrEnum):
    """What is wrong with a signed note."""

    MALFORMED = "malformed"
    UNKNOWN_KEY = "unknown_key"
    BAD_SIGNATURE = "bad_signature"
    FOREIGN = "foreign"


class CheckpointError(Exception):
    """A note is not a checkpoint signed by a known key; `flaw` says what is wrong."""

    def __init__(self, flaw: Flaw, words: str) -> None:
        super().__init__(words)
        self.flaw = flaw


@dataclass(frozen=True)
class Checkpoint:
    """What a note says: the log `origin` had `size` leaves under `root` at `at`, to the second."""

    origin: str
    size: int
    root: bytes
    at: datetime
    note: str


class Verifier:
    """A public key by its C2SP verifier key, `name+hex(key id)+base64(0x01 || public key)`.

    Raises CheckpointError when `vkey` is not one, or its key id is another key's.
    """

    def __init__(self, vkey: str) -> None:
        name, plus, rest = vkey.partition("+")
        written_id, also_plus, encoded = rest.partition("+")
        key = _decoded(encoded)
        if (
            not (plus and also_plus and _is_key_name(name))
            or key[:1] != ED25519
            or len(key) != 1 + _KEY_BYTES
        ):
            reason = "a verifier key reads name+key id+key, the key being of type Ed25519"
            raise CheckpointError(Flaw.MALFORMED, reason)
        self.vkey, self.name = vkey, name
        self.key_id = key_id(name, key[1:])
        if written_id != self.key_id.hex():
            reason = f"the key id of {name} does not belong to its key"
            raise CheckpointError(Flaw.MALFORMED, reason)
        self._key = Ed25519PublicKey.from_public_bytes(key[1:])

    def signed(self, body: str, signature: bytes) -> bool:
        """Return whether this key signed the text `body`."""
        try:
            self._key.verify(signature, body.encode())
        except InvalidSignature:
            return False
        return True


class Signer:
    """The private half: `seed` is the 32 bytes of an Ed25519 key, `name` the log's origin and key name."""

    def __init__(self, name: str, seed: bytes) -> None:
        if not _is_key_name(name):
            reason = "a key's name is not empty and holds neither spaces nor a plus"
            raise ValueError(reason)
        self._key = Ed25519PrivateKey.from_private_bytes(seed)
        public = self._key.public_key().public_bytes_raw()
        encoded = base64.b64encode(ED25519 + public).decode()
        self.name = name
        self.vkey = f"{name}+{key_id(name, public).hex()}+{encoded}"
        self.verifier = Verifier(self.vkey)

    def sign(self, size: int, root: bytes, at: datetime) -> Checkpoint:
        """Return the checkpoint of a tree, signed; its time is `at` cut to the second."""
        moment = at.astimezone(UTC).replace(microsecond=0)
        encoded = base64.b64encode(root).decode()
        body = f"{self.name}\n{size}\n{encoded}\ntime {moment.strftime(_TIME)}Z\n"
        note = body + "\n" + self.signature_line(body)
        return Checkpoint(self.name, size, root, moment, note)

    def signature_line(self, body: str) -> str:
        """Return the line this key adds below a note's text."""
        signature = base64.b64encode(self.verifier.key_id + self._key.sign(body.encode())).decode()
        return f"{_DASH} {self.name} {signature}\n"


def key_id(name: str, public: bytes) -> bytes:
    """Return a key's id: the first four bytes of SHA-256(name || 0x0A || 0x01 || public key)."""
    return sha256(name.encode() + b"\n" + ED25519 + public).digest()[:_KEY_ID_BYTES]


def open_checkpoint(note: str, trusted: Collection[Verifier]) -> Checkpoint:
    """Return what a signed note says when a trusted key signed it; raises CheckpointError when not."""
    body, signers = open_note(note, trusted)
    found = _BODY.fullmatch(body)
    if found is None:
        reason = "the note is not a checkpoint: origin, size, root and time, a line each"
        raise CheckpointError(Flaw.MALFORMED, reason)
    if all(found["origin"] != signer.name for signer in signers):
        reason = f"no trusted key of the log {found['origin']} itself signed the checkpoint"
        raise CheckpointError(Flaw.FOREIGN, reason)
    root = _decoded(found["root"])
    try:
        at = datetime.strptime(found["at"], _TIME).replace(tzinfo=UTC)
    except ValueError:
        at = None
    if at is None or len(root) != _HASH_BYTES:
        reason = "the checkpoint's root or time cannot be read"
        raise CheckpointError(Flaw.MALFORMED, reason)
    return Checkpoint(found["origin"], int(found["size"]), root, at, note)


def open_note(note: str, trusted: Collection[Verifier]) -> tuple[str, list[Verifier]]:
    """Return a signed note's text and the trusted keys that signed it, one at least; raises CheckpointError.

    Signatures of unknown keys are passed over; a wrong signature under a known key condemns the note (C2SP
    signed-note, "Signatures").
    """
    body, signatures = _parts(note)
    known = {(key.name, key.key_id): key for key in trusted}
    signers = []
    for name, signature in signatures:
        signer = known.get((name, signature[:_KEY_ID_BYTES]))
        if signer is None:
            continue
        if not signer.signed(body, signature[_KEY_ID_BYTES:]):
            reason = f"the signature of {name} does not belong to these words"
            raise CheckpointError(Flaw.BAD_SIGNATURE, reason)
        signers.append(signer)
    if not signers:
        reason = f"no known key signed the note, only {', '.join(name for name, _ in signatures)}"
        raise CheckpointError(Flaw.UNKNOWN_KEY, reason)
    return body, signers


def _parts(note: str) -> tuple[str, list[tuple[str, bytes]]]:
    body, blank, lines = note.rpartition("\n\n")
    printable = all(letter >= " " or letter == "\n" for letter in note)
    if not blank or not body or not lines.endswith("\n") or not printable or len(note) > LONGEST_NOTE:
        reason = "a signed note is text, a blank line and signature lines, without control characters"
        raise CheckpointError(Flaw.MALFORMED, reason)
    signatures = [_signature(line) for line in lines.removesuffix("\n").split("\n")]
    if len(signatures) > MOST_SIGNATURES:
        reason = f"a note has at most {MOST_SIGNATURES} signatures"
        raise CheckpointError(Flaw.MALFORMED, reason)
    return body + "\n", signatures


def _signature(line: str) -> tuple[str, bytes]:
    dash, _, rest = line.partition(" ")
    name, _, encoded = rest.partition(" ")
    signature = _decoded(encoded)
    if dash != _DASH or not _is_key_name(name) or len(signature) <= _KEY_ID_BYTES:
        reason = "a signature line reads — name signature"
        raise CheckpointError(Flaw.MALFORMED, reason)
    return name, signature


def _is_key_name(name: str) -> bool:
    return bool(name) and "+" not in name and not any(letter.isspace() for letter in name)


def _decoded(encoded: str) -> bytes:
    """Return what base64 says, nothing when it is not the one way to write it."""
    try:
        data = base64.b64decode(encoded.encode("ascii"), validate=True)
    except (binascii.Error, UnicodeEncodeError):
        return b""
    return data if base64.b64encode(data).decode() == encoded else b""
