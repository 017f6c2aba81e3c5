"""Files: asking for an upload address, completing the upload, and looking a file up."""

from __future__ import annotations

import mimetypes
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.workspace.block_kit import check_blocks
from bot.workspace.errors import SlackError
from bot.workspace.file_store import new_secret
from bot.workspace.ids import new_id
from bot.workspace.input_state import with_ids
from bot.workspace.models import File, Message
from bot.workspace.represent import file_json
from bot.workspace.web_api import places
from bot.workspace.web_api.call import Call, invalid, method

if TYPE_CHECKING:
    from bot.workspace.models import Json


@method("files.getUploadURLExternal", "files:write")
def get_upload_url(call: Call) -> Json:
    """Hand out an address the app then posts the bytes to."""
    name = call.need("filename")
    length = call.number("length", 0)
    if length <= 0:
        raise invalid(reason="length must be greater than 0")
    file = call.workspace.files.put(
        File(
            id=new_id("F"),
            name=name.replace("/", "_"),
            title=name,
            mimetype=mimetypes.guess_type(name)[0] or "application/octet-stream",
            size=length,
            user=call.workspace.app.bot_user_id,
            created=int(call.workspace.clock.time()),
            secret=new_secret(),
            alt_text=call.get("alt_txt") or "",
        )
    )
    return {
        "upload_url": f"{call.workspace.url}/upload/v1/{file.id}-{file.secret}",
        "file_id": file.id,
    }


@method("files.completeUploadExternal", "files:write")
def complete_upload(call: Call) -> Json:
    """Finish uploads and share the files, in one message per conversation."""
    given = call.json("files")
    if not isinstance(given, list) or not given:
        raise invalid(reason="missing required field: files")
    files = tuple(_completed(call, each) for each in given)
    for channel in _channels(call):
        conversation = places.addressed(call, channel)
        files = tuple(
            call.workspace.files.put(replace(file, shared_in=(*file.shared_in, conversation.id)))
            for file in files
        )
        blocks = call.get("blocks")
        call.workspace.post(
            Message(
                channel=conversation.id,
                ts=call.workspace.timestamps.next(),
                user=call.workspace.app.bot_user_id,
                text=call.get("initial_comment") or "",
                blocks=tuple(with_ids(check_blocks(blocks))) if blocks else (),
                thread_ts=places.thread(call, conversation.id, call.get("thread_ts")),
                files=files,
                bot_id=call.workspace.app.bot_id,
            )
        )
    return {"files": [file_json(call.workspace, file) for file in files]}


@method("files.info", "files:read")
def info(call: Call) -> Json:
    """Describe a file."""
    return {"file": file_json(call.workspace, call.workspace.files.get(call.need("file")))}


def _completed(call: Call, given: object) -> File:
    if not isinstance(given, dict) or not isinstance(given.get("id"), str):
        raise invalid(reason="missing required field: id [json-pointer:/files]")
    file = call.workspace.files.get(given["id"])
    if call.workspace.files.read(file.id) is None:
        raise SlackError(code="file_not_found")
    return call.workspace.files.put(replace(file, title=given.get("title") or file.title))


def _channels(call: Call) -> list[str]:
    named = str(call.get("channels") or call.get("channel_id") or "")
    return [name.strip() for name in named.split(",") if name.strip()]
