"""Elements that are filled in: text, numbers, addresses, dates, times and files."""

from __future__ import annotations

import re
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from nicegui import ui

from bot.workspace.page import moments

if TYPE_CHECKING:
    from nicegui.events import ValueChangeEventArguments

    from bot.workspace.page.block_kit.drawing import Part
    from bot.workspace.page.block_kit.form import Check, Value

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_URL = re.compile(r"(https?://|mailto:|tel:|slack:)\S+", re.IGNORECASE)
_LINES = 4
# Submits on Enter without taking the Enter that ends a Chinese word in an input method.
_ENTER = "(event) => { if (event.key === 'Enter' && !event.isComposing) emit(event.target.value) }"


def text_input(part: Part) -> ui.input | ui.textarea:
    """Draw a `plain_text_input`, on one line or several."""
    element = part.element
    held = part.initial({"value": element.get("initial_value")}, _length(part))["value"] or ""
    drawn: ui.input | ui.textarea
    if element.get("multiline"):  # noqa: SIM108 - the two lines say more than one long one
        drawn = ui.textarea(value=held).props(f"rows={_LINES} autogrow")
    else:
        drawn = ui.input(value=held)
    _dress(part, drawn)
    if element.get("max_length"):
        drawn.props["maxlength"] = element["max_length"]
        drawn.props("counter").classes("counted")
    _listen(part, drawn)
    return drawn


def number_input(part: Part) -> ui.input:
    """Draw a `number_input`; the value travels as text, as in Slack."""
    return _one_line(part, "decimal" if part.element.get("is_decimal_allowed") else "numeric", _number(part))


def email_input(part: Part) -> ui.input:
    """Draw an `email_text_input`."""
    return _one_line(part, "email", _pattern(part, _EMAIL, "input.not_an_email"))


def url_input(part: Part) -> ui.input:
    """Draw a `url_text_input`."""
    return _one_line(part, "url", _pattern(part, _URL, "input.not_a_url"))


def _one_line(part: Part, mode: str, check: Check) -> ui.input:
    held = part.initial({"value": part.element.get("initial_value")}, check)["value"] or ""
    drawn = ui.input(value=held).props(f"inputmode={mode}")
    _dress(part, drawn)
    _listen(part, drawn)
    return drawn


def _dress(part: Part, drawn: ui.input | ui.textarea) -> None:
    part.marked(drawn)
    drawn.classes("field").props("outlined dense hide-bottom-space")
    drawn.props["placeholder"] = part.placeholder
    if part.element.get("focus_on_load"):
        drawn.props("autofocus")


def _listen(part: Part, drawn: ui.input | ui.textarea) -> None:
    """Keep every keystroke; tell the app on Enter or on each character, whichever it asked for."""
    wanted = (part.element.get("dispatch_action_config") or {}).get(
        "trigger_actions_on", ["on_enter_pressed"]
    )

    async def changed(event: ValueChangeEventArguments[Any]) -> None:
        value = {"value": event.value or None}
        if part.dispatches and "on_character_entered" in wanted:
            await part.entered(value, drawn)
        else:
            part.remember(value)

    async def entered() -> None:
        await part.entered({"value": drawn.value or None}, drawn)

    drawn.on_value_change(changed)
    if part.dispatches and "on_enter_pressed" in wanted:
        drawn.on("keydown", entered, js_handler=_ENTER)


def date_picker(part: Part) -> ui.input:
    """Draw a `datepicker`."""
    return _native(part, "date", "selected_date", "initial_date")


def time_picker(part: Part) -> ui.input:
    """Draw a `timepicker`; 24-hour `HH:mm` travels, in the viewer's zone unless the app names one."""
    return _native(part, "time", "selected_time", "initial_time")


def _native(part: Part, kind: str, field: str, initial: str) -> ui.input:
    held = part.initial({field: part.element.get(initial)})[field] or ""
    drawn = ui.input(value=held).props(f"type={kind}")
    _dress(part, drawn)
    drawn.classes("short")

    async def changed(event: ValueChangeEventArguments[Any]) -> None:
        value: Value = {field: event.value or None}
        if kind == "time" and part.element.get("timezone"):
            value["timezone"] = part.element["timezone"]
        await part.entered(value, drawn)

    drawn.on_value_change(changed)
    return drawn


def datetime_picker(part: Part) -> ui.input:
    """Draw a `datetimepicker`: wall time on the page, whole seconds since 1970 (UTC) to the app."""
    zone = part.drawing.viewer.user.tz
    held = part.initial({"selected_date_time": part.element.get("initial_date_time")})["selected_date_time"]
    shown = moments.moment(held, zone).strftime("%Y-%m-%dT%H:%M") if held else ""
    drawn = ui.input(value=shown).props("type=datetime-local")
    _dress(part, drawn)
    drawn.classes("short")

    async def changed(event: ValueChangeEventArguments[Any]) -> None:
        unix = None
        if event.value:
            at = datetime.fromisoformat(event.value).replace(tzinfo=moments.zone(zone))
            unix = int(at.timestamp())
        await part.entered({"selected_date_time": unix}, drawn)

    drawn.on_value_change(changed)
    return drawn


def _length(part: Part) -> Check:
    viewer, element = part.drawing.viewer, part.element
    least, most = element.get("min_length"), element.get("max_length")

    def check(value: Value) -> str | None:
        length = len(value["value"] or "")
        if least and length < least:
            return viewer.word("input.too_short", count=least)
        if most and length > most:
            return viewer.word("input.too_long", count=most)
        return None

    return check


def _number(part: Part) -> Check:
    viewer, element = part.drawing.viewer, part.element

    def check(value: Value) -> str | None:
        try:
            number = Decimal(str(value["value"]).strip())
        except InvalidOperation:
            return viewer.word("input.not_a_number")
        if not number.is_finite():
            return viewer.word("input.not_a_number")
        if not element.get("is_decimal_allowed") and number != number.to_integral_value():
            return viewer.word("input.not_whole")
        least, most = element.get("min_value"), element.get("max_value")
        if least is not None and number < Decimal(str(least)):
            return viewer.word("input.too_small", count=least)
        if most is not None and number > Decimal(str(most)):
            return viewer.word("input.too_big", count=most)
        return None

    return check


def _pattern(part: Part, pattern: re.Pattern[str], problem: str) -> Check:
    def check(value: Value) -> str | None:
        found = pattern.fullmatch(str(value["value"]).strip())
        return None if found else part.drawing.viewer.word(problem)

    return check
