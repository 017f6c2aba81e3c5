"""Blocks that hold others: cards, carousels of cards, and containers that fold."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from nicegui import ui

from bot.workspace.page.block_kit.drawing import Drawing, Part
from bot.workspace.page.block_kit.elements import draw_element, picture
from bot.workspace.page.block_kit.rich_text import rich_text_html
from bot.workspace.page.viewer import tag

if TYPE_CHECKING:
    from collections.abc import Callable

    from nicegui.element import Element

Block = dict[str, Any]


def card(block: Block, drawing: Drawing) -> None:
    """Draw a card: picture, icon, title, words, and its buttons."""
    with ui.element("div").classes("card-box"):
        if block.get("hero_image"):
            picture(block["hero_image"]).classes("hero")
        _titles(block, drawing)
        if block.get("body"):
            drawing.viewer.text(block["body"])
        if block.get("actions"):
            with ui.element("div").classes("bk actions"):
                for element in block["actions"]:
                    draw_element(Part(drawing, element, str(block.get("block_id", ""))))


def carousel(block: Block, drawing: Drawing) -> None:
    """Draw cards side by side."""
    with ui.element("div").classes("carousel-row"):
        for each in block.get("elements", []):
            card(each, drawing)


def container(block: Block, drawing: Drawing, draw: Callable[[Block, Drawing], Element]) -> None:
    """Draw a container; a collapsible one folds with a real, keyboard-reachable summary."""
    folds = bool(block.get("is_collapsible"))
    outer = tag("details" if folds else "div", classes=f"container-box {block.get('width') or 'standard'}")
    if folds and not block.get("default_collapsed"):
        outer.props["open"] = True
    with outer:
        head = tag("summary" if folds else "div", classes="container-head")
        if block.get("has_header_divider"):
            head.classes("ruled")
        with head:
            _titles(block, drawing)
        for child in block.get("child_blocks", []):
            draw(child, drawing)


def _titles(block: Block, drawing: Drawing) -> None:
    with ui.element("div").classes("titles"):
        if block.get("icon"):
            picture(block["icon"]).classes("tiny")
        with ui.element("div"):
            if block.get("rich_text_title"):
                ui.html(rich_text_html(block["rich_text_title"], drawing.viewer), sanitize=False).classes(
                    "mrkdwn title-words"
                )
            elif block.get("title"):
                drawing.viewer.text(block["title"], "mrkdwn title-words")
            if block.get("subtitle"):
                drawing.viewer.text(block["subtitle"], "mrkdwn quiet")
