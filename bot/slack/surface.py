"""Where features hang their listeners, and the one path every interaction takes.

Each way in (a button, a form, a word, a message) becomes a `Call`; its handler runs as a task we keep hold
of, its errors become sentences, and the stored delivery is settled whatever happens. What was registered
stays listed, so that the manifest can be checked against it.
"""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from weakref import WeakValueDictionary

import aiohttp
import structlog
from slack_sdk.errors import SlackClientError

from bot.errors import NoTextFound, UnknownPerson
from bot.slack.calls import Call
from bot.slack.identity import Speaker
from bot.slack.inbox import KEY
from bot.slack.plain_text import as_words, mentioned
from bot.slack.replies import settle
from storage import inbox as deliveries
from storage import people

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping, Sequence

    from slack_bolt.async_app import AsyncApp, AsyncBoltContext
    from slack_bolt.context.respond.async_respond import AsyncRespond
    from slack_sdk.web.async_client import AsyncWebClient

    from bot.slack.calls import Postman
    from bot.slack.identity import Identity
    from bot.slack.inbox import Inbox
    from bot.slack.replies import Replies
    from bot.transactions import Transactions

    Handler = Callable[[Call], Awaitable[None]]
    MessageHandler = Callable[[Call], Awaitable[bool]]

log = structlog.get_logger(__name__)

COMMAND = "/touchbase"
DIRECT_MESSAGE = "directmessage"
"""What Slack calls the channel of a command typed into a direct message."""


class Surface:
    """Registers listeners with Bolt and runs them all the same way."""

    def __init__(  # noqa: PLR0913 - the parts of one path
        self,
        app: AsyncApp,
        *,
        inbox: Inbox,
        identity: Identity,
        replies: Replies,
        transactions: Transactions,
        client: AsyncWebClient,
        postman: Postman,
    ) -> None:
        self._app = app
        self._inbox = inbox
        self._identity = identity
        self._replies = replies
        self._transactions = transactions
        self._client = client
        self._postman = postman
        self._running: set[asyncio.Task[Any]] = set()
        self._turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self._words: dict[str, Handler] = {}
        self._message_handlers: list[MessageHandler] = []
        self._file_handlers: list[MessageHandler] = []
        self.actions: set[str] = set()
        self.forms: set[str] = set()
        self.shortcuts: set[str] = set()
        self.events: set[str] = set()
        self.commands: set[str] = set()

    def action(self, action_id: str, handler: Handler) -> None:
        """Run `handler` when the control `action_id` is used."""
        self.actions.add(action_id)

        async def pressed(body: dict[str, Any], context: AsyncBoltContext) -> None:
            await self._run(handler, body, context)

        self._app.action(action_id)(pressed)

    def form(self, callback_id: str, handler: Handler) -> None:
        """Run `handler` when the form is sent; its errors are shown in the form, which keeps what was typed."""
        self.forms.add(callback_id)

        async def sent(
            ack: Callable[..., Awaitable[Any]], body: dict[str, Any], context: AsyncBoltContext
        ) -> None:
            call = await self._run(handler, body, context)
            await ack(call.answer) if call.answer else await ack()

        self._app.view(callback_id)(sent)

    def shortcut(self, callback_id: str, handler: Handler) -> None:
        """Run `handler` when the message shortcut is used."""
        self.shortcuts.add(callback_id)

        async def used(body: dict[str, Any], context: AsyncBoltContext) -> None:
            await self._run(handler, body, context)

        self._app.message_shortcut(callback_id)(used)

    def word(self, words: Sequence[str], handler: Handler) -> None:
        """Run `handler` for `/touchbase WORD …`; the first handler of all also takes unknown words."""
        if not self._words:
            self.commands.add(COMMAND)
            self._app.command(COMMAND)(self._commanded)
        for word in words:
            self._words[word] = handler

    def message(self, handler: MessageHandler) -> None:
        """Offer direct messages to `handler`, in the order of registration, until one returns True."""
        if not self._message_handlers:
            self.events.add("message.im")
            self._app.event("message")(self._told)
        self._message_handlers.append(handler)

    def file(self, handler: MessageHandler) -> None:
        """Offer direct messages that bring files to `handler`, before their words, until one returns True."""
        self._file_handlers.append(handler)

    def event(self, name: str, handler: Handler) -> None:
        """Run `handler` for an event that has a user."""
        self.events.add(name)

        async def happened(body: dict[str, Any], context: AsyncBoltContext) -> None:
            await self._run(handler, body, context)

        self._app.event(name)(happened)

    def directory(self, *names: str) -> None:
        """Take over what `user_change` and `team_join` events say of people."""
        for name in names:
            self.events.add(name)
            self._app.event(name)(self._changed)

    async def drain(self) -> None:
        """Wait until every handler that started has finished."""
        while self._running:
            await asyncio.wait(self._running)

    async def _commanded(self, body: dict[str, Any], context: AsyncBoltContext) -> None:
        raw = str(body.get("text") or "")
        names = await self._transactions.read(people.display_names, context.team_id or "", mentioned(raw))
        word, rest = self._word_and_rest(as_words(raw, names))
        handler = self._words.get(word, next(iter(self._words.values())))
        call = await self._run(handler, {**body, "text": rest}, context)
        elsewhere = body.get("channel_name") != DIRECT_MESSAGE and not call.opened_a_form
        if elsewhere and context.respond is not None:
            await self._say_where(call, context.respond)

    async def _say_where(self, call: Call, respond: AsyncRespond) -> None:
        """Say in the channel, to its writer alone, that the answer is in the direct message."""
        try:
            await respond(self._replies.elsewhere(call), response_type="ephemeral")
        except (SlackClientError, aiohttp.ClientError, OSError) as problem:
            log.warning("a word in the channel was not taken", error=type(problem).__name__)

    def _word_and_rest(self, text: str) -> tuple[str, str]:
        first, _, rest = text.partition(" ")
        if first.lower() in self._words:
            return first.lower(), rest.strip()
        # Chinese puts no space between the word and the name.
        for word in self._words:
            if not word.isascii() and text.startswith(word):
                return word, text.removeprefix(word).strip()
        return "", text

    async def _told(self, body: dict[str, Any], context: AsyncBoltContext) -> None:
        event = body["event"]
        by_a_person = event.get("user") and not event.get("bot_id")
        if (
            not by_a_person
            or event.get("channel_type") != "im"
            or event.get("subtype") not in {None, "file_share"}
        ):
            self._forget(context)
            return
        await self._run(self._first_taker, body, context)

    async def _first_taker(self, call: Call) -> None:
        said_of = mentioned(call.value)
        names = await call.look(people.display_names, call.speaker.team_id, said_of) if said_of else {}
        call.value = as_words(call.value, names)
        if call.files:
            for handler in self._file_handlers:
                if await handler(call):
                    return
        if not call.value:
            raise NoTextFound
        for handler in self._message_handlers:
            if await handler(call):
                return

    async def _changed(self, body: dict[str, Any], context: AsyncBoltContext) -> None:
        await self._identity.changed(context.team_id or "", body["event"]["user"])
        self._forget(context)

    def _forget(self, context: AsyncBoltContext) -> None:
        if key := context.get(KEY):
            self._inbox.done(key)

    async def _run(self, handler: Handler, body: dict[str, Any], context: AsyncBoltContext) -> Call:
        task = asyncio.current_task()
        if task is not None:
            # Bolt keeps no reference to the task a listener runs in; we wait for it when we stop.
            self._running.add(task)
        call = self._call(body, context)
        try:
            # What one person does takes effect in the order they did it: two quick messages are two answers.
            turn = self._turns.setdefault(call.speaker.user_id, asyncio.Lock())
            async with turn:
                await self._guarded(handler, call)
            return call
        finally:
            if task is not None:
                self._running.discard(task)
            if call.settled and call.key:
                self._inbox.done(call.key)

    async def _guarded(self, handler: Handler, call: Call) -> None:
        try:
            speaker = await self._identity.speaker(call.speaker.team_id, call.speaker.user_id)
            call.speaker = speaker
            await handler(call)
            await settle(call)
        except deliveries.AlreadyHandled:
            call.settled = True
        except UnknownPerson as problem:
            locale = self._identity.locale(call.speaker.team_id, call.speaker.user_id)
            call.speaker = replace(call.speaker, locale=locale)
            await self._explain(call, problem)
        except Exception as problem:  # noqa: BLE001 - the one place where everything becomes a sentence
            await self._explain(call, problem)

    async def _explain(self, call: Call, problem: Exception) -> None:
        try:
            await self._replies.explain(call, problem)
        except deliveries.AlreadyHandled:
            call.settled, call.answer = True, None
        if call.answer and call.key:
            # The form stays open, so it may be sent again as it is.
            await self._transactions.write(deliveries.refuse, call.key)

    def _call(self, body: Mapping[str, Any], context: AsyncBoltContext) -> Call:
        event = body.get("event") or {}
        container = body.get("container") or {}
        action = (body.get("actions") or [{}])[0]
        view = body.get("view") or {}
        message = body.get("message") or {}
        user = body.get("user") or {}
        user_id = user.get("id") if isinstance(user, dict) else user
        return Call(
            speaker=Speaker(
                person_id=0,
                name="",
                role="",
                locale="en",
                timezone="UTC",
                team_id=context.team_id or "",
                user_id=user_id or body.get("user_id") or event.get("user") or "",
            ),
            key=context.get(KEY),
            body=body,
            client=self._client,
            transactions=self._transactions,
            postman=self._postman,
            value=_value(action) or str(event.get("text") or body.get("text") or ""),
            channel=event.get("channel")
            or body.get("channel_id")
            or (body.get("channel") or {}).get("id")
            or "",
            ts=event.get("ts") or container.get("message_ts") or message.get("ts") or "",
            thread_ts=event.get("thread_ts") or "",
            fields=((view.get("state") or body.get("state") or {}).get("values")) or {},
        )


def _value(action: Mapping[str, Any]) -> str:
    option = action.get("selected_option") or {}
    return str(action.get("value") or option.get("value") or action.get("selected_date") or "")
