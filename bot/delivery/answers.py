"""What an answer of Slack's means for a message: it is there, it is not, or nobody knows."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from enum import Enum, auto
from typing import Any

TOO_MANY_REQUESTS = 429
SERVER_ERROR = 500
DEFAULT_RETRY_AFTER = timedelta(seconds=30)

RATE_CODES = frozenset({"ratelimited", "rate_limited"})
DOUBTFUL_CODES = frozenset(
    {"internal_error", "fatal_error", "service_unavailable", "request_timeout", "team_added_to_org"}
)
"""Slack broke in the middle, possibly after it had stored the message."""
TOKEN_CODES = frozenset({"invalid_auth", "not_authed", "token_revoked", "token_expired"})
"""Our token is wrong, not the message: it waits until an operator has mended that."""
TOKEN_PAUSE = timedelta(seconds=60)
NETWORK_PAUSE = timedelta(seconds=5)


class Verdict(Enum):
    """What we know after a call.

    LIMITED: nothing was done, and every copy must wait. LATER: nothing was done, through no fault of the
    message. REFUSED: nothing was done and never will be. DOUBTFUL: it may have been done.
    """

    DONE = auto()
    LIMITED = auto()
    LATER = auto()
    REFUSED = auto()
    DOUBTFUL = auto()


@dataclass(frozen=True)
class Answer:
    """The end of one call: Slack's error `code` and the `data` it sent."""

    verdict: Verdict
    code: str = ""
    data: Mapping[str, Any] = field(default_factory=dict)
    retry_after: timedelta = timedelta()


Ask = Callable[[str, Mapping[str, Any]], Awaitable[Answer]]
"""Calls one Web API method once, and never raises for anything that happens on the way."""


def judged(response: Any) -> Answer:  # noqa: ANN401 - slack_sdk passes its own or aiohttp's response
    """Judge an answer that is not `ok`, as the client hands it over."""
    status = getattr(response, "status_code", None) or getattr(response, "status", None) or 0
    data = getattr(response, "data", None)
    code = str(data.get("error", "")) if isinstance(data, dict) else ""
    return refusal(status, code, getattr(response, "headers", {}))


def refusal(status: int, code: str, headers: Mapping[str, str]) -> Answer:
    """Judge an answer that is not `ok` by its HTTP status, Slack's error code and its headers."""
    if status == TOO_MANY_REQUESTS or code in RATE_CODES:
        return Answer(Verdict.LIMITED, "ratelimited", retry_after=_retry_after(headers))
    if status >= SERVER_ERROR or code in DOUBTFUL_CODES or not code:
        return Answer(Verdict.DOUBTFUL, code or f"http_{status}")
    if code in TOKEN_CODES:
        return Answer(Verdict.LATER, code, retry_after=TOKEN_PAUSE)
    return Answer(Verdict.REFUSED, code)


def _retry_after(headers: Mapping[str, str]) -> timedelta:
    try:
        return timedelta(seconds=max(1.0, float(headers.get("Retry-After", ""))))
    except ValueError:
        return DEFAULT_RETRY_AFTER
