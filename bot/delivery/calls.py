"""One call of Slack's Web API, made once, and what its end means."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, cast

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError

from bot.delivery.answers import NETWORK_PAUSE, Answer, Verdict, judged

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import timedelta

    from slack_sdk.web.async_client import AsyncWebClient

AS_JSON = frozenset({"chat.postMessage", "chat.update"})
"""Methods whose arguments go as they are. The client's own method for each looks through blocks for its objects."""


class Calls:
    """Asks Slack through `client`, which sends nothing again by itself, and waits no longer than `timeout`."""

    def __init__(self, client: AsyncWebClient, timeout: timedelta) -> None:
        self._client = client
        # The shared session has limits of its own, so the client's timeout is not applied to it.
        self._seconds = timeout.total_seconds()

    async def __call__(self, method: str, arguments: Mapping[str, Any]) -> Answer:
        """Call `method` once. Whatever happens on the way is an answer."""
        try:
            async with asyncio.timeout(self._seconds):
                response = await self._called(method, arguments)
        except SlackApiError as error:
            return judged(error.response)
        except aiohttp.ClientConnectorError:
            return Answer(Verdict.LATER, "unreachable", retry_after=NETWORK_PAUSE)
        except TimeoutError:
            return Answer(Verdict.DOUBTFUL, "timeout")
        except (SlackClientError, aiohttp.ClientError, OSError, ValueError, AttributeError):
            # The last two: the client trips over an answer that is no JSON object.
            return Answer(Verdict.DOUBTFUL, "connection_lost")
        return Answer(Verdict.DONE, data=cast("Mapping[str, Any]", response.data))

    async def _called(self, method: str, arguments: Mapping[str, Any]) -> Any:  # noqa: ANN401 - as the client has it
        if method in AS_JSON:
            return await self._client.api_call(method, json=dict(arguments))
        return await getattr(self._client, method.replace(".", "_"))(**arguments)
