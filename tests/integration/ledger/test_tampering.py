"""Everything an administrator can do to the log and its records is found, and called by its name."""

from __future__ import annotations

import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import make_url, text

from storage import ledger, merkle
from storage.checkpoints import Signer
from storage.database import Database
from storage.tampering import Finding, Tampering
from storage.verification import verify_log
from tests.integration.ledger.log import SIGNER, Log

if TYPE_CHECKING:
    from pathlib import Path

T = Tampering


@pytest.fixture
def honest(log: Log) -> Log:
    """Give a log of thirteen records under three checkpoints, and two that wait."""
    log.grow(5, 1, 7)
    log.write(2)
    return log


def test_an_honest_log_is_sound(honest: Log) -> None:
    report = honest.verify()
    assert report.sound
    assert report.findings == ()
    assert (report.leaves, report.checkpoints, report.outside, report.pending) == (13, 3, 3, 2)


def test_an_empty_log_is_sound(log: Log) -> None:
    assert log.verify().sound
    log.write(1)
    assert log.verify().pending == 1


def test_an_erased_person_leaves_a_log_that_holds(honest: Log) -> None:
    honest.execute("UPDATE stand_in SET opening = NULL, words = NULL WHERE record = 'note:0003'")
    report = honest.verify()
    assert report.sound
    assert report.unreadable == 1


@pytest.mark.parametrize(
    ("statement", "where"),
    [
        ("UPDATE stand_in SET words = :bytes WHERE record = 'note:0003'", "content"),
        ("UPDATE ledger_entry SET commitment = :bytes WHERE record = 'note:0003'", "ledger_entry"),
        ("UPDATE ledger_entry SET code = 'K7QM-2F9A-XD' WHERE record = 'note:0003'", "ledger_entry"),
        ("UPDATE ledger_leaf SET data = :bytes WHERE position = 3", "ledger_leaf"),
        ("UPDATE ledger_leaf SET hash = :bytes WHERE position = 3", "ledger_leaf"),
        ("UPDATE ledger_node SET hash = :bytes WHERE level = 1 AND position = 1", "ledger_node"),
        ("UPDATE ledger_node SET hash = :bytes WHERE level = 3", "ledger_node"),
        ("UPDATE ledger_checkpoint SET root = :bytes WHERE size = 6", "ledger_checkpoint"),
        ("UPDATE ledger_checkpoint SET note = 'nothing' WHERE size = 6", "ledger_checkpoint"),
    ],
)
def test_an_edited_row_is_named(honest: Log, statement: str, where: str) -> None:
    honest.tamper(statement, bytes=b"x" * 32)
    report = honest.verify()
    assert T.ROW_EDITED in report.counts
    assert where in {finding.where for finding in report.findings if finding.what is T.ROW_EDITED}


def test_an_edited_node_is_told_from_an_edited_leaf(honest: Log) -> None:
    honest.tamper("UPDATE ledger_node SET hash = :bytes WHERE level = 1 AND position = 1", bytes=b"x" * 32)
    assert honest.verify().findings == (Finding(T.ROW_EDITED, "ledger_node", "1/1"),)


@pytest.mark.parametrize(
    ("statement", "where"),
    [
        ("DELETE FROM stand_in WHERE record = 'note:0003'", "content"),
        ("DELETE FROM ledger_entry WHERE record = 'note:0003'", "ledger_entry"),
        ("DELETE FROM ledger_leaf WHERE position = 3", "ledger_leaf"),
        ("DELETE FROM ledger_leaf WHERE position = 12", "ledger_leaf"),
        ("DELETE FROM ledger_node WHERE level = 2 AND position = 0", "ledger_node"),
        ("DELETE FROM ledger_checkpoint WHERE size = 6", "ledger_checkpoint"),
        ("DELETE FROM ledger_checkpoint WHERE size = 13", "ledger_checkpoint"),
        ("DELETE FROM ledger_pending", "ledger_pending"),
        ("DELETE FROM ledger_entry WHERE record = 'note:0014'", "ledger_entry"),
    ],
)
def test_a_deleted_row_is_named(honest: Log, statement: str, where: str) -> None:
    honest.tamper(statement)
    findings = {(finding.what, finding.where) for finding in honest.verify().findings}
    assert (T.ROW_DELETED, where) in findings


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO ledger_node VALUES (1, 6, :bytes)",
        "INSERT INTO ledger_pending SELECT id FROM ledger_entry WHERE record = 'note:0003'",
    ],
)
def test_an_added_row_is_named(honest: Log, statement: str) -> None:
    honest.tamper(statement, bytes=b"x" * 32)
    assert honest.found() == {T.ROW_ADDED}


@pytest.mark.parametrize("positions", [(3, 8), (2, 3), (0, 9)])
@pytest.mark.parametrize(
    ("table", "key", "columns"),
    [
        ("stand_in", "record", ("opening", "words", "at")),
        ("ledger_entry", "record", ("commitment", "at", "code")),
        ("ledger_leaf", "position", ("data", "hash", "entry_id")),
        ("ledger_leaf", "position", ("entry_id",)),
    ],
)
def test_swapped_rows_are_named(
    honest: Log, positions: tuple[int, int], table: str, key: str, columns: tuple[str, ...]
) -> None:
    one, other = ((honest.record(at) if key == "record" else at) for at in positions)
    with honest.database.engine.connect() as connection:
        query = text(f"SELECT {', '.join(columns)} FROM {table} WHERE {key} = :key")  # noqa: S608 - ours and fixed
        first, second = (connection.execute(query, {"key": each}).one() for each in (one, other))
    honest.tamper(
        # What is unique is made room for first.
        *([f"UPDATE ledger_leaf SET entry_id = -1 WHERE position = {one}"] * ("entry_id" in columns)),  # noqa: S608
        *(
            f"UPDATE {table} SET {', '.join(f'{name} = :{who}_{name}' for name in columns)} WHERE {key} = :{who}"  # noqa: S608
            for who in ("other", "one")
        ),
        one=one,
        other=other,
        **{f"other_{name}": value for name, value in first._mapping.items()},
        **{f"one_{name}": value for name, value in second._mapping.items()},
    )
    swapped = [finding.row for finding in honest.verify().findings if finding.what is T.ROWS_SWAPPED]
    assert {one, other} <= {*swapped, *(honest.record(row) for row in swapped if isinstance(row, int))}


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE stand_in SET at = '2026-03-01T09:00:00+00:00' WHERE record = 'note:0003'",
        "UPDATE ledger_entry SET at = '2026-03-01 09:00:00.000000' WHERE record = 'note:0003'",
        "UPDATE ledger_checkpoint SET at = '2026-03-01 09:00:00.000000' WHERE size = 6",
    ],
)
def test_a_changed_timestamp_is_named(honest: Log, statement: str) -> None:
    honest.tamper(statement)
    assert honest.found() == {T.TIMESTAMP_CHANGED}


def test_a_leaf_bound_to_another_record_is_named(honest: Log) -> None:
    honest.tamper(
        "UPDATE ledger_entry SET record = 'note:elsewhere' WHERE record = 'note:0003'",
        "UPDATE stand_in SET record = 'note:elsewhere' WHERE record = 'note:0003'",
    )
    assert honest.verify().findings == (Finding(T.REBOUND, "ledger_entry", 3),)


def test_a_leaf_that_points_to_another_entry_is_named(honest: Log) -> None:
    waiting = honest.one("SELECT max(entry_id) FROM ledger_pending")
    honest.tamper("UPDATE ledger_leaf SET entry_id = :entry WHERE position = 3", entry=waiting)
    assert T.REBOUND in honest.found()


def test_a_swapped_key_is_named(honest: Log) -> None:
    thief = Signer(SIGNER.name, b"t" * 32)
    for size, root, at in tree_heads(honest):
        note = thief.sign(size, root, at).note
        honest.tamper_note(size, note)
    assert honest.found() == {T.KEY_SWAPPED}
    assert set(honest.verify(trusted=thief.verifier).counts) == {T.KEY_SWAPPED}, "the outside file has ours"


def test_a_replayed_checkpoint_is_named(honest: Log) -> None:
    honest.tamper_note(13, honest.outside[1])
    assert honest.found() == {T.CHECKPOINT_REPLAYED}


def test_a_checkpoint_replayed_outside_is_named(honest: Log) -> None:
    assert honest.found(outside=[*honest.outside, honest.outside[0]]) == {T.CHECKPOINT_REPLAYED}
    assert honest.found(outside=[honest.outside[0], *honest.outside]) == set(), "written twice is no harm"


def test_a_wrong_signature_is_named(honest: Log) -> None:
    signature = honest.outside[1].rpartition("\n\n")[2]
    honest.tamper_note(13, honest.outside[2].rpartition("\n\n")[0] + "\n\n" + signature)
    assert honest.found() == {T.SIGNATURE_WRONG}


def rewrite_tail(log: Log, signer: Signer, first: int) -> None:
    """Make another history from leaf `first` on, whole and consistent: entries, leaves, nodes and checkpoints."""
    heads = tree_heads(log)
    log.tamper(
        f"UPDATE ledger_entry SET commitment = :other WHERE id IN (SELECT entry_id FROM ledger_leaf WHERE position >= {first})",  # noqa: S608, E501
        "UPDATE stand_in SET opening = :opening, words = :words WHERE record >= :record",
        "DELETE FROM ledger_node",
        other=ledger.committed(b"o" * 32, b"other words"),
        opening=b"o" * 32,
        words=b"other words",
        record=log.record(first),
    )
    with log.as_administrator() as connection:
        entries = connection.execute(
            ledger.ENTRY.select().join(ledger.LEAF).order_by(ledger.LEAF.c.position)
        ).all()
        frontier, nodes, roots = merkle.Frontier(), [], {}
        for position, entry in enumerate(entries):
            data = ledger.leaf_data(entry.record, entry.commitment, entry.at)
            leaf = merkle.leaf_hash(data)
            nodes += [node._asdict() for node in frontier.append([leaf])]
            roots[position + 1] = frontier.root
            connection.execute(
                ledger.LEAF.update().where(ledger.LEAF.c.position == position).values(data=data, hash=leaf)
            )
            connection.execute(
                ledger.ENTRY.update().where(ledger.ENTRY.c.id == entry.id).values(code=ledger.code_of(leaf))
            )
        connection.execute(ledger.NODE.insert(), nodes)
        table = ledger.table(ledger.LedgerCheckpoint)
        for size, _, at in heads:
            note = signer.sign(size, roots[size], at).note
            connection.execute(table.update().where(table.c.size == size).values(root=roots[size], note=note))


def test_a_rewritten_tail_is_consistent_in_itself_and_found_by_what_is_outside(honest: Log) -> None:
    rewrite_tail(honest, SIGNER, first=5)
    inside = verify_inside(honest)
    assert inside == set(), "whoever has the database and the key can fork history unseen from inside"
    report = honest.verify()
    tails = {finding.row for finding in report.findings if finding.what is T.TAIL_REWRITTEN}
    assert tails == {6, 13}, "the first five are as they were"


def test_a_tail_rewritten_without_the_key_is_found_inside(honest: Log) -> None:
    notes = list(honest.outside)
    rewrite_tail(honest, SIGNER, first=5)
    for size, note in zip((5, 6, 13), notes, strict=True):
        honest.tamper_note(size, note)
    assert verify_inside(honest) == {T.ROW_EDITED, T.TREE_REWRITTEN}


def verify_inside(log: Log) -> set[Tampering]:
    """Verify without contents and without anything from outside."""
    with log.database.snapshot() as session:
        return set(verify_log(session, [SIGNER.verifier]).counts)


def tree_heads(log: Log) -> list[tuple[int, bytes, object]]:
    with log.database.snapshot() as session:
        return [(row.size, row.root, row.at) for row in ledger.checkpoints_after(session, 0)]


@pytest.mark.parametrize("growing", [False, True])
def test_an_old_backup_is_named(honest: Log, growing: bool) -> None:  # noqa: FBT001 - a case of the test
    backup = replace(honest, outside=list(honest.outside))
    forget_after(backup, 6)
    assert backup.found() == {T.BACKUP_RESTORED}
    if growing:
        backup.outside = backup.outside[:3]
        backup.written += 100
        backup.grow(7, 3)
        assert backup.found() >= {T.TAIL_REWRITTEN}


def forget_after(log: Log, size: int) -> None:
    """Bring the database back to where it stood at a checkpoint, as restoring a backup does."""
    log.tamper(
        f"DELETE FROM stand_in WHERE record >= '{log.record(size)}'",  # noqa: S608 - ours and fixed
        "DELETE FROM ledger_pending",
        f"DELETE FROM ledger_leaf WHERE position >= {size}",  # noqa: S608 - as above
        f"DELETE FROM ledger_entry WHERE record >= '{log.record(size)}'",  # noqa: S608 - as above
        f"DELETE FROM ledger_node WHERE (position + 1) * power_of_two > {size}".replace(  # noqa: S608 - as above
            "power_of_two", "(1 << level)"
        ),
        f"DELETE FROM ledger_checkpoint WHERE size > {size}",  # noqa: S608 - as above
    )


def test_a_restored_file_is_named(tmp_path: Path) -> None:
    database = Database.at(tmp_path / "live.db")
    database.migrate()
    log = Log(database)
    log.prepare()
    log.grow(3)
    database.close()
    shutil.copyfile(tmp_path / "live.db", tmp_path / "backup.db")
    log.grow(2)
    restored = Log(Database(str(make_url(f"sqlite:///{tmp_path / 'backup.db'}"))), outside=log.outside)
    assert restored.found() == {T.BACKUP_RESTORED}
    restored.database.close()
    database.close()
