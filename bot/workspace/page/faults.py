"""A drawer that makes the workspace misbehave, to show how a bot copes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nicegui import ui

from bot.workspace.page.viewer import tag

if TYPE_CHECKING:
    from bot.workspace.page.viewer import Viewer


class FaultsDrawer:
    """Settings of the workspace's faults; they hold for everyone, at once."""

    def __init__(self, viewer: Viewer) -> None:
        self._viewer = viewer
        faults = viewer.workspace.faults
        with ui.dialog().props("position=right") as self._dialog, ui.element("div").classes("drawer"):
            with ui.element("div").classes("sheet-head"):
                tag("h2", viewer.word("faults.title"), "sheet-title")
                close = ui.button("✕", on_click=self._dialog.close, color=None).props("flat no-caps")
                close.classes("tool").props["aria-label"] = viewer.word("faults.close")
            tag("p", viewer.word("faults.lead"), "quiet")
            self._latency = self._number("faults.latency", "latency", faults.latency_ms, 60_000)
            self._drop = self._number("faults.drop", "drop", faults.drop_reply_rate, 1)
            self._copies = self._number("faults.duplicates", "duplicates", faults.duplicate_deliveries, 10)
            self._rate = self._number("faults.rate", "rate", faults.rate_limit_per_min, 100_000)
            reset = ui.button(viewer.word("faults.reset"), on_click=self._reset, color=None)
            reset.props("flat no-caps data-testid=faults-reset").classes("btn")
        with ui.element("div").classes("faults-row"):
            button = ui.button(viewer.word("side.faults"), on_click=self._open, color=None)
            button.props("flat no-caps data-testid=faults").classes("faults-button")
            self._mark = tag("span", viewer.word("faults.active"), "faults-on")
        self._show_mark()

    def _number(self, key: str, testid: str, value: float | None, most: float) -> ui.number:
        tag("label", self._viewer.word(key), "input-label")
        box = ui.number(value=value, min=0, max=most, on_change=self._changed)
        box.props("outlined dense hide-bottom-space").classes("field")
        box.props["data-testid"] = f"fault-{testid}"
        box.props["aria-label"] = self._viewer.word(key)
        return box

    def _open(self) -> None:
        faults = self._viewer.workspace.faults
        self._latency.value = faults.latency_ms
        self._drop.value = faults.drop_reply_rate
        self._copies.value = faults.duplicate_deliveries
        self._rate.value = faults.rate_limit_per_min
        self._dialog.open()

    def _changed(self) -> None:
        faults = self._viewer.workspace.faults
        faults.latency_ms = float(self._latency.value or 0)
        faults.drop_reply_rate = min(1.0, float(self._drop.value or 0))
        faults.duplicate_deliveries = max(1, int(self._copies.value or 1))
        faults.rate_limit_per_min = int(self._rate.value) if self._rate.value else None
        self._show_mark()

    def _reset(self) -> None:
        self._latency.value = self._drop.value = 0
        self._copies.value = 1
        self._rate.value = None

    def _show_mark(self) -> None:
        faults = self._viewer.workspace.faults
        normal = (
            not faults.latency_ms
            and not faults.drop_reply_rate
            and faults.duplicate_deliveries == 1
            and faults.rate_limit_per_min is None
        )
        self._mark.set_visibility(not normal)
