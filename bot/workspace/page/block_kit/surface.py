"""A place where an app's blocks are shown: a message, a modal or the Home tab."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

from nicegui import ui

from bot.workspace.page.block_kit.drawing import Drawing, Press
from bot.workspace.page.block_kit.form import Form
from bot.workspace.page.block_kit.layouts import draw_block
from bot.workspace.page.keyed import KeyedList

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from bot.workspace.page.viewer import Viewer

Block = dict[str, Any]


class Surface:
    """Blocks on the page, redrawn block by block: what the app did not change is not touched."""

    def __init__(self, viewer: Viewer, press: Press) -> None:
        self._drawing = Drawing(viewer, press, Form())
        self._blocks: KeyedList[Block] = KeyedList(ui.element("div").classes("blocks"))

    @property
    def form(self) -> Form:
        """What the person has entered here so far."""
        return self._drawing.form

    def show(self, blocks: Sequence[Block]) -> None:
        """Show exactly these blocks, in order."""
        named = [_named(block, place) for place, block in enumerate(blocks)]
        self.form.keep_only(_block_ids(named))
        self._blocks.show(self._keyed(named), lambda block: draw_block(block, self._drawing))

    def show_errors(self, errors: dict[str, str]) -> None:
        """Show each sentence under its input, and take the others away."""
        for block_id, line in self._drawing.errors.items():
            if not line.is_deleted:
                line.set_text(errors.get(block_id, ""))
                line.set_visibility(block_id in errors)

    def _keyed(self, blocks: Sequence[Block]) -> list[tuple[Hashable, Block]]:
        language = self._drawing.viewer.language
        zone = self._drawing.viewer.user.tz
        seen: Counter[str] = Counter()
        keyed: list[tuple[Hashable, Block]] = []
        for block in blocks:
            written = json.dumps(block, sort_keys=True)
            seen[written] += 1
            keyed.append(((written, seen[written], language, zone), block))
        return keyed


def _named(block: Block, place: int) -> Block:
    return block if block.get("block_id") else {**block, "block_id": f"block-{place}"}


def _block_ids(blocks: Sequence[Block]) -> set[str]:
    nested = [
        child for block in blocks for child in (block.get("child_blocks") or block.get("elements") or [])
    ]
    return {str(block.get("block_id")) for block in [*blocks, *nested] if block.get("block_id")}
