"""A new version of the rules as people are told of it: what changes, from when, and a button that says "read"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from bot.delivery.drafts import Drawn
from bot.features.policies import change_blocks
from bot.slack import blocks

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from slackblocks import Element

    from bot.features.policies.changes import ClauseChange
    from bot.features.policies.notices import NoticeView
    from bot.slack.blocks import Block
    from prompts.catalog import Catalog

READ, CHANGES, WINDOW = "policies.notice.read", "policies.notice.changes", "policies.notice_window"
SHOWN = 4
"""Changes in the message; the window shows more."""
MOST = 40
"""Changes in the window: Slack takes 100 blocks."""


def notice(view: NoticeView, catalog: Catalog, locale: str) -> Drawn:
    """Draw the message."""
    said = _said(view, catalog, locale)
    changes = view.changes.changes if view.changes else ()
    shown = () if view.first else changes[:SHOWN]
    left = len(changes) - len(shown)
    more = catalog.text(locale, "notices-more", count=left) if left and shown else ""
    return Drawn(
        text=said,
        blocks=[
            blocks.section(said),
            *_drawn(shown, catalog, locale),
            *([blocks.context(more)] if more else []),
            *_end(view, catalog, locale),
        ],
    )


def reminder(view: NoticeView, catalog: Catalog, locale: str) -> Drawn:
    """Draw a reminder: which rules, and the same buttons."""
    said = catalog.text(
        locale,
        "notices-reminder",
        title=blocks.escape(view.title),
        version=blocks.escape(view.version),
        day=view.effective_from,
    )
    return Drawn(text=said, blocks=[blocks.section(said), *_end(view, catalog, locale)])


def window(view: NoticeView, catalog: Catalog, locale: str) -> dict[str, Any]:
    """Draw the changes, one after another."""
    changes = view.changes.changes if view.changes else ()
    left = len(changes) - MOST
    more = [blocks.context(catalog.text(locale, "notices-more", count=left))] if left > 0 else []
    return blocks.modal(
        WINDOW,
        catalog.text(locale, "policies-change-title"),
        [blocks.section(_said(view, catalog, locale)), *_drawn(changes[:MOST], catalog, locale), *more],
        submit=None,
        close=catalog.text(locale, "button-close"),
    )


def _said(view: NoticeView, catalog: Catalog, locale: str) -> str:
    kind = "gone" if view.changes is None else "first" if view.first else "changed"
    return catalog.text(
        locale,
        f"notices-{kind}",
        title=blocks.escape(view.title),
        version=blocks.escape(view.version),
        day=view.effective_from,
        count=len(view.changes.changes) if view.changes else 0,
    )


def _drawn(changes: Sequence[ClauseChange], catalog: Catalog, locale: str) -> Iterator[Block]:
    for change in changes:
        yield blocks.section(f"*{change_blocks.heading('', change, catalog, locale, several=False)}*")
        yield from change_blocks.beginning(change)[0]


def _end(view: NoticeView, catalog: Catalog, locale: str) -> list[Block]:
    buttons: list[Element] = []
    if view.changes is not None:
        key = "notices-rules-button" if view.first else "notices-changes-button"
        buttons.append(blocks.button(catalog.text(locale, key), CHANGES, view.notice_id))
    if view.read_at is None:
        label = catalog.text(locale, "notices-read-button")
        buttons.insert(0, blocks.button(label, READ, view.notice_id, style="primary"))
        about = catalog.text(locale, "notices-read-about")
    else:
        local = view.read_at.astimezone(ZoneInfo(view.timezone))
        about = catalog.text(locale, "notices-was-read", at=local)
    return [*([blocks.actions(buttons)] if buttons else []), blocks.context(about)]
