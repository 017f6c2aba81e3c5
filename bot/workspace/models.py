"""The nouns of a workspace: people, conversations, messages and what an app brings with it.

Everything here is an immutable record; a change makes a new record. Ids look like Slack's
(``U…`` people, ``C…`` channels, ``D…`` direct messages, ``B…`` bots, ``F…`` files), times are
Slack timestamps: seconds since the epoch as text with six decimals, unique in the workspace.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any, Literal, TypeAlias

Json: TypeAlias = dict[str, Any]
"""One JSON object, as Slack sends it."""

ChangeKind = Literal["message", "view", "home", "user", "presence", "status", "notice"]


@dataclass(frozen=True)
class User:
    """A person or a bot. `locale` is BCP 47 ("en-US"), `tz` an IANA zone, `color` six hex digits."""

    id: str
    name: str
    real_name: str
    display_name: str = ""
    title: str = ""
    email: str = ""
    locale: str = "en-US"
    tz: str = "UTC"
    deleted: bool = False
    is_bot: bool = False
    is_admin: bool = False
    color: str = "4a154b"
    updated: int = 0

    @property
    def shown_name(self) -> str:
        """What other people see: the display name, or the full name where there is none."""
        return self.display_name or self.real_name

    @property
    def initial(self) -> str:
        """The letter drawn in place of a photograph."""
        return self.shown_name[:1].upper()


@dataclass(frozen=True)
class Conversation:
    """A channel, or a direct message between exactly two people."""

    id: str
    kind: Literal["im", "channel"]
    name: str
    members: tuple[str, ...]
    created: int = 0
    topic: str = ""

    def other(self, user_id: str) -> str:
        """Whom `user_id` is talking to in a direct message; "" in a channel."""
        if self.kind != "im":
            return ""
        return next((member for member in self.members if member != user_id), user_id)


@dataclass(frozen=True)
class Reaction:
    """An emoji under a message and who put it there, in order."""

    name: str
    users: tuple[str, ...]


@dataclass(frozen=True)
class File:
    """A file shared in the workspace. `size` is in bytes; `secret` opens it in a browser."""

    id: str
    name: str
    title: str
    mimetype: str
    size: int
    user: str
    created: int
    secret: str
    alt_text: str = ""
    shared_in: tuple[str, ...] = ()

    @property
    def page_path(self) -> str:
        """Where a browser on this workspace's page reads the file, without a token."""
        return f"/files-pub/{self.id}-{self.secret}/{self.name}"


@dataclass(frozen=True)
class Message:
    """One message. `thread_ts` is the parent's `ts` (also on the parent once it has replies).

    `ephemeral_to` names the only person who can see it, or is None. `edited` is the timestamp of
    the last change, or None. `metadata` is ``{"event_type", "event_payload"}`` or None. `streaming`: its app is
    still writing it.
    """

    channel: str
    ts: str
    user: str
    text: str = ""
    blocks: tuple[Json, ...] = ()
    thread_ts: str | None = None
    reply_count: int = 0
    edited: str | None = None
    ephemeral_to: str | None = None
    metadata: Json | None = None
    files: tuple[File, ...] = ()
    reactions: tuple[Reaction, ...] = ()
    bot_id: str | None = None
    client_msg_id: str | None = None
    attachments: tuple[Json, ...] = ()
    broadcast: bool = False
    streaming: bool = False

    @property
    def is_reply(self) -> bool:
        """True for an answer inside a thread, false for a thread's first message."""
        return self.thread_ts is not None and self.thread_ts != self.ts

    def with_reaction(self, name: str, user: str) -> Message:
        """Return the message with `user`'s emoji added; itself when it is there already."""
        for at, reaction in enumerate(self.reactions):
            if reaction.name == name:
                if user in reaction.users:
                    return self
                more = Reaction(name, (*reaction.users, user))
                return replace(self, reactions=(*self.reactions[:at], more, *self.reactions[at + 1 :]))
        return replace(self, reactions=(*self.reactions, Reaction(name, (user,))))

    def without_reaction(self, name: str, user: str) -> Message:
        """Return the message with `user`'s emoji taken away; itself when it was not there."""
        if not any(each.name == name and user in each.users for each in self.reactions):
            return self
        kept = (
            replace(each, users=tuple(one for one in each.users if one != user))
            if each.name == name
            else each
            for each in self.reactions
        )
        return replace(self, reactions=tuple(each for each in kept if each.users))


@dataclass(frozen=True)
class Prompt:
    """A suggested prompt: `title` is shown, `message` is sent when it is chosen."""

    title: str
    message: str


@dataclass(frozen=True)
class Command:
    """A slash command the app declares; `name` includes the slash."""

    name: str
    description: str
    usage_hint: str


@dataclass(frozen=True)
class Shortcut:
    """A shortcut the app declares: on a message, or global."""

    name: str
    callback_id: str
    kind: Literal["message", "global"]
    description: str = ""


@dataclass(frozen=True)
class AppInfo:
    """The one app installed in this workspace."""

    app_id: str
    bot_user_id: str
    bot_id: str
    name: str
    description: str = ""


@dataclass(frozen=True)
class Upload:
    """A file a person attaches to a message."""

    name: str
    content: bytes
    mimetype: str = "application/octet-stream"


@dataclass(frozen=True)
class Change:
    """Something a viewer may want to redraw. `note` is a sentence for `user` when kind is "notice"."""

    kind: ChangeKind
    channel: str | None = None
    user: str | None = None
    note: str = ""
    ts: str | None = field(default=None, compare=False)
