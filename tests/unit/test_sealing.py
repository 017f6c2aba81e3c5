"""What is sealed opens in its place, with its key, and nowhere else."""

from __future__ import annotations

import base64

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import given
from hypothesis import strategies as st

from storage import sealing
from storage.master_keys import KeyTextError, MasterKeys, UnknownMasterError, key_of, text_of
from storage.sealing import BrokenSealError, Place
from storage.vault import PRIVATE_PART, SHARED_PART, Vault, record_lock
from tests.keys import KEY, MASTERS

PLACE = Place("note_block", "n1:1:focus", "text")
OLD, NEW = bytes(32), bytes([1] * 32)

# What a database can hold at all: a surrogate is no character.
texts = st.text(st.characters(exclude_categories=["Cs"]))
names = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1)
places = st.builds(Place, names, names, names)
keys = st.binary(min_size=32, max_size=32)


@given(keys, texts, places)
def test_what_is_sealed_opens_as_it_was(key: bytes, text: str, place: Place) -> None:
    sealed = sealing.seal(AESGCM(key), text.encode(), place)
    assert sealing.unseal(AESGCM(key), sealed, place).decode() == text
    assert len(sealed) == len(text.encode()) + 29


@given(places, places)
def test_it_opens_in_its_own_place_only(here: Place, there: Place) -> None:
    cipher = AESGCM(KEY)
    sealed = sealing.seal(cipher, b"words", here)
    if here == there:
        assert sealing.unseal(cipher, sealed, there) == b"words"
    else:
        with pytest.raises(BrokenSealError):
            sealing.unseal(cipher, sealed, there)


@pytest.mark.parametrize(
    "there",
    [
        Place("note_version", "n1:1:focus", "text"),
        Place("note_block", "n1:2:focus", "text"),
        Place("note_block", "n1:1:focus", "quote"),
    ],
)
def test_another_table_row_or_column_is_another_place(there: Place) -> None:
    sealed = sealing.seal(AESGCM(KEY), b"words", PLACE)
    with pytest.raises(BrokenSealError):
        sealing.unseal(AESGCM(KEY), sealed, there)


@given(st.data())
def test_no_changed_byte_goes_unnoticed(data: st.DataObject) -> None:
    sealed = bytearray(sealing.seal(AESGCM(KEY), b"words", PLACE))
    sealed[data.draw(st.integers(0, len(sealed) - 1))] ^= data.draw(st.integers(1, 255))
    with pytest.raises(BrokenSealError):
        sealing.unseal(AESGCM(KEY), bytes(sealed), PLACE)


@given(st.integers(0, 33))
def test_no_missing_end_goes_unnoticed(kept: int) -> None:
    sealed = sealing.seal(AESGCM(KEY), b"words", PLACE)
    with pytest.raises(BrokenSealError):
        sealing.unseal(AESGCM(KEY), sealed[:kept], PLACE)


@given(keys, keys)
def test_another_key_does_not_open_it(one: bytes, other: bytes) -> None:
    sealed = sealing.seal(AESGCM(one), b"words", PLACE)
    if one != other:
        with pytest.raises(BrokenSealError):
            sealing.unseal(AESGCM(other), sealed, PLACE)


@given(texts)
def test_no_nonce_comes_twice(text: str) -> None:
    cipher = AESGCM(KEY)
    nonces = {sealing.seal(cipher, text.encode(), PLACE)[1:13] for _ in range(200)}
    assert len(nonces) == 200


@given(keys)
def test_one_key_gives_a_different_one_for_each_purpose(key: bytes) -> None:
    assert len({key, *(sealing.derived(key, purpose) for purpose in ("text", "record", "inbox"))}) == 4


@given(st.lists(keys, min_size=1, max_size=3, unique=True))
def test_a_setting_gives_the_keys_it_was_made_of(several: list[bytes]) -> None:
    read = MasterKeys.parse(" , ".join(map(text_of, several)))
    assert read.names == MasterKeys(*several).names
    assert read.newest == MasterKeys(several[0]).newest


def test_url_safe_base64_is_understood_too() -> None:
    key = b"\xfb\xff" * 16
    assert key_of(base64.urlsafe_b64encode(key).decode()) == key_of(text_of(key)) == key


@pytest.mark.parametrize("text", ["", "hunter2", "c2hvcnQ=", text_of(KEY) + ",", text_of(KEY * 2)])
def test_what_is_no_key_is_refused_without_being_quoted(text: str) -> None:
    with pytest.raises(KeyTextError, match="openssl rand -base64 32") as problem:
        MasterKeys.parse(text)
    assert not text or text not in str(problem.value)


def test_a_new_master_key_wraps_and_an_old_one_still_unwraps() -> None:
    old, both, new = MasterKeys(OLD), MasterKeys(NEW, OLD), MasterKeys(NEW)
    before = old.wrap(KEY, PLACE)
    assert both.unwrap(before, old.newest, PLACE) == KEY
    after = both.wrap(KEY, PLACE)
    assert new.unwrap(after, both.newest, PLACE) == KEY
    with pytest.raises(UnknownMasterError):
        new.unwrap(before, old.newest, PLACE)


def test_a_printed_key_says_nothing() -> None:
    assert text_of(KEY) not in repr(vars(MASTERS))
    assert repr(KEY)[2:-1] not in repr(vars(MASTERS))


def test_what_is_shared_is_the_employees_and_what_is_private_is_both_theirs() -> None:
    assert record_lock("n1", SHARED_PART, 7, 3).people == (3,)
    assert record_lock("n1", PRIVATE_PART, 7, 3).people == (3, 7)
    assert record_lock("n1", PRIVATE_PART, 7, None).people == (7,)


def test_a_vault_does_not_find_a_key_by_whose_it_is() -> None:
    """A destroyed key's place may be taken by another in the database; never by one remembered in memory."""
    vault = Vault(MASTERS)
    lock = record_lock("n1", PRIVATE_PART, 1, 2)
    one = vault.together(lock, (OLD, NEW), "text")
    other = vault.together(lock, (OLD, KEY), "text")
    sealed = sealing.seal(one, b"words", PLACE)
    with pytest.raises(BrokenSealError):
        sealing.unseal(other, sealed, PLACE)
