"""What other features contribute to App Home; `app.py` hands the parts over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlmodel import Session

    from bot.features.home.rules import HomeFrame, Reader
    from prompts.catalog import Catalog


@dataclass(frozen=True)
class HomePart:
    """One feature's share of Home: `read` fetches what it shows, `draw` makes blocks of that, or none."""

    read: Callable[[Session, Reader], Any]
    draw: Callable[[Any, Catalog, str], list[dict[str, Any]]]


@dataclass(frozen=True)
class HomeView:
    """All that Home shows: the frame, and each part with what it read."""

    frame: HomeFrame
    parts: tuple[tuple[HomePart, Any], ...]
