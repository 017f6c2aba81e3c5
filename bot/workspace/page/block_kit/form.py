"""What a person has entered into a surface so far, in Slack's own `state.values` shape."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

Value = dict[str, Any]
Check = Callable[[Value], str | None]
Key = tuple[str, str]


@dataclass
class Form:
    """The inputs of one view or message.

    Entered values outlive a redraw, as in Slack: they are kept by `block_id` and `action_id`, so an
    update of the view does not take away what somebody was typing.
    """

    _entered: dict[Key, Value] = field(default_factory=dict)
    _initial: dict[Key, Value] = field(default_factory=dict)
    _checks: dict[Key, Check] = field(default_factory=dict)

    def place(self, block_id: str, action_id: str, initial: Value, check: Check | None = None) -> Value:
        """Register an input that is on show; return what it should hold now."""
        key = (block_id, action_id)
        self._initial[key] = initial
        if check:
            self._checks[key] = check
        entered = self._entered.get(key)
        if entered is not None and entered.get("type") == initial.get("type"):
            return entered
        return initial

    def enter(self, block_id: str, action_id: str, value: Value) -> None:
        """Remember what the person entered."""
        self._entered[(block_id, action_id)] = value

    def redraw(self, block_id: str) -> None:
        """Forget which inputs a block has, for it is about to be drawn anew; keep what was entered."""
        for held in (self._initial, self._checks):
            for key in [key for key in held if key[0] == block_id]:
                held.pop(key)

    def keep_only(self, block_ids: set[str]) -> None:
        """Forget the inputs of blocks that are no longer on show."""
        for held in (self._entered, self._initial, self._checks):
            for key in [key for key in held if key[0] not in block_ids]:
                held.pop(key)

    def values(self) -> dict[str, dict[str, Value]]:
        """Return `state.values`: every input on show, by block and action."""
        state: dict[str, dict[str, Value]] = {}
        for (block_id, action_id), initial in self._initial.items():
            held = self._entered.get((block_id, action_id), initial)
            state.setdefault(block_id, {})[action_id] = held
        return state

    def problems(self) -> dict[str, str]:
        """Return a sentence for each block Slack itself would refuse before asking the app."""
        state = self.values()
        found: dict[str, str] = {}
        for (block_id, action_id), check in self._checks.items():
            problem = check(state[block_id][action_id])
            if problem:
                found[block_id] = problem
        return found


def holding(value: Value) -> object:
    """Return what an input holds: text, date, option or list; None when it is empty."""
    for name, held in value.items():
        if name != "type" and held not in (None, "", []):
            return held
    return None
