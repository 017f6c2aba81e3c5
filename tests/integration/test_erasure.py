"""Erasing somebody leaves no trace of them, everything of others, and every proof as good as it was."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from sqlmodel import select

from bot.commands.people_data import PeopleData, neutral_name
from bot.features.records.erasing import Refused
from bot.house.rule_copies import rule_share
from bot.settings import Settings
from bot.slack import identity
from prompts.catalog import Catalog
from storage import committed, hr_questions, inbox, legal_holds, model_use, one_on_ones, records, sequencer
from storage.check_ins import CheckInRow
from storage.outbox import OutboxMessage
from storage.people import Person, SlackAccount, Unit, UnitName
from storage.receipts import check_receipt, receipt
from storage.traces import search_for
from storage.verification import verify_log
from tests.integration.canaries import EMAIL, NAME_LATIN, SHOWN, USER, Planted, disguises, held_bytes, plant
from tests.integration.ledger.log import SIGNER

if TYPE_CHECKING:
    from storage.database import Database
    from tests.clock import MovableClock


@pytest.fixture
def planted(database: Database, clock: MovableClock) -> Planted:
    found = plant(database, clock)
    assert len(found.words) >= 200
    return found


@pytest.fixture
def folder(database: Database, tmp_path: Path) -> Path:
    """Return the data folder, where the SQLite files are too."""
    assert not database.is_sqlite or Path(str(database.url.database)).parent == tmp_path
    return tmp_path


@pytest.fixture
def people_data(planted: Planted, folder: Path) -> PeopleData:
    settings = Settings(_env_file=None, TOUCHBASE_DATA=str(folder))  # type: ignore[call-arg]
    return PeopleData(planted.database, settings, planted.clock)


def left(planted: Planted, folder: Path) -> list[str]:
    """Return the planted words of which any form is anywhere."""
    held = b"\0".join(held_bytes(planted.database, folder))
    return [word for word in planted.words if any(form in held for form in disguises(word))]


def test_no_canary_is_left_anywhere(planted: Planted, people_data: PeopleData, folder: Path) -> None:
    written = people_data.export(EMAIL)
    assert folder in written.parents
    (folder / "log.txt").write_text('{"event": "ready", "request": 1}\n', encoding="utf-8")
    before = left(planted, folder)
    assert {EMAIL, NAME_LATIN} <= set(before)
    assert len(before) > 100, "the copy on the disk holds what they said"
    proof = people_data.erase(EMAIL)
    assert left(planted, folder) == []
    assert (proof.found, proof.clean) == ((), True)
    assert proof.rows > 100
    assert (proof.conversations, proof.series, proof.deliveries, proof.questions) == (2, 2, 2, 2)
    assert not written.exists()
    assert proof.sentence.startswith("Erased: no name, address or word of theirs is left in")


def test_what_belongs_to_others_is_readable(planted: Planted, people_data: PeopleData) -> None:
    people_data.erase(EMAIL)
    with planted.database.snapshot() as session:
        shared = planted.service.view(session, planted.untouched[0].note_id, planted.report)
        apart = planted.service.view(session, planted.untouched[1].note_id, planted.colleague)
    said = {block.text for view in (shared, apart) for block in view.current.blocks}
    said |= {
        words for view in (shared, apart) for step in view.promises for words in (step.what, step.due_text)
    }
    assert said == {word for word in planted.others if "delivery" not in word}
    assert shared.manager.name == neutral_name(Catalog.load())


def test_what_others_asked_and_were_answered_is_readable_and_drafts_outlive_who_asked(
    planted: Planted, people_data: PeopleData
) -> None:
    people_data.erase(EMAIL)
    with planted.database.snapshot() as session:
        copy = rule_share(session, planted.report)
        gone = rule_share(session, planted.leaver)
        waiting = hr_questions.drafts(session)
        shares = model_use.shares_kept(session)
    assert copy.words - {""} == set(planted.rules)
    assert copy.sent[0].by == neutral_name(Catalog.load())
    assert (gone.words, gone.asked) == (frozenset({""}), ())
    assert [(sent.asker_id, sent.words, sent.answer) for sent in waiting] == [(planted.leaver, "", "")]
    assert waiting[0].draft
    assert shares == 1


def test_the_other_party_sees_erased_parts_and_a_neutral_name(
    planted: Planted, people_data: PeopleData
) -> None:
    people_data.erase(EMAIL)
    with planted.database.snapshot() as session:
        views = [planted.service.view(session, ref.note_id, planted.manager) for ref in planted.theirs[:20]]
    assert {block.erased for view in views for block in view.current.blocks} == {True}
    assert {view.employee.name for view in views} == {"前同事 A former colleague"}


def test_nothing_of_theirs_is_under_way_or_waits(planted: Planted, people_data: PeopleData) -> None:
    people_data.erase(EMAIL)
    with planted.database.snapshot() as session:
        assert session.exec(select(CheckInRow)).all() == []
        assert one_on_ones.of_person(session, planted.leaver) == []
        assert session.exec(select(SlackAccount)).all() == []
        to = session.exec(select(OutboxMessage.person_id, OutboxMessage.channel)).all()
        person = session.get_one(Person, planted.leaver)
    assert (planted.leaver, None) not in to
    assert (None, USER) not in to
    assert (planted.manager, None) in to
    assert (person.email, person.title, person.manager_id) == (
        f"erased-{planted.leaver}@erased.invalid",
        "",
        None,
    )
    intake = planted.database.intake()
    with intake.snapshot() as session:
        kept = inbox.waiting(session)
    assert [row.body["event"]["user"] for row in kept if row.body] == ["U0SAM"]
    if intake is not planted.database:
        intake.close()


def test_slacks_directory_does_not_bring_their_name_back(
    planted: Planted, people_data: PeopleData, folder: Path
) -> None:
    people_data.erase(EMAIL)
    gone = identity.Profile("T1", USER, EMAIL, SHOWN, "en-US", "UTC", deleted=True)
    here = identity.Profile("T1", "U0SAM", "sam@example.com", "sam", "en-US", "UTC", deleted=False)
    with planted.database.transaction() as session:
        # What the directory is taken over with, hour by hour.
        identity._store_all(session, [gone, here], planted.clock.now())
    with planted.database.snapshot() as session:
        assert [row.user_id for row in session.exec(select(SlackAccount))] == ["U0SAM"]
    assert left(planted, folder) == []


def test_receipts_and_the_whole_log_verify_as_before(planted: Planted, people_data: PeopleData) -> None:
    outside = []
    with planted.database.transaction() as session:
        checkpoint = sequencer.integrate(session, SIGNER, planted.clock.now())
    assert checkpoint is not None
    outside.append(checkpoint.note)
    receipts = {}
    with planted.database.snapshot() as session:
        for note in session.exec(select(records.Note)):
            for record in committed.records_of(session, note):
                opening = committed.opening_of(session, note, record)
                assert opening is not None
                made = receipt(session, record, opening, SIGNER.verifier.vkey)
                receipts[record] = (made, committed.canonical_of(session, note, record))
        gone = sum(
            len(committed.records_of(session, records.get(session, ref.note_id))) for ref in planted.theirs
        )  # type: ignore[arg-type]
    people_data.erase(EMAIL)
    for record, (made, canonical) in receipts.items():
        assert made is not None
        proof = check_receipt(made, SIGNER.verifier, canonical)
        assert (proof.record, proof.words, proof.key_is_trusted) == (record, True, True)
    with planted.database.snapshot() as session:
        found = verify_log(session, [SIGNER.verifier], outside, contents=partial(committed.contents, session))
    assert found.counts == {}
    assert found.leaves == len(receipts)
    assert 0 < found.unreadable <= gone < len(receipts)


def test_who_works_here_is_not_erased_by_mistake(people_data: PeopleData) -> None:
    with pytest.raises(Refused, match="still works here"):
        people_data.erase("chen@example.com")
    proof = people_data.erase("chen@example.com", although_here=True)
    assert proof.found == ()


def test_a_hold_is_in_the_way_and_says_so(people_data: PeopleData) -> None:
    people_data.hold(EMAIL, "a case in court")
    with pytest.raises(Refused, match=r"legal hold on them is in force since 2026-03-02\."):
        people_data.erase(EMAIL)
    with pytest.raises(Refused, match="under a legal hold already"):
        people_data.hold(EMAIL, "another")
    people_data.release(EMAIL)
    people_data.hold("dana@example.com", "a case in court")
    with pytest.raises(Refused, match=r"dana@example\.com, with whom they share notes"):
        people_data.erase(EMAIL)
    people_data.release("dana@example.com")
    with pytest.raises(Refused, match="under no legal hold"):
        people_data.release(EMAIL)
    assert people_data.erase(EMAIL).found == ()


def test_a_holds_reason_is_sealed_and_shown_to_who_asks(
    planted: Planted, people_data: PeopleData, folder: Path
) -> None:
    reason = "the kingfisher case of the works council"
    people_data.hold(EMAIL, reason, by=None)
    assert people_data.holds() == [(EMAIL, "2026-03-02", "", reason)]
    assert not any(reason.encode() in value for value in held_bytes(planted.database, folder))


def test_only_hr_admins_act_for_others(planted: Planted, people_data: PeopleData) -> None:
    for act in (people_data.hold, people_data.erase):
        args: tuple[Any, ...] = ("why",) if act == people_data.hold else ()
        with pytest.raises(Refused, match="only an HR admin"):
            act(EMAIL, *args, by="sam@example.com")
    with pytest.raises(Refused, match="only an HR admin"):
        people_data.export(EMAIL, by="sam@example.com")
    with planted.database.transaction() as session:
        session.get_one(Person, planted.colleague).role = "hr_admin"
    people_data.hold(EMAIL, "why", by="sam@example.com")
    assert people_data.holds()[0][2] == "sam@example.com"


def test_somebody_erased_cannot_be_held_and_can_be_cleaned_once_more(people_data: PeopleData) -> None:
    address = people_data.erase(EMAIL).address
    with pytest.raises(Refused, match="nothing left to hold"):
        people_data.hold(address, "too late")
    again = people_data.erase(address)
    assert (again.found, again.clean, again.conversations) == ((), True, 0)


def test_what_is_left_is_found_and_named(planted: Planted, people_data: PeopleData, folder: Path) -> None:
    (folder / "notes-to-self.txt").write_text(f"call {NAME_LATIN} back", encoding="utf-8")
    with planted.database.transaction() as session:
        session.get_one(Person, planted.colleague).title = f"Assistant to {EMAIL}"
        session.get_one(Person, planted.manager).title = "Keeper"
    proof = people_data.erase(EMAIL)
    assert proof.found == ("notes-to-self.txt",), "another's own title is another's"
    assert proof.sentence.startswith("Erased, but something of them is left in notes-to-self.txt (")


def test_a_reader_in_the_way_is_said(
    planted: Planted, people_data: PeopleData, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not planted.database.is_sqlite:
        assert people_data.erase(EMAIL).clean
        return
    # This reader does not leave, however long they are waited for.
    monkeypatch.setattr("storage.engines.BUSY_TIMEOUT_MS", 50)
    with planted.database.snapshot() as session:
        session.exec(select(Person)).all()
        planted.database.engine.dispose()
        proof = people_data.erase(EMAIL)
    assert not proof.clean
    assert f"`touchbase people erase {proof.address} --yes`" in proof.sentence


def test_the_search_finds_what_lies_across_two_pieces_of_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.traces.PIECE", 7)
    path = tmp_path / "file.bin"
    path.write_bytes(b"0123456789 the kingfisher 0123456789")
    search = search_for(["kingfisher"])
    search.in_file(path)
    assert (search.found, search.size) == ({"file.bin"}, 36)


def test_the_search_finds_no_word_that_lies_half_in_one_row_and_half_in_the_next(database: Database) -> None:
    with database.transaction() as session:
        for code, head in (("king", "fisher"), ("fisher", "king")):
            session.add(Unit(code=code))
            session.flush()
            session.add(UnitName(unit_code=code, language="en", name=head))
        session.flush()
        halves, whole = search_for(["kingfisher"]), search_for(["fisher"])
        for search in (halves, whole):
            search.in_tables(session, ["unit_name"])
    assert (halves.found, halves.rows) == (set(), 2)
    assert whole.found == {"unit_name.unit_code", "unit_name.name"}


def test_the_search_leaves_out_what_means_nothing_or_is_somebody_elses() -> None:
    assert search_for(["ok", "yes", "王"]).forms == ()
    assert search_for(["The rule says so"], not_theirs=["1.2 The rule says so."]).forms == ()
    assert "王芳".encode() in search_for(["王芳"]).forms


def test_holds_keep_the_database_from_two_at_once(planted: Planted) -> None:
    with planted.database.transaction() as session:
        now = planted.clock.now() + timedelta(days=1)
        assert legal_holds.place(session, planted.report, "one", None, now)
        assert not legal_holds.place(session, planted.report, "two", None, now)
