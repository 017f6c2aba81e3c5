"""How the workspace says no."""

from __future__ import annotations

from typing import Any


class SlackError(Exception):
    """The app asked for something Slack would refuse; `code` is Slack's own error string.

    `extra` goes into the answer beside ``"ok": false`` and ``"error"``.
    """

    def __init__(self, *, code: str, **extra: Any) -> None:  # noqa: ANN401 - any JSON value
        super().__init__(code)
        self.code = code
        self.extra = extra


class Refused(Exception):
    """A person tried something the workspace does not allow; `reason` is the key of the page's words that say what."""

    def __init__(self, *, reason: str, **values: object) -> None:
        super().__init__(reason)
        self.reason = reason
        self.values = values
