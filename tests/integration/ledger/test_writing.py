"""Entering records, the one sequencer, and a database that refuses to take anything back."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor, wait
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from storage import append_only, ledger, merkle, sequencer
from storage.checkpoints import Signer, open_checkpoint
from storage.database import Database
from storage.verification import verify_log
from tests.integration.ledger.log import BEGAN, SIGNER, Log

if TYPE_CHECKING:
    from tests.engines import PostgresEngine

VALUE = b"v" * 32


def test_a_record_is_entered_with_the_transaction_or_not_at_all(log: Log) -> None:
    def fail() -> None:
        with log.database.transaction() as session:
            ledger.append(session, "note:0", VALUE, BEGAN)
            raise InterruptedError

    with pytest.raises(InterruptedError):
        fail()
    with log.database.snapshot() as session:
        assert ledger.entry_of(session, "note:0") is None
    assert log.one("SELECT count(*) FROM ledger_pending") == 0


def test_a_leaf_is_the_hash_of_record_commitment_and_time(log: Log) -> None:
    at = datetime(1970, 1, 1, 0, 0, 1, 2, tzinfo=UTC)
    data = b"note:a" + VALUE + (1_000_002).to_bytes(8, "big")
    with log.database.transaction() as session:
        code = ledger.append(session, "note:a", VALUE, at)
        checkpoint = sequencer.integrate(session, SIGNER, at)
    assert checkpoint is not None
    assert checkpoint.root == merkle.leaf_hash(data)
    assert code == ledger.code_of(merkle.leaf_hash(data))
    assert open_checkpoint(checkpoint.note, [SIGNER.verifier]) == checkpoint


def test_a_code_is_found_however_it_is_typed(log: Log) -> None:
    with log.database.transaction() as session:
        codes = [ledger.append(session, f"note:{number}", VALUE, BEGAN) for number in range(200)]
    typed = [code.lower().replace("-", " ").replace("0", "o").replace("1", "l") for code in codes]
    with log.database.snapshot() as session:
        assert [[entry.record for entry in ledger.find_by_code(session, words)] for words in typed] == [
            [f"note:{number}"] for number in range(200)
        ]
        assert ledger.find_by_code(session, "K7QM") == ledger.find_by_code(session, "") == []
    assert all(len(code) == 12 and not set(code) & set("ILOU") for code in codes)


def test_a_code_is_the_first_fifty_bits() -> None:
    assert ledger.code_of(bytes(32)) == "0000-0000-00"
    assert ledger.code_of(b"\xff" * 32) == "ZZZZ-ZZZZ-ZZ"
    assert ledger.code_of(bytes.fromhex("00443214c74254") + bytes(25)) == "0123-4567-89"


def test_many_records_are_entered_as_one_by_one(log: Log) -> None:
    with log.database.transaction() as session:
        codes = ledger.append_all(session, [(f"note:{number}", VALUE) for number in range(5)], BEGAN)
        assert ledger.append_all(session, [], BEGAN) == []
        one = ledger.append(session, "note:5", VALUE, BEGAN)
        assert ledger.entry_of(session, "note:5") is not None
    with log.database.snapshot() as session:
        assert [ledger.find_by_code(session, code)[0].record for code in [*codes, one]] == [
            f"note:{number}" for number in range(6)
        ]
    assert log.one("SELECT count(*) FROM ledger_pending") == 6


@pytest.mark.parametrize(
    "record", ["", "note", "note:", ":1", "Note:1", "note:a b", "note:好", "note:" + "x" * 120]
)
def test_only_ids_of_ours_are_entered(log: Log, record: str) -> None:
    with log.database.transaction() as session, pytest.raises(ValueError, match="record's id"):
        ledger.append(session, record, VALUE, BEGAN)


def test_a_commitment_has_its_length(log: Log) -> None:
    with log.database.transaction() as session, pytest.raises(ValueError, match="32 bytes"):
        ledger.append(session, "note:1", b"short", BEGAN)


def test_a_commitment_opens_to_its_own_words_only() -> None:
    first, second = ledger.commit(b"words"), ledger.commit(b"words")
    assert first != second, "equal words cannot be told from the outside"
    assert ledger.committed(first.opening, b"words") == first.value
    assert ledger.committed(first.opening, b"other") != first.value


def test_a_record_is_entered_once(log: Log) -> None:
    log.write(1)
    log.written = 0
    with pytest.raises(DBAPIError):
        log.write(1)


CHANGES = {
    "ledger_entry": "UPDATE ledger_entry SET code = code",
    "ledger_leaf": "UPDATE ledger_leaf SET hash = hash",
    "ledger_node": "UPDATE ledger_node SET hash = hash",
    "ledger_checkpoint": "UPDATE ledger_checkpoint SET note = note",
}


@pytest.mark.parametrize("table", ledger.APPEND_ONLY)
def test_the_database_refuses_to_change_or_remove_rows(log: Log, table: str) -> None:
    log.grow(3)
    for statement in (CHANGES[table], f"DELETE FROM {table}"):  # noqa: S608 - ours and fixed
        with pytest.raises(DBAPIError, match="never changed or removed"):
            log.execute(statement)
    assert log.verify().sound


@pytest.mark.parametrize("table", ledger.APPEND_ONLY)
def test_the_database_refuses_to_empty_or_replace(log: Log, table: str) -> None:
    log.grow(3)
    statement = f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}"  # noqa: S608 - ours and fixed
    if not log.database.is_sqlite:
        statement = f"TRUNCATE {table} CASCADE"
    with pytest.raises(DBAPIError, match="never changed or removed"):
        log.execute(statement)
    assert log.verify().sound


def test_changes_can_be_allowed_again_for_a_migration(log: Log) -> None:
    log.grow(3)
    with log.database.engine.begin() as connection:
        append_only.allow_changes(connection, "ledger_checkpoint")
        connection.execute(text(CHANGES["ledger_checkpoint"]))
        append_only.refuse_changes(connection, "ledger_checkpoint")
    with pytest.raises(DBAPIError, match="never changed or removed"):
        log.execute(CHANGES["ledger_checkpoint"])


def test_nothing_to_integrate_signs_nothing(log: Log) -> None:
    log.integrate()
    log.grow(1)
    log.integrate()
    assert len(log.outside) == 1


def test_what_is_above_the_limit_waits_for_the_next_time(log: Log) -> None:
    log.write(5)
    for _ in range(3):
        log.integrate(limit=2)
    assert [open_checkpoint(note, [SIGNER.verifier]).size for note in log.outside] == [2, 4, 5]
    assert log.verify().sound


def test_a_sequencer_killed_in_the_middle_changes_nothing(log: Log) -> None:
    log.grow(3)
    log.write(2)

    def killed() -> None:
        with log.database.transaction() as session:
            assert sequencer.integrate(session, SIGNER, log.now) is not None
            raise InterruptedError

    with pytest.raises(InterruptedError):
        killed()
    report = log.verify()
    assert (report.sound, report.leaves, report.pending) == (True, 3, 2)
    log.integrate()
    assert (log.verify().sound, log.verify().leaves) == (True, 5)


def test_a_new_key_goes_on_where_the_former_is_known(log: Log) -> None:
    log.grow(2)
    log.write(1)
    new = Signer(SIGNER.name, b"n" * 32)
    with log.database.transaction() as session, pytest.raises(sequencer.LedgerBrokenError, match="trusted"):
        sequencer.integrate(session, new, log.now)
    with log.database.transaction() as session:
        checkpoint = sequencer.integrate(session, new, log.now, former=[SIGNER.verifier])
    assert checkpoint is not None
    assert open_checkpoint(checkpoint.note, [new.verifier]).size == 3


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ledger_node SET hash = :bytes WHERE level = 1",
        "DELETE FROM ledger_node WHERE level = 1",
        "DELETE FROM ledger_checkpoint WHERE size = 3",
    ],
)
def test_the_sequencer_puts_no_name_under_a_rewritten_tree(log: Log, statement: str) -> None:
    log.grow(2, 1)
    log.write(1)
    log.tamper(statement, bytes=b"x" * 32)
    # With the newest checkpoint gone the older tree is sound, but its next leaf stands there already.
    with pytest.raises((sequencer.LedgerBrokenError, DBAPIError)):
        log.integrate()


@pytest.mark.postgres
def test_two_sequencers_at_once_give_way_and_miss_nothing(postgres_engine: PostgresEngine) -> None:
    with postgres_engine.fresh_url() as url:
        log = Log(Database(url))
        log.prepare()
        stop = threading.Event()

        def sequence() -> None:
            while not stop.is_set():
                with log.database.transaction() as session:
                    sequencer.integrate(session, SIGNER, BEGAN, limit=3)

        def write(writer: int) -> None:
            for number in range(40):
                with log.database.transaction() as session:
                    ledger.append(session, f"note:{writer}-{number}", VALUE, BEGAN)

        with ThreadPoolExecutor(5) as pool:
            sequencers = [pool.submit(sequence) for _ in range(2)]
            writers = [pool.submit(write, number) for number in range(3)]
            wait(writers)
            stop.set()
        for future in writers + sequencers:
            future.result()
        while log.one("SELECT count(*) FROM ledger_pending"):
            log.integrate()
        with log.database.snapshot() as session:
            report = verify_log(session, [SIGNER.verifier])
        assert report.sound
        assert report.leaves == 120
        log.database.close()


@pytest.mark.postgres
def test_an_entry_committed_late_is_not_missed(postgres_engine: PostgresEngine) -> None:
    with postgres_engine.fresh_url() as url:
        log = Log(Database(url))
        with log.database.transaction() as late:
            ledger.append(late, "note:early", VALUE, BEGAN)
            with log.database.transaction() as session:
                ledger.append(session, "note:late", VALUE, BEGAN)
            log.integrate()
        log.integrate()
        order = "SELECT string_agg(record, ' ' ORDER BY position) FROM ledger_leaf JOIN ledger_entry ON id = entry_id"
        assert log.one(order) == "note:late note:early"
        log.database.close()


@pytest.mark.postgres
def test_a_second_sequencer_gives_way(postgres_engine: PostgresEngine) -> None:
    with postgres_engine.fresh_url() as url:
        log = Log(Database(url))
        with log.database.transaction() as session:
            ledger.append_all(session, [(f"note:{number}", VALUE) for number in range(4)], BEGAN)
        with log.database.transaction() as first, log.database.transaction() as second:
            assert sequencer.integrate(first, SIGNER, BEGAN, limit=2) is not None
            assert sequencer.integrate(second, SIGNER, BEGAN, limit=2) is None
        log.integrate()
        assert log.one("SELECT max(size) FROM ledger_checkpoint") == 4
        log.database.close()
