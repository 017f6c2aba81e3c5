"""What an app's Slack manifest says it needs, read once from the manifest's JSON."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.workspace.models import Command, Shortcut

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class Manifest:
    """The parts of a manifest the workspace acts on.

    `request_url` receives events, `interactivity_url` interactions (HTTP mode only); a command's own
    URL is in `command_urls`. `bot_events` and `scopes` are exactly what the manifest lists.
    """

    socket_mode: bool
    request_url: str
    interactivity_url: str
    command_urls: Mapping[str, str]
    bot_events: frozenset[str]
    scopes: frozenset[str]
    commands: tuple[Command, ...]
    shortcuts: tuple[Shortcut, ...]
    home_tab: bool
    messages_tab: bool
    description: str

    @classmethod
    def read(cls, manifest: Mapping[str, Any]) -> Manifest:
        """Read a manifest as Slack's app settings page takes it; missing sections mean "none"."""
        features = manifest.get("features", {})
        settings = manifest.get("settings", {})
        events = settings.get("event_subscriptions", {})
        interactivity = settings.get("interactivity", {})
        home = features.get("app_home", {})
        declared = features.get("slash_commands", ())
        request_url = events.get("request_url", "")
        return cls(
            socket_mode=bool(settings.get("socket_mode_enabled", False)),
            request_url=request_url,
            interactivity_url=interactivity.get("request_url", request_url),
            command_urls={command["command"]: command.get("url", request_url) for command in declared},
            bot_events=frozenset(events.get("bot_events", ())),
            scopes=frozenset(manifest.get("oauth_config", {}).get("scopes", {}).get("bot", ())),
            commands=tuple(
                Command(command["command"], command.get("description", ""), command.get("usage_hint", ""))
                for command in declared
            ),
            shortcuts=tuple(
                Shortcut(
                    shortcut["name"],
                    shortcut["callback_id"],
                    "message" if shortcut.get("type") == "message" else "global",
                    shortcut.get("description", ""),
                )
                for shortcut in features.get("shortcuts", ())
            ),
            home_tab=bool(home.get("home_tab_enabled", False)),
            messages_tab=bool(home.get("messages_tab_enabled", True)),
            description=manifest.get("display_information", {}).get("description", ""),
        )
