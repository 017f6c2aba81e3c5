"""The whole workspace in memory, written through to disk: the one place both halves look at."""

from __future__ import annotations

import logging
import shutil
from typing import TYPE_CHECKING

from bot.workspace.assistant import Assistant
from bot.workspace.clock import Clock, WallClock
from bot.workspace.directory import SLACKBOT, Directory
from bot.workspace.faults import Faults
from bot.workspace.file_store import FileStore
from bot.workspace.ids import Timestamps
from bot.workspace.journal import Journal
from bot.workspace.manifest import Manifest
from bot.workspace.message_log import MessageLog
from bot.workspace.models import AppInfo, Change, Command, Conversation, Message, Prompt, Shortcut, User
from bot.workspace.surfaces import Surfaces
from bot.workspace.tickets import Tickets

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bot.workspace.models import Json
    from bot.workspace.seed import Seed

_log = logging.getLogger(__name__)
_JOURNAL, _FILES = "workspace.sqlite3", "files"


def forget(data: Path) -> None:
    """Delete what a workspace keeps in the folder `data`, and nothing else that may be there."""
    for journal in data.glob(f"{_JOURNAL}*"):
        journal.unlink()
    shutil.rmtree(data / _FILES, ignore_errors=True)


class Workspace:
    """Everything there is. Reading is synchronous and cheap; ids are Slack's."""

    def __init__(self, seed: Seed, data: Path | None, clock: Clock) -> None:
        self.seed = seed
        self.team = seed.team
        self.clock = clock
        self.manifest = Manifest.read(seed.app.manifest)
        self.app = AppInfo(
            seed.app.app_id,
            seed.app.bot_user_id,
            seed.app.bot_id,
            seed.app.name,
            self.manifest.description,
        )
        self.faults = Faults()
        self.journal = Journal(data / _JOURNAL if data is not None else None)
        self.directory = Directory(seed, self.journal)
        self.log = MessageLog(self.journal)
        self.surfaces = Surfaces(seed, self.journal, clock)
        self.assistant = Assistant(self.journal)
        self.files = FileStore(self.journal, data / _FILES if data is not None else None)
        self.tickets = Tickets(clock, seed.team.id)
        self.timestamps = Timestamps(clock, self.log.last_ts)
        self.url = "http://127.0.0.1"
        self._connected = False
        self._listeners: list[Callable[[Change], None]] = []
        self._message_watchers: list[Callable[[Message | None, Message | None], None]] = []

    @classmethod
    def open(cls, seed: Seed, data: Path | None, clock: Clock | None = None) -> Workspace:
        """Open the workspace kept in the folder `data`, or start it from `seed`.

        `data` None keeps everything in memory only. `clock` is real time unless a test says otherwise.
        """
        return cls(seed, data, clock or WallClock())

    def close(self) -> None:
        """Store what is left; the workspace is not usable afterwards."""
        self.journal.close()

    # People and conversations

    def people(self) -> list[User]:
        """Return everyone who can be talked to: humans and the app's bot user."""
        return [user for user in self.directory.users() if user.id != SLACKBOT]

    def user(self, user_id: str) -> User:
        """Return one person. Raises `SlackError` user_not_found."""
        return self.directory.user(user_id)

    def conversation(self, channel: str) -> Conversation:
        """Return one conversation. Raises `SlackError` channel_not_found."""
        return self.directory.conversation(channel)

    def conversations_for(self, user_id: str) -> list[Conversation]:
        """Return the conversations `user_id` is in: channels by name, then direct messages.

        The direct message with the app is always among them.
        """
        self.open_dm(user_id, self.app.bot_user_id)
        mine = [each for each in self.directory.conversations() if user_id in each.members]
        return sorted(mine, key=lambda each: (each.kind == "im", each.name, each.id))

    def open_dm(self, one: str, other: str) -> Conversation:
        """Return the direct message between two people, made on first use."""
        return self.directory.direct_message(one, other, int(self.clock.time()))

    def is_member(self, channel: str, user_id: str) -> bool:
        """Whether `user_id` is in the conversation. Raises `SlackError` channel_not_found."""
        return user_id in self.directory.conversation(channel).members

    # Messages

    def messages(self, channel: str, *, thread_ts: str | None = None, viewer: str) -> list[Message]:
        """Return what `viewer` sees of a conversation, oldest first.

        Without `thread_ts`: the main line (replies only where they were also sent to the channel).
        With it: that thread, its first message included.
        """
        conversation = self.directory.conversation(channel)
        if conversation.kind == "im" and viewer not in conversation.members:
            return []
        if thread_ts is not None:
            found = self.log.thread(channel, thread_ts)
        else:
            found = [each for each in self.log.channel(channel) if not each.is_reply or each.broadcast]
        return [each for each in found if each.ephemeral_to in (None, viewer)]

    def post(self, message: Message) -> Message:
        """Add a message; a reply also updates its thread's first message."""
        self.log.add(message)
        self._message_changed(None, message)
        return message

    def edit(self, old: Message, new: Message) -> Message:
        """Put `new` in place of `old`."""
        self.log.replace(new)
        self._message_changed(old, new)
        return new

    def remove(self, message: Message) -> None:
        """Delete a message."""
        self.log.remove(message)
        self._message_changed(message, None)

    def unread(self, user_id: str, channel: str) -> int:
        """How many messages others wrote there since `user_id` last looked."""
        return self.log.unread(user_id, channel)

    def mark_read(self, user_id: str, channel: str) -> None:
        """Note that `user_id` has now seen everything there."""
        if self.log.mark_read(user_id, channel):
            self.announce(Change("message", channel, user_id))

    # What the app shows

    def home(self, user_id: str) -> Json | None:
        """Return the Home tab published for `user_id`, or None."""
        return self.surfaces.home(user_id)

    def modals(self, user_id: str) -> list[Json]:
        """Return the modals `user_id` has open; the last one is on top."""
        return self.surfaces.modals(user_id)

    def suggested_prompts(self, channel: str) -> list[Prompt]:
        """Return the prompts the app suggests in a direct message."""
        return self.assistant.prompts(channel)

    def status(self, channel: str, thread_ts: str | None) -> str:
        """Return what the app says it is doing in a thread ("" when nothing)."""
        return self.assistant.status(channel, thread_ts)

    def commands(self) -> list[Command]:
        """Return the slash commands the app declares."""
        return list(self.manifest.commands)

    def shortcuts(self) -> list[Shortcut]:
        """Return the shortcuts the app declares."""
        return list(self.manifest.shortcuts)

    # Being told

    @property
    def connected(self) -> bool:
        """Whether the app is listening: a socket is open, or its request URL answered last."""
        return self._connected

    @connected.setter
    def connected(self, now: bool) -> None:
        if now != self._connected:
            self._connected = now
            self.announce(Change("presence", user=self.app.bot_user_id))

    def listen(self, callback: Callable[[Change], None]) -> Callable[[], None]:
        """Call `callback` on the event loop after every change; the returned function stops it."""
        self._listeners.append(callback)
        return lambda: self._listeners.remove(callback) if callback in self._listeners else None

    def watch_messages(self, callback: Callable[[Message | None, Message | None], None]) -> None:
        """Call `callback(old, new)` for each message: None is "not there yet" or "not there any more"."""
        self._message_watchers.append(callback)

    def announce(self, change: Change) -> None:
        """Tell every listener. One that fails is reported and does not stop the others."""
        for listener in tuple(self._listeners):
            try:
                listener(change)
            except Exception:  # noqa: BLE001 - a viewer must not break what happened
                _log.exception("a listener failed on %s", change)

    def _message_changed(self, old: Message | None, new: Message | None) -> None:
        either = new or old
        if either is None:
            return
        for watcher in self._message_watchers:
            watcher(old, new)
        self.announce(Change("message", either.channel, either.user, ts=either.ts))
