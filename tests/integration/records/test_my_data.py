"""A copy holds everything about its person that they may see, and nothing else; and it arrives once."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from bot.errors import NotAllowed
from bot.features.records.my_data import DELIVERED, FAILED, LEASE, PREPARING, MyData
from bot.features.records.my_data_listeners import Bearer
from bot.house.rule_copies import rule_share
from bot.transactions import Transactions
from prompts.catalog import Catalog
from storage import check_ins, data_requests, legal_holds, people, records, relations
from storage.check_ins import Conversation, Turn
from storage.people import Person, SlackAccount, Unit
from tests.integration.ledger.log import SIGNER
from tests.integration.records.conftest import PRIVATE_BLOCKS, SHARED_BLOCKS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlmodel import Session

    from bot.slack.uploads import SentFile
    from tests.integration.records.conftest import Desk

pytestmark = pytest.mark.either_engine

PRIVATE_WORDS = "Ask him for a draft."
SAID = "I think he is tired of it"


@dataclass
class Dock:
    """Where files arrive: keeps them, refuses as often as told, and may hold somebody up."""

    refusals: int = 0
    brought: list[tuple[str, str, dict[str, bytes]]] = field(default_factory=list)

    async def bring(self, user_id: str, comment: str, files: Sequence[SentFile]) -> bool:
        if self.refusals:
            self.refusals -= 1
            return False
        self.brought.append((user_id, comment, {file.name: file.content for file in files}))
        return True


@pytest.fixture
def my_data(desk: Desk) -> MyData:
    with desk.database.transaction() as session:
        for number in (desk.manager, desk.employee, desk.outsider):
            session.add(account(desk, number))
    return MyData(
        desk.clock,
        desk.service,
        desk.outbox,
        Catalog.load(),
        SIGNER.vkey,
        rule_share,
        desk.timelines,
        lambda *_: (),
    )


@pytest.fixture
def dock() -> Dock:
    return Dock()


@pytest.fixture
def bearer(desk: Desk, my_data: MyData, dock: Dock) -> Iterator[Bearer]:
    transactions = Transactions(desk.database)
    yield Bearer(my_data, transactions, dock, Catalog.load(), hurry=lambda: None)
    transactions.close()


def account(desk: Desk, number: int, *, deleted: bool = False) -> SlackAccount:
    return SlackAccount(
        team_id="T1",
        user_id=f"U{number}",
        person_id=number,
        locale="zh-CN" if number == desk.employee else "en-US",
        display_name=f"shown {number}",
        deleted=deleted,
        checked_at=desk.clock.now(),
    )


def document(desk: Desk, my_data: MyData, person: int) -> dict[str, Any]:
    files = desk.look(my_data.files, person, "en-US")
    return json.loads(files.document)


def everything(desk: Desk, my_data: MyData, person: int) -> str:
    files = desk.look(my_data.files, person, "en-US")
    return files.page.decode() + files.document.decode()


def converse(session: Session, desk: Desk) -> None:
    """Store a conversation of the manager about the employee."""
    now = desk.clock.now()
    talk = Conversation(
        id="c1", manager_id=desk.manager, employee_id=desk.employee, kind="one_on_one", step="closed", turn=1,
        state="{}", started_at=now, touched_at=now,
    )  # fmt: skip
    check_ins.add(session, talk)
    check_ins.log(session, talk, Turn(1, "voice", "said", "", SAID, now))


def test_an_employees_copy_holds_what_they_may_see_and_no_private_part(desk: Desk, my_data: MyData) -> None:
    ref = desk.note()
    desk.note(PRIVATE_BLOCKS)
    desk.do(converse, desk)
    desk.do(desk.service.add_view, desk.employee, ref, "I see it so.")
    desk.do(desk.service.open, ref.note_id, desk.manager)
    copy = document(desk, my_data, desk.employee)
    (note,) = copy["notes"]
    assert note["you_are"] == "employee"
    assert [block["name"] for block in note["editions"][0]["blocks"]] == [
        "focus",
        "evidence",
        "voice",
        "actions",
    ]
    assert [answer["text"] for answer in note["answers"]] == ["I see it so."]
    assert [(reading["name"], reading["relation"]) for reading in note["read_by"]] == [("Dana Li", "author")]
    assert len(note["steps"]) == 2
    assert note["private_kept_until"] is None
    text = everything(desk, my_data, desk.employee)
    assert "The close waits for plant data." in text
    assert PRIVATE_WORDS not in text
    assert SAID not in text


def test_a_copy_names_the_units_somebody_serves_and_heads(desk: Desk, my_data: MyData) -> None:
    def settle(session: Session) -> None:
        session.add(Unit(code="plant-7", head_id=desk.manager))
        relations.serve(session, desk.manager, ["sales-3", "plant-7"])

    desk.do(settle)
    profile = document(desk, my_data, desk.manager)["person"]
    page = desk.look(my_data.files, desk.manager, "zh-CN").page.decode()
    assert (profile["hr_of_units"], profile["heads_units"]) == (["plant-7", "sales-3"], ["plant-7"])
    assert "作为 HR 负责的部门" in page
    assert "plant-7, sales-3" in page
    assert document(desk, my_data, desk.employee)["person"]["hr_of_units"] == []


@pytest.mark.both_engines
def test_a_managers_copy_holds_their_own_private_parts(desk: Desk, my_data: MyData) -> None:
    desk.note()
    desk.do(converse, desk)
    text = everything(desk, my_data, desk.manager)
    assert PRIVATE_WORDS in text
    assert SAID in text
    (note,) = document(desk, my_data, desk.manager)["notes"]
    assert note["private_kept_until"] == "2026-05-31"
    assert note["shared_kept_until"] == "2028-03-02"


def test_a_managers_copy_holds_nothing_of_a_colleagues_private_parts(desk: Desk, my_data: MyData) -> None:
    desk.note()
    with desk.database.transaction() as session:
        # The outsider leads the manager and wrote about them; and takes the employee over later.
        session.get_one(Person, desk.employee).manager_id = desk.outsider
        draft = records.DraftNote(
            check_in_id=None, kind="one_on_one", mode="debrief", manager_id=desk.outsider,
            employee_id=desk.manager, met_on=desk.clock.now().date(), cycle_id=None, partial=False,
            blocks=tuple(
                records.DraftBlock(block.name, block.visibility, f"of the boss: {block.text}")
                for block in SHARED_BLOCKS
            ),
        )  # fmt: skip
        records.create(session, draft, desk.clock.now())
    copy = everything(desk, my_data, desk.manager)
    assert "of the boss: The close waits" in copy
    assert f"of the boss: {PRIVATE_WORDS}" not in copy
    assert f">{PRIVATE_WORDS}" in copy, "their own private part about the employee"
    successor = everything(desk, my_data, desk.outsider)
    assert f">{PRIVATE_WORDS}" not in successor
    assert ">The close waits" not in successor, "what went over is about somebody else"


def test_who_has_left_gets_what_they_could_see(desk: Desk, my_data: MyData) -> None:
    desk.note()
    before = document(desk, my_data, desk.employee)["notes"]
    with desk.database.transaction() as session:
        session.get_one(Person, desk.employee).left_on = desk.clock.now().date() - timedelta(days=3)
        session.get_one(SlackAccount, ("T1", f"U{desk.employee}")).deleted = True
    copy = document(desk, my_data, desk.employee)
    assert copy["notes"] == before
    assert copy["person"]["left_on"] == "2026-02-27"


def test_requests_and_holds_are_in_the_next_copy_and_why_is_not(desk: Desk, my_data: MyData) -> None:
    with desk.database.transaction() as session:
        data_requests.keep(
            session, desk.employee, data_requests.Kind.EXPORT, asked_by=desk.outsider,
            via=data_requests.AT_THE_COMMAND_LINE, now=desk.clock.now(),
        )  # fmt: skip
        legal_holds.place(session, desk.employee, "case 4711", desk.outsider, desk.clock.now())
    copy = document(desk, my_data, desk.employee)
    assert [(each["kind"], each["by"], each["by_yourself"]) for each in copy["requests"]] == [
        ("export", "Sam Roe", False)
    ]
    assert copy["legal_holds"] == [{"since": "2026-03-02T09:00:00+00:00", "until": None}]
    assert "4711" not in everything(desk, my_data, desk.employee)
    assert document(desk, my_data, desk.manager)["requests"] == []


def test_who_is_not_here_cannot_ask_in_slack(desk: Desk, my_data: MyData) -> None:
    with desk.database.transaction() as session:
        session.get_one(Person, desk.employee).left_on = date(2026, 3, 1)
    with pytest.raises(NotAllowed):
        desk.do(my_data.ask, desk.employee)


async def test_a_copy_arrives_in_the_persons_own_direct_message(
    desk: Desk, my_data: MyData, bearer: Bearer, dock: Dock
) -> None:
    desk.note()
    order = desk.do(my_data.ask, desk.employee)
    assert order is not None
    await bearer.bring(order)
    ((user, comment, files),) = dock.brought
    assert user == f"U{desk.employee}"
    assert comment == Catalog.load().text("zh", "data-comment")
    assert sorted(files) == ["my-records.html", "my-records.json"]
    assert 'lang="zh"' in files["my-records.html"].decode()
    assert desk.messages(PREPARING, DELIVERED) == [], "who gets it at once is told nothing beside it"
    assert desk.look(data_requests.waiting, desk.employee) is None


async def test_who_waits_is_told_and_told_again(desk: Desk, my_data: MyData, dock: Dock) -> None:
    transactions = Transactions(desk.database)
    order = desk.do(my_data.ask, desk.manager)
    assert order is not None
    await Bearer(my_data, transactions, dock, Catalog.load(), hurry=lambda: None, patience=0).bring(order)
    transactions.close()
    first, last = desk.messages(PREPARING, DELIVERED)
    assert (first.kind, last.kind, last.target_key) == (PREPARING, DELIVERED, first.key)
    assert len(dock.brought) == 1


def test_asking_twice_makes_one_copy(desk: Desk, my_data: MyData) -> None:
    assert desk.do(my_data.ask, desk.manager) is not None
    assert desk.do(my_data.ask, desk.manager) is None


@pytest.mark.both_engines
async def test_a_copy_that_was_not_taken_is_brought_again(
    desk: Desk, my_data: MyData, bearer: Bearer, dock: Dock
) -> None:
    dock.refusals = 1
    order = desk.do(my_data.ask, desk.manager)
    assert order is not None
    await bearer.bring(order)
    await bearer.bring_waiting()
    assert dock.brought == [], "somebody may still be at it"
    desk.clock.advance(seconds=LEASE.total_seconds())
    await bearer.bring_waiting()
    await bearer.bring_waiting()
    assert [user for user, *_ in dock.brought] == [f"U{desk.manager}"]


@pytest.mark.both_engines
async def test_a_copy_nobody_takes_is_given_up_and_said(
    desk: Desk, my_data: MyData, bearer: Bearer, dock: Dock
) -> None:
    dock.refusals = 100
    order = desk.do(my_data.ask, desk.manager)
    assert order is not None
    await bearer.bring(order)
    for _ in range(data_requests.TRIES + 1):
        desk.clock.advance(seconds=LEASE.total_seconds())
        await bearer.bring_waiting()
    assert 100 - dock.refusals == data_requests.TRIES
    assert [message.kind for message in desk.messages(PREPARING, FAILED)] == [PREPARING, FAILED]
    assert desk.look(data_requests.waiting, desk.manager) is None
    assert desk.do(my_data.ask, desk.manager) is not None


def test_every_conversation_of_the_two_is_found(desk: Desk) -> None:
    desk.do(converse, desk)
    assert [row.id for row in desk.look(check_ins.with_person, desk.manager)] == ["c1"]
    assert [row.id for row in desk.look(check_ins.with_person, desk.employee)] == ["c1"]
    assert desk.look(check_ins.with_person, desk.outsider) == []
    assert [row.id for row in desk.look(check_ins.with_person, desk.employee)] == ["c1"]
    assert [row.user_id for row in desk.look(people.accounts_of, desk.employee)] == []
