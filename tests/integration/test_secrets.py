"""Keys of people and records on real databases: made once, destroyed for good, wrapped anew."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import TYPE_CHECKING

import pytest
from sqlmodel import col, delete, select

from storage import erasure
from storage.database import Database
from storage.master_keys import MasterKeys, NoMasterKeyError, UnknownMasterError, WrongMasterKeyError
from storage.people import Person
from storage.sealing import BrokenSealError, Place
from storage.secrets import KeyDestroyedError, KeyMissingError, Keyring, Lock, RecordKey, SubjectKey, keyring
from tests.keys import KEY, MASTERS

if TYPE_CHECKING:
    from datetime import datetime

    from sqlmodel import Session

    from tests.clock import MovableClock

NEW_KEY = bytes([7] * 32)
BOTH, NEW = MasterKeys(NEW_KEY, KEY), MasterKeys(NEW_KEY)
PLACE = Place("note_block", "n1:1:focus", "text")
SAID = "他想把截止时间定在 18:00"


@pytest.fixture
def team(database: Database) -> tuple[int, int, int]:
    """Three people nobody has written a word about."""
    with database.transaction() as session:
        found = [Person(email=f"{name}@x.example", name=name, start_date=date(2024, 1, 1)) for name in "abc"]
        session.add_all(found)
        session.flush()
        return found[0].key, found[1].key, found[2].key


def shared(person: int) -> Lock:
    return Lock((person,), f"note{person}", "shared")


def sealed(database: Database, lock: Lock, now: datetime, text: str = SAID) -> bytes:
    with database.transaction() as session:
        return keyring(session, [lock], now=now).seal(lock, text, PLACE)


def opened(database: Database, lock: Lock, words: bytes) -> str | None:
    with database.snapshot() as session:
        return keyring(session, [lock]).open(lock, words, PLACE)


def the_keys(session: Session) -> dict[int, bytes | None]:
    return {row.person_id: row.wrapped for row in session.exec(select(SubjectKey))}


def test_one_persons_erasure_makes_exactly_their_words_unreadable(
    database: Database, team: tuple[int, int, int], clock: MovableClock
) -> None:
    a, b, c = team
    now = clock.now()
    locks = (shared(a), shared(b), shared(c), Lock((a, b), "talk", "private"), Lock((a, c)), Lock((b, c)))
    words = [(lock, sealed(database, lock, now, f"{SAID} {lock.people}")) for lock in locks]
    assert all(opened(database, lock, text) for lock, text in words)
    with database.transaction() as session:
        assert erasure.destroy(session, a, now)
    assert [opened(database, lock, text) is None for lock, text in words] == [
        a in lock.people for lock, _ in words
    ]
    with database.transaction() as session:
        assert not erasure.destroy(session, a, now), "once is for good"


def test_after_an_erasure_nothing_is_sealed_for_that_person_again(
    database: Database, team: tuple[int, int, int], clock: MovableClock
) -> None:
    a, b, _ = team
    sealed(database, shared(a), clock.now())
    with database.transaction() as session:
        erasure.destroy(session, a, clock.now())
        # Of this one there was no key yet: none must be made later.
        erasure.destroy(session, b, clock.now())
    for lock in (shared(a), shared(b), Lock((a,)), Lock((a, b), "new", "private")):
        with pytest.raises(KeyDestroyedError):
            sealed(database, lock, clock.now())


def test_the_parts_of_a_record_are_erased_one_by_one(
    database: Database, team: tuple[int, int, int], clock: MovableClock
) -> None:
    a, b, _ = team
    private, common = Lock((a, b), "n1", "private"), Lock((b,), "n1", "shared")
    words = {lock: sealed(database, lock, clock.now()) for lock in (private, common)}
    with database.transaction() as session:
        assert erasure.destroy_record(session, "n1", "private", "retention", clock.now())
        row = session.get_one(RecordKey, ("n1", "private"))
        assert (row.wrapped, row.destroyed_at, row.why) == (None, clock.now(), "retention")
    assert opened(database, private, words[private]) is None
    assert opened(database, common, words[common]) == SAID
    with pytest.raises(KeyDestroyedError):
        sealed(database, private, clock.now())


def test_a_transaction_that_erases_sees_it_at_once(
    database: Database, team: tuple[int, int, int], clock: MovableClock
) -> None:
    lock = shared(team[0])
    words = sealed(database, lock, clock.now())
    with database.transaction() as session:
        assert keyring(session, [lock]).open(lock, words, PLACE) == SAID
        erasure.destroy(session, team[0], clock.now())
        assert keyring(session, [lock]).open(lock, words, PLACE) is None


def test_another_copy_of_the_bot_cannot_open_what_was_erased(
    database: Database, team: tuple[int, int, int], clock: MovableClock
) -> None:
    lock = shared(team[0])
    other = Database(database.url.render_as_string(hide_password=False), MASTERS)
    words = sealed(database, lock, clock.now())
    assert opened(other, lock, words) == SAID, "it has the key in its memory now"
    with database.transaction() as session:
        erasure.destroy(session, team[0], clock.now())
    assert opened(other, lock, words) is None
    other.close()


def test_a_key_made_inside_what_was_rolled_back_is_not_used_after_it(
    database: Database, team: tuple[int, int, int], clock: MovableClock
) -> None:
    lock = shared(team[0])

    def begins_and_fails(session: Session) -> None:
        with session.begin_nested():
            keyring(session, [lock], now=clock.now()).seal(lock, SAID, PLACE)
            raise ZeroDivisionError

    with database.transaction() as session:
        with pytest.raises(ZeroDivisionError):
            begins_and_fails(session)
        words = keyring(session, [lock], now=clock.now()).seal(lock, SAID, PLACE)
    assert opened(database, lock, words) == SAID


def test_copies_that_make_a_key_at_once_agree_on_one(
    database: Database, team: tuple[int, int, int], clock: MovableClock
) -> None:
    a, b, c = team
    locks = [Lock((a, b), "n1", "private"), Lock((b, c), "n2", "private"), Lock((a, c), "n3", "private")]
    url = database.url.render_as_string(hide_password=False)
    copies = [Database(url, MASTERS) for _ in range(6)]
    ready = threading.Barrier(len(copies))

    def one(number: int) -> bytes:
        ready.wait()
        return sealed(copies[number], locks[number % 3], clock.now(), str(number))

    with ThreadPoolExecutor(len(copies)) as threads:
        words = list(threads.map(one, range(len(copies))))
    for number, text in enumerate(words):
        assert opened(database, locks[number % 3], text) == str(number)
    with database.snapshot() as session:
        assert len(the_keys(session)) == 3
    for copy in copies:
        copy.close()


def test_rotation_wraps_every_key_anew_and_touches_no_text(
    database: Database, team: tuple[int, int, int], clock: MovableClock
) -> None:
    url = database.url.render_as_string(hide_password=False)
    a, b, c = team
    database.keep_masters()
    words = {lock: sealed(database, lock, clock.now()) for lock in map(shared, team)}
    with database.transaction() as session:
        erasure.destroy(session, c, clock.now())
        before = the_keys(session)
    both = Database(url, BOTH)
    with both.transaction() as session:
        assert erasure.rotate(session) == 2
        assert erasure.rotate(session) == 0
        after = the_keys(session)
    assert after[c] is None
    assert after[a] != before[a]
    assert after[b] != before[b]
    new = Database(url, NEW)
    new.prove_masters()
    assert opened(new, shared(a), words[shared(a)]) == SAID
    with pytest.raises(WrongMasterKeyError):
        database.prove_masters()
    neither = Database(url, MasterKeys(bytes(32)))
    with pytest.raises(UnknownMasterError):
        opened(neither, shared(a), words[shared(a)])
    for each in (both, new, neither):
        each.close()


def test_rotation_under_load_loses_nothing(
    database: Database, team: tuple[int, int, int], clock: MovableClock
) -> None:
    """Copies that have both keys go on writing, the old one first or the new one, while all is wrapped anew."""
    url = database.url.render_as_string(hide_password=False)
    rotator = Database(url, BOTH)
    # SQLite is one process by design.
    late = rotator if database.is_sqlite else Database(url, MasterKeys(KEY, NEW_KEY))
    kept: list[tuple[Lock, bytes, str]] = []

    def write(number: int, copy: Database) -> None:
        for turn in range(20):
            lock = Lock(tuple(sorted(team[: 1 + (turn + number) % 3])), f"n{number}-{turn}", "private")
            text = f"{SAID} {number} {turn}"
            kept.append((lock, sealed(copy, lock, clock.now(), text), text))

    with ThreadPoolExecutor(3) as threads:
        writers = [threads.submit(write, number, copy) for number, copy in enumerate((late, rotator, late))]
        while not all(each.done() for each in writers):
            with rotator.transaction() as session:
                erasure.rotate(session)
        for each in writers:
            each.result()
    with rotator.transaction() as session:
        erasure.rotate(session)
    only_new = Database(url, NEW)
    assert len(kept) == 60
    assert all(opened(only_new, lock, words) == text for lock, words, text in kept)
    for each in (rotator, late, only_new):
        each.close()


def test_wrapped_keys_cannot_be_swapped_between_people(
    database: Database, team: tuple[int, int, int], clock: MovableClock
) -> None:
    a, b, _ = team
    words = sealed(database, shared(a), clock.now())
    sealed(database, shared(b), clock.now())
    with database.transaction() as session:
        one, two = session.get_one(SubjectKey, a), session.get_one(SubjectKey, b)
        one.wrapped, two.wrapped = two.wrapped, one.wrapped
    with pytest.raises(BrokenSealError):
        opened(database, shared(a), words)


def test_a_key_that_was_deleted_is_missed_and_not_taken_for_an_erasure(
    database: Database, team: tuple[int, int, int], clock: MovableClock
) -> None:
    words = sealed(database, shared(team[0]), clock.now())
    with database.transaction() as session:
        session.exec(delete(SubjectKey).where(col(SubjectKey.person_id) == team[0]))
    with pytest.raises(KeyMissingError):
        opened(database, shared(team[0]), words)


def test_without_master_keys_all_works_but_words(
    database: Database, team: tuple[int, int, int], clock: MovableClock
) -> None:
    plain = Database(database.url.render_as_string(hide_password=False))
    with plain.transaction() as session:
        session.get_one(Person, team[0]).title = "Lead"
    with pytest.raises(NoMasterKeyError, match="without master keys"):
        sealed(plain, shared(team[0]), clock.now())
    with pytest.raises(NoMasterKeyError):
        opened(plain, shared(team[0]), b"")
    plain.migrate()
    assert not plain.is_sealed
    plain.close()


def test_a_wrong_master_key_is_noticed_before_anything_is_written(
    database: Database, team: tuple[int, int, int], clock: MovableClock
) -> None:
    url = database.url.render_as_string(hide_password=False)
    stranger = Database(url, NEW)
    database.prove_masters()
    sealed(database, shared(team[0]), clock.now())
    database.keep_masters()
    for method in (stranger.prove_masters, stranger.keep_masters, stranger.migrate):
        with pytest.raises(WrongMasterKeyError):
            method()
    database.prove_masters()
    stranger.close()


def test_each_transaction_asks_for_its_keys_once(
    database: Database, team: tuple[int, int, int], clock: MovableClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    locks = [shared(person) for person in team]
    words = {lock: sealed(database, lock, clock.now()) for lock in locks}
    asked, fetch = [], Keyring.fetch
    monkeypatch.setattr(Keyring, "fetch", lambda ring, *args: (asked.append(args), fetch(ring, *args))[1])
    with database.snapshot() as session:
        for _ in range(3):
            ring = keyring(session, locks)
            assert [ring.open(lock, text, PLACE) for lock, text in words.items()] == [SAID] * 3
    assert len(asked) == 1
