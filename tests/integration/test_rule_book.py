"""The rule book in the database: days, withdrawals, readers, drafts and contradictions, on either engine."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from knowledge.documents import Document, read_markdown
from storage import policies, policy_conflicts, policy_decisions, policy_drafts, relations
from storage.people import Person, Unit
from storage.policy_drafts import DraftState

if TYPE_CHECKING:
    from sqlmodel import Session

    from storage.database import Database

pytestmark = pytest.mark.either_engine

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
TODAY = NOW.date()
EVERYBODY = frozenset({"everyone"})
HOUR = timedelta(hours=1)


def book(  # noqa: PLR0913 - what a version has
    version: str = "1",
    effective: str = "2026-01-01",
    words: str = "Trips are made by train.",
    *,
    document: str = "TR",
    language: str = "en",
    audience: str = "everyone",
    until: str = "",
) -> Document:
    ends = f"effective_until: {until}\n" if until else ""
    return read_markdown(
        f"---\nid: {document}\nversion: {version}\neffective_from: {effective}\nlanguage: {language}\n"
        f"governing_language: en\naudience: {audience}\n{ends}---\n# Travel\n"
        f"### {document}-1.1 Trains\n{words}\n### {document}-1.2 Hotels\nAt most 120 euros.\n"
    )


def publish(database: Database, *books: Document) -> None:
    with database.transaction() as session:
        for number, each in enumerate(books):
            policies.publish(session, each, NOW + number * HOUR)


def words_on(
    session: Session, day: date, number: str = "TR-1.1", audiences: frozenset[str] = EVERYBODY
) -> str | None:
    ref = policies.clause_ref(number.partition("-")[0], number)
    found = policies.clause_in_force(session, ref, "en", day, audiences)
    return found.text if found else None


def test_every_day_has_the_words_that_applied_on_it(database: Database) -> None:
    publish(database, book(), book("2", "2026-04-01", "By bus."), book("3", "2026-06-01", "On foot."))
    with database.snapshot() as session:
        assert words_on(session, date(2025, 12, 31)) is None
        assert words_on(session, date(2026, 3, 31)) == "Trips are made by train."
        assert words_on(session, date(2026, 4, 1)) == "By bus."
        assert words_on(session, date(2026, 6, 1)) == "On foot."


def test_a_withdrawn_version_is_gone_at_once_and_the_one_before_applies_again(database: Database) -> None:
    publish(database, book(), book("2", "2026-02-01", "By bus."))
    with database.transaction() as session:
        before = policies.stamp(session)
        assert policy_decisions.withdraw(session, "TR", "2", NOW)
        assert not policy_decisions.withdraw(session, "TR", "2", NOW)
        assert policies.stamp(session) != before
    with database.snapshot() as session:
        assert words_on(session, TODAY) == "Trips are made by train."
        assert {row["version"] for row in policies.passages(session)} == {"1"}
        assert {row["effective_until"] for row in policies.passages(session)} == {None}


def test_a_withdrawn_version_that_comes_again_word_for_word_is_published_again(database: Database) -> None:
    publish(database, book())
    with database.transaction() as session:
        policy_decisions.withdraw(session, "TR", "1", NOW)
        assert words_on(session, TODAY) is None
        assert policies.publish(session, book(), NOW)
        assert words_on(session, TODAY) is not None
        assert [row.decision for row in policy_decisions.decisions_of(session, "TR")] == [
            "withdrawn",
            "restored",
        ]


def test_passages_carry_the_days_on_which_they_apply(database: Database) -> None:
    publish(database, book(), book("2", "2026-04-01", "By bus.", until="2026-09-01"))
    with database.snapshot() as session:
        rows = {row["key"]: row for row in policies.passages(session)}
    assert set(rows) == {f"TR@{version}/en/TR-1.{number}" for version in "12" for number in "12"}
    first, second = rows["TR@1/en/TR-1.1"], rows["TR@2/en/TR-1.1"]
    assert (first["effective_from"], first["effective_until"]) == (date(2026, 1, 1), date(2026, 4, 1))
    assert (second["effective_from"], second["effective_until"]) == (date(2026, 4, 1), date(2026, 9, 1))
    assert second["text"] == "By bus."
    assert book().source[first["start"] : first["end"]] == first["text"]


def test_a_version_that_ended_leaves_nothing_in_force(database: Database) -> None:
    publish(database, book(), book("2", "2026-04-01", "By bus.", until="2026-05-01"))
    with database.snapshot() as session:
        assert words_on(session, date(2026, 4, 30)) == "By bus."
        assert words_on(session, date(2026, 5, 1)) is None


def test_a_later_translation_makes_its_version_no_newer(database: Database) -> None:
    publish(database, book(), book("2", "2026-01-01", "By bus."), book(words="坐火车。", language="zh"))
    with database.snapshot() as session:
        assert words_on(session, TODAY) == "By bus."


def test_a_clause_for_managers_does_not_exist_for_others(database: Database) -> None:
    publish(database, book(), book("2", "2026-02-01", "By bus.", audience="managers"))
    with database.snapshot() as session:
        assert words_on(session, TODAY) is None, "nor does the version before it come back for them"
        assert words_on(session, TODAY, audiences=EVERYBODY | {"managers"}) == "By bus."
        assert policies.clauses_called(session, ["TR-1.1"], "en", TODAY, EVERYBODY) == []


def test_a_clause_knows_its_neighbours_and_languages(database: Database) -> None:
    publish(database, book(), book(words="坐火车。", language="zh"))
    with database.snapshot() as session:
        (first,) = policies.clauses_called(session, ["TR-1.1"], "zh", TODAY, EVERYBODY)
    assert first.previous is None
    assert first.following is not None
    assert first.following.clause_id == "TR-1.2"
    assert (first.language, first.languages) == ("zh", ("en", "zh"))


def company(session: Session) -> dict[str, int]:
    """Store a boss in the company's top unit, a report in the unit below, HR, and somebody who left."""
    session.add_all(
        [Unit(code="ALL"), Unit(code="EAST", parent_code="ALL"), Unit(code="WEST", parent_code="ALL")]
    )
    session.flush()
    ids: dict[str, int] = {}
    for name, unit, manager, role in (
        ("boss", "ALL", None, "employee"),
        ("report", "EAST", "boss", "employee"),
        ("hr", "WEST", "boss", "hr_admin"),
        ("gone", "EAST", "report", "employee"),
    ):
        person = Person(
            email=f"{name}@x",
            name=name,
            unit_code=unit,
            manager_id=ids.get(manager or ""),
            role=role,
            start_date=TODAY,
            left_on=TODAY if name == "gone" else None,
        )
        session.add(person)
        session.flush()
        ids[name] = person.key
    return ids


def test_who_somebody_counts_as_comes_from_who_they_are_today(database: Database) -> None:
    with database.transaction() as session:
        ids = company(session)
        found = {name: set(relations.audiences(session, number)) for name, number in ids.items()}
        assert relations.audiences(session, 999) == frozenset()
    assert found["boss"] == {"everyone", "managers", "unit:ALL"}
    assert found["report"] == {"everyone", "unit:EAST", "unit:ALL"}, (
        "a report who left makes nobody a manager"
    )
    assert found["hr"] == {"everyone", "hr", "unit:WEST", "unit:ALL"}


@pytest.mark.both_engines
@pytest.mark.parametrize(
    ("audience", "names"),
    [
        ("everyone", {"boss", "report", "hr"}),
        ("managers", {"boss"}),
        ("hr", {"hr"}),
        ("unit:EAST", {"report"}),
        ("unit:ALL", {"boss", "report", "hr"}),
        ("unit:NONE", set()),
        ("nobody", set()),
    ],
)
def test_the_members_of_an_audience_are_those_who_count_as_it(
    database: Database, audience: str, names: set[str]
) -> None:
    with database.transaction() as session:
        ids = company(session)
        found = relations.members(session, audience, TODAY)
        assert {name for name, number in ids.items() if number in found} == names
        counted = {
            name for name in ("boss", "report", "hr") if audience in relations.audiences(session, ids[name])
        }
        assert counted == names
        assert relations.is_audience(session, audience) is bool(names)


@pytest.mark.both_engines
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE policy_version SET title = 'other'",
        "DELETE FROM policy_clause",
        "UPDATE policy_decision SET decision = 'restored'",
    ],
)
def test_the_database_refuses_to_change_what_was_published(database: Database, statement: str) -> None:
    publish(database, book())
    with database.transaction() as session:
        policy_decisions.withdraw(session, "TR", "1", NOW)
    with pytest.raises(DBAPIError, match="never changed or removed"), database.transaction() as session:
        session.connection().execute(text(statement))


@pytest.mark.both_engines
def test_a_draft_keeps_a_document_to_the_letter_until_it_is_over(database: Database) -> None:
    with database.transaction() as session:
        row = policy_drafts.begin(session, name="travel.md", now=NOW, file_id="F1", lease=HOUR)
        policy_drafts.keep(session, row, [book()])
        draft_id = row.id
    with database.transaction() as session:
        row = session.get_one(policy_drafts.PolicyDraft, draft_id)
        (document,) = policy_drafts.documents_of(row)
        assert document.source == book().source
        assert [clause.text for clause in document.clauses] == [clause.text for clause in book().clauses]
        assert [each.id for each in policy_drafts.waiting(session)] == [draft_id]
        policy_drafts.change(session, row, audience="hr", effective_from=date(2026, 5, 1))
        (changed,) = policy_drafts.documents_of(row)
        assert (changed.audience, changed.effective_from) == ("hr", date(2026, 5, 1))
        policy_drafts.close(session, row, DraftState.DISCARDED)
        assert policy_drafts.waiting(session) == []
        assert policy_drafts.documents_of(row)[0].source == ""


@pytest.mark.both_engines
def test_a_file_whose_reader_is_gone_is_taken_over_once(database: Database) -> None:
    with database.transaction() as session:
        policy_drafts.begin(session, name="travel.md", now=NOW, file_id="F1", lease=HOUR)
    with database.transaction() as session:
        assert policy_drafts.claim(session, NOW, HOUR) is None
        taken = policy_drafts.claim(session, NOW + HOUR, HOUR)
        assert taken is not None
        assert taken.attempts == 2
        assert policy_drafts.claim(session, NOW + HOUR, HOUR) is None


@pytest.mark.both_engines
def test_clauses_marked_as_contradicting_are_found_from_either_side(database: Database) -> None:
    publish(database, book(), book(document="CO"), book(document="HR", audience="hr"))
    travel, costs, hidden = (policies.clause_ref(name, f"{name}-1.1") for name in ("TR", "CO", "HR"))
    with database.transaction() as session:
        assert policy_conflicts.mark(session, travel, costs, NOW)
        assert not policy_conflicts.mark(session, costs, travel, NOW)
        assert not policy_conflicts.mark(session, travel, travel, NOW)
        assert policy_conflicts.mark(session, travel, hidden, NOW)
        for ref, other in ((travel, "CO-1.1"), (costs, "TR-1.1")):
            clause = policies.clause_in_force(session, ref, "en", TODAY, EVERYBODY)
            assert clause is not None
            found = policy_conflicts.contradicting(session, clause, "en", TODAY, EVERYBODY)
            assert [(each.clause.clause_id, each.prevails) for each in found] == [(other, None)], (
                "what is not for the reader is not there"
            )
        assert policy_conflicts.mark(session, costs, travel, NOW, prevails=costs)
        for ref, prevails in ((travel, True), (costs, False)):
            clause = policies.clause_in_force(session, ref, "en", TODAY, EVERYBODY)
            assert clause is not None
            [other_one] = policy_conflicts.contradicting(session, clause, "en", TODAY, EVERYBODY)
            assert other_one.prevails is prevails, "HR has decided"
        assert policy_conflicts.clear(session, travel, costs)
        assert not policy_conflicts.clear(session, travel, costs)


def test_clauses_of_one_number_in_two_documents_stand_together(database: Database) -> None:
    other = book(document="CO")
    same = replace(
        other, clauses=tuple(replace(each, id=each.id.replace("CO", "TR")) for each in other.clauses)
    )
    publish(database, book(), same)
    with database.snapshot() as session:
        first, second = policies.clauses_called(session, ["TR-1.1"], "en", TODAY, EVERYBODY)
        found = policy_conflicts.contradicting(session, first, "en", TODAY, EVERYBODY)
    assert [(each.clause.document_id, each.clause.clause_id) for each in found] == [
        (second.document_id, "TR-1.1")
    ]
