"""The shape of a modal and of a Home tab."""

from __future__ import annotations

from typing import Any

from bot.workspace.block_kit.blocks import IN_HOME, IN_MODAL
from bot.workspace.block_kit.composition import plain_text
from bot.workspace.block_kit.shape import Shape, both, fault, flag, string, typed

_metadata: dict[str, Shape] = {
    "private_metadata": string(3000),
    "callback_id": string(255),
    "external_id": string(255),
}


def _submit_with_inputs(value: Any, where: str, wrong: list[str]) -> None:  # noqa: ANN401 - any JSON value
    if not isinstance(value, dict) or value.get("submit"):
        return
    blocks = value.get("blocks")
    for block in blocks if isinstance(blocks, list) else ():
        if isinstance(block, dict) and block.get("type") == "input":
            wrong.append(fault("`submit` is required when there is an input block", where))
            return


MODAL = both(
    typed(
        "modal",
        {"title": plain_text(24), "blocks": IN_MODAL},
        {
            **_metadata,
            "close": plain_text(24),
            "submit": plain_text(24),
            "clear_on_close": flag,
            "notify_on_close": flag,
            "submit_disabled": flag,
        },
    ),
    _submit_with_inputs,
)
HOME = typed("home", {"blocks": IN_HOME}, _metadata)
