"""Who the token is, the team, the bot, and the way to a Socket Mode connection."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.workspace.errors import SlackError
from bot.workspace.web_api.call import Call, method

if TYPE_CHECKING:
    from bot.workspace.models import Json


@method("api.test", bearer="any")
def api_test(call: Call) -> Json:
    """Answer with the arguments it got."""
    return {"args": call.args}


@method("auth.test", bearer="any")
def auth_test(call: Call) -> Json:
    """Say whose token it is."""
    workspace = call.workspace
    return {
        "url": f"https://{workspace.team.domain}.slack.com/",
        "team": workspace.team.name,
        "user": workspace.user(workspace.app.bot_user_id).name,
        "team_id": workspace.team.id,
        "user_id": workspace.app.bot_user_id,
        "bot_id": workspace.app.bot_id,
        "is_enterprise_install": False,
    }


@method("apps.connections.open", bearer="app")
def apps_connections_open(call: Call) -> Json:
    """Hand out the address of one Socket Mode connection."""
    workspace = call.workspace
    if not workspace.manifest.socket_mode:
        raise SlackError(code="socket_mode_not_enabled")
    address = workspace.url.replace("http", "ws", 1)
    return {"url": f"{address}/link/?ticket={workspace.tickets.socket()}&app_id={workspace.app.app_id}"}


@method("team.info", "team:read")
def team_info(call: Call) -> Json:
    """Describe the workspace."""
    team = call.workspace.team
    return {
        "team": {
            "id": team.id,
            "name": team.name,
            "domain": team.domain,
            "url": f"https://{team.domain}.slack.com/",
            "email_domain": "",
            "icon": {"image_default": True},
        }
    }


@method("bots.info", "users:read")
def bots_info(call: Call) -> Json:
    """Describe the app's bot."""
    app = call.workspace.app
    if call.get("bot") not in (None, app.bot_id):
        raise SlackError(code="bot_not_found")
    return {
        "bot": {
            "id": app.bot_id,
            "deleted": False,
            "name": app.name,
            "updated": 0,
            "app_id": app.app_id,
            "user_id": app.bot_user_id,
            "icons": {},
        }
    }
