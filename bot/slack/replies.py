"""What people are told when something does not work: the one error handler."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Protocol

import structlog
from slack_sdk.errors import SlackApiError

from bot.errors import BotError, SomethingBroke, TooSlow
from bot.language.names import spoken_name
from bot.slack import blocks
from storage import friction, inbox
from storage.people import Person

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlmodel import Session

    from bot.outgoing import Outgoing
    from bot.slack.calls import Call
    from bot.transactions import Transactions
    from prompts.catalog import Catalog

log = structlog.get_logger(__name__)

SENTENCE = "slack.sentence"
"""The outgoing message that is one sentence of the catalog."""
FORM_ERROR_LIMIT = 2000


class Draft(Protocol):
    """An outgoing message about to be drawn."""

    @property
    def payload(self) -> Mapping[str, Any]:
        """What the message is about."""
        ...

    @property
    def locale(self) -> str:
        """The recipient's language."""
        ...


class Replies:
    """Turns errors into sentences in the person's language, where that person is looking."""

    def __init__(self, catalog: Catalog, outgoing: Outgoing, transactions: Transactions) -> None:
        self._catalog = catalog
        self._transactions = transactions
        self._outgoing = outgoing

    async def explain(self, call: Call, problem: Exception) -> None:
        """Tell the person what went wrong and settle the delivery, in one transaction.

        A form keeps what was typed and shows the sentence inside; App Home opens a small window.
        """
        error = _as_error(problem)
        if error.__class__ is SomethingBroke:
            log.error("a listener failed", exc_info=problem)
        if call.body.get("type") == "view_submission":
            call.answer = await self._in_the_form(call, error)
            await call.do(_nothing)
        elif (call.body.get("event") or {}).get("type") == "app_home_opened":
            words = await self._words(call.speaker.locale, error.message_key(), error.variables)
            await call.do(_nothing)
            await call.publish(blocks.home([blocks.section(words)]))
        elif call.on_a_surface and call.trigger_id and not isinstance(error, TooSlow):
            await call.do(_nothing)
            await self._in_a_window(call, error)
        else:
            await call.do(self._put, call, error)

    def elsewhere(self, call: Call) -> str:
        """Return the sentence that says the answer is in the direct message."""
        return self._catalog.text(call.speaker.locale, "answered-in-the-direct-message")

    async def draw(self, draft: Draft) -> blocks.Drawn:
        """Draw the outgoing message `SENTENCE`; the locale it was caused in goes before the recipient's."""
        locale = str(draft.payload["locale"] or draft.locale)
        words = await self._words(locale, str(draft.payload["key"]), draft.payload["variables"])
        return blocks.Drawn(text=words, blocks=[blocks.section(words)])

    def _put(self, session: Session, call: Call, error: BotError) -> None:
        try:
            self._put_sentence(session, call, error.message_key(), error.variables, _overtaken(call, error))
        except ValueError:
            # A variable that is words, which a queue must not hold: say it without.
            self._put_sentence(session, call, SomethingBroke.message_key(), {})

    def _put_sentence(
        self,
        session: Session,
        call: Call,
        key: str,
        variables: Mapping[str, Any],
        about: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self._outgoing.post(
            session,
            key=f"sentence:{call.key or call.ts}",
            kind=SENTENCE,
            payload={"key": key, "variables": dict(variables), "locale": call.speaker.locale, **about},
            to=call.speaker.person_id or call.speaker.user_id,
        )

    async def _words(self, locale: str, key: str, variables: Mapping[str, Any]) -> str:
        # People are named by id until the sentence is drawn: a queue holds no names.
        person_id = variables.get("person")
        name = await self._transactions.read(_name_of, person_id) if person_id else ""
        name = name or self._catalog.text(locale, "hr-team")
        said = {**variables, "name": blocks.escape(spoken_name(name, locale))}
        return self._catalog.text(locale, key, **said)

    async def _in_the_form(self, call: Call, error: BotError) -> dict[str, Any]:
        view = call.body.get("view") or {}
        inputs = [block["block_id"] for block in view.get("blocks", ()) if block.get("type") == "input"]
        where = error.variables.get("field") or (inputs[0] if inputs else None)
        if where in inputs:
            words = await self._words(call.speaker.locale, error.message_key(), error.variables)
            return {"response_action": "errors", "errors": {where: blocks.fit(words, FORM_ERROR_LIMIT)}}
        return {"response_action": "push", "view": await self._window(call, error)}

    async def _in_a_window(self, call: Call, error: BotError) -> None:
        try:
            await call.open(await self._window(call, error))
        except SlackApiError as problem:
            log.warning("could not open a window", error=problem.response.get("error"))

    async def _window(self, call: Call, error: BotError) -> dict[str, Any]:
        words = await self._words(call.speaker.locale, error.message_key(), error.variables)
        return blocks.modal(
            "error",
            self._catalog.text(call.speaker.locale, "error-title"),
            [blocks.section(words)],
            submit=None,
            close=self._catalog.text(call.speaker.locale, "button-close"),
        )


def _name_of(session: Session, person_id: int) -> str:
    person = session.get(Person, person_id)
    return person.name if person else ""


def _overtaken(call: Call, error: BotError) -> dict[str, str]:
    """Return of which part of ours a button was that had been overtaken; nothing of anything else."""
    actions = call.body.get("actions") or [{}]
    part, dot, _ = str(actions[0].get("action_id") or "").partition(".")
    return {friction.OVERTAKEN: part} if error.outdated and dot else {}


def _as_error(problem: Exception) -> BotError:
    if isinstance(problem, BotError):
        return problem
    if isinstance(problem, SlackApiError) and problem.response.get("error") in {
        "expired_trigger_id",
        "trigger_expired",
        "exchanged_trigger_id",
    }:
        return TooSlow()
    return SomethingBroke()


def _nothing(_session: Session) -> None:
    """Change nothing: the transaction is there to settle the delivery."""


async def settle(call: Call) -> None:
    """Mark a delivery done that needed no change of ours."""
    if call.settled:
        return
    try:
        await call.do(_nothing)
    except inbox.AlreadyHandled:
        call.settled = True
