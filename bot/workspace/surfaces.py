"""The views an app shows: each person's Home tab and their stack of modals."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any

from bot.workspace.errors import SlackError
from bot.workspace.ids import new_id
from bot.workspace.input_state import with_ids

if TYPE_CHECKING:
    from bot.workspace.clock import Clock
    from bot.workspace.journal import Journal
    from bot.workspace.models import Json
    from bot.workspace.seed import Seed

_STACK_LIMIT = 3
_EMPTY_TEXTS = ("title", "close", "submit")


class Surfaces:
    """Views by id. A view is Slack's view object, with `id`, `hash` and every block's `block_id`."""

    def __init__(self, seed: Seed, journal: Journal, clock: Clock) -> None:
        self._seed = seed
        self._journal = journal
        self._clock = clock
        self._views: dict[str, Json] = dict(journal.all("view"))
        self._owners: dict[str, str] = dict(journal.all("view_owner"))
        self._homes: dict[str, str] = dict(journal.all("home"))
        self._stacks: dict[str, list[str]] = dict(journal.all("stack"))

    def home(self, user: str) -> Json | None:
        """Return the Home tab published for `user`, or None."""
        view_id = self._homes.get(user)
        return self._views[view_id] if view_id is not None else None

    def modals(self, user: str) -> list[Json]:
        """Return the modals `user` has open; the last one is on top."""
        return [self._views[view_id] for view_id in self._stacks.get(user, ())]

    def find(self, view_id: str = "", external_id: str = "") -> Json:
        """One view by id or external id. Raises `SlackError` not_found."""
        if view_id in self._views:
            return self._views[view_id]
        for view in self._views.values():
            if external_id and view["external_id"] == external_id:
                return view
        raise SlackError(code="not_found")

    def owner(self, view_id: str) -> str:
        """Whose screen the view is on."""
        return self._owners[view_id]

    def open(self, user: str, view: Json) -> Json:
        """Show a first modal. Anything open before is replaced, as in Slack's client."""
        self._claim_external_id(view)
        self.clear(user)
        return self._show(user, view, previous=None)

    def push(self, user: str, view: Json) -> Json:
        """Put a modal on top. Raises `SlackError` push_limit_reached or not_found (nothing is open)."""
        stack = self._stacks.get(user, [])
        if not stack:
            raise SlackError(code="not_found")
        if len(stack) >= _STACK_LIMIT:
            raise SlackError(code="push_limit_reached")
        self._claim_external_id(view)
        return self._show(user, view, previous=self._views[stack[-1]])

    def update(self, current: Json, view: Json, expected_hash: str | None) -> Json:
        """Replace a view's content. Raises `SlackError` hash_conflict when it has changed since."""
        if expected_hash and expected_hash != current["hash"]:
            raise SlackError(code="hash_conflict")
        links = {key: current[key] for key in ("id", "root_view_id", "previous_view_id")}
        return self._store(self._owners[current["id"]], {**self._complete(view), **links})

    def publish(self, user: str, view: Json, expected_hash: str | None) -> Json:
        """Show `view` as the Home tab. Raises `SlackError` hash_conflict."""
        current = self.home(user)
        if current is not None:
            return self.update(current, view, expected_hash)
        if expected_hash:
            raise SlackError(code="hash_conflict")
        stored = self._store(user, self._complete(view))
        self._homes[user] = stored["id"]
        self._journal.put("home", user, stored["id"])
        return stored

    def close(self, user: str, view_id: str) -> None:
        """Take a modal, and what is on top of it, off the stack."""
        stack = self._stacks.get(user, [])
        if view_id in stack:
            at = stack.index(view_id)
            self._forget(stack[at:])
            self._save_stack(user, stack[:at])

    def clear(self, user: str) -> None:
        """Close every modal of `user`."""
        self._forget(self._stacks.get(user, []))
        self._save_stack(user, [])

    def _show(self, user: str, view: Json, previous: Json | None) -> Json:
        complete = self._complete(view)
        if previous is not None:
            complete["previous_view_id"] = previous["id"]
            complete["root_view_id"] = previous["root_view_id"]
        stored = self._store(user, complete)
        self._save_stack(user, [*self._stacks.get(user, []), stored["id"]])
        return stored

    def _complete(self, view: Json) -> Json:
        view_id = new_id("V")
        texts: dict[str, Any] = {name: view.get(name) for name in _EMPTY_TEXTS}
        return {
            "id": view_id,
            "team_id": self._seed.team.id,
            "type": view["type"],
            "blocks": with_ids(view["blocks"]),
            "private_metadata": view.get("private_metadata") or "",
            "callback_id": view.get("callback_id") or "",
            "state": {"values": {}},
            "hash": f"{int(self._clock.time())}.{secrets.token_hex(4)}",
            **texts,
            "clear_on_close": bool(view.get("clear_on_close", False)),
            "notify_on_close": bool(view.get("notify_on_close", False)),
            "previous_view_id": None,
            "root_view_id": view_id,
            "app_id": self._seed.app.app_id,
            "external_id": view.get("external_id") or "",
            "app_installed_team_id": self._seed.team.id,
            "bot_id": self._seed.app.bot_id,
        }

    def _claim_external_id(self, view: Json) -> None:
        wanted = view.get("external_id")
        if wanted and any(other["external_id"] == wanted for other in self._views.values()):
            raise SlackError(code="duplicate_external_id")

    def _store(self, user: str, view: Json) -> Json:
        self._views[view["id"]] = view
        self._owners[view["id"]] = user
        self._journal.put("view", view["id"], view)
        self._journal.put("view_owner", view["id"], user)
        return view

    def _forget(self, view_ids: list[str]) -> None:
        for view_id in view_ids:
            del self._views[view_id]
            del self._owners[view_id]
            self._journal.drop("view", view_id)
            self._journal.drop("view_owner", view_id)

    def _save_stack(self, user: str, stack: list[str]) -> None:
        self._stacks[user] = stack
        self._journal.put("stack", user, stack)
