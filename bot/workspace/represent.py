"""How Slack writes people, conversations, messages and files down in JSON."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.workspace.typed_text import rich_text

if TYPE_CHECKING:
    from bot.workspace.models import Conversation, File, Json, Message, User
    from bot.workspace.state import Workspace


def user_json(workspace: Workspace, user: User, *, locale: bool = False) -> Json:
    """Return a user object; `locale` adds the locale, which Slack only gives when asked."""
    zone = ZoneInfo(user.tz)
    now = datetime.fromtimestamp(workspace.clock.time(), UTC).astimezone(zone)
    offset = now.utcoffset()
    described: Json = {
        "id": user.id,
        "team_id": workspace.team.id,
        "name": user.name,
        "deleted": user.deleted,
        "color": user.color,
        "real_name": user.real_name,
        "tz": user.tz,
        "tz_label": now.tzname() or user.tz,
        "tz_offset": int(offset.total_seconds()) if offset is not None else 0,
        "profile": profile_json(workspace, user),
        "is_admin": user.is_admin,
        "is_owner": False,
        "is_primary_owner": False,
        "is_restricted": False,
        "is_ultra_restricted": False,
        "is_bot": user.is_bot,
        "is_app_user": False,
        "updated": user.updated,
        "is_email_confirmed": bool(user.email),
        "who_can_share_contact_card": "EVERYONE",
    }
    if locale:
        described["locale"] = user.locale
    return described


def profile_json(workspace: Workspace, user: User) -> Json:
    """Return a user's profile; the address is there only when the app has ``users:read.email``."""
    profile: Json = {
        "title": user.title,
        "phone": "",
        "skype": "",
        "real_name": user.real_name,
        "real_name_normalized": user.real_name,
        "display_name": user.display_name,
        "display_name_normalized": user.display_name,
        "fields": {},
        "status_text": "",
        "status_emoji": "",
        "status_expiration": 0,
        "avatar_hash": "g" + user.color,
        "first_name": user.real_name.split(" ")[0],
        "last_name": " ".join(user.real_name.split(" ")[1:]),
        "team": workspace.team.id,
    }
    if user.is_bot:
        profile |= {"api_app_id": workspace.app.app_id, "bot_id": workspace.app.bot_id, "always_active": True}
    elif user.email and "users:read.email" in workspace.manifest.scopes:
        profile["email"] = user.email
    return profile


def conversation_json(workspace: Workspace, conversation: Conversation) -> Json:
    """Return a conversation object as the app sees it."""
    bot = workspace.app.bot_user_id
    if conversation.kind == "im":
        return {
            "id": conversation.id,
            "created": conversation.created,
            "is_archived": False,
            "is_im": True,
            "is_org_shared": False,
            "context_team_id": workspace.team.id,
            "updated": conversation.created * 1000,
            "user": conversation.other(bot),
            "is_user_deleted": workspace.user(conversation.other(bot)).deleted,
            "priority": 0,
        }
    return {
        "id": conversation.id,
        "name": conversation.name,
        "name_normalized": conversation.name,
        "is_channel": True,
        "is_group": False,
        "is_im": False,
        "is_mpim": False,
        "is_private": False,
        "created": conversation.created,
        "creator": conversation.members[0] if conversation.members else "",
        "is_archived": False,
        "is_general": conversation.name == "general",
        "is_member": bot in conversation.members,
        "context_team_id": workspace.team.id,
        "updated": conversation.created * 1000,
        "topic": {"value": conversation.topic, "creator": "", "last_set": 0},
        "purpose": {"value": "", "creator": "", "last_set": 0},
        "num_members": len(conversation.members),
        "previous_names": [],
    }


def message_json(workspace: Workspace, message: Message, *, metadata: bool = True) -> Json:
    """Return a message object. Optional keys are left out exactly where Slack leaves them out."""
    written: Json = {
        "type": "message",
        "user": message.user,
        "ts": message.ts,
        "text": message.text,
        "team": workspace.team.id,
        **_author_json(workspace, message),
    }
    if message.blocks:
        written["blocks"] = list(message.blocks)
    if message.attachments:
        written["attachments"] = list(message.attachments)
    if message.edited:
        written["edited"] = {"user": message.user, "ts": message.edited}
    if message.files:
        written |= {"files": [file_json(workspace, each) for each in message.files], "upload": False}
    if message.reactions:
        written["reactions"] = [
            {"name": each.name, "users": list(each.users), "count": len(each.users)}
            for each in message.reactions
        ]
    if metadata and message.metadata:
        written["metadata"] = message.metadata
    return written | _thread_json(workspace, message)


def _thread_json(workspace: Workspace, message: Message) -> Json:
    if message.thread_ts is None:
        return {}
    if message.is_reply:
        parent = workspace.log.get(message.channel, message.thread_ts)
        return {"thread_ts": message.thread_ts, "parent_user_id": parent.user if parent else ""}
    replies = workspace.log.thread(message.channel, message.ts)[1:]
    people = list(dict.fromkeys(reply.user for reply in replies))
    return {
        "thread_ts": message.thread_ts,
        "reply_count": message.reply_count,
        "reply_users_count": len(people),
        "latest_reply": replies[-1].ts if replies else message.ts,
        "reply_users": people,
        "is_locked": False,
        "subscribed": True,
    }


def _author_json(workspace: Workspace, message: Message) -> Json:
    if message.client_msg_id:
        # Slack's client sends what a person typed as rich text too.
        blocks = [rich_text(message.text, message.client_msg_id[:5])] if message.text else []
        return {"client_msg_id": message.client_msg_id, **({"blocks": blocks} if blocks else {})}
    if not message.bot_id:
        return {}
    app = workspace.app
    return {
        "bot_id": app.bot_id,
        "app_id": app.app_id,
        "bot_profile": {
            "id": app.bot_id,
            "app_id": app.app_id,
            "user_id": app.bot_user_id,
            "name": app.name,
            "deleted": False,
            "updated": 0,
            "team_id": workspace.team.id,
        },
    }


def file_json(workspace: Workspace, file: File) -> Json:
    """Return a file object; its addresses need the bot token, as Slack's do."""
    private = f"{workspace.url}/files-pri/{workspace.team.id}-{file.id}/{file.name}"
    return {
        "id": file.id,
        "created": file.created,
        "timestamp": file.created,
        "name": file.name,
        "title": file.title,
        "mimetype": file.mimetype,
        "filetype": file.name.rpartition(".")[2] or "binary",
        "pretty_type": file.name.rpartition(".")[2].upper() or "Binary",
        "user": file.user,
        "user_team": workspace.team.id,
        "size": file.size,
        "mode": "hosted",
        "is_external": False,
        "is_public": False,
        "alt_txt": file.alt_text,
        "url_private": private,
        "url_private_download": f"{private}?download=1",
        "permalink": workspace.url + file.page_path,
        "channels": [each for each in file.shared_in if each.startswith("C")],
        "groups": [],
        "ims": [each for each in file.shared_in if each.startswith("D")],
    }
