"""Who is looking at the page, and how the world is named and dated for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nicegui import Client, ui
from nicegui.elements.mixins.text_element import TextElement

from bot.workspace.errors import SlackError
from bot.workspace.page import moments, mrkdwn
from bot.workspace.page.words import language_of, word

if TYPE_CHECKING:
    from bot.workspace.models import Conversation, User
    from bot.workspace.state import Workspace

_HUES = ("#4a154b", "#1264a3", "#007a5a", "#8a5a00", "#a32035", "#5b3cc4", "#0b6b74", "#8b3f00")


class Viewer:
    """One person in one browser tab; read from the workspace whenever asked, so never stale."""

    def __init__(self, workspace: Workspace, user_id: str, client: Client) -> None:
        self.workspace = workspace
        self.id = user_id
        self.client = client

    @property
    def user(self) -> User:
        """The person as they are now."""
        return self.workspace.user(self.id)

    @property
    def language(self) -> str:
        """The page language that fits the person's locale."""
        return language_of(self.user.locale)

    def word(self, key: str, **values: object) -> str:
        """Return one of the page's own words in the person's language."""
        return word(key, self.language, **values)

    def notify(self, text: str, *, good: bool = False) -> None:
        """Show a passing note at the bottom of the page; nothing happens when the tab is gone."""
        if self.client.has_socket_connection:
            with self.client:
                ui.notify(text, color="positive" if good else "dark", position="bottom", close_button="✕")

    def person(self, user_id: str) -> str:
        """Return the name people see for a user id; the id itself when nobody has it."""
        try:
            return self.workspace.user(user_id).shown_name
        except SlackError:
            return user_id

    def channel(self, channel_id: str) -> str:
        """Return a conversation's name by id; the id itself when there is no such conversation."""
        found = [each for each in self.workspace.conversations_for(self.id) if each.id == channel_id]
        return self.title(found[0]) if found else channel_id

    def date(self, unix: int, form: str) -> str:
        """Return a date token written in the person's zone and language."""
        return moments.written(unix, form, self.user.tz, self.language)

    def title(self, conversation: Conversation) -> str:
        """Return what the conversation is called for this person, without `#`."""
        return self.person(conversation.other(self.id)) if conversation.kind == "im" else conversation.name

    def mrkdwn(self, text: str, classes: str = "mrkdwn") -> ui.html:
        """Draw mrkdwn."""
        return ui.html(mrkdwn.to_html(text, self), sanitize=False).classes(classes).props("dir=auto")

    def text(self, text: dict[str, object] | None, classes: str = "mrkdwn") -> ui.html:
        """Draw a Block Kit text object, `plain_text` or `mrkdwn`."""
        written = str((text or {}).get("text", ""))
        if (text or {}).get("type") == "mrkdwn":
            return self.mrkdwn(written, classes)
        return ui.html(mrkdwn.plain_html(written), sanitize=False).classes(classes).props("dir=auto")


def plain(text: object) -> str:
    """Return the words of a Block Kit text object for a label: emoji drawn, no mark-up."""
    return mrkdwn.with_emoji(str(text.get("text", ""))) if isinstance(text, dict) else ""


def tag(name: str, text: str = "", classes: str = "") -> TextElement:
    """Draw a plain HTML element with some text."""
    element = TextElement(tag=name, text=text)
    if classes:
        element.classes(classes)
    return element


def avatar(user: User, size: str = "") -> None:
    """Draw a person's picture: their initial on their own colour."""
    hue = _HUES[sum(map(ord, user.id)) % len(_HUES)]
    box = (
        tag("span", initials(user.shown_name), f"avatar {size}")
        .style(f"background:{hue}")
        .props("aria-hidden=true")
    )
    if user.is_bot:
        box.classes("bot")


def initials(name: str) -> str:
    """Return one or two letters that stand for a name; one character for a Chinese name."""
    words = [each for each in name.split() if each[0].isalnum()]
    if not words:
        return name[:1] or "?"
    if not words[0].isascii():
        return words[0][0]
    return "".join(each[0] for each in (words[0], words[-1])[: len(words)]).upper()
