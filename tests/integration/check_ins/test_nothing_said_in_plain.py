"""After a whole check-in no word of it can be found: not in a table, a file, a waiting event or a log line."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from slack_bolt.request.async_request import AsyncBoltRequest
from sqlmodel import select
from structlog.testing import capture_logs

from bot.features.check_ins.events import Approve, Back, Edit, Pause, Promised, Recall, Resume, Share
from bot.features.check_ins.states import Promise, Step
from bot.slack.inbox import Inbox
from bot.transactions import Transactions
from storage import actions, check_ins, inbox
from storage.inbox import InboxDelivery
from storage.records import Note
from tests.integration.scan import found, found_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlmodel import Session

    from tests.clock import MovableClock
    from tests.integration.check_ins.office import Office

TYPED = (
    "zinnober waits for the pangolin plant data",
    "On 3 June the 报废数据 came at 21:40, so two wombats stayed until midnight",
    "She said 高炉 wants a quokka cut-off at 18:00",
    "I will call the marzipan lead by Friday. He will draft the kumquat rule before our next 1:1",
)
TAKEN_BACK = "numbat was written and taken back"
PROMISED, EDITED = "phone the 铝厂 ocelot desk", "夜莺 axolotl summary rewritten"
IN_A_FORM, WAITING = "tapir typed into a form", "okapi waits in the inbox 等一下"
UNHEARD_OF = (
    b"zinnober",
    b"pangolin",
    b"wombats",
    b"quokka",
    b"marzipan",
    b"kumquat",
    b"numbat",
    b"okapi",
    b"tapir",
)
CANARIES = (*TYPED, TAKEN_BACK, PROMISED, EDITED, IN_A_FORM, WAITING)


@pytest.fixture
def intake(office: Office) -> Iterator[Transactions]:
    """Where deliveries are kept: on SQLite a file of its own."""
    database = office.database.intake()
    if database is not office.database:
        inbox.prepare(database)
    opened = Transactions(database)
    yield opened
    opened.close()
    if database is not office.database:
        database.close()


def talked(office: Office) -> None:
    """Go through a whole debrief, there and back, and begin the next one by closing a step of the first."""
    office.begin()
    office.say(TAKEN_BACK)
    office.act(Back())
    office.say(*TYPED[:2])
    office.act(Pause())
    office.act(Resume())
    office.say(*TYPED[2:])
    assert office.row().step == Step.REFLECT
    office.act(Promised(Promise(PROMISED, "manager")))
    row = office.row()
    with office.database.transaction() as session:
        office.service.keep_summary(session, row.id, row.turn, EDITED)
    office.act(Edit(TYPED[0], TYPED[1], TYPED[2], EDITED))
    office.act(Approve(EDITED))
    office.act(Share(("focus", "evidence", "voice", "actions")))
    office.clock.advance(days=5)
    office.begin()
    assert office.row().step == Step.RECALL
    with office.database.snapshot() as session:
        promise = actions.open_actions(session, office.manager.person_id, office.report)[0]
    office.act(Recall(promise.number, actions.DECIDE_DONE))


async def delivered(desk: Inbox, body: dict[str, Any]) -> str:
    """Deliver something; return the key it is known by."""

    async def nothing() -> None:
        pass

    request = AsyncBoltRequest(body=body, mode="socket_mode")
    await desk.receive(request, nothing, nothing)  # type: ignore[arg-type]
    return str(request.context["touchbase_event_key"])


def message(number: int, words: str) -> dict[str, Any]:
    event = {"type": "message", "user": "U1", "text": words, "channel": "D1"}
    return {"type": "event_callback", "team_id": "T1", "event_id": f"Ev{number}", "event": event}


def form(words: str) -> dict[str, Any]:
    values = {"what": {"what": {"type": "plain_text_input", "value": words}}}
    return {
        "type": "view_submission",
        "team": {"id": "T1"},
        "view": {"id": "V1", "state": {"values": values}},
    }


async def arrived(office: Office, intake: Transactions, clock: MovableClock) -> None:
    """Have what was typed arrive: one waits, one took effect, and one was given up."""
    transactions = Transactions(office.database)
    desk = Inbox(intake, transactions, clock)
    for number, words in enumerate(TYPED):
        key = await delivered(desk, message(number, words))
        await transactions.write(inbox.settle, key)
        desk.done(key)
    await desk.close()
    await delivered(desk, message(9, WAITING))
    lost = await delivered(desk, form(IN_A_FORM))
    assert await delivered(desk, form(IN_A_FORM)) == lost
    await intake.write(inbox.give_up, lost)
    transactions.close()


async def test_no_word_of_a_whole_check_in_is_stored_or_logged(
    office: Office, intake: Transactions, clock: MovableClock, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    # Some of the words are the schema's as well.
    ours = found(office.database, *CANARIES)
    assert not any(word in form for form in ours for word in UNHEARD_OF)
    with capture_logs() as logs:
        talked(office)
        await arrived(office, intake, clock)
    assert found_in([repr(logs).encode(), caplog.text.encode()], *CANARIES) == []
    assert any(line["event"] == "delivery repeated" for line in logs)
    assert found(office.database, *CANARIES) == ours
    office.database.wipe()
    intake.database.wipe()
    assert found(office.database, *CANARIES) == ours

    with office.database.snapshot() as session:
        said = "\n".join(said_in_all(session, office))
    assert all(words in said for words in (*TYPED, TAKEN_BACK, PROMISED, EDITED)), "it is all still there"
    again = await intake.write(inbox.abandoned, clock.now() + timedelta(minutes=5), clock.now())
    assert [each.body for each in again] == [message(9, WAITING)]


def said_in_all(session: Session, office: Office) -> list[str]:
    return [turn.said for row in office.rows() for turn in check_ins.turns(session, row)]


async def test_the_search_would_find_one_word_left_in_plain(
    office: Office, intake: Transactions, clock: MovableClock
) -> None:
    talked(office)
    await arrived(office, intake, clock)
    with office.database.transaction() as session:
        note = session.exec(select(Note)).one()
        note.cycle_id = TYPED[0].split()[0]
        session.add(note)
    assert b"zinnober" in found(office.database, *CANARIES)
    with intake.database.transaction() as session:
        row = session.exec(select(InboxDelivery).where(InboxDelivery.state == inbox.RECEIVED)).one()
        row.body = WAITING.encode()
        session.add(row)
    assert WAITING.encode() in found(office.database, *CANARIES)
