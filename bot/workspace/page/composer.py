"""The box people write in: sends on Enter, offers slash commands, remembers drafts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nicegui import ui

from bot.workspace.page.attachments import Attachments
from bot.workspace.page.viewer import tag

if TYPE_CHECKING:
    from nicegui.events import GenericEventArguments

    from bot.workspace.models import Command
    from bot.workspace.page.desk import Desk

# Enter sends and empties the box at once, in the browser, so that the next keystroke is never lost;
# an Enter that ends a word in an input method does neither.
_KEYS = """(event) => {
  const box = event.target;
  if (event.isComposing || event.keyCode === 229) return;
  if (event.key === 'Tab' && !event.shiftKey && /^\\/\\S*$/.test(box.value)) {
    event.preventDefault();
    emit('complete', box.value);
  } else if (event.key === 'Enter' && !event.shiftKey) {
    event.preventDefault();
    const text = box.value;
    box.value = '';
    box.dispatchEvent(new Event('input'));
    // The emptied box is reported a moment later; what was sent must not overtake it.
    setTimeout(() => emit('send', text), 0);
  }
}"""


class Composer:
    """Writes to a channel, or to a thread of it."""

    def __init__(self, desk: Desk, channel: str, placeholder: str, thread_ts: str | None = None) -> None:
        self._desk = desk
        self._channel = channel
        self._thread_ts = thread_ts
        self._draft_key = (channel, thread_ts or "")
        viewer = desk.viewer
        with ui.element("div").classes("composer"):
            self._offers = ui.element("div").classes("offers").props("role=listbox")
            self._offers.props["aria-label"] = viewer.word("composer.commands")
            self._offers.set_visibility(False)
            with ui.element("div").classes("composer-box"):
                self._attachments = Attachments(viewer)
                self._box = ui.textarea(value=desk.drafts.get(self._draft_key, ""))
                self._box.props("borderless autogrow rows=1 dir=auto").classes("composer-input")
                self._box.props["data-testid"] = "thread-composer" if thread_ts else "composer"
                self._box.props["placeholder"] = placeholder
                self._box.props["aria-label"] = placeholder
                with ui.element("div").classes("composer-foot"):
                    self._attachments.button()
                    if not thread_ts:
                        self._shortcuts_button()
                    tag("span", viewer.word("composer.hint"), "quiet hint")
                    send = ui.button(viewer.word("composer.send"), color=None, on_click=self._send_pressed)
                    send.props("flat no-caps").classes("btn primary send")
                    send.props["data-testid"] = "thread-send" if thread_ts else "send"
        self._box.on_value_change(self._changed)
        self._box.on("keydown", self._key, js_handler=_KEYS)

    def _shortcuts_button(self) -> None:
        shortcuts = [each for each in self._desk.viewer.workspace.shortcuts() if each.kind == "global"]
        if not shortcuts:
            return
        button = (
            ui.button(icon="bolt", color=None).props("flat no-caps data-testid=shortcuts").classes("tool")
        )
        button.props["aria-label"] = self._desk.viewer.word("side.shortcuts")
        with button, ui.menu().props("auto-close"):
            for each in shortcuts:
                ui.menu_item(
                    each.name, lambda callback_id=each.callback_id: self._desk.shortcut(callback_id)
                ).props(f'data-testid="shortcut-{each.callback_id}"')

    def _changed(self) -> None:
        text = self._box.value or ""
        self._desk.drafts[self._draft_key] = text
        offered = self._matching(text)
        self._offers.clear()
        self._offers.set_visibility(bool(offered))
        with self._offers:
            for command in offered:
                self._offer(command)

    def _matching(self, text: str) -> list[Command]:
        if self._thread_ts or not text.startswith("/") or "\n" in text:
            return []
        first, _, rest = text.partition(" ")
        commands = self._desk.viewer.workspace.commands()
        return [each for each in commands if (each.name == first if rest else each.name.startswith(first))]

    def _offer(self, command: Command) -> None:
        with ui.element("button").classes("offer").props("role=option type=button") as row:
            row.props["data-testid"] = f"command-{command.name.lstrip('/')}"
            tag("span", command.name, "offer-name")
            tag("span", command.usage_hint, "offer-hint")
            tag("span", command.description, "quiet")
        row.on("click", lambda: self._complete(command.name))

    def _complete(self, name: str) -> None:
        self._box.set_value(f"{name} ")
        self._box.run_method("focus")

    async def _key(self, event: GenericEventArguments) -> None:
        what, text = event.args
        if what == "send":
            await self._send(text)
            return
        offered = self._matching(text)
        if offered:
            self._complete(offered[0].name)

    async def _send_pressed(self) -> None:
        text = (self._box.value or "").strip()
        self._box.set_value("")
        await self._send(text)

    async def _say(self, text: str) -> None:
        files = self._attachments.take()
        if text or files:
            await self._desk.say(self._channel, text, self._thread_ts, files)

    async def _send(self, text: str) -> None:
        self._desk.drafts.pop(self._draft_key, None)
        text = text.strip()
        first, _, rest = text.partition(" ")
        known = [each.name for each in self._desk.viewer.workspace.commands()]
        if self._thread_ts or not text.startswith("/"):
            await self._say(text)
        elif first in known:
            await self._desk.command(self._channel, first, rest.strip())
        else:
            self._box.set_value(text)
            self._desk.viewer.notify(
                self._desk.viewer.word("composer.not_a_command", name=first, known=", ".join(known) or "–")
            )
