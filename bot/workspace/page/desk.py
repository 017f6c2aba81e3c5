"""One person's tab: what is open in it, what the person does, and what changes meanwhile."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, TypeVar

from nicegui import ui

from bot.workspace.errors import Refused, SlackError
from bot.workspace.page.conversation import ConversationPane, HomePane, ThreadPane
from bot.workspace.page.faults import FaultsDrawer
from bot.workspace.page.modal import ModalStack
from bot.workspace.page.sidebar import Sidebar
from bot.workspace.page.viewer import tag

if TYPE_CHECKING:
    from collections.abc import Awaitable, Sequence

    from nicegui.elements.mixins.text_element import TextElement

    from bot.workspace.acts import Acts
    from bot.workspace.models import Change, Conversation, Message, Upload
    from bot.workspace.page.viewer import Viewer

T = TypeVar("T")


class Desk:
    """Everything in one tab. Draw it once inside the page; it keeps itself up to date."""

    def __init__(self, viewer: Viewer, acts: Acts) -> None:
        self.viewer = viewer
        self.place = ""
        self.drafts: dict[tuple[str, str], str] = {}
        self._acts = acts
        self._changes: list[Change] = []
        self._banner: TextElement | None = None
        self._pane: ConversationPane | HomePane | None = None
        self._thread: ThreadPane | None = None
        with ui.element("div").classes("desk") as self._desk:
            self._side = ui.element("aside").classes("side")
            self._main = ui.element("main").classes("main")
            self._right = ui.element("aside").classes("right")
        self._right.set_visibility(False)
        self._modals = ModalStack(self)
        with self._side:
            self._sidebar = Sidebar(self)
        self._modals.refresh()
        viewer.client.on_delete(viewer.workspace.listen(self._on_change))

    # Going places

    async def go(self, place: str) -> None:
        """Open `place`: a conversation's id, or "home" for the app's Home tab."""
        if place != self.place:
            # Drawing what is open already would take away what is being typed in it.
            self.show(place)
        app = self._app_conversation()
        if place in ("home", app.id):
            tab = "home" if place == "home" else "messages"
            await self._tried(self._acts.open_home(self.viewer.id, tab))

    def show(self, place: str) -> None:
        """Draw `place` in the middle; an unknown one falls back to the app's Home tab."""
        # The press that led here may have come from something that is about to be redrawn.
        with self.viewer.client:
            self._show(place)

    def _show(self, place: str) -> None:
        mine = {each.id: each for each in self.viewer.workspace.conversations_for(self.viewer.id)}
        self.place = place if place in mine else "home"
        self.close_thread()
        self._desk.classes(remove="side-open")
        self._main.clear()
        with self._main:
            if self.place == "home":
                self._pane = HomePane(self, self._app_conversation())
            else:
                self._pane = ConversationPane(self, mine[self.place])
        self._sidebar.refresh()
        ui.navigate.history.replace(f"/as/{self.viewer.id}?at={self.place}")

    def open_thread(self, message: Message) -> None:
        """Open the thread of a message at the right."""
        self._right.clear()
        with self._right:
            self._thread = ThreadPane(self, message.channel, message.thread_ts or message.ts)
        self._right.set_visibility(True)

    def close_thread(self) -> None:
        """Close the thread at the right."""
        self._thread = None
        self._right.clear()
        self._right.set_visibility(False)

    def toggle_sidebar(self) -> None:
        """Show or hide the sidebar on a narrow screen."""
        self._desk.classes(toggle="side-open")

    async def write_to(self, user_id: str) -> None:
        """Open a direct message with a person."""
        opened = self._acts.open_dm(self.viewer.id, user_id)
        await self.go(opened)

    # Doing things; what the app or the workspace refuses becomes a note at the bottom

    async def say(
        self, channel: str, text: str, thread_ts: str | None = None, files: Sequence[Upload] = ()
    ) -> None:
        """Send a message."""
        await self._tried(self._acts.say(self.viewer.id, channel, text, thread_ts=thread_ts, files=files))

    async def command(self, channel: str, name: str, text: str) -> None:
        """Use a slash command."""
        problem = await self._tried(self._acts.command(self.viewer.id, channel, name, text))
        if problem:
            self.viewer.notify(problem)

    async def shortcut(self, callback_id: str, message: Message | None = None) -> None:
        """Use a shortcut, on a message or by itself."""
        channel, ts = (message.channel, message.ts) if message else (None, None)
        await self._tried(self._acts.shortcut(self.viewer.id, callback_id, channel=channel, ts=ts))

    def delete(self, message: Message) -> None:
        """Delete a message of one's own."""
        try:
            self._acts.delete(self.viewer.id, message.channel, message.ts)
        except Refused as refusal:
            self.viewer.notify(self.viewer.word(refusal.reason, **refusal.values))

    async def click(self, action: dict[str, Any], **where: Any) -> None:  # noqa: ANN401 - passed on as it is
        """Use an interactive element."""
        await self._tried(self._acts.click(self.viewer.id, action, **where))

    async def submit(self, view_id: str, state: dict[str, Any]) -> dict[str, str]:
        """Submit a modal; return the sentences to show under its inputs."""
        return await self._tried(self._acts.submit(self.viewer.id, view_id, state)) or {}

    async def close_modal(self, view_id: str) -> None:
        """Close a modal."""
        await self._tried(self._acts.close(self.viewer.id, view_id))

    async def set_person(self, **settings: str) -> None:
        """Change the person's own locale or time zone; the page follows."""
        self._acts.set_person(self.viewer.id, **settings)
        self._redraw()

    async def _tried(self, doing: Awaitable[T]) -> T | None:
        try:
            return await doing
        except Refused as refusal:
            self.viewer.notify(self.viewer.word(refusal.reason, **refusal.values))
        except (SlackError, TimeoutError):
            self.viewer.notify(self.viewer.word("app.no_answer"))
        return None

    # Following along

    def _on_change(self, change: Change) -> None:
        """Note a change; everything that comes in the same breath is drawn once."""
        if not self._changes:
            asyncio.get_running_loop().call_soon(self._catch_up)
        self._changes.append(change)

    def _catch_up(self) -> None:
        changes, self._changes = list(dict.fromkeys(self._changes)), []
        with self.viewer.client:
            for change in changes:
                self._follow(change)
            self._sidebar.refresh()

    def _follow(self, change: Change) -> None:
        if change.kind == "notice":
            if change.user == self.viewer.id:
                self.viewer.notify(change.note)
        elif change.kind == "view":
            self._modals.refresh()
        elif change.kind == "presence":
            self._show_banner()
        elif change.kind == "home":
            if isinstance(self._pane, HomePane):
                self._pane.refresh(change)
        elif not isinstance(self._pane, HomePane) and self._pane is not None:
            self._pane.refresh(change)
        if self._thread is not None and change.kind in ("message", "status"):
            self._thread.refresh(change)

    def _redraw(self) -> None:
        self._side.clear()
        with self._side:
            self._sidebar = Sidebar(self)
        self.show(self.place)

    def draw_banner(self) -> None:
        """Draw the line that says the bot is away; it is hidden while the bot is here."""
        self._banner = tag("div", self.viewer.word("bot.away"), "banner").props(
            "role=status data-testid=banner"
        )
        self._show_banner()

    def _show_banner(self) -> None:
        if self._banner is not None and not self._banner.is_deleted:
            self._banner.set_visibility(not self.viewer.workspace.connected)

    def faults_button(self) -> None:
        """Draw the button that opens the faults drawer."""
        FaultsDrawer(self.viewer)

    def _app_conversation(self) -> Conversation:
        workspace = self.viewer.workspace
        mine = workspace.conversations_for(self.viewer.id)
        return next(each for each in mine if each.other(self.viewer.id) == workspace.app.bot_user_id)
