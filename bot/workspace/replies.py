"""What the app answers to a submission, a command or through a response URL, and what that changes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from bot.workspace.block_kit import check_blocks, check_view
from bot.workspace.errors import SlackError
from bot.workspace.input_state import with_ids
from bot.workspace.models import Change, Message

if TYPE_CHECKING:
    from bot.workspace.models import Conversation, Json
    from bot.workspace.state import Workspace
    from bot.workspace.tickets import ResponseUrl


class Replies:
    """Carries out answers that are not Web API calls."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def to_submission(self, user: str, view: Json, answer: Json) -> dict[str, str]:
        """Carry out a ``response_action``; return the errors to show, by block id."""
        try:
            if answer.get("response_action") == "errors":
                return self._errors(view, answer.get("errors"))
            self._change_stack(user, view, answer)
        except SlackError as refused:
            self._explain(user, refused)
        else:
            self._workspace.announce(Change("view", user=user))
        return {}

    def to_command(self, user: str, conversation: Conversation, answer: Json) -> None:
        """Show what the app acknowledged a slash command with, if anything."""
        if not answer.get("text") and not answer.get("blocks"):
            return
        try:
            self._post(conversation.id, user, None, answer)
        except SlackError as refused:
            self._explain(user, refused)

    def to_response_url(self, origin: ResponseUrl, answer: Json) -> None:
        """Carry out a POST to a response URL. Raises `SlackError` for what Slack would refuse."""
        old = self._workspace.log.get(origin.channel, origin.ts) if origin.ts is not None else None
        if answer.get("delete_original"):
            if old is None:
                raise SlackError(code="message_not_found")
            self._workspace.remove(old)
        elif answer.get("replace_original") and old is not None:
            blocks = _blocks(answer)
            new = replace(
                old,
                text=answer.get("text", ""),
                blocks=blocks,
                edited=self._workspace.timestamps.next(),
            )
            self._workspace.edit(old, new)
        else:
            thread_ts = answer.get("thread_ts") or origin.thread_ts
            self._post(origin.channel, origin.user, thread_ts, answer)

    def _post(self, channel: str, user: str, thread_ts: str | None, answer: Json) -> None:
        blocks = _blocks(answer)
        if not blocks and not answer.get("text"):
            raise SlackError(code="no_text")
        shown_to_all = answer.get("response_type") == "in_channel"
        self._workspace.post(
            Message(
                channel=channel,
                ts=self._workspace.timestamps.next(),
                user=self._workspace.app.bot_user_id,
                text=answer.get("text") or "",
                blocks=blocks,
                thread_ts=thread_ts,
                ephemeral_to=None if shown_to_all else user,
                bot_id=self._workspace.app.bot_id,
            )
        )

    def _change_stack(self, user: str, view: Json, answer: Json) -> None:
        action = answer.get("response_action")
        surfaces = self._workspace.surfaces
        if action == "clear":
            surfaces.clear(user)
        elif action == "update":
            surfaces.update(view, check_view(answer.get("view"), "modal"), None)
        elif action == "push":
            surfaces.push(user, check_view(answer.get("view"), "modal"))
        elif action is None:
            surfaces.close(user, view["id"])
        else:
            raise SlackError(code="invalid_response_action")

    def _errors(self, view: Json, errors: Any) -> dict[str, str]:  # noqa: ANN401 - what the app sent
        known = {block["block_id"] for block in view["blocks"] if block["type"] == "input"}
        if not isinstance(errors, dict) or not errors or not set(errors) <= known:
            raise SlackError(code="invalid_errors")
        return {block_id: str(sentence) for block_id, sentence in errors.items()}

    def _explain(self, user: str, refused: SlackError) -> None:
        reasons = "; ".join(refused.extra.get("response_metadata", {}).get("messages", ()))
        note = f"{self._workspace.app.name} sent something that cannot be shown ({refused.code}) {reasons}"
        self._workspace.announce(Change("notice", user=user, note=note.strip()))


def _blocks(answer: Json) -> tuple[Json, ...]:
    return tuple(with_ids(check_blocks(answer["blocks"]))) if answer.get("blocks") else ()
