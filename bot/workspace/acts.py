"""What a person does in Slack, and what becomes of it: the page and the tests act through this."""

from __future__ import annotations

import uuid
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.workspace import events, payloads
from bot.workspace.clock import time_zones
from bot.workspace.errors import Refused, SlackError
from bot.workspace.file_store import new_secret
from bot.workspace.ids import new_id
from bot.workspace.input_state import find_element, problems, state_values
from bot.workspace.models import Change, File, Message, Upload, User
from bot.workspace.replies import Replies
from bot.workspace.typed_text import to_slack

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.workspace.dispatch import Dispatcher
    from bot.workspace.models import Conversation, Json
    from bot.workspace.state import Workspace

_LONGEST_MESSAGE = 40_000
_SHOWN_OF_ELEMENT = ("text", "value", "style", "placeholder")


class Acts:
    """One method per thing a person can do. Awaited methods return once the app has acknowledged.

    When the app does not answer in 3 s the person gets Slack's sentence as a ``notice`` change.
    """

    def __init__(self, workspace: Workspace, dispatcher: Dispatcher) -> None:
        self._workspace = workspace
        self._dispatcher = dispatcher
        self._replies = Replies(workspace)

    async def say(
        self,
        user: str,
        channel: str,
        text: str,
        thread_ts: str | None = None,
        files: Sequence[Upload] = (),
    ) -> Message:
        """Post what `user` typed; ``@Name`` becomes a mention.

        Raises `Refused` for an empty or over-long message and for a conversation `user` is not in.
        """
        conversation = self._open_to(user, channel)
        if not text.strip() and not files:
            raise Refused(reason="refused.empty")
        if len(text) > _LONGEST_MESSAGE:
            raise Refused(reason="refused.long", most=_LONGEST_MESSAGE)
        parent = self._workspace.log.get(channel, thread_ts) if thread_ts else None
        if thread_ts and parent is None:
            raise Refused(reason="refused.thread")
        return self._workspace.post(
            Message(
                channel=conversation.id,
                ts=self._workspace.timestamps.next(),
                user=user,
                text=to_slack(text, self._workspace.people()),
                thread_ts=(parent.thread_ts or parent.ts) if parent else None,
                files=tuple(self._share(user, channel, each) for each in files),
                client_msg_id=str(uuid.uuid4()),
            )
        )

    async def click(  # noqa: PLR0913 - where it was, and what the inputs held
        self,
        user: str,
        action: Json,
        *,
        channel: str | None = None,
        ts: str | None = None,
        view_id: str | None = None,
        state: Json | None = None,
    ) -> None:
        """Use an interactive element of a message (`channel` and `ts`) or of a view (`view_id`).

        `action` is Block Kit's action: ``type``, ``block_id``, ``action_id`` and what was chosen. `state` is
        what the inputs now hold, ``{block_id: {action_id: {…}}}``. Raises `Refused` when it is gone.
        """
        if view_id is not None:
            view = self._view(user, view_id)
            values = state_values(view["blocks"], state)
            payload = payloads.view_action(
                self._workspace, user, view, _completed(action, view["blocks"]), values
            )
        else:
            message = self._message(user, channel or "", ts or "")
            values = state_values(message.blocks, state)
            payload = payloads.message_action(
                self._workspace, user, message, _completed(action, message.blocks), values
            )
        await self._ask(user, channel, payload)

    async def submit(self, user: str, view_id: str, state: Json) -> dict[str, str]:
        """Submit a modal; return ``{block_id: sentence}`` to show under its inputs, {} when accepted.

        What Slack's own client refuses (a missing required answer, a malformed address) never reaches the
        app. Raises `Refused` when the modal is no longer open.
        """
        view = self._view(user, view_id)
        values = state_values(view["blocks"], state)
        if found := problems(view["blocks"], values):
            return found
        answer = await self._ask(user, None, payloads.view_submission(self._workspace, user, view, values))
        return self._replies.to_submission(user, view, answer) if answer is not None else {}

    async def close(self, user: str, view_id: str) -> None:
        """Close a modal with its Cancel or ×; the app hears of it if it asked to."""
        view = self._view(user, view_id)
        cleared = bool(view["clear_on_close"])
        going = self._workspace.modals(user) if cleared else [view]
        if cleared:
            self._workspace.surfaces.clear(user)
        else:
            self._workspace.surfaces.close(user, view_id)
        self._workspace.announce(Change("view", user=user))
        for each in going:
            if each["notify_on_close"]:
                payload = payloads.view_closed(self._workspace, user, each, cleared=cleared)
                await self._ask(user, None, payload)

    async def command(self, user: str, channel: str, name: str, text: str) -> str | None:
        """Use a slash command (`name` with its slash); the answer appears as a message.

        Returns a sentence for the person when the command does not exist or the app did not answer.
        """
        conversation = self._open_to(user, channel)
        if name not in (command.name for command in self._workspace.commands()):
            return f"{name} is not a valid command."
        payload = payloads.slash_command(self._workspace, user, conversation, name, text.strip())
        answer = await self._dispatcher.ask("slash_commands", payload)
        if answer is None:
            return f"{name} failed because the app did not respond."
        self._replies.to_command(user, conversation, answer)
        return None

    async def shortcut(
        self, user: str, callback_id: str, *, channel: str | None = None, ts: str | None = None
    ) -> None:
        """Choose a shortcut: on a message when `channel` and `ts` are given, otherwise a global one."""
        kind = "message" if ts is not None else "global"
        found = next(
            (
                each
                for each in self._workspace.shortcuts()
                if each.callback_id == callback_id and each.kind == kind
            ),
            None,
        )
        if found is None:
            raise Refused(reason="refused.shortcut")
        if ts is None:
            payload = payloads.global_shortcut(self._workspace, user, found)
        else:
            message = self._message(user, channel or "", ts)
            payload = payloads.message_shortcut(self._workspace, user, message, found)
        await self._ask(user, channel, payload)

    async def open_home(self, user: str, tab: str = "home") -> None:
        """Look at the app: its ``home`` tab or its ``messages`` tab."""
        channel = self.open_dm(user, self._workspace.app.bot_user_id)
        self._dispatcher.event(events.home_opened(self._workspace, user, channel, tab))

    def open_dm(self, user: str, other: str) -> str:
        """Return the id of the direct message between two people."""
        return self._workspace.open_dm(user, other).id

    def join(self, user: str, channel: str) -> None:
        """Join a channel (also how the app is invited to one: `user` is then its bot user)."""
        if not self._workspace.is_member(channel, user):
            self._workspace.directory.join(channel, user)
            self._dispatcher.event(events.member_joined(self._workspace, user, channel), only_if_in=channel)
            self._workspace.announce(Change("message", channel, user))

    def set_person(self, user: str, *, locale: str | None = None, tz: str | None = None) -> None:
        """Change someone's language or time zone in their own preferences.

        Raises `Refused` for a time zone that does not exist.
        """
        if tz is not None and tz not in time_zones():
            raise Refused(reason="refused.zone", zone=tz)
        person = self._workspace.user(user)
        self._changed(replace(person, locale=locale or person.locale, tz=tz or person.tz))

    def deactivate(self, user: str, *, deleted: bool = True) -> None:
        """Deactivate someone's account, or give it back."""
        self._changed(replace(self._workspace.user(user), deleted=deleted))

    def hire(self, person: User) -> None:
        """Add a new person to the workspace."""
        self._workspace.directory.put_user(person)
        self._dispatcher.event(events.team_joined(self._workspace, person))
        self._workspace.announce(Change("user", user=person.id))

    def set_do_not_disturb(self, user: str, start: int, end: int) -> None:
        """Set when someone is not to be notified, in epoch seconds; `end` 0 turns it off."""
        self._workspace.directory.set_do_not_disturb(user, start, end)
        self._workspace.announce(Change("user", user=user))

    def react(self, user: str, channel: str, ts: str, name: str) -> None:
        """Put an emoji (its name, without colons) under a message; once is enough."""
        message = self._message(user, channel, ts)
        changed = message.with_reaction(name, user)
        if changed is not message:
            self._workspace.edit(message, changed)
            self._dispatcher.event(
                events.reaction_added(self._workspace, user, changed, name), only_if_in=channel
            )

    def delete(self, user: str, channel: str, ts: str) -> None:
        """Delete a message of one's own. Raises `Refused` for anybody else's."""
        message = self._message(user, channel, ts)
        if message.user != user:
            raise Refused(reason="refused.author")
        self._workspace.remove(message)

    async def _ask(self, user: str, channel: str | None, payload: Json) -> Json | None:
        answer = await self._dispatcher.ask("interactive", payload)
        if answer is None:
            name = self._workspace.app.name
            self._workspace.announce(Change("notice", channel, user, f"{name} did not respond. Try again."))
        return answer

    def _changed(self, person: User) -> None:
        person = replace(person, updated=int(self._workspace.clock.time()))
        self._workspace.directory.put_user(person)
        self._dispatcher.event(events.user_changed(self._workspace, person))
        self._workspace.announce(Change("user", user=person.id))

    def _open_to(self, user: str, channel: str) -> Conversation:
        try:
            person, conversation = self._workspace.user(user), self._workspace.conversation(channel)
        except SlackError as missing:
            raise Refused(reason="refused.nobody") from missing
        if person.deleted:
            raise Refused(reason="refused.left", name=person.shown_name)
        if user not in conversation.members:
            raise Refused(reason="refused.outside", name=person.shown_name)
        return conversation

    def _message(self, user: str, channel: str, ts: str) -> Message:
        self._open_to(user, channel)
        message = self._workspace.log.get(channel, ts)
        if message is None or message.ephemeral_to not in (None, user):
            raise Refused(reason="refused.message")
        return message

    def _view(self, user: str, view_id: str) -> Json:
        home = self._workspace.home(user)
        shown = [*self._workspace.modals(user), *([home] if home is not None else [])]
        for view in shown:
            if view["id"] == view_id:
                return view
        raise Refused(reason="refused.window")

    def _share(self, user: str, channel: str, upload: Upload) -> File:
        file = File(
            id=new_id("F"),
            name=upload.name,
            title=upload.name,
            mimetype=upload.mimetype,
            size=len(upload.content),
            user=user,
            created=int(self._workspace.clock.time()),
            secret=new_secret(),
            shared_in=(channel,),
        )
        self._workspace.files.write(file.id, upload.content)
        return self._workspace.files.put(file)


def _completed(action: Json, blocks: Sequence[Json]) -> Json:
    element = find_element(blocks, action.get("block_id", ""), action.get("action_id", ""))
    if element is None:
        return action
    shown = {key: element[key] for key in _SHOWN_OF_ELEMENT if key in element}
    return {"type": element["type"], **shown, **action}
