"""When people do not want to be disturbed, as they told Slack."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import aiohttp
import structlog
from slack_sdk.errors import SlackClientError

from storage import nudge_facts

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from slack_sdk.web.async_client import AsyncWebClient

    from bot.transactions import Transactions

log = structlog.get_logger(__name__)

AT_ONCE = 50
"""So many people Slack answers for in one call."""
Span = tuple[datetime, datetime]


class DoNotDisturb:
    """Asks Slack for the next do-not-disturb time of people; who cannot be asked for has none."""

    def __init__(self, client: AsyncWebClient, transactions: Transactions) -> None:
        self._client = client
        self._transactions = transactions

    async def __call__(self, people: Sequence[int]) -> Mapping[int, tuple[Span, ...]]:
        """Return the next quiet span of each of these people who has set one, in UTC."""
        where = await self._transactions.read(nudge_facts.whereabouts, people)
        by_user = {each.user_id: each.person_id for each in where.values()}
        found: dict[int, tuple[Span, ...]] = {}
        users = sorted(by_user)
        for first in range(0, len(users), AT_ONCE):
            found |= await self._ask(users[first : first + AT_ONCE], by_user)
        return found

    async def _ask(self, users: list[str], by_user: Mapping[str, int]) -> dict[int, tuple[Span, ...]]:
        try:
            answer = await self._client.dnd_teamInfo(users=users)
        except (SlackClientError, aiohttp.ClientError, OSError, TimeoutError) as problem:
            # Quiet hours still hold; a nudge that comes while somebody snoozes makes no sound in Slack anyway.
            log.warning("do-not-disturb could not be read", error=type(problem).__name__)
            return {}
        return {
            by_user[user]: (_span(told),)
            for user, told in (answer.get("users") or {}).items()
            if user in by_user and told.get("dnd_enabled") and told.get("next_dnd_end_ts", 0) > 1
        }


def _span(told: Mapping[str, int]) -> Span:
    return (
        datetime.fromtimestamp(told["next_dnd_start_ts"], UTC),
        datetime.fromtimestamp(told["next_dnd_end_ts"], UTC),
    )
