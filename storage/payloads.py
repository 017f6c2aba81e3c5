"""What may lie in the outbox: ids, and never words."""

from __future__ import annotations

LONGEST_ID = 128


def refuse_words(value: object) -> None:
    """Do nothing for ids, numbers and collections of them; raises ValueError for anything that may be words."""
    # What people said must not lie in a queue that is neither encrypted nor erased with them.
    if value is None or isinstance(value, int):
        return
    if isinstance(value, str):
        if len(value) > LONGEST_ID or not value.isascii() or any(letter.isspace() for letter in value):
            reason = "a payload holds ids, not words"
            raise ValueError(reason)
        return
    if isinstance(value, list | tuple):
        for item in value:
            refuse_words(item)
        return
    if isinstance(value, dict):
        for name, item in value.items():
            refuse_words(name)
            refuse_words(item)
        return
    reason = f"a payload cannot hold a {type(value).__name__}"
    raise ValueError(reason)
