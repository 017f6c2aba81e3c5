"""People and their quiet times."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.workspace.errors import SlackError
from bot.workspace.represent import profile_json, user_json
from bot.workspace.web_api.call import Call, method, page

if TYPE_CHECKING:
    from bot.workspace.models import Json


@method("users.info", "users:read")
def info(call: Call) -> Json:
    """Describe a person."""
    user = call.workspace.user(call.need("user"))
    return {"user": user_json(call.workspace, user, locale=call.flag("include_locale"))}


@method("users.list", "users:read")
def list_users(call: Call) -> Json:
    """List everyone, deactivated people and bots included; a page at a time when ``limit`` is given."""
    everyone = call.workspace.directory.users()
    chosen, cursor = page(call, everyone, lambda user: user.id, len(everyone), 1000)
    locale = call.flag("include_locale")
    return {
        "members": [user_json(call.workspace, user, locale=locale) for user in chosen],
        "cache_ts": int(call.workspace.clock.time()),
        "response_metadata": {"next_cursor": cursor},
    }


@method("users.lookupByEmail", "users:read.email")
def lookup_by_email(call: Call) -> Json:
    """Find a person by address."""
    user = call.workspace.directory.by_email(call.need("email"))
    return {"user": user_json(call.workspace, user)}


@method("users.profile.get", "users.profile:read", "users:read")
def profile(call: Call) -> Json:
    """Return a person's profile, the app's own without ``user``."""
    user_id = call.get("user") or call.workspace.app.bot_user_id
    return {"profile": profile_json(call.workspace, call.workspace.user(user_id))}


@method("users.getPresence", "users:read")
def presence(call: Call) -> Json:
    """Say whether someone is active: everyone with an account is, here."""
    user = call.workspace.user(call.need("user"))
    return {"presence": "away" if user.deleted else "active"}


@method("dnd.teamInfo", "dnd:read")
def team_do_not_disturb(call: Call) -> Json:
    """Return the quiet times of up to fifty people."""
    asked = [name.strip() for name in str(call.get("users") or "").split(",") if name.strip()]
    if len(asked) > 50:  # noqa: PLR2004 - Slack's limit for this method
        raise SlackError(code="too_many_users")
    everyone = asked or [user.id for user in call.workspace.people()]
    return {"users": {user_id: _quiet_time(call, user_id) for user_id in everyone}}


@method("dnd.info", "dnd:read")
def do_not_disturb(call: Call) -> Json:
    """Return one person's quiet time."""
    return _quiet_time(call, call.need("user"))


def _quiet_time(call: Call, user_id: str) -> Json:
    call.workspace.user(user_id)
    quiet = call.workspace.directory.do_not_disturb(user_id)
    # 1 is what Slack sends for "no time set".
    start, end = quiet or (1, 1)
    return {"dnd_enabled": quiet is not None, "next_dnd_start_ts": start, "next_dnd_end_ts": end}
