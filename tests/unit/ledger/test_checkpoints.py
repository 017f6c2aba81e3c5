"""Signed notes and checkpoints, byte for byte as C2SP has them, and what is refused."""

from __future__ import annotations

import base64
from datetime import UTC, datetime
from hashlib import sha256

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from storage.checkpoints import CheckpointError, Flaw, Signer, Verifier, open_checkpoint, open_note

NAME = "touchbase.example/records"
SEED = bytes(range(32))
ROOT = sha256(b"root").digest()
NOON = datetime(2026, 3, 2, 12, 0, 0, 987_654, tzinfo=UTC)
SIGNER = Signer(NAME, SEED)
NOTE = SIGNER.sign(7, ROOT, NOON).note

# A key and a note of the signed-note reference implementation: others must read ours, so we read theirs.
THEIR_KEY = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
THEIR_NOTE = (
    "This is an example message.\n\n"
    "— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n"
)


def flaw_of(note: str, *trusted: Verifier) -> Flaw:
    with pytest.raises(CheckpointError) as refused:
        open_checkpoint(note, trusted or [SIGNER.verifier])
    return refused.value.flaw


def signed(body: str, signer: Signer = SIGNER) -> str:
    return f"{body}\n{signer.signature_line(body)}"


def test_a_checkpoint_reads_as_c2sp_says_and_can_be_checked_with_nothing_but_cryptography() -> None:
    private = Ed25519PrivateKey.from_private_bytes(SEED)
    public = private.public_key().public_bytes_raw()
    body = f"{NAME}\n7\n{base64.b64encode(ROOT).decode()}\ntime 2026-03-02T12:00:00Z\n"
    key_id = sha256(NAME.encode() + b"\x0a\x01" + public).digest()[:4]
    signature = base64.b64encode(key_id + private.sign(body.encode())).decode()
    assert f"{body}\n— {NAME} {signature}\n" == NOTE
    assert SIGNER.vkey == f"{NAME}+{key_id.hex()}+{base64.b64encode(bytes([1]) + public).decode()}"


def test_a_note_of_the_reference_implementation_is_opened() -> None:
    body, signers = open_note(THEIR_NOTE, [SIGNER.verifier, Verifier(THEIR_KEY)])
    assert body == "This is an example message.\n"
    assert [signer.name for signer in signers] == ["example.com/foo"]
    assert flaw_of(THEIR_NOTE, Verifier(THEIR_KEY)) is Flaw.MALFORMED, "a note, but no checkpoint"


def test_what_was_signed_is_what_is_read() -> None:
    checkpoint = open_checkpoint(NOTE, [SIGNER.verifier])
    assert checkpoint == SIGNER.sign(7, ROOT, NOON)
    assert (checkpoint.origin, checkpoint.size, checkpoint.root) == (NAME, 7, ROOT)
    assert checkpoint.at == NOON.replace(microsecond=0)


def test_a_witness_may_add_its_signature() -> None:
    witness = Signer("witness.example", b"w" * 32)
    body = NOTE.partition("\n\n")[0] + "\n"
    for note in (NOTE + witness.signature_line(body), signed(body, witness) + SIGNER.signature_line(body)):
        assert open_checkpoint(note, [SIGNER.verifier]).size == 7
        assert open_checkpoint(note, [witness.verifier, SIGNER.verifier]).size == 7
        assert flaw_of(note, witness.verifier) is Flaw.FOREIGN


def test_another_key_of_the_same_name_is_another_key() -> None:
    other = Signer(NAME, b"o" * 32)
    assert flaw_of(other.sign(7, ROOT, NOON).note) is Flaw.UNKNOWN_KEY
    assert open_checkpoint(other.sign(7, ROOT, NOON).note, [SIGNER.verifier, other.verifier]).size == 7


def test_a_wrong_signature_of_a_known_key_condemns_a_note_that_another_signed() -> None:
    witness = Signer("witness.example", b"w" * 32)
    body = NOTE.partition("\n\n")[0] + "\n"
    note = NOTE + witness.signature_line(body + "more\n")
    assert open_checkpoint(note, [SIGNER.verifier]).size == 7
    assert flaw_of(note, SIGNER.verifier, witness.verifier) is Flaw.BAD_SIGNATURE


def test_a_checkpoint_of_another_log_is_foreign() -> None:
    assert (
        flaw_of(signed(NOTE.replace(NAME, "elsewhere.example", 1).partition("\n\n")[0] + "\n"))
        is Flaw.FOREIGN
    )


LINES = [NAME, "7", base64.b64encode(ROOT).decode(), "time 2026-03-02T12:00:00Z"]


@pytest.mark.parametrize(
    ("line", "instead"),
    [
        (1, "07"),
        (1, "-7"),
        (1, "7 "),
        (1, "\uff17"),
        (2, base64.b64encode(ROOT[:31]).decode()),
        (2, LINES[2].replace("=", "")),
        (3, "time 2026-13-02T12:00:00Z"),
        (3, "time 2026-03-02T12:00:00"),
        (3, ""),
    ],
)
def test_a_malformed_checkpoint_is_refused_even_when_it_is_signed(line: int, instead: str) -> None:
    lines = [*LINES[:line], instead, *LINES[line + 1 :]]
    assert flaw_of(signed("\n".join(lines) + "\n")) is Flaw.MALFORMED


@pytest.mark.parametrize(
    "note",
    [
        "",
        "\n",
        "\n\n",
        NOTE.removesuffix("\n"),
        NOTE.replace("\n\n", "\n"),
        NOTE.replace("—", "-"),
        NOTE.replace("—", "— "),
        NOTE + "\n",
        NOTE + "more\n",
        NOTE.replace("time", "ti\tme"),
        NOTE + NOTE.partition("\n\n")[2] * 16,
    ],
)
def test_a_malformed_note_is_refused(note: str) -> None:
    assert flaw_of(note) is Flaw.MALFORMED


@given(st.integers(0, len(NOTE) - 1), st.characters(codec="utf-8"))
def test_no_letter_of_a_checkpoint_can_be_changed(at: int, letter: str) -> None:
    changed = NOTE[:at] + letter + NOTE[at + 1 :]
    if changed != NOTE:
        assert flaw_of(changed) in Flaw


@given(st.text())
def test_no_text_whatever_is_taken_for_a_checkpoint(text: str) -> None:
    assert flaw_of(text) in Flaw


@pytest.mark.parametrize(
    "vkey",
    [
        "",
        NAME,
        f"{NAME}+00000000+{SIGNER.vkey.rpartition('+')[2]}",
        SIGNER.vkey.replace("records", "other"),
        SIGNER.vkey[:-4],
        "a b" + SIGNER.vkey.removeprefix(NAME),
        SIGNER.vkey.replace("+AQ", "+Ag"),
    ],
)
def test_what_is_no_verifier_key_is_refused(vkey: str) -> None:
    with pytest.raises(CheckpointError) as refused:
        Verifier(vkey)
    assert refused.value.flaw is Flaw.MALFORMED


@pytest.mark.parametrize("name", ["", "a b", "a+b", "a\u2003b"])
def test_a_key_needs_a_name_c2sp_allows(name: str) -> None:
    with pytest.raises(ValueError, match="key's name"):
        Signer(name, SEED)
