"""Checks the app manifest against what the app does: all it uses is declared, nothing declared is unused."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tests.slack_shapes.scopes import SCOPES_OF_EVENT, SCOPES_OF_METHOD
from tests.slack_shapes.walk import objects

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from collections.abc import Set as AbstractSet

    from tests.slack_shapes.walk import Shape


@dataclass(frozen=True)
class Listeners:
    """What is registered with Bolt: slash commands, callback ids, action ids and event names.

    A direct message is the event `message.im`, as the manifest spells it, not Bolt's `message`.
    """

    commands: frozenset[str] = frozenset()
    shortcuts: frozenset[str] = frozenset()
    actions: frozenset[str] = frozenset()
    forms: frozenset[str] = frozenset()
    events: frozenset[str] = frozenset()


def problems_of_manifest(
    manifest: Mapping[str, Any],
    listeners: Listeners,
    methods: AbstractSet[str],
    also_needed: Mapping[str, str] | None = None,
) -> list[str]:
    """Return where the manifest and the app disagree; empty when they agree.

    `methods` are the Web API methods the code calls (`scopes.methods_called`). `also_needed` names scopes no
    method or event implies, each with its reason, such as `users:read.email` for an address in `users.info`.
    """
    features = manifest.get("features", {})
    commands = {command["command"] for command in features.get("slash_commands", [])}
    shortcuts = {shortcut["callback_id"] for shortcut in features.get("shortcuts", [])}
    subscriptions = manifest.get("settings", {}).get("event_subscriptions", {})
    return [
        *_differences("command", commands, listeners.commands),
        *_differences("shortcut", shortcuts, listeners.shortcuts),
        *_differences("event", set(subscriptions.get("bot_events", [])), listeners.events),
        *_switches(manifest, listeners),
        *_scope_problems(manifest, listeners, methods, also_needed or {}),
    ]


def unheard(views: Iterable[Shape], messages: Iterable[Shape], listeners: Listeners) -> list[str]:
    """Return what a person can press or send, in these shapes, that nothing listens to."""
    problems: set[str] = set()
    for shape in (*views, *messages):
        if shape.get("type") == "modal" and shape.get("submit"):
            problems |= {f"form {shape.get('callback_id')!r}"} - {
                f"form {form!r}" for form in listeners.forms
            }
        for block in shape.get("blocks") or []:
            if block.get("type") == "input" and not block.get("dispatch_action"):
                continue  # its value arrives with the form
            for _, item in objects(block, ""):
                if "action_id" in item and item["action_id"] not in listeners.actions:
                    problems.add(f"action {item['action_id']!r}")
    return sorted(f"{problem} is shown, but nothing listens to it" for problem in problems)


def _differences(noun: str, declared: AbstractSet[str], used: AbstractSet[str]) -> Iterator[str]:
    for name in sorted(used - declared):
        yield f"{noun} {name!r} is used, but the manifest does not declare it"
    for name in sorted(declared - used):
        yield f"{noun} {name!r} is declared, but nothing listens to it"


def _switches(manifest: Mapping[str, Any], listeners: Listeners) -> Iterator[str]:
    settings = manifest.get("settings", {})
    home = manifest.get("features", {}).get("app_home", {})
    interactivity = settings.get("interactivity", {})
    interactive = bool(listeners.actions or listeners.forms or listeners.shortcuts)
    socket_mode = bool(settings.get("socket_mode_enabled"))
    if interactive != bool(interactivity.get("is_enabled")):
        yield f"interactivity is {'used' if interactive else 'not used'}, the manifest says otherwise"
    if interactive and not socket_mode and not interactivity.get("request_url"):
        yield "interactivity has no request_url, and Socket Mode is off"
    if listeners.events and not socket_mode and not settings["event_subscriptions"].get("request_url"):
        yield "events have no request_url, and Socket Mode is off"
    if "message.im" in listeners.events and (
        not home.get("messages_tab_enabled") or home.get("messages_tab_read_only_enabled")
    ):
        yield "direct messages are read, but the messages tab is off or read-only"
    if "app_home_opened" in listeners.events and not home.get("home_tab_enabled"):
        yield "the home tab is drawn, but the manifest has it off"


def _scope_problems(
    manifest: Mapping[str, Any],
    listeners: Listeners,
    methods: AbstractSet[str],
    also_needed: Mapping[str, str],
) -> Iterator[str]:
    declared = set(manifest.get("oauth_config", {}).get("scopes", {}).get("bot", []))
    wanted = {f"method {method}": SCOPES_OF_METHOD.get(method) for method in methods}
    wanted |= {f"event {event}": SCOPES_OF_EVENT.get(event) for event in listeners.events}
    wanted |= {reason: frozenset({scope}) for scope, reason in also_needed.items()}
    wanted |= {f"command {command}": frozenset({"commands"}) for command in listeners.commands}
    wanted |= {f"shortcut {shortcut}": frozenset({"commands"}) for shortcut in listeners.shortcuts}
    for reason, scopes in sorted(wanted.items()):
        if scopes is None:
            yield f"{reason}: the table of scopes does not know it; add it to tests/slack_shapes/scopes.py"
        elif scopes and not scopes & declared:
            yield f"{reason} needs the scope {' or '.join(sorted(scopes))}"
    useful = set().union(*(scopes for scopes in wanted.values() if scopes))
    for scope in sorted(declared - useful):
        yield f"scope {scope!r} is declared, but nothing needs it"
