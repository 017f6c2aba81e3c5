"""Files shared in the workspace: their records in the journal, their bytes in a folder."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from bot.workspace.errors import SlackError
from bot.workspace.message_log import file_from

if TYPE_CHECKING:
    from pathlib import Path

    from bot.workspace.journal import Journal
    from bot.workspace.models import File


class FileStore:
    """Files by id. With no folder the bytes stay in memory."""

    def __init__(self, journal: Journal, folder: Path | None) -> None:
        self._journal = journal
        self._folder = folder
        self._contents: dict[str, bytes] = {}
        self._files = {key: file_from(stored) for key, stored in journal.all("file")}
        if folder is not None:
            folder.mkdir(parents=True, exist_ok=True)

    def get(self, file_id: str) -> File:
        """One file's record. Raises `SlackError` file_not_found."""
        try:
            return self._files[file_id]
        except KeyError:
            raise SlackError(code="file_not_found") from None

    def put(self, file: File) -> File:
        """Store a new or changed record."""
        self._files[file.id] = file
        self._journal.put("file", file.id, file)
        return file

    def write(self, file_id: str, content: bytes) -> None:
        """Keep a file's bytes."""
        if self._folder is None:
            self._contents[file_id] = content
        else:
            (self._folder / file_id).write_bytes(content)

    def read(self, file_id: str) -> bytes | None:
        """Return a file's bytes, or None when nothing has been uploaded for it yet."""
        if self._folder is None:
            return self._contents.get(file_id)
        path = self._folder / file_id
        return path.read_bytes() if path.exists() else None


def new_secret() -> str:
    """Return the part of a browser link that cannot be guessed."""
    return secrets.token_hex(5)
