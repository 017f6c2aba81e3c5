"""The layout blocks: how each kind of Block Kit block looks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from nicegui import ui

from bot.workspace.page.block_kit.containers import card, carousel, container
from bot.workspace.page.block_kit.drawing import Drawing, Part
from bot.workspace.page.block_kit.elements import draw_element, picture
from bot.workspace.page.block_kit.rich_text import rich_text_html
from bot.workspace.page.viewer import plain, tag

if TYPE_CHECKING:
    from collections.abc import Callable

    from nicegui.element import Element

Block = dict[str, Any]


def draw_block(block: Block, drawing: Drawing) -> Element:
    """Draw one block in a box of its own; a kind unknown here becomes a plain box that names it."""
    kind = str(block.get("type", ""))
    drawing.form.redraw(str(block.get("block_id", "")))
    with ui.element("div").classes(f"bk {kind}") as box:
        box.props["data-block-id"] = str(block.get("block_id", ""))
        draw = _DRAW.get(kind)
        if draw is None:
            ui.label(drawing.viewer.word("block.unknown", type=kind)).classes("unknown")
        else:
            draw(block, drawing)
    return box


def _part(block: Block, element: dict[str, Any], drawing: Drawing) -> Part:
    return Part(drawing, element, str(block.get("block_id", "")))


def _header(block: Block, drawing: Drawing) -> None:
    with tag("h3", classes="header-words"):
        drawing.viewer.text(block.get("text"), "")


def _section(block: Block, drawing: Drawing) -> None:
    with ui.element("div").classes("section-words"):
        if block.get("text"):
            drawing.viewer.text(block["text"])
        if block.get("fields"):
            with ui.element("div").classes("section-fields"):
                for field in block["fields"]:
                    drawing.viewer.text(field)
    if block.get("accessory"):
        with ui.element("div").classes("accessory"):
            draw_element(_part(block, block["accessory"], drawing))


def _divider(_block: Block, _drawing: Drawing) -> None:
    ui.element("hr")


def _context(block: Block, drawing: Drawing) -> None:
    for element in block.get("elements", []):
        if element.get("type") == "image":
            picture(element).classes("tiny")
        else:
            drawing.viewer.text(element)


def _actions(block: Block, drawing: Drawing) -> None:
    for element in block.get("elements", []):
        draw_element(_part(block, element, drawing))


def _input(block: Block, drawing: Drawing) -> None:
    element, block_id = block.get("element") or {}, str(block.get("block_id", ""))
    label, optional = plain(block.get("label")), bool(block.get("optional"))
    with tag("div", classes="input-label"):
        tag("span", label)
        if optional:
            tag("span", drawing.viewer.word("input.optional"), "quiet")
    draw_element(
        Part(
            drawing,
            element,
            block_id,
            label,
            optional,
            is_input=True,
            dispatches=bool(block.get("dispatch_action")),
        )
    )
    drawing.errors[block_id] = tag("div", classes="input-error").props(
        f'role=alert data-testid="error-{block_id}"'
    )
    drawing.errors[block_id].set_visibility(False)
    if block.get("hint"):
        drawing.viewer.text(block["hint"], "quiet hint")


def _image(block: Block, drawing: Drawing) -> None:
    if block.get("title"):
        drawing.viewer.text(block["title"], "quiet")
    picture(block)


def _rich_text(block: Block, drawing: Drawing) -> None:
    ui.html(rich_text_html(block, drawing.viewer), sanitize=False).classes("mrkdwn")


def _markdown(block: Block, _drawing: Drawing) -> None:
    extras = ["fenced-code-blocks", "tables", "strike", "cuddled-lists", "task_list", "breaks"]
    ui.markdown(str(block.get("text", "")), extras=extras).classes("mrkdwn markdown-words")


def _table(block: Block, drawing: Drawing) -> None:
    settings = block.get("column_settings") or []
    rows = block.get("rows", [])
    with ui.element("div").classes("table-scroll"), tag("table"):
        for number, row in enumerate(rows):
            with tag("tr"):
                for column, cell in enumerate(row):
                    wanted = (settings[column] if column < len(settings) else None) or {}
                    _cell(cell, wanted, "th" if number == 0 else "td", drawing)


def _cell(cell: dict[str, Any], wanted: dict[str, Any], name: str, drawing: Drawing) -> None:
    with tag(name) as drawn:
        drawn.style(f"text-align:{wanted.get('align', 'left')}")
        if not wanted.get("is_wrapped"):
            drawn.classes("one-line")
        if cell.get("type") == "rich_text":
            _rich_text(cell, drawing)
        else:
            tag("span", str(cell.get("text") or cell.get("value") or ""))


def _alert(block: Block, drawing: Drawing) -> None:
    with ui.element("div").classes(f"alert-box {block.get('level') or 'default'}").props("role=status"):
        drawing.viewer.text(block.get("text"))


def _video(block: Block, drawing: Drawing) -> None:
    _linked(
        block.get("title"), block.get("title_url") or block.get("video_url"), "▶ ", drawing, "block.video"
    )
    if block.get("description"):
        drawing.viewer.text(block["description"], "quiet")


def _file(block: Block, drawing: Drawing) -> None:
    words = drawing.viewer.word("block.file")
    tag("div", f"{words} {block.get('external_id', '')}", "attachment")


def _linked(title: object, url: object, mark: str, drawing: Drawing, key: str) -> None:
    words = mark + (plain(title) or drawing.viewer.word(key))
    if isinstance(url, str) and url.startswith("http"):
        ui.link(words, url, new_tab=True).classes("attachment")
    else:
        tag("div", words, "attachment")


def _container(block: Block, drawing: Drawing) -> None:
    container(block, drawing, draw_block)


_DRAW: dict[str, Callable[[Block, Drawing], None]] = {
    "header": _header,
    "section": _section,
    "divider": _divider,
    "context": _context,
    "actions": _actions,
    "context_actions": _actions,
    "input": _input,
    "image": _image,
    "rich_text": _rich_text,
    "markdown": _markdown,
    "table": _table,
    "alert": _alert,
    "video": _video,
    "file": _file,
    "card": card,
    "carousel": carousel,
    "container": _container,
}
