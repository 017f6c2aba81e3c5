"""Files people sent, fetched over the real Web API with the app's own token."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.errors import FileNotFetched, FileTooLarge
from bot.slack.downloads import Downloads
from bot.workspace.models import Upload
from tests.acceptance.workspace.stage import ANA, BOT, client

if TYPE_CHECKING:
    from bot.workspace.server import Server

LARGEST = 1000


async def sent(server: Server, content: bytes) -> str:
    """Let somebody send a file to the app, and return its id."""
    dm = server.acts.open_dm(ANA, BOT)
    message = await server.acts.say(ANA, dm, "", files=[Upload("规则 rules.md", content, "text/markdown")])
    return message.files[0].id


async def test_a_file_comes_with_its_name_and_every_byte(server: Server) -> None:
    file_id = await sent(server, b"\xe8\xa7\x84\x00\r\n")
    fetched = await Downloads(client(server), LARGEST).fetch(file_id)
    assert (fetched.name, fetched.content) == ("规则 rules.md", b"\xe8\xa7\x84\x00\r\n")


async def test_a_file_that_is_too_large_is_not_fetched(server: Server) -> None:
    file_id = await sent(server, b"x" * (LARGEST + 1))
    server.workspace.files.write(file_id, b"")
    with pytest.raises(FileTooLarge):
        await Downloads(client(server), LARGEST).fetch(file_id)


async def test_a_file_that_turns_out_larger_than_announced_is_not_taken(server: Server) -> None:
    file_id = await sent(server, b"x")
    server.workspace.files.write(file_id, b"x" * (LARGEST + 1))
    with pytest.raises(FileTooLarge):
        await Downloads(client(server), LARGEST).fetch(file_id)


async def test_a_file_nobody_sent_is_not_fetched(server: Server) -> None:
    with pytest.raises(FileNotFetched):
        await Downloads(client(server), LARGEST).fetch("F0NOBODY")


async def test_a_file_slack_wants_a_sign_in_for_is_not_fetched(server: Server) -> None:
    file_id = await sent(server, b"x")
    stranger = client(server)
    downloads = Downloads(stranger, LARGEST)
    about = await stranger.files_info(file=file_id)
    stranger.token = "xoxb-somebody-else"  # noqa: S105 - no secret, and not the app's token
    with pytest.raises(FileNotFetched):
        await downloads._content(about["file"]["url_private_download"])


@pytest.mark.parametrize(
    ("address", "ours"),
    [
        ("https://files.slack.com/files-pri/T1-F1/rules.md", True),
        ("https://slack.com/files-pri/T1-F1/rules.md", True),
        ("http://files.slack.com/files-pri/T1-F1/rules.md", False),
        ("https://evilslack.com/rules.md", False),
        ("https://slack.com.evil.example/rules.md", False),
        ("https://files.slack.com@evil.example/rules.md", False),
        ("", False),
    ],
)
async def test_our_token_goes_to_slack_alone(server: Server, address: str, ours: bool) -> None:  # noqa: FBT001 - an example
    assert Downloads(client(server), LARGEST)._is_slacks(address) is ours
