"""Elements that are chosen from: selects of every kind, checkboxes and radio buttons."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from nicegui import ui

from bot.workspace.page.viewer import plain, tag

if TYPE_CHECKING:
    from collections.abc import Mapping

    from nicegui.events import GenericEventArguments, ValueChangeEventArguments

    from bot.workspace.page.block_kit.drawing import Part
    from bot.workspace.page.block_kit.form import Value

_SELECTED = {
    "static_select": "selected_option",
    "multi_static_select": "selected_options",
    "users_select": "selected_user",
    "multi_users_select": "selected_users",
    "conversations_select": "selected_conversation",
    "multi_conversations_select": "selected_conversations",
    "channels_select": "selected_channel",
    "multi_channels_select": "selected_channels",
}


@dataclass(frozen=True)
class Menu:
    """What a select offers: what is sent for each line, how it reads, and which lines are only headings."""

    values: Mapping[str, Any]
    labels: Mapping[str, str]
    headings: tuple[int, ...] = ()

    def keys_of(self, sent: object) -> list[str]:
        """Return the lines that stand for what is held now (one value or a list of them)."""
        wanted = sent if isinstance(sent, list) else [sent]
        return [key for key, value in self.values.items() if _same(value, wanted)]


def _same(value: object, wanted: list[Any]) -> bool:
    if isinstance(value, dict):
        return any(isinstance(each, dict) and each.get("value") == value.get("value") for each in wanted)
    return value in wanted


def static_menu(element: Mapping[str, Any]) -> Menu:
    """Return the app's own options, in their groups."""
    values: dict[str, Any] = {}
    labels: dict[str, str] = {}
    headings: list[int] = []
    groups = element.get("option_groups") or [{"options": element.get("options", [])}]
    for place, group in enumerate(groups):
        if group.get("label"):
            headings.append(len(labels))
            labels[f"heading {place}"] = plain(group["label"])
        for option in group.get("options", []):
            key = f"{place} {option.get('value', '')}"
            values[key] = option
            labels[key] = plain(option.get("text"))
    return Menu(values, labels, tuple(headings))


def people_menu(part: Part) -> Menu:
    """Return everyone who can be chosen: people who are still here."""
    people = [each for each in part.drawing.viewer.workspace.people() if not each.deleted]
    labels = {each.id: each.shown_name + (f" · {each.title}" if each.title else "") for each in people}
    return Menu({each.id: each.id for each in people}, labels)


def conversations_menu(part: Part) -> Menu:
    """Return the conversations the viewer is in; only channels for a `channels_select`."""
    viewer = part.drawing.viewer
    only_channels = "channels" in part.kind
    found = [
        each
        for each in viewer.workspace.conversations_for(viewer.id)
        if each.kind == "channel" or not only_channels
    ]
    labels = {each.id: ("# " if each.kind == "channel" else "") + viewer.title(each) for each in found}
    return Menu({each.id: each.id for each in found}, labels)


def select(part: Part) -> ui.select:
    """Draw a select of any kind, single or multiple."""
    field = _SELECTED[part.kind]
    several = part.kind.startswith("multi_")
    if "static" in part.kind:
        menu = static_menu(part.element)
    else:
        menu = people_menu(part) if "users" in part.kind else conversations_menu(part)
    held = part.initial({field: _initial(part, field, several=several)})[field]
    keys = menu.keys_of(held) if held else []
    drawn = ui.select(
        dict(menu.labels),
        value=keys if several else (keys[0] if keys else None),
        multiple=several,
        with_input="static" not in part.kind,
    )
    _dress(part, drawn, menu, several=several)

    async def changed(event: ValueChangeEventArguments[Any]) -> None:
        chosen = event.value if several else [event.value] if event.value else []
        sent = [menu.values[key] for key in chosen if key in menu.values]
        await part.entered({field: sent if several else (sent[0] if sent else None)}, drawn)

    drawn.on_value_change(changed)
    return drawn


def _initial(part: Part, field: str, *, several: bool) -> object:
    given = part.element.get(field.replace("selected", "initial", 1))
    if not given and part.element.get("default_to_current_conversation"):
        return [] if several else None
    return given or ([] if several else None)


def _dress(part: Part, drawn: ui.select, menu: Menu, *, several: bool) -> None:
    part.marked(drawn)
    drawn.classes("field select").props("outlined dense options-dense hide-bottom-space")
    drawn.props["popup-content-class"] = "options"
    # Quasar shows a placeholder only beside an input; a label hidden once something is chosen does the same.
    drawn.props["label"] = part.placeholder or part.drawing.viewer.word("input.choose")
    if several:
        drawn.props("use-chips")
        if part.element.get("max_selected_items"):
            drawn.props["max-values"] = part.element["max_selected_items"]
    elif part.optional and part.is_input:
        drawn.props("clearable")
    if menu.headings:
        drawn.props[":option-disable"] = f"(option) => {list(menu.headings)}.includes(option.value)"


def checkboxes(part: Part) -> ui.element:
    """Draw a group of checkboxes."""
    options: list[dict[str, Any]] = part.element.get("options", [])
    value = part.initial({"selected_options": part.element.get("initial_options") or []})
    held = {each["value"] for each in value["selected_options"]}
    with ui.element("div").classes("choices").props("role=group") as group:
        part.marked(group)
        for option in options:

            async def toggled(event: GenericEventArguments, option: dict[str, Any] = option) -> None:
                (held.add if event.args else held.discard)(option["value"])
                chosen = [each for each in options if each["value"] in held]
                await part.entered({"selected_options": chosen}, group)

            _choice(part, "checkbox", option, checked=option["value"] in held, changed=toggled)
    return group


def radio_buttons(part: Part) -> ui.element:
    """Draw a group of radio buttons."""
    options: list[dict[str, Any]] = part.element.get("options", [])
    held: Value | None = part.initial({"selected_option": part.element.get("initial_option")})[
        "selected_option"
    ]
    with ui.element("div").classes("choices").props("role=radiogroup") as group:
        part.marked(group)
        for option in options:

            async def picked(option: dict[str, Any] = option) -> None:
                await part.entered({"selected_option": option}, group)

            checked = bool(held) and (held or {}).get("value") == option.get("value")
            _choice(part, "radio", option, checked=checked, changed=picked)
    return group


def _choice(part: Part, kind: str, option: dict[str, Any], *, checked: bool, changed: Any) -> None:  # noqa: ANN401
    viewer = part.drawing.viewer
    with tag("label", classes="choice"):
        box = ui.element("input").props(f"type={kind}")
        box.props["name"] = f"{part.block_id} {part.action_id} {id(part)}"
        box.props["data-testid"] = f"option-{option.get('value', '')}"
        if checked:
            box.props["checked"] = True
        box.on("change", changed, js_handler="(event) => emit(event.target.checked)")
        with tag("span", classes="choice-words"):
            viewer.text(option.get("text"), "mrkdwn")
            if option.get("description"):
                viewer.text(option["description"], "mrkdwn quiet")
