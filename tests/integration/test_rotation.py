"""A new master key takes over by `touchbase keys rotate`, and an operator is told what to do next."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from bot import rotation
from bot.commands.line import cli
from storage import inbox
from storage.database import Database
from storage.master_keys import MasterKeys, text_of
from storage.people import Person
from storage.sealing import Place
from storage.secrets import Lock, keyring
from tests.keys import KEY, MASTER_TEXT, MASTERS

if TYPE_CHECKING:
    from pathlib import Path

    from tests.clock import MovableClock

NEW_KEY = bytes([7] * 32)
NEW_TEXT = text_of(NEW_KEY)
PLACE = Place("note_block", "n1:1:focus", "text")
PEOPLE = 5


def filled(database: Database, clock: MovableClock) -> dict[Lock, bytes]:
    """Say a word about each of five people, and leave one delivery waiting."""
    database.keep_masters()
    with database.transaction() as session:
        people = [
            Person(email=f"{number}@x", name="A", start_date=date(2024, 1, 1)) for number in range(PEOPLE)
        ]
        session.add_all(people)
        session.flush()
        locks = [Lock((person.key,), f"n{person.key}", "shared") for person in people]
        keys = keyring(session, locks, now=clock.now())
        words = {lock: keys.seal(lock, "a word", PLACE) for lock in locks}
    intake = database.intake()
    if intake is not database:
        inbox.prepare(intake)
    inbox.receive(intake, "T1:Ev1", {"text": "hello"}, clock.now(), timedelta(seconds=20))
    if intake is not database:
        intake.close()
    return words


def must_open(url: str, masters: MasterKeys, words: dict[Lock, bytes], clock: MovableClock) -> None:
    """Fail unless everything opens with these keys."""
    database = Database(url, masters)
    database.prove_masters()
    with database.snapshot() as session:
        keys = keyring(session, words)
        assert {keys.open(lock, word, PLACE) for lock, word in words.items()} == {"a word"}
    intake = database.intake()
    with intake.transaction() as session:
        (waiting,) = inbox.abandoned(session, clock.now() + timedelta(days=1), clock.now())
    assert waiting.body == {"text": "hello"}
    intake.close()
    database.close()


def test_a_rotation_goes_batch_by_batch_to_the_end(
    database: Database, clock: MovableClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rotation, "AT_ONCE", 2)
    words = filled(database, clock)
    url = database.url.render_as_string(hide_password=False)
    both = Database(url, MasterKeys(NEW_KEY, KEY))
    told: list[tuple[int, int]] = []
    done = rotation.rotate(both, lambda count, total: told.append((count, total)))
    assert (done.people, done.deliveries) == (PEOPLE, 1)
    assert told == [(0, 5), (2, 5), (4, 5), (5, 5)]
    assert rotation.rotate(both, lambda *_: None) == rotation.Rotation(0, 0)
    both.close()
    must_open(url, MasterKeys(NEW_KEY), words, clock)


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of this test's own, and the settings that name it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TOUCHBASE_DATA", str(tmp_path))
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'touchbase.db'}")
    monkeypatch.setenv("TOUCHBASE_MASTER_KEY", MASTER_TEXT)
    return tmp_path


def test_the_command_says_how_much_was_done_and_what_comes_next(
    settings: Path, clock: MovableClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = f"sqlite:///{settings / 'touchbase.db'}"
    database = Database(url, MASTERS)
    database.migrate()
    words = filled(database, clock)
    database.close()
    monkeypatch.setenv("TOUCHBASE_MASTER_KEY", f"{NEW_TEXT},{MASTER_TEXT}")
    for people, deliveries in ((PEOPLE, 1), (0, 0)):
        told = CliRunner().invoke(cli, ["keys", "rotate"])
        assert told.exit_code == 0
        assert f"{people} keys of people and {deliveries} waiting events were wrapped anew" in told.stdout
        assert "drop the old one from TOUCHBASE_MASTER_KEY" in told.stdout
        assert not any(key in told.output for key in (NEW_TEXT, MASTER_TEXT))
    must_open(url, MasterKeys(NEW_KEY), words, clock)


@pytest.mark.parametrize(
    ("given", "code", "said"),
    [
        (MASTER_TEXT, 2, "there is only one master key"),
        (NEW_TEXT, 2, "this is not the master key the database was sealed with"),
        ("no key", 2, "openssl rand -base64 32"),
    ],
)
def test_a_rotation_that_cannot_be_says_what_to_set(
    settings: Path, monkeypatch: pytest.MonkeyPatch, given: str, code: int, said: str
) -> None:
    database = Database(f"sqlite:///{settings / 'touchbase.db'}", MASTERS)
    database.migrate()
    database.close()
    monkeypatch.setenv("TOUCHBASE_MASTER_KEY", given)
    told = CliRunner().invoke(cli, ["keys", "rotate"])
    assert told.exit_code == code
    assert said in " ".join(told.stderr.split())
