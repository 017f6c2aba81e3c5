"""Asking for one's own data by a message and on App Home, and the files on their way through a real upload."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast

import aiohttp
import pytest

from bot.errors import FilesNotTaken
from bot.features.records import my_data_blocks, my_data_listeners, my_data_messages
from bot.features.records.my_data import DELIVERED, FAILED, PREPARING, MyData
from bot.house.rule_copies import rule_share
from bot.language.wishes import Wishes
from bot.slack.calls import Call
from bot.slack.identity import Speaker
from bot.slack.uploads import SentFile, Uploads
from bot.transactions import Transactions
from prompts.catalog import Catalog
from prompts.requests import load_requests
from storage.people import SlackAccount
from tests.integration.ledger.log import SIGNER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.delivery.drafts import Draft
    from bot.slack.surface import Surface
    from tests.integration.records.conftest import Desk
    from tests.slack_shapes.recorder import ShapeRecorder

pytestmark = pytest.mark.either_engine


@dataclass
class Wall:
    """Stands where Slack does."""

    actions: dict[str, Any] = field(default_factory=dict)
    messages: list[Any] = field(default_factory=list)
    opened: list[dict[str, Any]] = field(default_factory=list)
    uploaded: list[dict[str, Any]] = field(default_factory=list)
    away: bool = False

    def action(self, action_id: str, handler: Any) -> None:  # noqa: ANN401 - any listener
        self.actions[action_id] = handler

    def message(self, handler: Any) -> None:  # noqa: ANN401 - as above
        self.messages.append(handler)

    async def views_open(self, *, trigger_id: str, view: dict[str, Any]) -> None:
        assert trigger_id
        self.opened.append(view)

    async def conversations_open(self, *, users: str) -> dict[str, Any]:
        if self.away:
            raise aiohttp.ServerDisconnectedError
        return {"channel": {"id": f"D-{users}"}}

    async def files_upload_v2(self, **facts: Any) -> None:  # noqa: ANN401 - Slack's own arguments
        self.uploaded.append(facts)

    def hurry(self) -> None:
        """Nothing is sent here."""


@dataclass
class Room:
    """The desk, and where its people ask for their data."""

    desk: Desk
    wall: Wall
    transactions: Transactions

    def call(self, person: int, value: str) -> Call:
        speaker = Speaker(person, "somebody", "employee", "en-US", "UTC", "T1", f"U{person}")
        wall = cast("Any", self.wall)
        return Call(speaker, None, {"trigger_id": "1.2"}, wall, self.transactions, wall, value=value)


@pytest.fixture
def room(desk: Desk) -> Iterator[Room]:
    with desk.database.transaction() as session:
        session.add(
            SlackAccount(
                team_id="T1", user_id="U1", person_id=desk.employee, locale="en-US", checked_at=desk.clock.now()
            )
        )  # fmt: skip
    transactions, wall, catalog = Transactions(desk.database), Wall(), Catalog.load()
    service = MyData(
        desk.clock,
        desk.service,
        desk.outbox,
        catalog,
        SIGNER.vkey,
        rule_share,
        desk.timelines,
        lambda *_: (),
    )
    bearer = my_data_listeners.Bearer(
        service, transactions, Uploads(cast("Any", wall)), catalog, hurry=wall.hurry
    )
    wishes = Wishes(load_requests(), "my_data")
    my_data_listeners.register(cast("Surface", wall), service, bearer, wishes, catalog)
    yield Room(desk, wall, transactions)
    transactions.close()


async def test_the_whole_message_brings_two_files(room: Room) -> None:
    room.desk.note()
    assert await room.wall.messages[0](room.call(room.desk.employee, "导出我的记录"))
    (upload,) = room.wall.uploaded
    assert upload["channel"] == "D-U1"
    assert [file["filename"] for file in upload["file_uploads"]] == ["my-records.html", "my-records.json"]


async def test_an_answer_that_speaks_of_it_is_left_to_others(room: Room) -> None:
    assert not await room.wall.messages[0](room.call(room.desk.employee, "my data was late"))
    assert room.wall.uploaded == []


async def test_the_button_says_where_the_files_go(room: Room, slack_shapes: ShapeRecorder) -> None:
    await room.wall.actions[my_data_blocks.EXPORT](room.call(room.desk.employee, "home"))
    (window,) = room.wall.opened
    slack_shapes.view(window)
    assert len(room.wall.uploaded) == 1


async def test_files_somebody_pressed_for_are_not_lost_without_a_word(room: Room) -> None:
    call = room.call(room.desk.employee, "")
    files = [SentFile("receipt.txt", "Receipt 7KQ2", b"proof")]
    await call.send_files(files, "Here it is.")
    (upload,) = room.wall.uploaded
    assert (upload["channel"], upload["initial_comment"]) == (f"D-U{room.desk.employee}", "Here it is.")
    assert upload["file_uploads"] == [
        {"filename": "receipt.txt", "title": "Receipt 7KQ2", "content": b"proof"}
    ]
    room.wall.away = True
    with pytest.raises(FilesNotTaken):
        await call.send_files(files, "Here it is.")


async def test_slack_being_away_breaks_nothing(room: Room) -> None:
    room.wall.away = True
    assert await room.wall.messages[0](room.call(room.desk.employee, "my data"))
    assert room.wall.uploaded == []


@pytest.mark.parametrize("locale", ["en-US", "zh-CN"])
async def test_every_message_has_its_sentence(locale: str, slack_shapes: ShapeRecorder) -> None:
    draw = my_data_messages.renderers(Catalog.load())
    said = set()
    for kind in (PREPARING, DELIVERED, FAILED):
        drawn = await draw[kind](cast("Draft", type("Draft", (), {"locale": locale})()))
        assert drawn is not None
        slack_shapes.message({"text": drawn.text, "blocks": drawn.blocks})
        said.add(drawn.text)
    assert len(said) == 3


@pytest.mark.parametrize("locale", ["en-US", "zh-CN"])
def test_home_has_one_button_for_it(locale: str) -> None:
    drawn = my_data_blocks.home_part(None, Catalog.load(), locale)
    assert [block["type"] for block in drawn] == ["header", "context", "actions"]
