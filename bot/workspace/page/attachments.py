"""Files somebody is about to send with a message."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nicegui import ui

from bot.workspace.models import Upload
from bot.workspace.page.viewer import tag

if TYPE_CHECKING:
    from nicegui.events import UploadEventArguments

    from bot.workspace.page.viewer import Viewer

_LARGEST_BYTES = 50_000_000


class Attachments:
    """Shows the chosen files above the box to write in until they are sent or taken back."""

    def __init__(self, viewer: Viewer) -> None:
        self._viewer = viewer
        self._files: list[Upload] = []
        self._row = ui.element("div").classes("attachments")
        self._picker = ui.upload(
            on_upload=self._chosen, multiple=True, auto_upload=True, max_file_size=_LARGEST_BYTES
        )
        # The uploader's own box is not shown; its picker is opened by the button.
        self._picker.classes("unseen").props("aria-hidden=true")

    def button(self) -> None:
        """Draw the button that opens the file picker."""
        attach = ui.button(icon="attach_file", color=None).props("flat no-caps data-testid=attach")
        attach.classes("tool").props["aria-label"] = self._viewer.word("composer.attach")
        attach.on_click(lambda: self._picker.run_method("pickFiles"))

    def take(self) -> tuple[Upload, ...]:
        """Return the chosen files and start again with none."""
        taken, self._files = tuple(self._files), []
        self._draw()
        return taken

    async def _chosen(self, event: UploadEventArguments) -> None:
        file = event.file
        self._files.append(Upload(file.name, await file.read(), file.content_type))
        self._picker.reset()
        self._draw()

    def _draw(self) -> None:
        self._row.clear()
        with self._row:
            for file in self._files:
                with ui.element("span").classes("attached"):
                    tag("span", file.name)
                    drop = ui.button("✕", color=None).props("flat no-caps").classes("tool")
                    drop.props["aria-label"] = self._viewer.word("composer.drop", name=file.name)
                    drop.on_click(lambda file=file: self._drop(file))

    def _drop(self, file: Upload) -> None:
        self._files.remove(file)
        self._draw()
