"""A database of an earlier version comes up to this one, and what it held in plain is sealed on the way."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text
from sqlmodel.sql.sqltypes import AutoString

from bot.features.check_ins import keeping
from storage import actions, check_ins, editions, inbox, migration, policies, records, responses
from storage.database import Database
from storage.master_keys import NoMasterKeyError
from storage.schema import METADATA
from tests.keys import MASTERS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlmodel import Session

PLAIN = (
    "Plain focus",
    "Plain summary",
    "Plain reason",
    "Plain view",
    "Plain quote",
    "Plain step",
    "Plain due",
)
PLAIN_TALK = ("Plain state", "Plain answer", "Plain delivery")
"""What was said in a conversation, and what was waiting in the inbox."""

OLDER = (
    (
        "INSERT INTO person (id, email, name, title, role, locale, timezone, start_date) VALUES "
        "(1, 'm@x', 'M', '', 'employee', 'en', 'UTC', '2024-01-01'),"
        " (2, 'e@x', 'E', '', 'employee', 'en', 'UTC', '2024-01-01')"
    ),
    (
        "INSERT INTO note (id, kind, mode, manager_id, employee_id, met_on, partial, status, version, created_at,"
        " reminded)"
        " VALUES ('n1', 'one_on_one', 'debrief', 1, 2, '2026-03-02', false, 'employee_review', 1, '2026-03-02 09:00:00',"
        " false)"
    ),
    (
        "INSERT INTO note_version (note_id, version, written_by, written_at, reason)"
        " VALUES ('n1', 1, 1, '2026-03-02 09:00:00', 'Plain reason')"
    ),
    (
        "INSERT INTO note_block (note_id, version, name, position, visibility, text) VALUES"
        " ('n1', 1, 'focus', 0, 'shared', 'Plain focus'),"
        " ('n1', 1, 'summary', 1, 'private_manager', 'Plain summary')"
    ),
    (
        "INSERT INTO note_response (id, note_id, version, person_id, kind, text, quote, said_at)"
        " VALUES (4, 'n1', 1, 2, 'disputed', 'Plain view', 'Plain quote', '2026-03-02 10:00:00')"
    ),
    (
        "INSERT INTO promised_action (id, note_id, manager_id, employee_id, owner_id, what, due_text, shared, status,"
        " carried) VALUES (6, 'n1', 1, 2, 1, 'Plain step', 'Plain due', true, 'open', 2),"
        " (7, 'n1', 1, 2, 1, 'Plain step', 'Plain due', false, 'open', 0)"
    ),
    (
        "INSERT INTO check_in (id, manager_id, employee_id, kind, step, turn, state, card, started_at, touched_at)"
        " VALUES ('c1', 1, 2, 'one_on_one', 'voice', 2, '{\"kind\": \"one_on_one\", \"focus\": \"Plain state\"}', '',"
        " '2026-03-02 09:00:00', '2026-03-02 09:05:00')"
    ),
    (
        "INSERT INTO check_in_turn (check_in_id, turn, step, event, question, said, at) VALUES"
        " ('c1', 1, 'focus', 'start', 'q-1', '', '2026-03-02 09:00:00'),"
        " ('c1', 2, 'voice', 'said', 'q-2', 'Plain answer', '2026-03-02 09:05:00')"
    ),
    (
        "INSERT INTO inbox_event (key, state, body, attempts, received_at, lease_until) VALUES"
        " ('T1:Ev1', 'received', '{\"text\": \"Plain delivery\"}', 1, '2026-03-02 09:00:00', '2026-03-02 09:00:20'),"
        " ('T1:Ev0', 'done', NULL, 1, '2026-03-02 08:00:00', '2026-03-02 08:00:20')"
    ),
    (
        "INSERT INTO policy_version (document_id, version, language, governing_language, title, owner, effective_from,"
        " source, loaded_at) VALUES ('PM', '1', 'en', 'en', 'Rules', 'hr@x', '2026-01-01', 'An old rule.',"
        " '2026-03-02 09:00:00')"
    ),
    (
        'INSERT INTO policy_clause (document_id, version, language, clause_id, title, path, text, start, "end")'
        " VALUES ('PM', '1', 'en', 'PM-1.1', 'Purpose', '[\"Rules\", \"PM-1.1 Purpose\"]', 'An old rule.', 0, 12)"
    ),
)


@pytest.fixture
def older(database_url: str, tmp_path: Path) -> Iterator[str]:
    """Give the URL of a database of version 0001 with one note in it."""
    url = f"sqlite:///{tmp_path / 'older.db'}" if database_url.startswith("sqlite") else database_url
    database = Database(url)
    with database.engine.begin() as connection:
        if not database.is_sqlite:
            connection.execute(text("DROP SCHEMA public CASCADE"))
            connection.execute(text("CREATE SCHEMA public"))
        config = migration.configuration()
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        for statement in OLDER:
            connection.execute(text(statement.replace(":", r"\:")))
        if not database.is_sqlite:
            # The rows above brought their numbers with them.
            connection.execute(text("SELECT setval('promised_action_id_seq', 7)"))
    database.close()
    return url


def read(session: Session) -> list[str]:
    note = records.get(session, "n1")
    assert note is not None
    (edition,) = editions.of_note(session, note)
    (answer,) = responses.of_note(session, note)
    promised = actions.of_note(session, "n1")
    assert [(step.number, step.carried, step.shared) for step in promised] == [(6, 2, True), (7, 0, False)]
    step = promised[0]
    words = [block.text for block in edition.blocks.values()]
    return [*words, edition.reason, answer.text, answer.quote, step.what, step.due_text]


def test_what_an_older_database_holds_is_sealed_and_reads_as_before(older: str) -> None:
    database = Database(older, MASTERS)
    database.migrate()
    with database.snapshot() as session:
        assert read(session) == list(PLAIN)
        assert editions.evidence_of_pair(session, 1, 2) == []
    database.keep_masters()
    assert database.is_sealed
    database.close()
    if database.is_sqlite:
        for file in Path(str(database.url.database)).parent.glob("older.db*"):
            held = file.read_bytes()
            assert [words for words in (*PLAIN, *PLAIN_TALK) if words.encode() in held] == []


def test_an_older_talk_and_what_was_waiting_are_sealed_and_go_on(older: str) -> None:
    database = Database(older, MASTERS)
    database.migrate()
    with database.transaction() as session:
        talk = check_ins.get(session, "c1")
        assert talk is not None
        assert keeping.state_of(talk).focus == "Plain state"
        said = [(turn.turn, turn.said, turn.question) for turn in check_ins.turns(session, talk)]
        assert said == [(1, "", "q-1"), (2, "Plain answer", "q-2")]
        check_ins.log(session, talk, check_ins.Turn(3, "options", "said", "", "more", talk.touched_at))
        check_ins.keep(session, talk)
        later = talk.touched_at + timedelta(hours=1)
        (waiting,) = inbox.abandoned(session, later, later)
        assert (waiting.key, waiting.body, waiting.attempts) == ("T1:Ev1", {"text": "Plain delivery"}, 2)
        assert inbox.settled_before(session, later) == ["T1:Ev0"]
    database.close()


def test_words_of_a_talk_with_somebody_who_was_erased_are_not_carried_over(older: str) -> None:
    database = Database(older, MASTERS)
    with database.engine.begin() as connection:
        config = migration.configuration()
        config.attributes |= {"connection": connection, "masters": MASTERS}
        command.upgrade(config, "0005")
        connection.execute(text("UPDATE subject_key SET wrapped = NULL WHERE person_id = 2"))
    database.migrate()
    with database.snapshot() as session:
        assert check_ins.get(session, "c1") is None
        held = session.connection().execute(text("SELECT state, said FROM check_in, check_in_turn")).all()
    assert [bytes(value) for row in held for value in row] == [b""] * 4
    database.close()


def test_an_older_database_goes_on_where_it_was(older: str) -> None:
    database = Database(older, MASTERS)
    database.migrate()
    with database.transaction() as session:
        draft = records.DraftNote(
            None, "one_on_one", "debrief", 1, 2, date(2026, 3, 9), None, partial=False, blocks=(),
            actions=(actions.DraftAction("next", 1, None),),
        )  # fmt: skip
        records.create(session, draft, records.get(session, "n1").created_at)  # type: ignore[union-attr]
    with database.snapshot() as session:
        assert [step.number for step in actions.open_actions(session, 1, 2)][:2] == [6, 7]
        assert len(actions.open_actions(session, 1, 2)) == 3
    database.close()


def test_an_older_rule_book_reads_as_before(older: str) -> None:
    database = Database(older, MASTERS)
    database.migrate()
    with database.snapshot() as session:
        (clause,) = policies.clauses_called(
            session, ["PM-1.1"], "en", date(2026, 3, 2), frozenset({"everyone"})
        )
    assert (clause.text, clause.path) == ("An old rule.", ("Rules", "PM-1.1 Purpose"))
    assert (clause.effective_from, clause.owner, clause.start, clause.end) == (
        date(2026, 1, 1),
        "hr@x",
        0,
        12,
    )
    database.close()


def test_words_are_not_migrated_without_the_keys_to_seal_them(older: str) -> None:
    database = Database(older)
    with pytest.raises(NoMasterKeyError, match="to be sealed"):
        database.migrate()
    with database.snapshot() as session:
        stored = session.connection().execute(text("SELECT reason FROM note_version")).scalar()
    assert stored == "Plain reason", "nothing was changed"
    database.close()


def differs(*about: object) -> bool | None:
    """Take a text without a length, which migrations write plainly, for what it is; leave the rest to Alembic."""
    wanted = about[-1]
    return False if isinstance(wanted, AutoString) and wanted.length is None else None


def test_the_migrations_lead_to_the_tables_of_the_code(database: Database) -> None:
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": differs})
        assert compare_metadata(context, METADATA) == []
