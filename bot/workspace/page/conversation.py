"""The middle of the page: a channel, a direct message, or the app with its Home and Messages tabs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from nicegui import ui

from bot.workspace.page.block_kit import Surface
from bot.workspace.page.composer import Composer
from bot.workspace.page.message_list import MessageList
from bot.workspace.page.viewer import avatar, tag

if TYPE_CHECKING:
    from bot.workspace.models import Change, Conversation, Message, Prompt
    from bot.workspace.page.desk import Desk

# How far back a status line set on a message's own thread is still looked for.
_RECENT = 8


def draw_heading(desk: Desk, conversation: Conversation, tab: str) -> None:
    """Draw the name of what is open; for the app also its tabs."""
    viewer, workspace = desk.viewer, desk.viewer.workspace
    with ui.element("header").classes("heading"):
        ui.button("☰", on_click=desk.toggle_sidebar, color=None).props("flat no-caps").classes(
            "tool burger"
        ).props["aria-label"] = viewer.word("side.menu")
        other = conversation.other(viewer.id)
        if other:
            avatar(workspace.user(other), "small")
        mark = "# " if conversation.kind == "channel" else ""
        with ui.element("div").classes("heading-words"):
            tag("h2", mark + viewer.title(conversation)).props("data-testid=heading")
            about = workspace.user(other).title if other else conversation.topic
            if about:
                tag("div", about, "quiet")
    if other == workspace.app.bot_user_id:
        with ui.element("nav").classes("tabs").props("role=tablist"):
            _tab(desk, "home", "home", tab)
            _tab(desk, "messages", conversation.id, tab)
    desk.draw_banner()


def _tab(desk: Desk, name: str, place: str, open_tab: str) -> None:
    button = ui.button(desk.viewer.word(f"tab.{name}"), on_click=lambda: desk.go(place), color=None)
    button.props(f'flat no-caps role=tab data-testid="tab-{name}"')
    button.props["aria-selected"] = "true" if name == open_tab else "false"
    button.classes("tab open" if name == open_tab else "tab")


class ConversationPane:
    """A conversation's messages and the box to write in."""

    def __init__(self, desk: Desk, conversation: Conversation) -> None:
        self._desk = desk
        self.channel = conversation.id
        self._prompts: list[Prompt] = []
        viewer = desk.viewer
        draw_heading(desk, conversation, "messages")
        mark = "#" if conversation.kind == "channel" else ""
        name = mark + viewer.title(conversation)
        self._list = MessageList(desk)
        self._own_at_opening = self._last_own(viewer.workspace.messages(self.channel, viewer=viewer.id))
        key = "message.empty" if conversation.kind == "im" else "message.empty_channel"
        self._empty = tag("div", viewer.word(key, name=viewer.title(conversation)), "beginning")
        self._status = tag("div", classes="status").props("role=status data-testid=status")
        self._chips = ui.element("div").classes("chips").props("role=group")
        self._chips.props["aria-label"] = viewer.word("composer.prompts")
        Composer(desk, self.channel, viewer.word("composer.to", name=name))
        self.refresh(None)

    def refresh(self, change: Change | None) -> None:
        """Bring the pane up to date after `change`; None draws everything."""
        if change is not None and change.channel not in (None, self.channel):
            return
        viewer = self._desk.viewer
        messages = viewer.workspace.messages(self.channel, viewer=viewer.id)
        self._list.show(messages)
        self._empty.set_visibility(not messages)
        self._show_status(messages)
        self._show_prompts(messages)
        if messages:
            viewer.workspace.mark_read(viewer.id, self.channel)

    def _show_status(self, messages: list[Message]) -> None:
        workspace = self._desk.viewer.workspace
        threads = [None, *(message.ts for message in reversed(messages[-_RECENT:]))]
        status = next((found for ts in threads if (found := workspace.status(self.channel, ts))), "")
        self._status.set_text(f"{workspace.app.name} {status}" if status else "")
        self._status.set_visibility(bool(status))

    def _last_own(self, messages: list[Message]) -> str:
        own = (message.ts for message in reversed(messages) if message.user == self._desk.viewer.id)
        return next(own, "")

    def _show_prompts(self, messages: list[Message]) -> None:
        # They help to begin: offered whenever the tab is opened, gone once the person has written.
        prompts = (
            []
            if self._last_own(messages) != self._own_at_opening
            else self._desk.viewer.workspace.suggested_prompts(self.channel)
        )
        if prompts == self._prompts:
            return
        self._prompts = prompts
        self._chips.clear()
        with self._chips:
            for number, prompt in enumerate(prompts):
                chip = ui.button(prompt.title, color=None).props("flat no-caps").classes("chip")
                chip.props["data-testid"] = f"prompt-{number}"
                chip.on_click(lambda prompt=prompt: self._desk.say(self.channel, prompt.message))


class ThreadPane:
    """One thread, at the right of the page."""

    def __init__(self, desk: Desk, channel: str, thread_ts: str) -> None:
        self._desk = desk
        self._channel = channel
        self._ts = thread_ts
        viewer = desk.viewer
        with ui.element("header").classes("heading"):
            with ui.element("div").classes("heading-words"):
                tag("h2", viewer.word("thread.title"))
            close = ui.button("✕", on_click=desk.close_thread, color=None).props("flat no-caps")
            close.classes("tool").props("data-testid=thread-close")
            close.props["aria-label"] = viewer.word("thread.close")
        self._list = MessageList(desk, in_thread=True)
        self._status = tag("div", classes="status").props("role=status")
        Composer(desk, channel, viewer.word("thread.composer"), thread_ts)
        self.refresh(None)

    def refresh(self, change: Change | None) -> None:
        """Bring the thread up to date after `change`; None draws everything."""
        if change is not None and change.channel not in (None, self._channel):
            return
        workspace = self._desk.viewer.workspace
        self._list.show(workspace.messages(self._channel, thread_ts=self._ts, viewer=self._desk.viewer.id))
        status = workspace.status(self._channel, self._ts)
        self._status.set_text(f"{workspace.app.name} {status}" if status else "")
        self._status.set_visibility(bool(status))


class HomePane:
    """The app's Home tab as it has published it for this person."""

    def __init__(self, desk: Desk, conversation: Conversation) -> None:
        self._desk = desk
        self._view: dict[str, Any] | None = None
        draw_heading(desk, conversation, "home")
        with ui.element("div").classes("home").props("data-testid=home"):
            self._empty = tag("div", desk.viewer.word("home.empty"), "beginning")
            self._surface = Surface(desk.viewer, self._press)
        self.refresh(None)

    def refresh(self, change: Change | None) -> None:
        """Bring the tab up to date; `change` does not matter, for unchanged blocks are left alone."""
        del change
        self._view = self._desk.viewer.workspace.home(self._desk.viewer.id)
        self._empty.set_visibility(self._view is None)
        self._surface.show(self._view["blocks"] if self._view else [])

    async def _press(self, action: dict[str, Any]) -> None:
        if self._view is not None:
            await self._desk.click(action, view_id=self._view["id"], state=self._surface.form.values())
