"""Keeps every message, modal and home view the tests produce, so that one CI stage can check them all.

A test hands over what it saw; nothing is judged here, because judging needs Slack's own type declarations,
which only CI fetches.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TextIO

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

RECORDED = Path(__file__).parents[1] / "artefacts" / "shapes"
Kind = Literal["message", "view"]


class ShapeRecorder:
    """Appends what it is given to one JSON Lines file, each line naming the test it came from."""

    def __init__(self, lines: TextIO, test: str) -> None:
        self._lines = lines
        self._test = test

    def message(self, payload: Mapping[str, Any]) -> None:
        """Keep the arguments of a `chat.postMessage`, `chat.update` or `chat.postEphemeral` call."""
        self._keep("message", payload)

    def view(self, view: Mapping[str, Any]) -> None:
        """Keep the view of a `views.open`, `views.push`, `views.update` or `views.publish` call."""
        self._keep("view", view)

    def _keep(self, kind: Kind, payload: Mapping[str, Any]) -> None:
        line = {"kind": kind, "test": self._test, "payload": payload}
        self._lines.write(json.dumps(line, ensure_ascii=False, default=str) + "\n")


@pytest.fixture(scope="session")
def shape_lines() -> Iterator[TextIO]:
    """Open the file this run records into; each process has its own, so runs side by side do not mix."""
    RECORDED.mkdir(parents=True, exist_ok=True)
    with (RECORDED / f"{os.getpid()}.jsonl").open("w", encoding="utf-8") as lines:
        yield lines


@pytest.fixture
def slack_shapes(shape_lines: TextIO, request: pytest.FixtureRequest) -> ShapeRecorder:
    """Take every message and view a test makes the bot produce."""
    return ShapeRecorder(shape_lines, request.node.nodeid)
