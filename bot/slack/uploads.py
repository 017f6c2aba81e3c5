"""Files brought to somebody's own direct message."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import aiohttp
import structlog
from slack_sdk.errors import SlackApiError, SlackClientError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from slack_sdk.web.async_client import AsyncWebClient

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class SentFile:
    """A file to send: what it is called on disk, what it is called in Slack, and its bytes."""

    name: str
    title: str
    content: bytes


class Uploads:
    """Uploads files where only one person, and the bot, can see them."""

    def __init__(self, client: AsyncWebClient) -> None:
        self._client = client

    async def bring(self, user_id: str, comment: str, files: Sequence[SentFile]) -> bool:
        """Put files into a user's direct message, as one message under a comment; False when Slack took none.

        After a lost answer they may be there all the same, and come a second time when this is tried again.
        """
        try:
            opened = await self._client.conversations_open(users=user_id)
            await self._client.files_upload_v2(
                channel=opened["channel"]["id"],
                initial_comment=comment,
                file_uploads=[
                    {"filename": file.name, "title": file.title, "content": file.content} for file in files
                ],
            )
        except (SlackApiError, SlackClientError, aiohttp.ClientError, OSError, TimeoutError) as problem:
            error = problem.response.get("error") if isinstance(problem, SlackApiError) else None
            log.warning("files were not taken", error=error or type(problem).__name__)
            return False
        return True
