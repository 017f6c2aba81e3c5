"""Elements that are pressed: buttons, overflow menus, feedback and icon buttons, workflow buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from nicegui import ui

from bot.workspace.page.mrkdwn import is_safe
from bot.workspace.page.viewer import plain

if TYPE_CHECKING:
    from bot.workspace.page.block_kit.drawing import Part

_ICONS = {"trash": "delete_outline", "copy": "content_copy", "edit": "edit", "refresh": "refresh"}


def button(part: Part) -> ui.button:
    """Draw a button; one with a `url` opens it and still tells the app, as in Slack."""
    element = part.element
    label = plain(element.get("text"))
    drawn = ui.button(label, color=None).props("flat no-caps").classes(f"btn {element.get('style', '')}")
    part.marked(drawn).props["aria-label"] = element.get("accessibility_label") or label
    if is_safe(str(element.get("url", ""))):
        drawn.props["href"] = element["url"]
        drawn.props("target=_blank")
    value: dict[str, Any] = {"type": part.kind, "text": element.get("text"), "value": element.get("value")}
    if element.get("style"):
        value["style"] = element["style"]
    drawn.on_click(lambda: part.drawing.act(part, value, drawn))
    return drawn


def overflow(part: Part) -> ui.button:
    """Draw the "…" button with its menu of options."""
    drawn = ui.button("⋯", color=None).props("flat no-caps").classes("btn overflow")
    part.marked(drawn).props["aria-label"] = part.drawing.viewer.word("block.more")
    with drawn, ui.menu().props("auto-close"):
        for option in part.element.get("options", []):
            _overflow_option(part, option, drawn)
    return drawn


def _overflow_option(part: Part, option: dict[str, Any], drawn: ui.button) -> None:
    value = {"type": "overflow", "selected_option": option}
    with ui.menu_item(on_click=lambda: part.drawing.act(part, value, drawn)).props(
        f'data-testid="option-{option.get("value", "")}"'
    ):
        with ui.element("div"):
            ui.label(plain(option.get("text")))
            if option.get("description"):
                ui.label(plain(option["description"])).classes("quiet")
        if is_safe(str(option.get("url", ""))):
            ui.link("↗", option["url"], new_tab=True).props("aria-hidden=true").classes("quiet")


def feedback_buttons(part: Part) -> ui.element:
    """Draw the pair of thumbs under an answer; the one chosen stays lit."""
    chosen: list[ui.button] = []
    with ui.element("div").classes("feedback") as row:
        for name, icon, key in (
            ("positive_button", "thumb_up_off_alt", "block.good"),
            ("negative_button", "thumb_down_off_alt", "block.bad"),
        ):
            _thumb(part, part.element.get(name) or {}, icon, key, chosen)
    return row


def _thumb(part: Part, side: dict[str, Any], icon: str, key: str, chosen: list[ui.button]) -> None:
    label = plain(side.get("text")) or part.drawing.viewer.word(key)
    drawn = ui.button(icon=icon, color=None).props("flat no-caps aria-pressed=false").classes("btn thumb")
    drawn.props["data-testid"] = f"action-{part.action_id}-{side.get('value', '')}"
    drawn.props["aria-label"] = side.get("accessibility_label") or label
    with drawn:
        ui.tooltip(label)
    chosen.append(drawn)
    value = {"type": part.kind, "text": side.get("text"), "value": side.get("value")}

    async def press() -> None:
        for each in chosen:
            each.classes(remove="chosen").props("aria-pressed=false")
        drawn.classes("chosen").props("aria-pressed=true")
        await part.drawing.act(part, value, drawn)

    drawn.on_click(press)


def icon_button(part: Part) -> ui.button:
    """Draw a small button with a picture, named for screen readers by its text."""
    icon = str(part.element.get("icon", ""))
    label = plain(part.element.get("text"))
    drawn = ui.button(icon=_ICONS.get(icon, "radio_button_unchecked"), color=None)
    drawn.props("flat no-caps").classes("btn icon")
    part.marked(drawn).props["aria-label"] = part.element.get("accessibility_label") or label
    with drawn:
        ui.tooltip(label)
    value = {
        "type": part.kind,
        "text": part.element.get("text"),
        "value": part.element.get("value"),
        "icon": icon,
    }
    drawn.on_click(lambda: part.drawing.act(part, value, drawn))
    return drawn
