"""Who is in the workspace and which conversations there are."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING

from bot.workspace.errors import SlackError
from bot.workspace.ids import direct_message_id
from bot.workspace.models import Conversation, User

if TYPE_CHECKING:
    from bot.workspace.journal import Journal
    from bot.workspace.seed import Seed, SeedUser

SLACKBOT = "USLACKBOT"
_COLORS = ("9f69e7", "4bbe2e", "e7392d", "3c989f", "674b1b", "e96699", "e0a729", "684b6c", "5b89d5", "2b6836")


class Directory:
    """People and conversations: the seed's, with what has changed since."""

    def __init__(self, seed: Seed, journal: Journal) -> None:
        self._journal = journal
        bot = seed.app
        self._users = {person.id: _user(person) for person in seed.users}
        self._users[bot.bot_user_id] = User(
            bot.bot_user_id, bot.name.lower(), bot.name, bot.name, is_bot=True, color="4a154b"
        )
        self._users[SLACKBOT] = User(SLACKBOT, "slackbot", "Slackbot", "Slackbot")
        for key, stored in journal.all("user"):
            self._users[key] = User(**stored)
        self._conversations = {
            channel.id: Conversation(channel.id, "channel", channel.name, channel.members, 0, channel.topic)
            for channel in seed.channels
        }
        for key, stored in journal.all("conversation"):
            self._conversations[key] = Conversation(**{**stored, "members": tuple(stored["members"])})
        self._do_not_disturb: dict[str, list[int]] = dict(journal.all("do_not_disturb"))
        self._by_email = {user.email.lower(): user.id for user in self._users.values() if user.email}

    def users(self) -> list[User]:
        """Everyone, Slackbot included, in the seed's order."""
        return list(self._users.values())

    def user(self, user_id: str) -> User:
        """One person. Raises `SlackError` user_not_found."""
        try:
            return self._users[user_id]
        except KeyError:
            raise SlackError(code="user_not_found") from None

    def by_email(self, email: str) -> User:
        """Find a person by address, whatever its case. Raises `SlackError` users_not_found."""
        user_id = self._by_email.get(email.strip().lower())
        if user_id is None or self._users[user_id].deleted:
            raise SlackError(code="users_not_found")
        return self._users[user_id]

    def put_user(self, user: User) -> None:
        """Store a new or changed person."""
        self._users[user.id] = user
        if user.email:
            self._by_email[user.email.lower()] = user.id
        self._journal.put("user", user.id, user)

    def do_not_disturb(self, user_id: str) -> tuple[int, int] | None:
        """Return someone's quiet time as (start, end) in epoch seconds, or None."""
        stored = self._do_not_disturb.get(user_id)
        return (stored[0], stored[1]) if stored and stored[1] else None

    def set_do_not_disturb(self, user_id: str, start: int, end: int) -> None:
        """Set someone's quiet time; `end` 0 means none."""
        self._do_not_disturb[user_id] = [start, end]
        self._journal.put("do_not_disturb", user_id, [start, end])

    def conversations(self) -> list[Conversation]:
        """Every channel and direct message there is."""
        return list(self._conversations.values())

    def conversation(self, channel: str) -> Conversation:
        """One conversation. Raises `SlackError` channel_not_found."""
        try:
            return self._conversations[channel]
        except KeyError:
            raise SlackError(code="channel_not_found") from None

    def direct_message(self, one: str, other: str, now: int) -> Conversation:
        """Return the direct message between two people, made on first use."""
        channel = direct_message_id(one, other)
        if channel not in self._conversations:
            self._conversations[channel] = Conversation(
                channel, "im", "", (self.user(one).id, self.user(other).id), now
            )
            self._journal.put("conversation", channel, self._conversations[channel])
        return self._conversations[channel]

    def join(self, channel: str, user_id: str) -> Conversation:
        """Make someone a member of a channel."""
        conversation = self.conversation(channel)
        if user_id not in conversation.members:
            conversation = replace(conversation, members=(*conversation.members, user_id))
            self._conversations[channel] = conversation
            self._journal.put("conversation", channel, conversation)
        return conversation


def _user(person: SeedUser) -> User:
    color = _COLORS[sha256(person.id.encode()).digest()[0] % len(_COLORS)]
    return User(**person.model_dump(), color=color)
