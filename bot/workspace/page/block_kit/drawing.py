"""What every block and element needs while it is drawn, and the one way an element acts."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from nicegui import ui
from nicegui.element import Element
from nicegui.elements.mixins.text_element import TextElement

from bot.workspace.clock import WallClock
from bot.workspace.page.block_kit.form import Check, Form, Value, holding
from bot.workspace.page.viewer import Viewer, plain

Press = Callable[[dict[str, Any]], Awaitable[None]]


@dataclass
class Drawing:
    """One surface being drawn: for whom, with which inputs, and where a press goes."""

    viewer: Viewer
    press: Press
    form: Form = field(default_factory=Form)
    errors: dict[str, TextElement] = field(default_factory=dict)
    _waiting: set[int] = field(default_factory=set)

    async def act(self, part: "Part", value: Value, control: Element) -> None:
        """Send one action; the control spins and refuses a second press until the app has answered."""
        if control.id in self._waiting:
            return
        confirm = part.element.get("confirm")
        if confirm and not await confirmed(self.viewer, confirm):
            return
        self._waiting.add(control.id)
        control.props("loading").classes("waiting")
        try:
            await self.press(part.action(value))
        finally:
            self._waiting.discard(control.id)
            if not control.is_deleted:
                control.props(remove="loading").classes(remove="waiting")


@dataclass(frozen=True)
class Part:
    """One interactive element in its block."""

    drawing: Drawing
    element: dict[str, Any]
    block_id: str
    label: str = ""
    optional: bool = True
    is_input: bool = False
    dispatches: bool = True

    @property
    def kind(self) -> str:
        """The element's type."""
        return str(self.element.get("type", ""))

    @property
    def action_id(self) -> str:
        """The element's action id."""
        return str(self.element.get("action_id", ""))

    @property
    def placeholder(self) -> str:
        """The grey words in the empty control."""
        return plain(self.element.get("placeholder"))

    @property
    def spoken(self) -> str:
        """The name a screen reader says for the control."""
        return self.label or self.placeholder or self.action_id

    def action(self, value: Value) -> dict[str, Any]:
        """Return the action as Slack puts it into a `block_actions` payload."""
        return {
            "block_id": self.block_id,
            "action_id": self.action_id,
            "action_ts": f"{WallClock().time():.6f}",
            **value,
        }

    def initial(self, value: Value, check: Check | None = None) -> Value:
        """Register with the form; return what the control should hold now."""
        return self.drawing.form.place(
            self.block_id, self.action_id, {"type": self.kind, **value}, self._check(check)
        )

    def _check(self, further: Check | None) -> Check | None:
        if not self.is_input:
            return None
        missing = self.drawing.viewer.word("input.missing")

        def check(value: Value) -> str | None:
            if holding(value) is None:
                return None if self.optional else missing
            return further(value) if further else None

        return check

    async def entered(self, value: Value, control: Element) -> None:
        """Remember what was entered; tell the app when it asked to know."""
        held = {"type": self.kind, **value}
        self.drawing.form.enter(self.block_id, self.action_id, held)
        if self.dispatches:
            await self.drawing.act(self, held, control)

    def remember(self, value: Value) -> None:
        """Remember what was entered without telling the app yet."""
        self.drawing.form.enter(self.block_id, self.action_id, {"type": self.kind, **value})

    def marked(self, control: Element) -> Element:
        """Give the control its name for tests and for screen readers."""
        control.props["data-testid"] = f"action-{self.action_id}"
        control.props["aria-label"] = self.spoken
        return control


async def confirmed(viewer: Viewer, confirm: dict[str, Any]) -> bool:
    """Ask the person whether they mean it, in the words the app gave."""
    with viewer.client, ui.dialog() as dialog, ui.element("div").classes("sheet small"):
        ui.label(plain(confirm.get("title")) or viewer.word("confirm.title")).classes("sheet-title")
        viewer.text(confirm.get("text"))
        with ui.element("div").classes("sheet-foot"):
            no = plain(confirm.get("deny")) or viewer.word("confirm.no")
            yes = plain(confirm.get("confirm")) or viewer.word("confirm.yes")
            ui.button(no, on_click=lambda: dialog.submit("no"), color=None).props(
                "flat no-caps data-testid=confirm-no"
            ).classes("btn")
            ui.button(yes, on_click=lambda: dialog.submit("yes"), color=None).props(
                "flat no-caps data-testid=confirm-yes"
            ).classes("btn danger" if confirm.get("style") == "danger" else "btn primary")
    answer = await dialog
    dialog.delete()
    return bool(answer == "yes")
