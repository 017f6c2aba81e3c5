"""The manifest check bites in both directions."""

from __future__ import annotations

import copy
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from tests.slack_shapes.manifest import Listeners, problems_of_manifest, unheard
from tests.slack_shapes.scopes import methods_called

if TYPE_CHECKING:
    from pathlib import Path


LISTENERS = Listeners(
    commands=frozenset({"/touchbase"}),
    shortcuts=frozenset({"save_note"}),
    actions=frozenset({"start"}),
    forms=frozenset({"edit"}),
    events=frozenset({"message.im", "app_home_opened"}),
)
METHODS = frozenset({"chat.postMessage", "views.open", "users.info"})
MANIFEST: dict[str, Any] = {
    "features": {
        "app_home": {"home_tab_enabled": True, "messages_tab_enabled": True},
        "slash_commands": [{"command": "/touchbase", "description": "Check in"}],
        "shortcuts": [{"name": "Save as note", "type": "message", "callback_id": "save_note"}],
    },
    "oauth_config": {"scopes": {"bot": ["chat:write", "commands", "im:history", "users:read"]}},
    "settings": {
        "event_subscriptions": {"bot_events": ["app_home_opened", "message.im"]},
        "interactivity": {"is_enabled": True},
        "socket_mode_enabled": True,
    },
}


def problems(*, listeners: Listeners = LISTENERS, **changes: Any) -> list[str]:  # noqa: ANN401 - JSON
    manifest = copy.deepcopy(MANIFEST)
    for path, value in changes.items():
        node = manifest
        *folders, last = path.split("__")
        for folder in folders:
            node = node[folder]
        node[last] = value
    return problems_of_manifest(manifest, listeners, METHODS)


def test_a_manifest_that_agrees_has_no_problems() -> None:
    assert problems() == []


@pytest.mark.parametrize("kind", ["commands", "shortcuts", "events"])
def test_something_used_but_not_declared_is_named(kind: str) -> None:
    used = {"commands": "/other", "shortcuts": "other", "events": "team_join"}[kind]
    more = replace(LISTENERS, **{kind: getattr(LISTENERS, kind) | {used}})
    assert f"{kind[:-1]} {used!r} is used, but the manifest does not declare it" in problems(listeners=more)


@pytest.mark.parametrize("kind", ["commands", "shortcuts", "events"])
def test_something_declared_but_not_used_is_named(kind: str) -> None:
    none = replace(LISTENERS, **{kind: frozenset()})
    assert any("is declared, but nothing listens to it" in problem for problem in problems(listeners=none))


def test_a_missing_scope_is_named_with_its_reason() -> None:
    assert problems(oauth_config__scopes__bot=["chat:write", "commands", "im:history"]) == [
        "method users.info needs the scope users:read"
    ]


def test_a_scope_nothing_needs_is_named() -> None:
    scopes = [*MANIFEST["oauth_config"]["scopes"]["bot"], "channels:manage"]
    assert problems(oauth_config__scopes__bot=scopes) == [
        "scope 'channels:manage' is declared, but nothing needs it"
    ]


def test_a_scope_may_be_needed_for_a_reason_of_its_own() -> None:
    manifest = copy.deepcopy(MANIFEST)
    manifest["oauth_config"]["scopes"]["bot"].append("users:read.email")
    reason = {"users:read.email": "people are matched by address"}
    assert problems_of_manifest(manifest, LISTENERS, METHODS, reason) == []


def test_a_method_the_table_does_not_know_is_named() -> None:
    assert any(
        "stars.add" in problem
        for problem in problems_of_manifest(MANIFEST, LISTENERS, METHODS | {"stars.add"})
    )


@pytest.mark.parametrize(
    ("switch", "value"),
    [
        ("settings__interactivity__is_enabled", False),
        ("settings__socket_mode_enabled", False),
        ("features__app_home__home_tab_enabled", False),
        ("features__app_home__messages_tab_enabled", False),
        ("features__app_home__messages_tab_read_only_enabled", True),
    ],
)
def test_a_switch_that_silences_a_listener_is_named(switch: str, value: bool) -> None:  # noqa: FBT001 - JSON's
    assert problems(listeners=LISTENERS, **{switch: value})


def test_a_button_and_a_form_nobody_listens_to_are_named() -> None:
    button = {"type": "button", "action_id": "lost", "text": {"type": "plain_text", "text": "Go"}}
    heard = {**button, "action_id": "start"}
    message = {"blocks": [{"type": "actions", "elements": [button, heard]}]}
    view = {"type": "modal", "callback_id": "other", "submit": {"type": "plain_text", "text": "Save"}}
    assert unheard([view], [message], LISTENERS) == [
        "action 'lost' is shown, but nothing listens to it",
        "form 'other' is shown, but nothing listens to it",
    ]


def test_methods_are_found_however_they_are_called(tmp_path: Path) -> None:
    stranger = tmp_path / "workspace"
    stranger.mkdir()
    (stranger / "chat.py").write_text('METHOD = "chat.delete"\n')
    (tmp_path / "post.py").write_text(
        "async def go(slack):\n    await slack.chat_postMessage()\n    await slack.api_call('views.open')\n"
    )
    assert methods_called(tmp_path, but_not=stranger) == {"chat.postMessage", "views.open"}
