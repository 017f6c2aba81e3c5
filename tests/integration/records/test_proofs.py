"""What a note proves: entered with what it says, receipts for its two people, and every meddling named."""

from __future__ import annotations

import subprocess
import sys
from functools import partial
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import text, update
from sqlmodel import select

from bot.errors import NoteNotFound, ReceiptNotReady
from bot.features.records.checkpoint_post import CheckpointPost
from bot.features.records.note_ref import NoteRef
from bot.features.records.proofs import LOG_NAME, Proofs
from bot.features.records.sequencing import Sequencing
from bot.transactions import Transactions
from storage import committed, editions, erasure, outbox, receipts, records, verification
from storage.append_only import allow_changes
from storage.checkpoints import Signer
from storage.outside import read_outside
from storage.records import NoteBlock
from storage.responses import NoteResponse
from storage.secrets import PRIVATE_PART, SHARED_PART, keyring
from storage.tampering import Tampering
from tests.integration.records.conftest import PRIVATE_BLOCKS, SHARED_BLOCKS

if TYPE_CHECKING:
    from pathlib import Path

    from sqlmodel import Session

    from storage.tampering import Report
    from tests.integration.records.conftest import Desk

SIGNER = Signer(LOG_NAME, bytes(range(32)))


@pytest.fixture
def proofs(desk: Desk) -> Proofs:
    """The proofs of the desk's notes, under a key of this test's own."""
    return Proofs(desk.clock, SIGNER)


def story(desk: Desk) -> NoteRef:
    """A note that is shared, read, added to, questioned and corrected: six entries."""
    ref = desk.note(SHARED_BLOCKS)
    desk.do(desk.service.acknowledge, desk.employee, ref)
    desk.do(desk.service.add_view, desk.employee, ref, "我希望六点前拿到数据。")
    desk.do(desk.service.question, desk.employee, ref, "focus:0", "It waits for approval, too.")
    desk.do(desk.service.correct, desk.manager, ref, {"voice": "He wants a cut-off at 17:00."}, "misheard")
    desk.do(desk.service.acknowledge, desk.employee, NoteRef(ref.note_id, 2))
    return ref


def integrate(desk: Desk, proofs: Proofs) -> None:
    while desk.do(proofs.integrate):
        continue


def verified(desk: Desk, outside: tuple[str, ...] = ()) -> Report:
    with desk.database.snapshot() as session:
        return verification.verify_log(
            session, [SIGNER.verifier], outside, contents=partial(committed.contents, session)
        )


def strangers(session: Session) -> list[str]:
    return list(committed.not_entered(session))


def test_everything_both_may_read_is_entered_and_proven_to_the_letter(desk: Desk, proofs: Proofs) -> None:
    ref = story(desk)
    integrate(desk, proofs)
    files = desk.look(proofs.receipts, desk.employee, ref.note_id)
    assert [file.kind for file in files] == [
        "edition", "acknowledged", "commented", "disputed", "edition", "acknowledged"
    ]  # fmt: skip
    for file in files:
        proof = receipts.check_receipt(file.content, SIGNER.verifier)
        assert (proof.kind, proof.code) == (file.kind, file.code)
        canonical = desk.look(_canonical, ref.note_id, proof.record)
        assert receipts.check_receipt(file.content, SIGNER.verifier, canonical).words
        with pytest.raises(receipts.ReceiptError) as refused:
            receipts.check_receipt(
                file.content, SIGNER.verifier, canonical.replace(b"17:00", b"18:00") + b" "
            )
        assert refused.value.doubt is receipts.Doubt.OTHER_WORDS
    assert verified(desk).sound
    assert desk.look(strangers) == []


def test_what_is_committed_holds_nothing_private(desk: Desk) -> None:
    ref = story(desk)
    canonical = desk.look(_canonical, ref.note_id, f"edition:{ref.note_id}:1").decode()
    assert "The close waits for plant data." in canonical
    assert "Ask him for a draft." not in canonical


def test_both_get_the_same_receipts_and_nobody_else_gets_any(desk: Desk, proofs: Proofs) -> None:
    ref = story(desk)
    integrate(desk, proofs)
    assert desk.look(proofs.receipts, desk.manager, ref.note_id) == desk.look(
        proofs.receipts, desk.employee, ref.note_id
    )
    with pytest.raises(NoteNotFound):
        desk.look(proofs.receipts, desk.outsider, ref.note_id)


def test_a_receipt_asked_for_at_once_is_promised_for_later(desk: Desk, proofs: Proofs) -> None:
    ref = desk.note(SHARED_BLOCKS)
    with pytest.raises(ReceiptNotReady):
        desk.look(proofs.receipts, desk.manager, ref.note_id)
    integrate(desk, proofs)
    assert len(desk.look(proofs.receipts, desk.manager, ref.note_id)) == 1


def test_what_a_manager_keeps_is_not_entered_until_it_is_shared(desk: Desk, proofs: Proofs) -> None:
    ref = desk.note(PRIVATE_BLOCKS)
    assert desk.view(ref, desk.manager).code == ""
    desk.do(desk.service.share, desk.manager, ref)
    integrate(desk, proofs)
    (file,) = desk.look(proofs.receipts, desk.manager, ref.note_id)
    assert receipts.check_receipt(file.content, SIGNER.verifier).record == f"edition:{ref.note_id}:2"
    assert desk.view(ref, desk.employee).code == desk.view(ref, desk.manager).code == file.code


def test_an_administrator_with_the_master_key_cannot_rewrite_a_sentence(desk: Desk, proofs: Proofs) -> None:
    ref = story(desk)
    integrate(desk, proofs)
    desk.do(_rewrite, ref.note_id)
    found = verified(desk)
    assert found.counts == {Tampering.ROW_EDITED: 1}
    assert found.findings[0].row == f"edition:{ref.note_id}:1"


def test_sealed_words_that_were_changed_are_found(desk: Desk, proofs: Proofs) -> None:
    ref = story(desk)
    integrate(desk, proofs)
    desk.do(_damage, ref.note_id)
    assert not verified(desk).sound


def test_an_answer_that_was_removed_is_missed(desk: Desk, proofs: Proofs) -> None:
    story(desk)
    integrate(desk, proofs)
    desk.do(_forget_the_dispute)
    found = verified(desk)
    assert found.counts == {Tampering.ROW_DELETED: 1}
    assert str(found.findings[0].row).startswith("disputed:")


def test_an_edition_put_in_by_hand_is_a_stranger(desk: Desk) -> None:
    ref = desk.note(SHARED_BLOCKS)
    desk.do(_insert_an_edition, ref.note_id)
    assert desk.look(strangers) == [f"edition:{ref.note_id}:2"]


def test_an_erased_persons_receipts_still_verify_and_the_log_is_sound(desk: Desk, proofs: Proofs) -> None:
    ref = story(desk)
    integrate(desk, proofs)
    files = desk.look(proofs.receipts, desk.employee, ref.note_id)
    desk.do(erasure.destroy, desk.employee, desk.clock.now())
    for file in files:
        assert receipts.check_receipt(file.content, SIGNER.verifier).key_is_trusted
    found = verified(desk)
    assert found.sound
    assert found.unreadable == len(files)
    with pytest.raises(ReceiptNotReady):
        desk.look(proofs.receipts, desk.manager, ref.note_id)


async def test_what_was_signed_is_written_outside_and_made_up_for_after_a_crash(
    desk: Desk, proofs: Proofs, tmp_path: Path
) -> None:
    transactions, path = Transactions(desk.database), tmp_path / "elsewhere" / "checkpoints.txt"
    story(desk)
    # A process that died between the commit and the file.
    integrate(desk, proofs)
    assert await Sequencing(transactions, proofs, path).round() == 1
    desk.note(SHARED_BLOCKS)
    assert await Sequencing(transactions, proofs, path).round() == 1
    assert await Sequencing(transactions, proofs, path).round() == 0
    transactions.close()
    report = verified(desk, tuple(read_outside(path)))
    assert (report.sound, report.outside, report.leaves) == (True, 2, 7)


async def test_a_record_from_before_there_was_a_ledger_is_entered_once(
    desk: Desk, proofs: Proofs, tmp_path: Path
) -> None:
    ref = story(desk)
    desk.do(_never_entered)
    transactions = Transactions(desk.database)
    assert desk.do(proofs.enter_old) == 6
    await Sequencing(transactions, proofs, tmp_path / "checkpoints.txt").round()
    transactions.close()
    assert len(desk.look(proofs.receipts, desk.employee, ref.note_id)) == 6
    assert verified(desk).sound
    assert desk.do(proofs.enter_old) == 0


def test_the_checkpoint_is_posted_once_a_day_and_not_in_the_night(desk: Desk, proofs: Proofs) -> None:
    post = CheckpointPost(desk.clock, ZoneInfo("UTC"), desk.outbox, proofs, "C0LEDGER")
    assert not desk.do(post.due)
    story(desk)
    integrate(desk, proofs)
    assert [desk.do(post.due), desk.do(post.due)] == [True, False]
    desk.clock.advance(hours=20)
    assert not desk.do(post.due)
    desk.clock.advance(hours=4)
    assert desk.do(post.due)
    sent = desk.look(outbox.by_key, "checkpoint:2026-03-02")
    assert sent is not None
    assert (sent.channel, sent.payload) == ("C0LEDGER", {"size": 6})


@pytest.mark.slow
def test_a_process_killed_between_any_two_statements_of_sharing_leaves_both_or_neither(
    desk: Desk, database_url: str
) -> None:
    ref = desk.note(PRIVATE_BLOCKS)
    told = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-m", "tests.integration.records.killed_sharing", database_url, ref.note_id,
         str(desk.manager), desk.clock.now().isoformat()],
        capture_output=True, text=True, check=False, timeout=240,
    )  # fmt: skip
    assert told.returncode == 0, told.stdout + told.stderr
    # The last line says how many places there were to die at, and that the one left alone went through.
    places, whole = told.stdout.split()[-2:]
    assert int(places) > 10
    assert whole == "whole"


def _canonical(session: Session, note_id: str, record: str) -> bytes:
    note = records.get(session, note_id)
    assert note is not None
    found = committed.canonical_of(session, note, record)
    assert found is not None
    return found


def _rewrite(session: Session, note_id: str) -> None:
    allow_changes(session.connection(), "note_block")
    note = records.get(session, note_id)
    assert note is not None
    lock = records.lock_of(note, SHARED_PART)
    block = session.get_one(NoteBlock, (note_id, 1, "focus"))
    block.text = keyring(session, [lock]).seal(lock, "Nothing was wrong.", block.place("text"))


def _damage(session: Session, note_id: str) -> None:
    allow_changes(session.connection(), "note_block")
    block = session.get_one(NoteBlock, (note_id, 1, "focus"))
    block.text = block.text[:-1] + bytes([block.text[-1] ^ 1])


def _forget_the_dispute(session: Session) -> None:
    allow_changes(session.connection(), "note_response")
    session.connection().execute(text("DELETE FROM note_response WHERE kind = 'disputed'"))


def _insert_an_edition(session: Session, note_id: str) -> None:
    note = records.get(session, note_id)
    assert note is not None
    blocks = editions.of_note(session, note)[-1].blocks.values()
    drafts = tuple(records.DraftBlock(block.name, block.visibility, block.text) for block in blocks)
    # What is private is not entered; an administrator then calls it shared.
    records.add_version(
        session,
        note,
        2,
        written_by=note.manager_id,
        now=note.created_at,
        blocks=drafts,
        reason="",
        part=PRIVATE_PART,
    )
    allow_changes(session.connection(), "note_version")
    session.connection().execute(
        update(records.NoteVersion).where(text("version = 2")).values(part=SHARED_PART)
    )


def _never_entered(session: Session) -> None:
    tables = ("ledger_entry", "ledger_opening")
    allow_changes(session.connection(), *tables)
    for table in ("ledger_pending", *tables):
        session.connection().execute(text(f"DELETE FROM {table}"))  # noqa: S608 - our own names
    assert len(strangers(session)) == len(session.exec(select(NoteResponse)).all()) + 2
