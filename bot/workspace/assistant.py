"""What an agent-like app adds to a direct message: suggested prompts, a status line, a title."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.workspace.models import Prompt

if TYPE_CHECKING:
    from bot.workspace.journal import Journal


class Assistant:
    """Prompts and titles are kept; a status is only true while the app is at work."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._prompts = {
            channel: [Prompt(**prompt) for prompt in prompts] for channel, prompts in journal.all("prompts")
        }
        self._titles: dict[str, str] = dict(journal.all("title"))
        self._statuses: dict[tuple[str, str], str] = {}

    def prompts(self, channel: str) -> list[Prompt]:
        """Return the prompts suggested in a conversation."""
        return list(self._prompts.get(channel, ()))

    def suggest(self, channel: str, prompts: list[Prompt]) -> None:
        """Replace the suggested prompts."""
        self._prompts[channel] = prompts
        self._journal.put("prompts", channel, prompts)

    def status(self, channel: str, thread_ts: str | None) -> str:
        """Return the status line of a thread, "" for none."""
        return self._statuses.get((channel, thread_ts or ""), "")

    def set_status(self, channel: str, thread_ts: str | None, status: str) -> None:
        """Show a status line; an empty one takes it away."""
        if status:
            self._statuses[channel, thread_ts or ""] = status
        else:
            self._statuses.pop((channel, thread_ts or ""), None)

    def title(self, channel: str, thread_ts: str) -> str:
        """Return the title given to a thread, "" for none."""
        return self._titles.get(f"{channel}/{thread_ts}", "")

    def set_title(self, channel: str, thread_ts: str, title: str) -> None:
        """Name a thread."""
        self._titles[f"{channel}/{thread_ts}"] = title
        self._journal.put("title", f"{channel}/{thread_ts}", title)
