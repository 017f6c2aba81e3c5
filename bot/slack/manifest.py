"""The Slack app's manifest, made from what the bot really listens to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from prompts.catalog import Catalog

SCOPES = (
    "app_mentions:read",  # to answer a question in a channel
    "chat:write",  # to speak
    "commands",  # /touchbase
    "dnd:read",  # to hold reminders while somebody does not want to be disturbed
    "files:read",  # to fetch the documents HR brings for the rule book
    "files:write",  # to hand out receipts, and to bring people the copy of their own records
    "im:history",  # to read what is typed in the direct message, and to look up a doubtful delivery
    "im:read",  # to be told about direct messages
    "im:write",  # to open the direct message a copy goes to, or a doubtful delivery went to
    "users:read",  # language and time zone
    "users:read.email",  # to know which person of the company a user is
)
"""What the app may do, each with its reason. Nothing is asked for that is not used."""

EVENTS = ("app_home_opened", "app_mention", "message.im", "team_join", "user_change")
"""What Slack tells us about; a test holds this against the listeners there are."""


SAVE_MESSAGE = "records.save_message"
"""The message shortcut, taken by the records."""


def manifest(catalog: Catalog, *, request_url: str | None = None, name: str = "Touchbase") -> dict[str, Any]:
    """Return the manifest to paste into Slack. `request_url` for HTTP; without it the app uses Socket Mode."""
    command: dict[str, Any] = {
        "command": "/touchbase",
        "description": catalog.text("en", "manifest-command"),
        "usage_hint": catalog.text("en", "manifest-usage"),
        "should_escape": True,
    }
    shortcut = {
        "name": catalog.text("en", "manifest-save-message"),
        "type": "message",
        "callback_id": SAVE_MESSAGE,
        "description": catalog.text("en", "manifest-save-message-about"),
    }
    settings: dict[str, Any] = {
        "event_subscriptions": {"bot_events": list(EVENTS)},
        "interactivity": {"is_enabled": True},
        "org_deploy_enabled": False,
        "socket_mode_enabled": request_url is None,
        "token_rotation_enabled": False,
    }
    if request_url:
        command["url"] = request_url
        settings["event_subscriptions"]["request_url"] = request_url
        settings["interactivity"]["request_url"] = request_url
    return {
        "_metadata": {"major_version": 1, "minor_version": 1},
        "display_information": {
            "name": name,
            "description": catalog.text("en", "manifest-description"),
            "background_color": "#2b5d50",
        },
        "features": {
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,
            },
            "bot_user": {"display_name": name, "always_online": True},
            "shortcuts": [shortcut],
            "slash_commands": [command],
        },
        "oauth_config": {"scopes": {"bot": list(SCOPES)}},
        "settings": settings,
    }
