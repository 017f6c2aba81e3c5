"""Rows that an HTTP source gives as JSON. It is asked once, within a time, and followed nowhere else.

What it answers is kept in a file that has no name and read from there row by row: a million rows need no memory.
"""

from __future__ import annotations

import asyncio
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Any

from bot import guarded_http
from bot.guarded_http import FetchError, Refusal, Terms
from bot.intake.sources import SourceError, filled

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import BinaryIO

    from bot.intake.sources import Source

LARGEST_BYTES = 1_000_000_000
"""More than a million rows, and less than fills a disk."""


def fetch(source: Source, environment: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """Give the rows a source gives now. Raises SourceError, whose message holds no address and no credential.

    All of the answer is looked through before the first row is given: one that breaks off gives none.
    """
    url = filled(source.url, environment, source.name)
    headers = {name: filled(value, environment, source.name) for name, value in source.headers.items()}
    terms = Terms(source.seconds, LARGEST_BYTES, private_network=source.private_network)
    with TemporaryFile() as body:
        try:
            asyncio.run(guarded_http.fetch_into(body, url, headers, terms))
        except FetchError as problem:
            raise SourceError(_sentence(source, problem)) from None
        _check(source, body)
        yield from _rows(source, body)


def _sentence(source: Source, problem: FetchError) -> str:
    said = {
        Refusal.ADDRESS: "its url must begin with https:// or http://",
        Refusal.PRIVATE: "its address is inside a private network; set private_network = true if that is meant",
        Refusal.LATE: f"it did not answer within {source.seconds:g} seconds",
        Refusal.UNREACHABLE: f"it could not be reached ({problem.detail})",
        Refusal.REDIRECTED: "it redirects to another address, which is not followed",
        Refusal.STATUS: f"it answered {problem.detail}",
        Refusal.TOO_LARGE: f"it answered with more than {LARGEST_BYTES // 1_000_000} MB",
    }
    return f"{source.name}: {said[problem.refusal]}"


def _check(source: Source, body: BinaryIO) -> None:
    """Raise SourceError unless the answer is JSON with a list of objects, and nothing else, where the rows are."""
    import ijson  # noqa: PLC0415 - most companies have no such source

    path = ".".join(filter(None, source.items.split(".")))
    row = f"{path}.item" if path else "item"
    body.seek(0)
    is_list, others = False, False
    try:
        for prefix, event, _ in ijson.parse(body):
            if prefix == path:
                is_list = is_list or event == "start_array"
            elif prefix == row:
                others = others or event not in {"start_map", "map_key", "end_map"}
    except (ijson.JSONError, UnicodeDecodeError):
        message = f"{source.name}: what it answered is no JSON"
        raise SourceError(message) from None
    if not is_list or others:
        where = f"under '{source.items}' " if source.items else ""
        message = f"{source.name}: {where}it must answer a list of objects"
        raise SourceError(message)


def _rows(source: Source, body: BinaryIO) -> Iterator[dict[str, Any]]:
    import ijson  # noqa: PLC0415 - as above

    path = ".".join([*filter(None, source.items.split(".")), "item"])
    body.seek(0)
    # Numbers with a point come as decimals, exactly as they are written.
    yield from ijson.items(body, path)
