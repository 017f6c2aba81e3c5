"""Files people sent us, fetched with our own token."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import aiohttp
import structlog
from slack_sdk.errors import SlackApiError, SlackClientError

from bot.errors import FileNotFetched, FileTooLarge

if TYPE_CHECKING:
    from slack_sdk.web.async_client import AsyncWebClient

log = structlog.get_logger(__name__)

FETCH_SECONDS = 120
PIECE = 1 << 16
MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class FetchedFile:
    """A file's name and its bytes."""

    name: str
    content: bytes


class Downloads:
    """Fetches files of at most `largest` bytes from Slack."""

    def __init__(self, client: AsyncWebClient, largest: int) -> None:
        self._client = client
        self._largest = largest

    def check(self, size: int) -> None:
        """Do nothing for a file that may be fetched; raises FileTooLarge."""
        if size > self._largest:
            raise FileTooLarge(limit=self._largest // MEGABYTE)

    async def fetch(self, file_id: str) -> FetchedFile:
        """Return a file; raises FileTooLarge before anything is fetched, and FileNotFetched."""
        try:
            about = (await self._client.files_info(file=file_id))["file"]
            self.check(int(about.get("size") or 0))
            address = str(about.get("url_private_download") or about.get("url_private") or "")
            return FetchedFile(str(about.get("name") or file_id), await self._content(address))
        except (SlackApiError, SlackClientError, aiohttp.ClientError, OSError, TimeoutError) as problem:
            error = problem.response.get("error") if isinstance(problem, SlackApiError) else None
            log.warning("a file was not fetched", error=error or type(problem).__name__)
            raise FileNotFetched from problem

    async def _content(self, address: str) -> bytes:
        if not self._is_slacks(address):
            log.warning("a file lies where our token must not go")
            raise FileNotFetched
        timeout = aiohttp.ClientTimeout(total=FETCH_SECONDS)
        token = {"Authorization": f"Bearer {self._client.token}"}
        async with (
            aiohttp.ClientSession(timeout=timeout) as session,
            # Slack answers who may not see a file with a redirect to its sign-in page.
            session.get(address, headers=token, allow_redirects=False) as answer,
        ):
            if answer.status != 200:  # noqa: PLR2004 - HTTP's "here it is"
                log.warning("a file was not fetched", status=answer.status)
                raise FileNotFetched
            content = bytearray()
            async for piece in answer.content.iter_chunked(PIECE):
                content += piece
                # What Slack said of its size is not taken on trust.
                self.check(len(content))
            return bytes(content)

    def _is_slacks(self, address: str) -> bool:
        """Return whether an address belongs to the Slack we talk to: our token goes nowhere else."""
        there, ours = urlsplit(address), urlsplit(self._client.base_url)
        if (there.scheme, there.netloc) == (ours.scheme, ours.netloc):
            return True
        host = there.hostname or ""
        return there.scheme == "https" and (host == "slack.com" or host.endswith(".slack.com"))
