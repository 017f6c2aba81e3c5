"""One Web API call: its arguments, and the table of methods that answer calls."""

from __future__ import annotations

import base64
import binascii
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from bot.workspace.errors import SlackError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.workspace.dispatch import Dispatcher
    from bot.workspace.models import Json
    from bot.workspace.state import Workspace

_T = TypeVar("_T")
_TRUE = (True, "true", "True", "1", 1)


@dataclass(frozen=True)
class Call:
    """What a method works with. Arguments are as sent: text in a form, any JSON value in a JSON body."""

    workspace: Workspace
    dispatcher: Dispatcher
    args: Json

    def get(self, name: str) -> Any:  # noqa: ANN401 - any JSON value
        """Return an argument, or None when it is missing or empty text."""
        value = self.args.get(name)
        return None if value == "" else value

    def need(self, name: str) -> str:
        """Return a text argument. Raises `SlackError` invalid_arguments when it is missing."""
        value = self.get(name)
        if not isinstance(value, str):
            raise missing(name)
        return value

    def flag(self, name: str) -> bool:
        """Return a true/false argument, false when missing."""
        return self.args.get(name) in _TRUE

    def number(self, name: str, otherwise: int) -> int:
        """Return a whole-number argument. Raises `SlackError` invalid_arguments."""
        value = self.get(name)
        try:
            return otherwise if value is None else int(value)
        except (TypeError, ValueError):
            raise invalid(reason=f"{name} must be an integer") from None

    def json(self, name: str) -> Any:  # noqa: ANN401 - any JSON value
        """Return an argument that is JSON, whether sent as text or in a JSON body."""
        value = self.get(name)
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value)
        except json.JSONDecodeError:
            raise invalid(reason=f"{name} is not valid JSON") from None

    def needs_scope(self, scope: str) -> None:
        """Raise `SlackError` missing_scope unless the app's manifest asks for `scope`."""
        granted = self.workspace.manifest.scopes
        if scope not in granted:
            raise SlackError(code="missing_scope", needed=scope, provided=",".join(sorted(granted)))


@dataclass(frozen=True)
class Method:
    """A Web API method. The app needs one of `scopes` (none when empty) and a `bearer` token of that kind."""

    handler: Callable[[Call], Json]
    scopes: tuple[str, ...]
    bearer: Literal["bot", "app", "any"]


METHODS: dict[str, Method] = {}


def method(
    name: str, *scopes: str, bearer: Literal["bot", "app", "any"] = "bot"
) -> Callable[[Callable[[Call], Json]], Callable[[Call], Json]]:
    """Register a function as the Web API method `name`; it returns the answer without ``ok``."""

    def register(handler: Callable[[Call], Json]) -> Callable[[Call], Json]:
        METHODS[name] = Method(handler, scopes, bearer)
        return handler

    return register


def invalid(*, reason: str) -> SlackError:
    """Return Slack's invalid_arguments with a reason."""
    return SlackError(code="invalid_arguments", response_metadata={"messages": [f"[ERROR] {reason}"]})


def missing(name: str) -> SlackError:
    """Return Slack's invalid_arguments for a missing argument."""
    return invalid(reason=f"missing required field: {name}")


def page(
    call: Call, items: Sequence[_T], key: Callable[[_T], str], otherwise: int, most: int
) -> tuple[Sequence[_T], str]:
    """Cut one page out of `items` by the call's ``cursor`` and ``limit``; return it and the next cursor.

    The cursor names the first item of the next page, so items that come or go do not shift it.
    """
    limit = max(1, min(call.number("limit", otherwise) or otherwise, most))
    start = 0
    cursor = call.get("cursor")
    if cursor is not None:
        wanted = _decoded(str(cursor))
        start = next((at for at, item in enumerate(items) if key(item) == wanted), -1)
        if start < 0:
            raise SlackError(code="invalid_cursor")
    rest = items[start + limit : start + limit + 1]
    return items[start : start + limit], _encoded(key(rest[0])) if rest else ""


def _encoded(name: str) -> str:
    return base64.urlsafe_b64encode(f"next:{name}".encode()).decode()


def _decoded(cursor: str) -> str:
    try:
        return base64.urlsafe_b64decode(cursor.encode()).decode().removeprefix("next:")
    except (binascii.Error, UnicodeDecodeError):
        raise SlackError(code="invalid_cursor") from None
