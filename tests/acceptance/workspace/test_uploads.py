"""Files brought to one person's direct message, over the real upload of the Web API."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.slack.uploads import SentFile, Uploads
from tests.acceptance.workspace.stage import ANA, BEN, BOT, GENERAL, client

if TYPE_CHECKING:
    from bot.workspace.server import Server

FILES = [
    SentFile("my-records.html", "My records", b"<!doctype html>\n<title>\xe8\xae\xb0</title>"),
    SentFile("my-records.json", "For machines", b"{}\n"),
]


async def test_both_files_arrive_in_one_message_for_one_person(server: Server) -> None:
    assert await Uploads(client(server)).bring(ANA, "here", FILES)
    dm = server.acts.open_dm(ANA, BOT)
    (message,) = server.workspace.messages(dm, viewer=ANA)
    assert message.text == "here"
    assert [file.title for file in message.files] == [file.title for file in FILES]
    assert [server.workspace.files.read(file.id) for file in message.files] == [
        file.content for file in FILES
    ]
    assert server.workspace.messages(GENERAL, viewer=BEN) == []
    assert server.workspace.messages(server.acts.open_dm(BEN, BOT), viewer=BEN) == []


async def test_what_slack_refuses_is_no_crash(server: Server) -> None:
    assert not await Uploads(client(server)).bring("U0NOBODY", "here", FILES)
