"""Which function draws which Block Kit element."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nicegui import ui

from bot.workspace.page.block_kit import buttons, choices, fields

if TYPE_CHECKING:
    from collections.abc import Callable

    from nicegui.element import Element

    from bot.workspace.page.block_kit.drawing import Part

_DRAW: dict[str, Callable[[Part], Element]] = {
    "button": buttons.button,
    "workflow_button": buttons.button,
    "overflow": buttons.overflow,
    "feedback_buttons": buttons.feedback_buttons,
    "icon_button": buttons.icon_button,
    "static_select": choices.select,
    "multi_static_select": choices.select,
    "users_select": choices.select,
    "multi_users_select": choices.select,
    "conversations_select": choices.select,
    "multi_conversations_select": choices.select,
    "channels_select": choices.select,
    "multi_channels_select": choices.select,
    "checkboxes": choices.checkboxes,
    "radio_buttons": choices.radio_buttons,
    "plain_text_input": fields.text_input,
    "number_input": fields.number_input,
    "email_text_input": fields.email_input,
    "url_text_input": fields.url_input,
    "datepicker": fields.date_picker,
    "timepicker": fields.time_picker,
    "datetimepicker": fields.datetime_picker,
}


def draw_element(part: Part) -> Element:
    """Draw one element; an image is a picture, and what is unknown is named instead of hidden."""
    if part.kind == "image":
        return picture(part.element)
    draw = _DRAW.get(part.kind)
    if draw is None:
        words = part.drawing.viewer.word("block.unknown", type=part.kind)
        return ui.label(words).classes("unknown")
    return draw(part)


def picture(element: dict[str, object]) -> Element:
    """Draw an image element with its description; a Slack file is shown by its own address."""
    file = element.get("slack_file")
    source = element.get("image_url") or (file.get("url") if isinstance(file, dict) else "") or ""
    drawn = ui.element("img").classes("picture")
    drawn.props["src"] = str(source)
    drawn.props["alt"] = str(element.get("alt_text", ""))
    return drawn
