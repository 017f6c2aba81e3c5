"""Receipts: files that prove, to anyone and without the database, that a record is in the log.

A receipt is JSON. It holds what was hashed for the record, its inclusion proof (RFC 6962 §2.1.1) and the signed
checkpoint the proof leads to: the first one that covers the record, so that a receipt made twice is the same. The
opening inside lets its holder show that certain words, and no others, were committed; it is not for publication.
"""

from __future__ import annotations

import binascii
import hmac
import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import select as select_columns

from storage import ledger, merkle, tree_nodes
from storage.checkpoints import Checkpoint, CheckpointError, Flaw, Verifier, open_checkpoint
from storage.ledger import ENTRY, HASH_BYTES, LEAF, OPENING_BYTES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlmodel import Session

    from storage.ledger import LedgerCheckpoint

VERSION = 1
LARGEST = 20_000
"""No receipt has more bytes than this."""
_FIELDS = {
    "version": int,
    "kind": str,
    "record": str,
    "code": str,
    "at": str,
    "commitment": str,
    "opening": str,
    "index": int,
    "path": str,
    "checkpoint": str,
    "vkey": str,
}
_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T(?:[01][0-9]|2[0-3]):[0-9]{2}:[0-9]{2}\.[0-9]{6}\+00:00")
_ZONE = "+00:00"
_NAMES, _KINDS = tuple(_FIELDS), list(_FIELDS.values())


class Doubt(StrEnum):
    """Why a receipt proves nothing."""

    UNREADABLE = "unreadable"
    """It is not a receipt of a version we know."""
    DAMAGED = "damaged"
    """Its parts contradict each other."""
    KEY_UNKNOWN = "key_unknown"
    """Another key signed it than the one trusted."""
    SIGNATURE_WRONG = "signature_wrong"
    NOT_INCLUDED = "not_included"
    """Its proof does not lead from the record to the signed root: the record, its time or the proof was changed."""
    OTHER_WORDS = "other_words"
    """The record is in the log, but with other words than those shown, or under another opening."""


_DOUBTS = {
    Flaw.UNKNOWN_KEY: Doubt.KEY_UNKNOWN,
    Flaw.FOREIGN: Doubt.KEY_UNKNOWN,
    Flaw.BAD_SIGNATURE: Doubt.SIGNATURE_WRONG,
    Flaw.MALFORMED: Doubt.DAMAGED,
}


class ReceiptError(Exception):
    """A receipt is forged or damaged; `doubt` says in what way."""

    def __init__(self, doubt: Doubt, words: str) -> None:
        super().__init__(words)
        self.doubt = doubt


@dataclass(frozen=True)
class Proof:
    """What a receipt proves.

    The record `record`, entered at `at`, is leaf `index` (counted from 0) of the log `checkpoint.origin` of
    `checkpoint.size` leaves, as the key `vkey` signed at `checkpoint.at`. With `words` it is proven too that the
    record consists of exactly the bytes shown. `key_is_trusted` is False when the only key known is the receipt's
    own: then all hangs on whether `vkey` is the log's.
    """

    kind: str
    record: str
    code: str
    at: datetime
    index: int
    checkpoint: Checkpoint
    vkey: str
    words: bool
    key_is_trusted: bool


def receipt(session: Session, record: str, opening: bytes, vkey: str) -> bytes | None:
    """Return a record's receipt, about 1.3 kB; None as long as the sequencer has not made a leaf of it.

    `opening` is what `commit` gave for the record, `vkey` the key its checkpoint was signed with. Raises KeyError
    when rows of the tree are missing.
    """
    return receipts_of(session, {record: opening}, vkey).get(record)


def receipts_of(session: Session, openings: Mapping[str, bytes], vkey: str) -> dict[str, bytes]:
    """Return the receipts of many records, as `receipt` makes them, by record; those that are no leaf are missing.

    `openings` are theirs. What is asked of the database grows with the checkpoints they lie under and the levels of
    the tree, not with the records. Raises KeyError when rows of the tree are missing.
    """
    query = select_columns(ENTRY.c.record, LEAF.c.position, ENTRY.c.commitment, ENTRY.c.at, ENTRY.c.code)
    query = query.join(ENTRY, ENTRY.c.id == LEAF.c.entry_id).where(ENTRY.c.record.in_(sorted(openings)))
    leaves = session.connection().execute(query.order_by(LEAF.c.position)).all()
    covering: LedgerCheckpoint | None = None
    covered = []
    for leaf in leaves:
        if covering is None or leaf.position >= covering.size:
            covering = next(iter(ledger.checkpoints_after(session, leaf.position, limit=1)), None)
        if covering is None:
            break
        covered.append((leaf, covering, merkle.inclusion_spans(leaf.position, covering.size)))
    paths = tree_nodes.proofs(session, [spans for _, _, spans in covered])
    found = {}
    for (leaf, under, _), path in zip(covered, paths, strict=True):
        said = {
            "version": VERSION,
            "kind": ledger.kind_of(leaf.record),
            "record": leaf.record,
            "code": leaf.code,
            "at": _written(leaf.at),
            "commitment": _encoded(leaf.commitment),
            "opening": _encoded(openings[leaf.record]),
            "index": leaf.position,
            "path": _encoded(b"".join(path)),
            "checkpoint": under.note,
            "vkey": vkey,
        }
        found[leaf.record] = json.dumps(said, ensure_ascii=False, indent=1).encode()
    return found


def check_receipt(data: bytes, verifier: Verifier | None = None, canonical: bytes | None = None) -> Proof:
    """Return what a receipt proves, without any database; raises ReceiptError when it is forged or damaged.

    `verifier` is the log's key from a source that is trusted; without it the receipt's own key is taken at its
    word. `canonical` are the record's bytes, when it shall be proven that these very words were committed.
    """
    said = _read(data)
    record, index, vkey = said["record"], said["index"], said["vkey"]
    commitment, opening = _bytes(said["commitment"], HASH_BYTES), _bytes(said["opening"], OPENING_BYTES)
    at = _moment(said["at"])
    if verifier is not None and verifier.vkey != vkey:
        reason = "the receipt names another key than the log's"
        raise ReceiptError(Doubt.KEY_UNKNOWN, reason)
    checkpoint = _checkpoint(said["checkpoint"], vkey)
    leaf = merkle.leaf_hash(ledger.stored_leaf_data(record, commitment, at))
    path = _bytes(said["path"])
    hashes = [path[start : start + HASH_BYTES] for start in range(0, len(path), HASH_BYTES)]
    if not merkle.verify_inclusion(leaf, index, checkpoint.size, hashes, checkpoint.root):
        reason = "the proof does not lead from this record to the signed root"
        raise ReceiptError(Doubt.NOT_INCLUDED, reason)
    # These two are repeated for people, and would be believed.
    if said["code"] != ledger.code_of(leaf) or said["kind"] != ledger.kind_of(record):
        reason = "the code or the kind is not this record's"
        raise ReceiptError(Doubt.DAMAGED, reason)
    if canonical is not None and not hmac.compare_digest(ledger.committed(opening, canonical), commitment):
        reason = "the record was entered with other words"
        raise ReceiptError(Doubt.OTHER_WORDS, reason)
    return Proof(
        kind=said["kind"],
        record=record,
        code=said["code"],
        at=at.replace(tzinfo=UTC),
        index=index,
        checkpoint=checkpoint,
        vkey=vkey,
        words=canonical is not None,
        key_is_trusted=verifier is not None,
    )


@lru_cache(maxsize=1024)
def _checkpoint(note: str, vkey: str) -> Checkpoint:
    """Open a checkpoint; many receipts share one, and its signature costs more than all the rest."""
    try:
        return open_checkpoint(note, [Verifier(vkey)])
    except CheckpointError as problem:
        raise ReceiptError(_DOUBTS[problem.flaw], str(problem)) from problem


def _read(data: bytes) -> dict[str, Any]:
    try:
        said = json.loads(data.decode()) if len(data) <= LARGEST else None
    except (ValueError, RecursionError):
        said = None
    # A boolean passes for a number in Python, and must not here.
    if not isinstance(said, dict) or [type(said.get(name)) for name in _NAMES] != _KINDS:
        said = None
    if said is None or not _can_be_written(said["record"] + said["checkpoint"] + said["vkey"]):
        reason = "this is not a receipt"
        raise ReceiptError(Doubt.UNREADABLE, reason)
    if said["version"] != VERSION:
        reason = f"receipts of version {said['version']} are not known here"
        raise ReceiptError(Doubt.UNREADABLE, reason)
    return said


def _can_be_written(text: str) -> bool:
    """Return whether a text from JSON is one: an escape can name half a letter, which no encoding knows."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _bytes(encoded: str, length: int | None = None) -> bytes:
    try:
        data = binascii.a2b_base64(encoded)
    except (binascii.Error, ValueError):
        data = None
    # There is one way to write a receipt, so that two that differ are two.
    if data is None or len(data) % HASH_BYTES or length not in {None, len(data)} or _encoded(data) != encoded:
        reason = "a hash in the receipt cannot be read"
        raise ReceiptError(Doubt.DAMAGED, reason)
    return data


def _moment(text: str) -> datetime:
    """Return a time as the database has it: UTC, without saying so. It is written as `_written` writes it."""
    try:
        at = datetime.fromisoformat(text[: -len(_ZONE)]) if _MOMENT.fullmatch(text) else None
    except ValueError:
        at = None
    if at is None:
        reason = "the time in the receipt cannot be read"
        raise ReceiptError(Doubt.DAMAGED, reason)
    return at


def _written(at: datetime) -> str:
    return at.isoformat(timespec="microseconds")


def _encoded(data: bytes) -> str:
    return binascii.b2a_base64(data, newline=False).decode()
