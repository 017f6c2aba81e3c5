"""The messages of a conversation or thread, kept in step with the workspace."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nicegui import ui

from bot.workspace.page import moments
from bot.workspace.page.keyed import KeyedList
from bot.workspace.page.message import MessageRow
from bot.workspace.page.viewer import tag

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from nicegui.element import Element

    from bot.workspace.models import Message
    from bot.workspace.page.desk import Desk

_TOGETHER_SECONDS = 300
# How many messages are drawn at first, and with each press on "earlier".
_PAGE = 80


class MessageList:
    """Draws new messages, updates changed ones in place, removes deleted ones; stays at the newest."""

    def __init__(self, desk: Desk, *, in_thread: bool = False) -> None:
        self._desk = desk
        self._in_thread = in_thread
        self._rows: dict[str, MessageRow] = {}
        self._most = _PAGE
        self._messages: Sequence[Message] = ()
        # Bottom-up layout keeps the newest message in view without any script.
        with ui.element("div").classes("scroller") as self._scroller:
            self._list: KeyedList[Message | str] = KeyedList(
                ui.element("div").classes("messages").props("role=log aria-live=polite")
            )
            self._earlier = ui.button(
                desk.viewer.word("message.earlier"), on_click=self._show_earlier, color=None
            )
            self._earlier.props("flat no-caps data-testid=earlier").classes("replies earlier")

    def show(self, messages: Sequence[Message]) -> None:
        """Show these messages, oldest first, under the day they were said; long ago ones on request."""
        self._messages = messages
        self._earlier.set_visibility(len(messages) > self._most)
        self._show(messages[-self._most :])

    def _show_earlier(self) -> None:
        self._most += _PAGE
        self.show(self._messages)

    def _show(self, messages: Sequence[Message]) -> None:
        lines: list[tuple[Hashable, Message | str]] = []
        follows: dict[str, bool] = {}
        before: Message | None = None
        viewer = self._desk.viewer
        for message in messages:
            at = moments.moment(message.ts, viewer.user.tz)
            new_day = before is None or moments.moment(before.ts, viewer.user.tz).date() != at.date()
            if new_day and not self._in_thread:
                words = moments.day(at, viewer.language)
                lines.append((("day", at.date()), words))
            lines.append((message.ts, message))
            follows[message.ts] = not new_day and before is not None and _together(before, message)
            before = message
        new = self._list.show(lines, self._draw)
        shown = {message.ts: message for message in messages}
        self._rows = {ts: row for ts, row in self._rows.items() if ts in shown}
        for ts, row in self._rows.items():
            row.show(shown[ts], follows=follows[ts])
        if any(ts in shown and shown[ts].user == viewer.id for ts in map(str, new)):
            self._to_newest()

    def _to_newest(self) -> None:
        self._desk.viewer.client.run_javascript(f"getHtmlElement({self._scroller.id}).scrollTop = 0")

    def _draw(self, line: Message | str) -> Element:
        if isinstance(line, str):
            with ui.element("div").classes("day") as divider:
                tag("span", line)
            return divider
        row = MessageRow(self._desk, in_thread=self._in_thread)
        self._rows[line.ts] = row
        return row.root


def _together(before: Message, message: Message) -> bool:
    return (
        before.user == message.user
        and before.ephemeral_to == message.ephemeral_to
        and float(message.ts) - float(before.ts) < _TOGETHER_SECONDS
        and not before.reply_count
    )
