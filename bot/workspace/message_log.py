"""Every message of the workspace, by channel and thread, with what each person has read."""

from __future__ import annotations

from bisect import bisect_right, insort
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from bot.workspace.models import File, Message, Reaction

if TYPE_CHECKING:
    from bot.workspace.journal import Journal


class MessageLog:
    """Messages in memory, written through to the journal. Order is by timestamp."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._messages: dict[tuple[str, str], Message] = {}
        self._order: dict[str, list[str]] = {}
        self._threads: dict[tuple[str, str], list[str]] = {}
        self._read: dict[str, str] = {}
        for _, stored in journal.all("message"):
            self._remember(_message(stored))
        for key, ts in journal.all("read"):
            self._read[key] = ts

    @property
    def last_ts(self) -> str:
        """The newest timestamp anywhere, "0.0" in an empty workspace."""
        return max((order[-1] for order in self._order.values() if order), default="0.0")

    def get(self, channel: str, ts: str) -> Message | None:
        """One message, or None."""
        return self._messages.get((channel, ts))

    def channel(self, channel: str) -> list[Message]:
        """Every message of a conversation, oldest first, replies and ephemeral ones included."""
        return [self._messages[channel, ts] for ts in self._order.get(channel, ())]

    def thread(self, channel: str, thread_ts: str) -> list[Message]:
        """Return a thread: its first message, then the replies, oldest first; [] when there is none."""
        parent = self._messages.get((channel, thread_ts))
        replies = [self._messages[channel, ts] for ts in self._threads.get((channel, thread_ts), ())]
        return [parent, *replies] if parent is not None else replies

    def add(self, message: Message) -> Message | None:
        """Store a new message; return the thread's first message, updated, when it is a reply."""
        self._remember(message)
        self._save(message)
        return self._count_replies(message) if message.is_reply else None

    def replace(self, message: Message) -> None:
        """Put `message` in place of the one with the same channel and timestamp."""
        self._messages[message.channel, message.ts] = message
        self._save(message)

    def remove(self, message: Message) -> None:
        """Forget a message."""
        del self._messages[message.channel, message.ts]
        self._order[message.channel].remove(message.ts)
        if message.is_reply:
            self._threads[message.channel, message.thread_ts or ""].remove(message.ts)
            self._count_replies(message)
        self._journal.drop("message", f"{message.channel}/{message.ts}")

    def unread(self, user: str, channel: str) -> int:
        """How many messages `user` can see there, written by others since they last looked."""
        order = self._order.get(channel, [])
        unseen = order[bisect_right(order, self._read.get(f"{user}/{channel}", "")) :]
        messages = (self._messages[channel, ts] for ts in unseen)
        return sum(message.user != user and message.ephemeral_to in (None, user) for message in messages)

    def mark_read(self, user: str, channel: str) -> bool:
        """Note that `user` has seen everything there; False when they already had."""
        order = self._order.get(channel)
        key = f"{user}/{channel}"
        if not order or self._read.get(key) == order[-1]:
            return False
        self._read[key] = order[-1]
        self._journal.put("read", key, order[-1])
        return True

    def _remember(self, message: Message) -> None:
        self._messages[message.channel, message.ts] = message
        insort(self._order.setdefault(message.channel, []), message.ts)
        if message.is_reply:
            insort(self._threads.setdefault((message.channel, message.thread_ts or ""), []), message.ts)

    def _count_replies(self, reply: Message) -> Message | None:
        thread_ts = reply.thread_ts or ""
        parent = self._messages.get((reply.channel, thread_ts))
        if parent is None:
            return None
        replies = self._threads[reply.channel, thread_ts]
        count = sum(self._messages[reply.channel, ts].ephemeral_to is None for ts in replies)
        parent = replace(parent, reply_count=count, thread_ts=thread_ts if count else None)
        self.replace(parent)
        return parent

    def _save(self, message: Message) -> None:
        self._journal.put("message", f"{message.channel}/{message.ts}", message)


def _message(stored: dict[str, Any]) -> Message:
    stored["blocks"] = tuple(stored["blocks"])
    stored["attachments"] = tuple(stored["attachments"])
    stored["files"] = tuple(file_from(file) for file in stored["files"])
    stored["reactions"] = tuple(
        Reaction(reaction["name"], tuple(reaction["users"])) for reaction in stored["reactions"]
    )
    return Message(**stored)


def file_from(stored: dict[str, Any]) -> File:
    """Read a file's record back from its JSON."""
    return File(**{**stored, "shared_in": tuple(stored["shared_in"])})
