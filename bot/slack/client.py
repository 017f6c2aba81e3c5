"""Slack's own client, with a shorter way for what is posted once over the session that everything shares."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from slack_sdk.http_retry.builtin_async_handlers import AsyncRateLimitErrorRetryHandler
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

if TYPE_CHECKING:
    import aiohttp


def retrying(token: str | None, base_url: str, session: aiohttp.ClientSession) -> AsyncWebClient:
    """Return the client for everything that is asked while somebody waits; `session` has a limit of time of its own.

    The handlers it has by itself send again what was merely not answered; only "too many" is safe to repeat.
    """
    only_when_refused = AsyncRateLimitErrorRetryHandler(max_retry_count=2)
    return AsyncWebClient(token, base_url=base_url, session=session, retry_handlers=[only_when_refused])


class OnceClient(AsyncWebClient):
    """Makes each call once. What is sent as JSON goes to `session` as it is, in two thirds of the time.

    The way all calls have in common prepares for files, forms, retries and a log of every request, which costs more than
    the request. Answers and errors are those of the client it stands on; an answer that is no JSON counts as one that
    says nothing.
    """

    def __init__(self, token: str | None, base_url: str, session: aiohttp.ClientSession) -> None:
        super().__init__(token, base_url=base_url, session=session, retry_handlers=[])
        self._shared = session
        self._as_json = {
            **self.headers,
            "Authorization": f"Bearer {self.token}",
            "Content-Type": "application/json;charset=utf-8",
        }

    async def api_call(
        self,
        api_method: str,
        *,
        json: dict[str, Any] | None = None,
        **others: Any,  # noqa: ANN401 - the client's
    ) -> AsyncSlackResponse:
        """Call a method once. Raises SlackApiError, aiohttp.ClientError, and ValueError as the client does."""
        if json is None or others:
            return await super().api_call(api_method, json=json, **others)
        url = self.base_url + api_method
        secured = self.ssl if self.ssl is not None else True
        import orjson  # noqa: PLC0415 - two megabytes, of use only once something is sent

        async with self._shared.post(
            url, data=orjson.dumps(json), headers=self._as_json, proxy=self.proxy, ssl=secured
        ) as answer:
            try:
                data = orjson.loads(await answer.read())
            except ValueError:
                data = {}
        response = AsyncSlackResponse(
            client=self,
            http_verb="POST",
            api_url=url,
            req_args={},
            data=data or {},
            headers=answer.headers,  # type: ignore[arg-type] # as the client itself passes them: in any case
            status_code=answer.status,
        )
        response.validate()  # type: ignore[no-untyped-call]
        return response
