"""Where the workspace keeps everything between runs: one SQLite table of JSON documents.

Writing is write-through but off the hot path: documents are collected in memory and stored together
every few tens of milliseconds from a thread of their own. Closing stores what is left. If the process is
killed outright the last such moment may be missing, which a local try-out workspace can afford.
"""

from __future__ import annotations

import asyncio
import json
import logging
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from concurrent.futures import Future
    from pathlib import Path

_log = logging.getLogger(__name__)
_FLUSH_SECONDS = 0.04
_DELETED = object()


class Journal:
    """Documents by kind and key. With no path they are only forgotten."""

    def __init__(self, path: Path | None) -> None:
        self._pending: dict[tuple[str, str], object] = {}
        self._scheduled = False
        self._writer: ThreadPoolExecutor | None = None
        self._database: sqlite3.Connection | None = None
        if path is None:
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="workspace-journal")
        self._database = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
        self._database.execute("PRAGMA journal_mode=WAL")
        self._database.execute("PRAGMA synchronous=NORMAL")
        self._database.execute(
            "CREATE TABLE IF NOT EXISTS document"
            " (kind TEXT, key TEXT, body TEXT NOT NULL, PRIMARY KEY (kind, key)) WITHOUT ROWID"
        )

    def all(self, kind: str) -> Iterator[tuple[str, Any]]:
        """Every stored document of a kind as (key, JSON value), in key order."""
        if self._database is None:
            return
        self.flush()
        rows = self._database.execute("SELECT key, body FROM document WHERE kind = ? ORDER BY key", (kind,))
        for key, body in rows:
            yield key, json.loads(body)

    def put(self, kind: str, key: str, document: object) -> None:
        """Store a document (JSON values and dataclasses), replacing the one under the same key."""
        if self._database is not None:
            self._pending[kind, key] = document
            self._schedule()

    def drop(self, kind: str, key: str) -> None:
        """Forget a document; nothing happens when there is none."""
        if self._database is not None:
            self._pending[kind, key] = _DELETED
            self._schedule()

    def flush(self) -> None:
        """Store everything collected so far before returning."""
        pending, self._pending = self._pending, {}
        if self._writer is not None:
            self._writer.submit(self._store, pending).result()

    def close(self) -> None:
        """Store what is left and close the file."""
        if self._database is None or self._writer is None:
            return
        self.flush()
        self._writer.shutdown(wait=True)
        self._database.close()
        self._database = None

    def _schedule(self) -> None:
        if self._scheduled:
            return
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            self.flush()
            return
        self._scheduled = True
        loop.call_later(_FLUSH_SECONDS, self._flush_in_background)

    def _flush_in_background(self) -> None:
        self._scheduled = False
        if self._database is None or self._writer is None:
            return
        pending, self._pending = self._pending, {}
        self._writer.submit(self._store, pending).add_done_callback(_report)

    def _store(self, pending: dict[tuple[str, str], object]) -> None:
        if not pending or self._database is None:
            return
        stored = [
            (kind, key, json.dumps(body, default=vars))
            for (kind, key), body in pending.items()
            if body is not _DELETED
        ]
        dropped = [place for place, body in pending.items() if body is _DELETED]
        self._database.execute("BEGIN")
        self._database.executemany("INSERT OR REPLACE INTO document VALUES (?, ?, ?)", stored)
        self._database.executemany("DELETE FROM document WHERE kind = ? AND key = ?", dropped)
        self._database.execute("COMMIT")


def _report(written: Future[None]) -> None:
    if (error := written.exception()) is not None:
        _log.error("the workspace could not be saved: %s", error)
