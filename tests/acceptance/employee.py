"""The people of the demo company, each at their own screen: they type, press, fill in and see."""

from __future__ import annotations

import asyncio
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bot.workspace.models import Message, User
    from bot.workspace.server import Server

# Costs only who fails: CI runs stages side by side. Less than the minute for which a dead bot's claims hold.
PATIENCE_SECONDS = 45.0
LOOK_SECONDS = 0.01


async def until(condition: Callable[[], Any], what: str = "") -> Any:  # noqa: ANN401 - whatever was waited for
    """Wait until `condition` returns something true, and return that."""
    deadline = asyncio.get_running_loop().time() + PATIENCE_SECONDS
    while True:
        found = condition()
        if found:
            return found
        if asyncio.get_running_loop().time() > deadline:
            message = f"waited {PATIENCE_SECONDS:.0f} s in vain for {what or condition}"
            raise AssertionError(message)
        await asyncio.sleep(LOOK_SECONDS)


def elements(blocks: list[dict[str, Any]]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every control of some blocks, with its block's id."""
    for block in blocks:
        for element in [*block.get("elements", ()), block.get("accessory") or {}, block.get("element") or {}]:
            if element.get("action_id"):
                yield block.get("block_id", ""), element


def words_of(blocks: list[dict[str, Any]]) -> str:
    """Return all that some blocks say."""
    found: list[str] = []

    def walk(node: object) -> None:
        if isinstance(node, dict):
            if isinstance(node.get("text"), str):
                found.append(node["text"])
            for value in node.values():
                walk(value)
        elif isinstance(node, list | tuple):
            for value in node:
                walk(value)

    walk(blocks)
    return "\n".join(found)


@dataclass(frozen=True)
class Employee:
    """Somebody at the demo company, at their own screen."""

    user: User
    server: Server

    @property
    def dm(self) -> str:
        """The direct message with the bot."""
        return self.server.acts.open_dm(self.user.id, self.server.workspace.app.bot_user_id)

    def messages(self) -> list[Message]:
        """Return the bot's messages in the direct message, oldest first."""
        bot = self.server.workspace.app.bot_user_id
        return [
            said for said in self.server.workspace.messages(self.dm, viewer=self.user.id) if said.user == bot
        ]

    async def sees(self, words: str) -> Message:
        """Wait until one of the bot's messages says `words`, and return the newest that does."""
        found = await until(lambda: self._saying(words), f"{self.user.real_name} to see {words!r}")
        message: Message = found[-1]
        return message

    def reads(self, words: str) -> bool:
        """Return whether any of the bot's messages says `words` now."""
        return bool(self._saying(words))

    async def says(self, text: str, *, thread_ts: str | None = None) -> None:
        """Type into the direct message."""
        await self.server.acts.say(self.user.id, self.dm, text, thread_ts=thread_ts)

    async def presses(self, action_id: str, *, among: Message | None = None) -> None:
        """Press the newest button of that name, waiting for it to appear."""
        message, block_id, element = await until(
            lambda: self._control(action_id, among), f"{self.user.real_name} to see the button {action_id}"
        )
        await self._click(message, block_id, element)

    async def presses_again(self, message: Message, block_id: str, element: dict[str, Any]) -> None:
        """Press a button as it was on a message, though the message may have changed since."""
        await self._click(message, block_id, element)

    def control(self, action_id: str) -> tuple[Message, str, dict[str, Any]]:
        """Return a button as it is now."""
        found = self._control(action_id, None)
        assert found is not None, action_id
        return found

    async def opens_home(self) -> str:
        """Open App Home and return all it says."""
        await self.server.acts.open_home(self.user.id)
        view = await until(lambda: self.server.workspace.home(self.user.id), "Home to be published")
        return words_of(view["blocks"])

    async def presses_on_home(self, action_id: str, value: str | None = None) -> None:
        """Press a button on App Home."""
        view = await until(lambda: self.server.workspace.home(self.user.id), "Home to be published")
        for block_id, element in elements(view["blocks"]):
            if element["action_id"] == action_id and value in {None, element.get("value")}:
                action = {"type": element["type"], "action_id": action_id, "block_id": block_id}
                action |= {key: element[key] for key in ("value", "text") if key in element}
                await self.server.acts.click(self.user.id, action, view_id=view["id"])
                return
        message = f"no {action_id} on Home"
        raise AssertionError(message)

    def on_home(self, action_id: str) -> bool:
        """Return whether App Home shows a control of that name now."""
        view = self.server.workspace.home(self.user.id)
        return view is not None and any(
            element["action_id"] == action_id for _, element in elements(view["blocks"])
        )

    async def form(self, callback_id: str) -> dict[str, Any]:
        """Wait until the form is open on top, and return its view."""

        def open_now() -> dict[str, Any] | None:
            stack = self.server.workspace.modals(self.user.id)
            return stack[-1] if stack and stack[-1].get("callback_id") == callback_id else None

        view: dict[str, Any] = await until(open_now, f"the form {callback_id}")
        return view

    async def fills(self, callback_id: str, **answers: Any) -> dict[str, str]:  # noqa: ANN401 - any input's value
        """Fill in a form and send it; returns the errors shown under its fields. A field not named stays."""
        view = await self.form(callback_id)
        state: dict[str, dict[str, Any]] = {}
        for block in view["blocks"]:
            element = block.get("element")
            if element:
                state[block["block_id"]] = {
                    element["action_id"]: _answer(element, answers.get(block["block_id"], _KEEP))
                }
        return await self.server.acts.submit(self.user.id, view["id"], state)

    async def commands(self, text: str) -> None:
        """Type `/touchbase …` into the direct message."""
        await self.server.acts.command(self.user.id, self.dm, "/touchbase", text)

    def _saying(self, words: str) -> list[Message]:
        # Full-width punctuation is the catalogs' business, not these stories'.
        wanted = unicodedata.normalize("NFKC", words)
        return [
            said
            for said in self.messages()
            if wanted in unicodedata.normalize("NFKC", f"{said.text}\n{words_of(said.blocks or [])}")
        ]

    def _control(self, action_id: str, among: Message | None) -> tuple[Message, str, dict[str, Any]] | None:
        for message in [among] if among else reversed(self.messages()):
            for block_id, element in elements(message.blocks or []):
                if element["action_id"] == action_id:
                    return message, block_id, element
        return None

    async def _click(self, message: Message, block_id: str, element: dict[str, Any]) -> None:
        action = {"type": element["type"], "action_id": element["action_id"], "block_id": block_id}
        action |= {key: element[key] for key in ("value", "text") if key in element}
        await self.server.acts.click(self.user.id, action, channel=self.dm, ts=message.ts)


_KEEP = object()


def _answer(element: dict[str, Any], given: Any) -> dict[str, Any]:  # noqa: ANN401 - any input's value
    kind = element["type"]
    if kind == "plain_text_input":
        return {"type": kind, "value": element.get("initial_value") if given is _KEEP else given}
    if kind == "datepicker":
        return {"type": kind, "selected_date": element.get("initial_date") if given is _KEEP else given}
    if kind == "channels_select":
        return {"type": kind, "selected_channel": element.get("initial_channel") if given is _KEEP else given}
    if kind in {"checkboxes", "multi_static_select"}:
        chosen = element.get("initial_options", []) if given is _KEEP else _options(element, given)
        return {"type": kind, "selected_options": chosen}
    chosen = element.get("initial_option") if given is _KEEP else _options(element, [given])[0]
    return {"type": kind, "selected_option": chosen}


def _options(element: dict[str, Any], values: list[str]) -> list[dict[str, Any]]:
    found = [
        option
        for option in element["options"]
        if option["value"] in values or option["text"]["text"] in values
    ]
    assert len(found) == len(values), (
        f"{values} not among {[option['text']['text'] for option in element['options']]}"
    )
    return found
