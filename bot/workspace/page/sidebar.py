"""The left of the page: who I am, the app, channels and direct messages with what is unread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nicegui import ui

from bot.workspace.page import moments
from bot.workspace.page.entrance import role
from bot.workspace.page.keyed import KeyedList
from bot.workspace.page.viewer import avatar, tag

if TYPE_CHECKING:
    from collections.abc import Hashable

    from nicegui.element import Element

    from bot.workspace.models import Conversation
    from bot.workspace.page.desk import Desk

_LOCALES = {"en-US": "English", "zh-CN": "中文"}


class Sidebar:
    """Names every place the person can go."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._rows: dict[str, _Row] = {}
        viewer = desk.viewer
        with ui.element("div").classes("side-head"):
            tag("div", viewer.workspace.team.name, "team")
            self._presence = tag("span", classes="presence").props("role=status data-testid=presence")
        with ui.element("nav").classes("side-lists"):
            tag("h3", viewer.word("side.apps"))
            self._apps = self._list()
            tag("h3", viewer.word("side.channels"))
            self._channels = self._list()
            tag("h3", viewer.word("side.people"))
            self._people = self._list()
            self._write_to()
        self._me()
        self.refresh()

    def _list(self) -> KeyedList[Conversation]:
        return KeyedList(ui.element("div").classes("side-list"))

    def refresh(self) -> None:
        """Bring names, unread counts and the bot's presence up to date."""
        viewer, workspace = self._desk.viewer, self._desk.viewer.workspace
        kinds: dict[str, list[tuple[Hashable, Conversation]]] = {"app": [], "channel": [], "im": []}
        for each in workspace.conversations_for(viewer.id):
            is_app = each.other(viewer.id) == workspace.app.bot_user_id
            kinds["app" if is_app else each.kind].append((each.id, each))
        self._apps.show(kinds["app"], self._draw)
        self._channels.show(kinds["channel"], self._draw)
        self._people.show(kinds["im"], self._draw)
        for held in kinds.values():
            for _, conversation in held:
                self._rows[conversation.id].refresh(conversation)
        key = "bot.online" if workspace.connected else "bot.offline"
        self._presence.set_text(viewer.word(key))
        self._presence.classes(
            add="here" if workspace.connected else "away", remove="away" if workspace.connected else "here"
        )

    def _draw(self, conversation: Conversation) -> Element:
        row = _Row(self._desk, conversation)
        self._rows[conversation.id] = row
        return row.root

    def _write_to(self) -> None:
        viewer = self._desk.viewer
        people = {
            each.id: f"{each.shown_name} · {each.title}" if each.title else each.shown_name
            for each in viewer.workspace.people()
            if not each.is_bot and not each.deleted and each.id != viewer.id
        }
        chosen = ui.select(people, with_input=True, label=viewer.word("side.write_to"))
        chosen.props("dense borderless hide-dropdown-icon data-testid=write-to").classes("write-to")
        chosen.props["popup-content-class"] = "options"
        chosen.props["aria-label"] = viewer.word("side.write")
        chosen.on_value_change(lambda event: self._desk.write_to(event.value) if event.value else None)

    def _me(self) -> None:
        viewer, user = self._desk.viewer, self._desk.viewer.user
        with ui.element("div").classes("me").props("role=group") as me:
            me.props["aria-label"] = viewer.word("side.you")
            with ui.element("div").classes("me-name"):
                avatar(user, "small")
                with ui.element("div").classes("me-words"):
                    tag("div", user.shown_name, "me-who").props("data-testid=me")
                    tag("div", role(user.title), "me-title").props["title"] = user.title
            self._switcher()
            with ui.element("div").classes("me-settings"):
                language = ui.select(_LOCALES, value=user.locale if user.locale in _LOCALES else "en-US")
                self._setting(language, "side.language", "language")
                language.on_value_change(lambda event: self._desk.set_person(locale=event.value))
                zones = {user.tz: user.tz, **moments.zones()}
                zone = ui.select(zones, value=user.tz, with_input=True)
                self._setting(zone, "side.zone", "zone")
                zone.props["title"] = moments.zone_label(user.tz, viewer.language)
                zone.on_value_change(
                    lambda event: self._desk.set_person(tz=event.value) if event.value else None
                )
            self._desk.faults_button()

    def _setting(self, control: ui.select, key: str, testid: str) -> None:
        control.props(f"dense borderless options-dense data-testid={testid}").classes("setting")
        control.props["aria-label"] = self._desk.viewer.word(key)
        control.props["popup-content-class"] = "options"

    def _switcher(self) -> None:
        viewer = self._desk.viewer
        people = {each.id: each.shown_name for each in viewer.workspace.people() if not each.is_bot}
        other = ui.select(people, with_input=True, label=viewer.word("side.switch"))
        other.props("dense borderless data-testid=switch-person").classes("setting")
        other.props["aria-label"] = viewer.word("side.switch")
        other.props["popup-content-class"] = "options"
        other.on_value_change(lambda event: ui.navigate.to(f"/as/{event.value}") if event.value else None)
        everyone = ui.link(viewer.word("side.everyone"), "/").classes("everyone")
        everyone.props("data-testid=choose-person")


class _Row:
    """One place to go."""

    def __init__(self, desk: Desk, conversation: Conversation) -> None:
        self._desk = desk
        viewer, app = desk.viewer, desk.viewer.workspace.app
        self._other = conversation.other(viewer.id)
        is_app = self._other == app.bot_user_id
        place = "home" if is_app else conversation.id
        name = (
            "nav-app"
            if is_app
            else f"nav-dm-{self._other}"
            if self._other
            else f"nav-channel-{conversation.id}"
        )
        with ui.element("div").classes("side-item") as self.root:
            with ui.element("button").classes("side-row").props("type=button") as self._button:
                self._button.props["data-testid"] = name
                if self._other:
                    avatar(viewer.workspace.user(self._other), "tiny")
                else:
                    tag("span", "#", "hash")
                self._name = tag("span", classes="side-name")
                self._badge = tag("span", classes="badge")
            self._button.on("click", lambda: desk.go(conversation.id if self._unread() and is_app else place))
        self._conversation = conversation

    def _unread(self) -> int:
        return self._desk.viewer.workspace.unread(self._desk.viewer.id, self._conversation.id)

    def refresh(self, conversation: Conversation) -> None:
        """Show the name, whether it is open, and how much is unread."""
        self._conversation = conversation
        unread = self._unread()
        self._name.set_text(self._desk.viewer.title(conversation))
        self._badge.set_text(str(unread))
        self._badge.props["aria-label"] = self._desk.viewer.word("side.unread", count=unread)
        self._badge.set_visibility(unread > 0)
        is_app = self._other == self._desk.viewer.workspace.app.bot_user_id
        is_open = self._desk.place == conversation.id or (is_app and self._desk.place == "home")
        self._button.props["aria-current"] = "page" if is_open else "false"
        self.root.classes(replace="side-item" + " open" * is_open + " unread" * (unread > 0))
