"""A finished conversation as the note it becomes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.features.check_ins.events import Edit, OpenPoint, Promised, Tap
from storage import actions, records

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.features.check_ins.events import Event
    from bot.features.check_ins.states import CheckIn


def draft_blocks(
    check_in: CheckIn, manager: str, employee: str, words: Callable[[str], str]
) -> tuple[records.DraftBlock, ...]:
    """Return a conversation's note, block by block, as far as each was filled.

    `words` gives what a tap stood for in the manager's language: a note is read by people, not by us.
    """
    topic = words(f"check_ins-topic-{check_in.topic}") if check_in.topic else ""
    no_action = words(f"check_ins-no-action-{check_in.no_action}") if check_in.no_action else ""
    texts = {
        "summary": check_in.summary,
        "focus": " – ".join(part for part in (topic, check_in.focus) if part),
        "evidence": "\n".join(check_in.evidence),
        "voice": words("check_ins-not-discussed") if check_in.voice_absent else check_in.voice,
        "options": check_in.options,
        "actions": "\n".join(_steps(check_in, manager, employee)) or no_action,
    }
    return tuple(
        records.DraftBlock(name, records.SHARED if name in check_in.shared_blocks else records.PRIVATE, text)
        for name, text in texts.items()
        if text
    )


def draft_actions(check_in: CheckIn, manager_id: int, employee_id: int) -> tuple[actions.DraftAction, ...]:
    """Return the promises of a conversation as they are followed up."""
    owners = {"manager": manager_id, "employee": employee_id}
    return tuple(
        actions.DraftAction(
            what=step.what,
            owner_id=owners.get(step.owner),
            due=step.due,
            due_text=step.due_text,
            both=step.owner == "both",
        )
        for step in check_in.promises
    )


def _steps(check_in: CheckIn, manager: str, employee: str) -> list[str]:
    owners = {"manager": manager, "employee": employee, "both": f"{manager}, {employee}"}
    return [
        " · ".join(
            part
            for part in (
                step.what,
                owners.get(step.owner, ""),
                step.due.isoformat() if step.due else step.due_text,
            )
            if part
        )
        for step in check_in.promises
    ]


def written(event: Event) -> str:
    """Return the words of a tap or a form, as the log of turns keeps them."""
    match event:
        case Tap():
            return event.value
        case Promised():
            due = event.promise.due.isoformat() if event.promise.due else event.promise.due_text
            return f"{event.promise.owner}: {event.promise.what} ({due})"
        case OpenPoint():
            return event.text
        case Edit():
            return f"{event.focus}\n{event.evidence}\n{event.voice}\n{event.summary}"
        case _:
            return ""


def typed_into_a_form(event: Event) -> str:
    """Return what was typed into a form, to be looked over like what is said; empty for anything else."""
    match event:
        case Edit():
            return f"{event.focus}\n{event.evidence}\n{event.voice}\n{event.summary}"
        case Promised():
            return event.promise.what
        case _:
            return ""
