"""The small objects blocks and elements are made of: texts, options, confirmations, rich text."""

from __future__ import annotations

from bot.workspace.block_kit.shape import (
    Shape,
    any_of_keys,
    both,
    flag,
    listing,
    number,
    one_of,
    only_one_key,
    record,
    string,
    typed,
    variant,
    whole,
)

action_id = string(255, 1)
block_id = string(255)


def plain_text(most: int) -> Shape:
    """Return the shape of a ``plain_text`` object."""
    return typed("plain_text", {"text": string(most, 1)}, {"emoji": flag})


def any_text(most: int) -> Shape:
    """Return the shape of a ``plain_text`` or ``mrkdwn`` object."""
    markdown = typed("mrkdwn", {"text": string(most, 1)}, {"verbatim": flag})
    return variant({"plain_text": plain_text(most), "mrkdwn": markdown})


confirm = record(
    {
        "title": plain_text(100),
        "text": any_text(300),
        "confirm": plain_text(30),
        "deny": plain_text(30),
    },
    {"style": one_of("primary", "danger")},
)

_option_value = string(150, 1)
option = record({"text": plain_text(75), "value": _option_value}, {"description": plain_text(75)})
rich_option = record({"text": any_text(75), "value": _option_value}, {"description": any_text(75)})
overflow_option = record(
    {"text": plain_text(75), "value": _option_value},
    {"description": plain_text(75), "url": string(3000)},
)
option_group = record({"label": plain_text(75), "options": listing(option, 100, 1)})

dispatch_action_config = record(
    {"trigger_actions_on": listing(one_of("on_enter_pressed", "on_character_entered"), 2, 1)}
)
conversation_filter = record(
    {},
    {
        "include": listing(one_of("im", "mpim", "private", "public"), 4, 1),
        "exclude_external_shared_channels": flag,
        "exclude_bot_users": flag,
    },
)

slack_file = both(record({}, {"id": string(255), "url": string(3000)}), any_of_keys("id", "url"))
image = both(
    typed("image", {"alt_text": string(2000)}, {"image_url": string(3000, 1), "slack_file": slack_file}),
    any_of_keys("image_url", "slack_file"),
    only_one_key("image_url", "slack_file"),
)

_style = record(
    {},
    dict.fromkeys(
        ("bold", "italic", "strike", "code", "underline", "highlight", "client_highlight", "unlink"), flag
    ),
)
_inline = variant(
    {
        "text": typed("text", {"text": string(12_000, 1)}, {"style": _style}),
        "link": typed(
            "link",
            {"url": string(3000, 1)},
            {"text": string(12_000), "unsafe": flag, "style": _style},
        ),
        "emoji": typed(
            "emoji",
            {"name": string(255, 1)},
            {"unicode": string(255), "skin_tone": whole(1, 6), "style": _style},
        ),
        "user": typed("user", {"user_id": string(255, 1)}, {"style": _style}),
        "usergroup": typed("usergroup", {"usergroup_id": string(255, 1)}, {"style": _style}),
        "channel": typed("channel", {"channel_id": string(255, 1)}, {"style": _style}),
        "broadcast": typed("broadcast", {"range": one_of("here", "channel", "everyone")}, {"style": _style}),
        "color": typed("color", {"value": string(255, 1)}, {"style": _style}),
        "date": typed(
            "date",
            {"timestamp": number, "format": string(1000, 1)},
            {"url": string(3000), "fallback": string(3000), "style": _style},
        ),
    }
)
_inlines = listing(_inline, 1000)
_border = whole(0, 1)
_rich_section = typed("rich_text_section", {"elements": _inlines})
rich_text_elements = listing(
    variant(
        {
            "rich_text_section": _rich_section,
            "rich_text_list": typed(
                "rich_text_list",
                {"style": one_of("bullet", "ordered"), "elements": listing(_rich_section, 1000)},
                {"indent": whole(0, 8), "offset": whole(0, 10_000), "border": _border},
            ),
            "rich_text_preformatted": typed(
                "rich_text_preformatted",
                {"elements": _inlines},
                {"border": _border, "language": string(255)},
            ),
            "rich_text_quote": typed("rich_text_quote", {"elements": _inlines}, {"border": _border}),
        }
    ),
    1000,
    1,
)
rich_text = typed("rich_text", {"elements": rich_text_elements}, {"block_id": block_id})
