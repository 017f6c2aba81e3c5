"""Modals and the Home tab."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.workspace.block_kit import check_view
from bot.workspace.errors import SlackError
from bot.workspace.models import Change
from bot.workspace.web_api.call import Call, method, missing

if TYPE_CHECKING:
    from bot.workspace.models import Json


@method("views.open")
def open_view(call: Call) -> Json:
    """Open a modal for the person whose action gave the trigger id."""
    view = check_view(_view(call), "modal")
    user = call.workspace.tickets.exchange(call.need("trigger_id"))
    return _shown(call, user, call.workspace.surfaces.open(user, view))


@method("views.push")
def push(call: Call) -> Json:
    """Put a modal on top of the open one; at most three are stacked."""
    view = check_view(_view(call), "modal")
    user = call.workspace.tickets.exchange(call.need("trigger_id"))
    return _shown(call, user, call.workspace.surfaces.push(user, view))


@method("views.update")
def update(call: Call) -> Json:
    """Replace the content of an open modal or of a Home tab."""
    if call.get("view_id") is None and call.get("external_id") is None:
        raise missing(name="view_id")
    surfaces = call.workspace.surfaces
    current = surfaces.find(call.get("view_id") or "", call.get("external_id") or "")
    view = check_view(_view(call), current["type"])
    user = surfaces.owner(current["id"])
    return _shown(call, user, surfaces.update(current, view, call.get("hash")))


@method("views.publish")
def publish(call: Call) -> Json:
    """Show a view as someone's Home tab."""
    if not call.workspace.manifest.home_tab:
        raise SlackError(code="not_enabled")
    user = call.workspace.user(call.need("user_id"))
    view = check_view(_view(call), "home")
    return _shown(call, user.id, call.workspace.surfaces.publish(user.id, view, call.get("hash")))


def _view(call: Call) -> object:
    view: object = call.get("view")
    if view is None:
        raise missing(name="view")
    return view


def _shown(call: Call, user: str, view: Json) -> Json:
    call.workspace.announce(Change("home" if view["type"] == "home" else "view", user=user))
    return {"view": view}
