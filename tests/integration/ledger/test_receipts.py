"""Receipts prove what they say, to anybody, without a database; a forged one says why it does not."""

from __future__ import annotations

import base64
import json
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

from storage import ledger, receipts
from storage.checkpoints import Signer
from storage.receipts import Doubt, ReceiptError, check_receipt, receipt
from tests.integration.ledger.log import BEGAN, SIGNER, Log

if TYPE_CHECKING:
    from collections.abc import Mapping

pytestmark = pytest.mark.either_engine

OPENING = b"o" * 32
WORDS = "她做得很好。".encode()


@pytest.fixture
def issued(log: Log) -> bytes:
    """Give the receipt of one record among many."""
    log.grow(20)
    with log.database.transaction() as session:
        ledger.append(session, "ack:7:2", ledger.committed(OPENING, WORDS), BEGAN)
    log.grow(40)
    return issue(log)


def issue(log: Log) -> bytes:
    with log.database.snapshot() as session:
        data = receipt(session, "ack:7:2", OPENING, SIGNER.vkey)
    assert data is not None
    return data


def forged(data: bytes, **changes: Any) -> bytes:  # noqa: ANN401 - what JSON may hold
    return json.dumps({**json.loads(data), **changes}).encode()


def doubt(data: bytes, **how: Any) -> Doubt:  # noqa: ANN401 - the check's own arguments
    with pytest.raises(ReceiptError) as refused:
        check_receipt(data, **{"verifier": SIGNER.verifier, **how})
    return refused.value.doubt


def encoded(data: bytes) -> str:
    return base64.b64encode(data).decode()


@pytest.mark.both_engines
def test_a_receipt_proves_that_and_when_these_words_were_entered(issued: bytes, log: Log) -> None:
    proof = check_receipt(issued, SIGNER.verifier, WORDS)
    assert (proof.kind, proof.record, proof.at) == ("ack", "ack:7:2", BEGAN)
    assert (proof.checkpoint.size, proof.checkpoint.origin, proof.vkey) == (61, SIGNER.name, SIGNER.vkey)
    assert proof.checkpoint.note in log.outside
    assert proof.words
    assert proof.key_is_trusted
    with log.database.snapshot() as session:
        assert [entry.record for entry in ledger.find_by_code(session, proof.code)] == ["ack:7:2"]


def test_without_words_or_key_it_says_that_it_proves_less(issued: bytes) -> None:
    proof = check_receipt(issued)
    assert (proof.words, proof.key_is_trusted) == (False, False)


def test_a_receipt_is_the_same_whenever_it_is_made(issued: bytes, log: Log) -> None:
    log.grow(30)
    assert issue(log) == issued
    assert 700 < len(issued) < 2000


@pytest.mark.both_engines
def test_receipts_made_together_are_those_made_one_by_one(log: Log) -> None:
    log.grow(1, 2, 9, 30)
    log.write(1)
    with log.database.snapshot() as session:
        rows = session.connection().execute(text("SELECT record, opening FROM stand_in")).all()
        openings = {record: opening for record, opening in rows}  # noqa: C416 - rows are no pairs for mypy
        alone = {
            record: receipt(session, record, opening, SIGNER.vkey) for record, opening in openings.items()
        }
        together = receipts.receipts_of(session, openings, SIGNER.vkey)
    assert len(together) == 42
    assert together == {record: made for record, made in alone.items() if made is not None}


@pytest.mark.both_engines
def test_every_record_has_its_receipt_as_soon_as_it_is_a_leaf(log: Log) -> None:
    log.grow(1, 2, 9)
    log.write(1)
    with log.database.snapshot() as session:
        rows = session.connection().execute(
            text("SELECT record, opening, words FROM stand_in ORDER BY record")
        )
        for number, (record, opening, words) in enumerate(rows.all()):
            data = receipt(session, record, opening, SIGNER.vkey)
            if number == 12:
                assert data is None, "the sequencer has not come by yet"
                continue
            assert data is not None
            assert check_receipt(data, SIGNER.verifier, bytes(words)).index == number
        assert receipt(session, "note:never", OPENING, SIGNER.vkey) is None


def test_other_words_are_named(issued: bytes) -> None:
    assert doubt(issued, canonical=WORDS + b" ") is Doubt.OTHER_WORDS
    assert doubt(forged(issued, opening=encoded(b"p" * 32)), canonical=WORDS) is Doubt.OTHER_WORDS


def test_a_receipt_under_another_key_is_named(issued: bytes) -> None:
    thief = Signer(SIGNER.name, b"t" * 32)
    checkpoint = check_receipt(issued).checkpoint
    note = thief.sign(checkpoint.size, checkpoint.root, checkpoint.at).note
    everything = forged(issued, checkpoint=note, vkey=thief.vkey)
    assert doubt(everything) is Doubt.KEY_UNKNOWN
    assert doubt(forged(issued, checkpoint=note)) is Doubt.KEY_UNKNOWN
    assert not check_receipt(everything).key_is_trusted, "consistent in itself: all hangs on the key"


def test_a_checkpoint_that_was_not_signed_is_named(issued: bytes) -> None:
    note = check_receipt(issued).checkpoint.note
    assert doubt(forged(issued, checkpoint=note.replace("\n61\n", "\n60\n"))) is Doubt.SIGNATURE_WRONG
    assert doubt(forged(issued, checkpoint="nothing")) is Doubt.DAMAGED


def test_another_checkpoint_of_the_log_does_not_fit(issued: bytes, log: Log) -> None:
    assert doubt(forged(issued, checkpoint=log.outside[0])) is Doubt.NOT_INCLUDED


NOT_INCLUDED: Mapping[str, object] = {
    "record": "ack:7:3",
    "at": (BEGAN - timedelta(days=1)).isoformat(timespec="microseconds"),
    "commitment": encoded(ledger.committed(OPENING, b"other words")),
    "index": 21,
    "path": "",
}


@pytest.mark.parametrize("name", NOT_INCLUDED)
def test_a_receipt_for_something_else_than_was_entered_is_named(issued: bytes, name: str) -> None:
    assert doubt(forged(issued, **{name: NOT_INCLUDED[name]})) is Doubt.NOT_INCLUDED


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("kind", "note"),
        ("code", "K7QM-2F9A-XD"),
        ("at", "yesterday"),
        ("at", "2026-03-02T09:00:00"),
        ("at", "2026-03-02T10:00:00+01:00"),
        ("path", "AAAA"),
        ("path", "好"),
        ("commitment", ""),
        ("opening", encoded(b"short")),
    ],
)
def test_a_damaged_receipt_is_named(issued: bytes, name: str, value: str) -> None:
    assert doubt(forged(issued, **{name: value})) is Doubt.DAMAGED


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("version", 2),
        ("version", True),
        ("index", "3"),
        ("index", 3.0),
        ("record", None),
        ("record", "\ud800"),
    ],
)
def test_what_is_no_receipt_is_named(issued: bytes, name: str, value: object) -> None:
    assert doubt(forged(issued, **{name: value})) is Doubt.UNREADABLE


@given(
    st.one_of(
        st.binary(),
        st.text().map(str.encode),
        st.dictionaries(st.text(), st.text()).map(json.dumps).map(str.encode),
    )
)
def test_nothing_else_is_taken_for_a_receipt(data: bytes) -> None:
    assert doubt(data) is Doubt.UNREADABLE


def test_no_letter_of_a_receipt_can_be_changed(issued: bytes) -> None:
    said = json.loads(issued)
    for name, value in said.items():
        if name == "opening":
            continue
        for at in range(len(str(value))):
            changed = str(value)[:at] + ("x" if str(value)[at] != "x" else "y") + str(value)[at + 1 :]
            assert doubt(forged(issued, **{name: changed}))


def test_the_signature_of_a_shared_checkpoint_is_verified_once(issued: bytes) -> None:
    receipts._checkpoint.cache_clear()
    for _ in range(3):
        check_receipt(issued, SIGNER.verifier)
    assert receipts._checkpoint.cache_info().misses == 1
