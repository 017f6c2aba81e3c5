"""One message as Slack shows it: who, when, what, and what can be done with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from nicegui import ui

from bot.workspace.page import moments
from bot.workspace.page.block_kit import Surface
from bot.workspace.page.mrkdwn import emoji_by_name
from bot.workspace.page.viewer import avatar, tag

if TYPE_CHECKING:
    from bot.workspace.models import Message
    from bot.workspace.page.desk import Desk


class MessageRow:
    """A message on the page. `in_thread` leaves out what only makes sense in the main line."""

    def __init__(self, desk: Desk, *, in_thread: bool = False) -> None:
        self._desk = desk
        self._viewer = desk.viewer
        self._in_thread = in_thread
        self._message: Message | None = None
        self._follows = False
        self._surface: Surface | None = None
        self.root = ui.element("div").classes("message").props("role=article")
        with self.root:
            self._gutter = ui.element("div").classes("gutter")
            with ui.element("div").classes("said"):
                self._head = ui.element("div").classes("message-head")
                self._body = ui.element("div").classes("message-body")
                self._foot = ui.element("div").classes("message-foot")
            self._tools = ui.element("div").classes("tools")

    def show(self, message: Message, *, follows: bool) -> None:
        """Show the message; `follows` means the same person went on writing."""
        if (message, follows) == (self._message, self._follows):
            return
        self._message, self._follows = message, follows
        self.root.props["data-testid"] = f"{'thread-' * self._in_thread}message-{message.ts}"
        self.root.classes(
            add=" ".join(
                ["follows"] * follows
                + ["ephemeral"] * bool(message.ephemeral_to)
                + ["writing"] * message.streaming
            ),
            remove=" ".join(["follows"] * (not follows) + ["writing"] * (not message.streaming)),
        )
        self._draw_head(message, follows=follows)
        self._draw_body(message)
        self._draw_foot(message)
        self._draw_tools(message)

    def _draw_head(self, message: Message, *, follows: bool) -> None:
        at = moments.moment(message.ts, self._viewer.user.tz)
        author = self._viewer.workspace.user(message.user)
        self._gutter.clear()
        self._head.clear()
        with self._gutter:
            if follows:
                tag("time", moments.clock(at, self._viewer.language), "stamp")
            else:
                avatar(author)
        with self._head:
            if message.ephemeral_to:
                with tag("div", classes="only-you"):
                    ui.icon("visibility")
                    tag("span", self._viewer.word("message.only_you"))
            if not follows:
                tag("span", author.shown_name, "author")
                if author.is_bot:
                    tag("span", self._viewer.word("app.badge"), "app-badge")
                tag("time", moments.clock(at, self._viewer.language), "stamp").props["title"] = moments.full(
                    at, self._viewer.language
                )

    def _draw_body(self, message: Message) -> None:
        if not message.blocks:
            self._surface = None
            self._body.clear()
            with self._body:
                if message.text:
                    self._viewer.mrkdwn(message.text)
                self._draw_attachments(message)
            return
        if self._surface is None:
            self._body.clear()
            with self._body:
                self._surface = Surface(self._viewer, self._press)
        self._surface.show(message.blocks)

    def _draw_attachments(self, message: Message) -> None:
        for attachment in message.attachments:
            with ui.element("div").classes("attachment-box"):
                if attachment.get("blocks"):
                    Surface(self._viewer, self._press).show(attachment["blocks"])
                else:
                    self._viewer.mrkdwn(str(attachment.get("text") or attachment.get("fallback") or ""))

    def _draw_foot(self, message: Message) -> None:
        self._foot.clear()
        with self._foot:
            # Slack marks edited text, never edited blocks.
            if message.edited and not message.blocks:
                tag("span", self._viewer.word("message.edited"), "edited quiet")
            self._draw_files(message)
            self._draw_reactions(message)
            if message.reply_count and not self._in_thread:
                key = "message.reply_one" if message.reply_count == 1 else "message.reply_many"
                words = self._viewer.word(key, count=message.reply_count)
                ui.button(words, on_click=lambda: self._desk.open_thread(message), color=None).props(
                    f'flat no-caps data-testid="replies-{message.ts}"'
                ).classes("replies")

    def _draw_files(self, message: Message) -> None:
        for file in message.files:
            address = file.page_path
            if file.mimetype.startswith("image/"):
                picture = ui.element("img").classes("picture shared")
                picture.props["src"] = address
                picture.props["alt"] = file.alt_text or file.title or file.name
            with tag("a", classes="file") as link:
                link.props(f'href="{address}" target=_blank rel=noopener')
                link.props["aria-label"] = self._viewer.word("message.file", name=file.name)
                ui.icon("description").classes("file-icon")
                with tag("span", classes="file-words"):
                    tag("span", file.title or file.name, "file-name")
                    tag("span", f"{file.name} · {_size(file.size)}", "quiet")

    def _draw_reactions(self, message: Message) -> None:
        if not message.reactions:
            return
        with ui.element("div").classes("reactions"):
            for reaction in message.reactions:
                picture = emoji_by_name().get(reaction.name, f":{reaction.name}:")
                names = ", ".join(self._viewer.person(each) for each in reaction.users)
                tag("span", f"{picture} {len(reaction.users)}", "reaction").props["title"] = names

    def _draw_tools(self, message: Message) -> None:
        self._tools.clear()
        shortcuts = [each for each in self._viewer.workspace.shortcuts() if each.kind == "message"]
        if message.ephemeral_to:
            return
        with self._tools:
            if not self._in_thread:
                reply = ui.button(icon="chat_bubble_outline", color=None)
                reply.props(f'flat no-caps data-testid="reply-{message.ts}"').classes("tool")
                reply.on_click(lambda: self._desk.open_thread(message))
                reply.props["aria-label"] = self._viewer.word("message.reply")
            if not shortcuts and self._in_thread:
                return
            more = (
                ui.button(icon="more_horiz", color=None)
                .props("flat no-caps aria-haspopup=menu")
                .classes("tool")
            )
            more.props["data-testid"] = f"menu-{message.ts}"
            more.props["aria-label"] = self._viewer.word("message.menu")
            with more, ui.menu().props("auto-close"):
                if not self._in_thread:
                    ui.menu_item(
                        self._viewer.word("message.reply"), lambda: self._desk.open_thread(message)
                    ).props("data-testid=menu-reply")
                if message.user == self._viewer.id:
                    ui.menu_item(
                        self._viewer.word("message.delete"), lambda: self._desk.delete(message)
                    ).props("data-testid=menu-delete")
                for shortcut in shortcuts:
                    ui.menu_item(
                        shortcut.name,
                        lambda callback_id=shortcut.callback_id: self._desk.shortcut(callback_id, message),
                    ).props(f'data-testid="shortcut-{shortcut.callback_id}"')

    async def _press(self, action: dict[str, Any]) -> None:
        message, surface = self._message, self._surface
        if message is not None:
            state = surface.form.values() if surface else {}
            await self._desk.click(action, channel=message.channel, ts=message.ts, state=state)


def _size(count: int) -> str:
    """Return a file size as people read it."""
    kilo = 1024
    if count < kilo:
        return f"{count} B"
    return f"{count / kilo:.0f} KB" if count < kilo * kilo else f"{count / kilo / kilo:.1f} MB"
