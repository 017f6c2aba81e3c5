"""What a listener gets to work with: who did what, and the few things it may do about it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, Protocol, TypeVar

import aiohttp
import structlog
from slack_sdk.errors import SlackApiError

from bot.errors import FilesNotTaken
from bot.slack.plain_text import as_words, mentioned
from bot.slack.uploads import Uploads
from storage import inbox, people

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from slack_sdk.web.async_client import AsyncWebClient
    from sqlmodel import Session

    from bot.slack.blocks import Drawn
    from bot.slack.identity import Speaker
    from bot.slack.uploads import SentFile
    from bot.transactions import Transactions

log = structlog.get_logger(__name__)

P = ParamSpec("P")
T = TypeVar("T")


class Postman(Protocol):
    """What sends the outgoing messages a transaction left behind."""

    def hurry(self) -> None:
        """Look for messages to send now, not at the next second."""
        ...


@dataclass(frozen=True)
class OfferedFile:
    """A file somebody sent: Slack's name for it, what it is called, and its size in bytes."""

    file_id: str
    name: str
    size: int


@dataclass
class Call:
    """One thing a person did in Slack.

    `value` is what the pressed button, the command's rest or the message says; `channel`, `ts` and
    `thread_ts` are where; `fields` are the inputs of a form or of the message, by block and action id.
    """

    speaker: Speaker
    key: str | None
    body: Mapping[str, Any]
    client: AsyncWebClient
    transactions: Transactions
    postman: Postman
    value: str = ""
    channel: str = ""
    ts: str = ""
    thread_ts: str = ""
    fields: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    settled: bool = False
    opened_a_form: bool = False
    answer: dict[str, Any] | None = None
    """What a form is acknowledged with when it should not simply close."""

    @property
    def trigger_id(self) -> str:
        """Slack's permission to open a form, good for three seconds."""
        return str(self.body.get("trigger_id") or "")

    @property
    def on_a_surface(self) -> bool:
        """Whether this came from App Home, a form or a menu, where a message in the DM would go unseen."""
        return bool(self.body.get("view")) or self.body.get("type") in {"shortcut", "message_action"}

    @property
    def remembered(self) -> str:
        """What the form was told to remember when it was opened."""
        return str((self.body.get("view") or {}).get("private_metadata") or "")

    @property
    def files(self) -> tuple[OfferedFile, ...]:
        """The files that came with a message."""
        return tuple(
            OfferedFile(str(file["id"]), str(file.get("name") or file["id"]), int(file.get("size") or 0))
            for file in (self.body.get("event") or {}).get("files") or ()
            if file.get("id")
        )

    @property
    def block_id(self) -> str:
        """The block of the control that was used."""
        return str((self.body.get("actions") or [{}])[0].get("block_id") or "")

    def typed(self, block_id: str) -> str:
        """Return what was typed into a form's field; empty when nothing."""
        for element in self.fields.get(block_id, {}).values():
            return str(element.get("value") or "").strip()
        return ""

    def chosen(self, block_id: str) -> str:
        """Return the value chosen in a form's menu, radio list or calendar, or the channel; empty when none."""
        for element in self.fields.get(block_id, {}).values():
            option = element.get("selected_option") or {}
            return str(
                option.get("value")
                or element.get("selected_date")
                or element.get("selected_user")
                or element.get("selected_channel")
                or ""
            )
        return ""

    def checked(self, block_id: str) -> tuple[str, ...]:
        """Return the values ticked in a form's checkboxes, or taken in a menu that allows several."""
        for element in self.fields.get(block_id, {}).values():
            return tuple(str(option["value"]) for option in element.get("selected_options") or ())
        return ()

    async def do(self, work: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Carry out `work(session, …)` in one transaction that also marks this delivery as done.

        A delivery that took effect before raises AlreadyHandled and leaves no trace.
        """
        key = None if self.settled else self.key

        def whole(session: Session) -> T:
            if key is not None:
                inbox.settle(session, key)
            return work(session, *args, **kwargs)

        result = await self.transactions.write(whole)
        self.settled = True
        self.postman.hurry()
        return result

    async def take(
        self, work: Callable[Concatenate[Session, P], bool], *args: P.args, **kwargs: P.kwargs
    ) -> bool:
        """Carry out `work(session, …)` as `do` does when it returns True.

        When it returns False it has changed nothing, and the delivery is still open for somebody else.
        """

        def whole(session: Session) -> bool:
            taken = work(session, *args, **kwargs)
            if taken and self.key is not None and not self.settled:
                inbox.settle(session, self.key)
            return taken

        taken = await self.transactions.write(whole)
        if taken:
            self.settled = True
            self.postman.hurry()
        return taken

    async def look(self, work: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Read with `work(session, …)`."""
        return await self.transactions.read(work, *args, **kwargs)

    async def open(self, view: dict[str, Any]) -> None:
        """Open a form, or put it on top of the one this came from.

        When Slack hangs up without an answer the form is most likely open; who does not see it presses again.
        """
        self.opened_a_form = True
        in_a_form = (self.body.get("view") or {}).get("type") == "modal"
        opener = self.client.views_push if in_a_form else self.client.views_open
        try:
            await opener(trigger_id=self.trigger_id, view=view)
        except aiohttp.ServerDisconnectedError:
            log.warning("a form was opened without an answer")

    async def redraw(self, drawn: Drawn, view: dict[str, Any]) -> None:
        """Put a new face on what the control stands on: `drawn` on a message, `view` on a window."""
        window = self.body.get("view") or {}
        if window.get("type") == "modal":
            await self.client.views_update(view_id=window["id"], view=view)
        elif self.ts:
            await self.client.chat_update(
                channel=self.channel, ts=self.ts, text=drawn.text, blocks=list(drawn.blocks)
            )

    async def send_files(self, files: Sequence[SentFile], comment: str) -> None:
        """Send files into the speaker's direct message, as one message under `comment`.

        They were asked for a moment ago and can be asked for again, so they do not go through the outbox. Raises
        FilesNotTaken.
        """
        if not await Uploads(self.client).bring(self.speaker.user_id, comment, files):
            raise FilesNotTaken

    async def spoken(self, text: str, author: str) -> tuple[str, str]:
        """Return a message of Slack's as its readers see it, and what its author is called; empty when unknown."""
        team = self.speaker.team_id
        names = await self.look(people.display_names, team, {*mentioned(text), author} - {""})
        if author and author not in names:
            names = {**names, author: await self._called(author)}
        return as_words(text, names), names.get(author, "")

    async def _called(self, user_id: str) -> str:
        try:
            answer = await self.client.users_info(user=user_id)
        except SlackApiError as problem:
            log.warning("somebody has no name for us", error=problem.response.get("error"))
            return ""
        profile = answer["user"].get("profile") or {}
        return str(profile.get("real_name") or answer["user"].get("real_name") or "")

    async def permalink(self, channel: str, ts: str) -> str:
        """Return the address of a message; empty where the app is not, so that it cannot be known."""
        try:
            answer = await self.client.chat_getPermalink(channel=channel, message_ts=ts)
        except SlackApiError as problem:
            log.warning("a message has no address for us", error=problem.response.get("error"))
            return ""
        return str(answer["permalink"])

    async def whisper(self, words: str) -> None:
        """Say something where this was done, to who did it alone. It may be missed: nothing hangs on it."""
        try:
            await self.client.chat_postEphemeral(
                channel=self.channel,
                user=self.speaker.user_id,
                text=words,
                thread_ts=self.thread_ts or None,
            )
        except SlackApiError as problem:
            log.warning("a word in the channel was not taken", error=problem.response.get("error"))

    async def publish(self, view: dict[str, Any]) -> None:
        """Show the speaker's App Home."""
        await self.client.views_publish(user_id=self.speaker.user_id, view=view)
