"""What the toy bot declares and shows."""

from __future__ import annotations

from typing import Any

BOT_TOKEN = "xoxb-toy"  # noqa: S105 - the local workspace's own, opens nothing else
APP_TOKEN = "xapp-toy"  # noqa: S105

MANIFEST: dict[str, Any] = {
    "display_information": {"name": "Toy", "description": "A bot for tests"},
    "features": {
        "app_home": {"home_tab_enabled": True, "messages_tab_enabled": True},
        "bot_user": {"display_name": "Toy"},
        "slash_commands": [{"command": "/toy", "description": "Play", "usage_hint": "[anything]"}],
        "shortcuts": [
            {"name": "Keep this", "type": "message", "callback_id": "keep", "description": "Keep a message"}
        ],
    },
    "oauth_config": {
        "scopes": {
            "bot": [
                "chat:write",
                "commands",
                "im:history",
                "users:read",
                "app_mentions:read",
                "im:write",
                "assistant:write",
            ]
        }
    },
    "settings": {
        "socket_mode_enabled": True,
        "interactivity": {"is_enabled": True},
        "event_subscriptions": {"bot_events": ["message.im", "app_home_opened", "user_change"]},
    },
}


def plain(text: str) -> dict[str, Any]:
    """Return a plain text object."""
    return {"type": "plain_text", "text": text}


def option(text: str, value: str) -> dict[str, Any]:
    """Return an option."""
    return {"text": plain(text), "value": value}


def button(action_id: str, text: str, **more: Any) -> dict[str, Any]:  # noqa: ANN401 - any JSON
    """Return a button."""
    return {"type": "button", "action_id": action_id, "text": plain(text), "value": action_id, **more}


CONFIRM = {
    "title": plain("Throw it away?"),
    "text": plain("It cannot be brought back."),
    "confirm": plain("Throw away"),
    "deny": plain("Keep it"),
}

NOTE = {
    "type": "modal",
    "callback_id": "note",
    "title": plain("Write a note"),
    "submit": plain("Save"),
    "blocks": [
        {
            "type": "input",
            "block_id": "words",
            "label": plain("Note"),
            "element": {"type": "plain_text_input", "action_id": "words", "multiline": True},
        },
        {
            "type": "input",
            "block_id": "who",
            "label": plain("About"),
            "element": {"type": "users_select", "action_id": "who"},
        },
        {
            "type": "input",
            "block_id": "due",
            "optional": True,
            "label": plain("Due"),
            "element": {"type": "datepicker", "action_id": "due"},
        },
        {
            "type": "input",
            "block_id": "share",
            "label": plain("Share"),
            "element": {
                "type": "radio_buttons",
                "action_id": "share",
                "options": [option("With them", "yes"), option("Only me", "no")],
            },
        },
        {"type": "actions", "block_id": "deeper", "elements": [button("more", "Explain more")]},
    ],
}

LETTERS = [option("Alpha", "a"), option("Beta", "b"), option("Gamma", "c")]


def asked(action_id: str, kind: str, **more: Any) -> dict[str, Any]:  # noqa: ANN401 - any JSON
    """Return an input block with one element; its block has the same id as its action."""
    element = {"type": kind, "action_id": action_id, **more}
    return {"type": "input", "block_id": action_id, "label": plain(action_id), "element": element}


EVERYTHING = {
    "type": "modal",
    "callback_id": "everything",
    "title": plain("Everything"),
    "submit": plain("Send"),
    "blocks": [
        asked("number", "number_input", is_decimal_allowed=True),
        asked("mail", "email_text_input"),
        asked("link", "url_text_input"),
        asked("time", "timepicker"),
        asked("moment", "datetimepicker"),
        asked("boxes", "checkboxes", options=LETTERS),
        asked("one", "static_select", options=LETTERS),
        asked("some", "multi_static_select", options=LETTERS),
        asked("channel", "channels_select"),
        asked("talk", "conversations_select"),
        asked("people", "multi_users_select"),
    ],
}

MORE = {
    "type": "modal",
    "callback_id": "more",
    "title": plain("More"),
    "close": plain("Back"),
    "blocks": [{"type": "section", "text": plain("Notes stay between you two.")}],
}
