"""The app's modals: a stack of which the top one is shown, each keeping what was entered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from nicegui import ui

from bot.workspace.page.block_kit import Surface
from bot.workspace.page.viewer import plain, tag

if TYPE_CHECKING:
    from bot.workspace.page.desk import Desk


class ModalStack:
    """Shows whichever modals the workspace says this person has open."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._sheets: dict[str, _Sheet] = {}
        with ui.dialog().props("persistent no-shake") as self._dialog:
            self._holder = ui.element("div").classes("sheet-holder")
        self._dialog.on("escape-key", self._escape)

    def refresh(self) -> None:
        """Bring the stack up to date with the workspace."""
        views = self._desk.viewer.workspace.modals(self._desk.viewer.id)
        open_ids = [view["id"] for view in views]
        for view_id in [each for each in self._sheets if each not in open_ids]:
            self._sheets.pop(view_id).root.delete()
        for view in views:
            if view["id"] not in self._sheets:
                with self._holder:
                    self._sheets[view["id"]] = _Sheet(self._desk)
            sheet = self._sheets[view["id"]]
            sheet.show(view)
            sheet.root.set_visibility(view["id"] == open_ids[-1])
            sheet.root.props["data-testid"] = "modal" if view["id"] == open_ids[-1] else "modal-below"
        if views:
            self._dialog.open()
        else:
            self._dialog.close()

    async def _escape(self) -> None:
        views = self._desk.viewer.workspace.modals(self._desk.viewer.id)
        if views:
            await self._sheets[views[-1]["id"]].cancel()


class _Sheet:
    """One modal."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._view: dict[str, Any] = {}
        self._busy = False
        word = desk.viewer.word
        with ui.element("div").classes("sheet").props("role=dialog aria-modal=true") as self.root:
            with ui.element("div").classes("sheet-head"):
                self._title = tag("h2", classes="sheet-title").props("data-testid=modal-title")
                close = ui.button("✕", on_click=self.cancel, color=None).props("flat no-caps").classes("tool")
                close.props["aria-label"] = word("modal.close")
            with ui.element("div").classes("sheet-body"):
                self._surface = Surface(desk.viewer, self._press)
            with ui.element("div").classes("sheet-foot"):
                self._cancel = ui.button(on_click=self.cancel, color=None).props("flat no-caps")
                self._cancel.classes("btn").props("data-testid=modal-close")
                self._submit = ui.button(on_click=self.submit, color=None).props("flat no-caps")
                self._submit.classes("btn primary").props("data-testid=modal-submit")

    def show(self, view: dict[str, Any]) -> None:
        """Show this version of the view."""
        if view.get("hash") and view.get("hash") == self._view.get("hash"):
            return
        self._view = view
        word = self._desk.viewer.word
        title = plain(view.get("title"))
        self._title.set_text(title)
        self.root.props["aria-label"] = title
        self._cancel.set_text(plain(view.get("close")) or word("modal.cancel"))
        self._submit.set_text(plain(view.get("submit")) or word("modal.submit"))
        has_inputs = any(block.get("type") == "input" for block in view["blocks"])
        self._submit.set_visibility(bool(view.get("submit")) or has_inputs)
        self._surface.show(view["blocks"])

    async def submit(self) -> None:
        """Send what was entered; show what is wrong under the inputs."""
        if self._busy:
            return
        errors = self._surface.form.problems()
        if not errors:
            self._busy = True
            self._submit.props("loading")
            try:
                errors = await self._desk.submit(self._view["id"], self._surface.form.values())
            finally:
                self._busy = False
                if not self._submit.is_deleted:
                    self._submit.props(remove="loading")
        if not self.root.is_deleted:
            self._surface.show_errors(errors)

    async def cancel(self) -> None:
        """Close this modal."""
        if not self._busy:
            await self._desk.close_modal(self._view["id"])

    async def _press(self, action: dict[str, Any]) -> None:
        await self._desk.click(action, view_id=self._view["id"], state=self._surface.form.values())
