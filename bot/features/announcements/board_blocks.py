"""What HR looks at: the preview, the board, who is silent, and the announcements under way on Home."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from bot.features.announcements import notice_blocks
from bot.features.announcements.card_blocks import BOARD, count_lines, progress_line
from bot.features.announcements.form_blocks import NEW
from bot.features.announcements.rules import ROLES
from bot.slack import blocks
from bot.slack.blocks import Drawn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.features.announcements.reminding import SilenceView
    from bot.features.announcements.suppression import Line
    from bot.features.announcements.views import BoardView, PreviewView
    from bot.slack.blocks import Block
    from prompts.catalog import Catalog

PREVIEWED, ROLE, LANGUAGE = "announce.previewed", "announce.preview_role", "announce.preview_language"
LEFT_OUT = "announce.left_out"
WATCHED, REFRESH, BOARD_FILE = "announce.watched", "announce.refresh", "announce.board_file"
SILENT_FILE = "announce.silent_file"
MOST_UNITS = 40
MOST_GROUPS = 10


def preview(view: PreviewView, catalog: Catalog, locale: str) -> dict[str, Any]:
    """Draw exactly what a reader of one role and language will see, under how many get it."""
    roles = [(catalog.text(locale, "announcing-part", part=role), role) for role in ROLES]
    languages = [
        (catalog.text(locale, "announcing-language", language=each), each) for each in catalog.languages
    ]
    say_role, say_language = (
        catalog.text(locale, key) for key in ("announcing-preview-role", "announcing-preview-language")
    )
    lines = count_lines(view.count, view.zone, catalog, locale)
    head = [
        blocks.section("\n".join(lines)),
        blocks.actions(
            [
                blocks.select(ROLE, say_role, roles, view.role),
                blocks.select(LANGUAGE, say_language, languages, view.language),
                *_left_out_button(view, catalog, locale),
            ]
        ),
        blocks.divider(),
    ]
    shown = notice_blocks.notice(view.notice, catalog, view.language)
    return blocks.modal(
        PREVIEWED,
        catalog.text(locale, "announcing-preview-title"),
        [*head, *shown.blocks],
        submit=None,
        close=catalog.text(locale, "button-close"),
        remember=f"{view.notice.announcement_id}:{view.role}:{view.language}",
    )


def board(view: BoardView, catalog: Catalog, locale: str) -> dict[str, Any]:
    """Draw how many confirmed, by unit, and what they ask."""
    at = view.at.astimezone(ZoneInfo(view.zone))
    drawn = [
        blocks.header(view.title),
        blocks.section(progress_line(view.progress, view.zone, catalog, locale)),
        blocks.section("\n".join(_lines(view, catalog, locale))),
        blocks.context(catalog.text(locale, "announcing-board-at", at=at)),
    ]
    if view.groups:
        drawn.append(blocks.section("\n".join(_groups(view.groups, catalog, locale))))
    buttons = [
        blocks.button(catalog.text(locale, "announcing-button-refresh"), REFRESH, view.announcement_id),
        blocks.button(catalog.text(locale, "announcing-button-board-file"), BOARD_FILE, view.announcement_id),
    ]
    if view.may_list:
        label = catalog.text(locale, "announcing-button-silent-file")
        buttons.append(blocks.button(label, SILENT_FILE, view.announcement_id))
    return blocks.modal(
        WATCHED,
        catalog.text(locale, "announcing-board-title"),
        [*drawn, blocks.actions(buttons)],
        submit=None,
        close=catalog.text(locale, "button-close"),
        remember=view.announcement_id,
    )


def silence(view: SilenceView, catalog: Catalog, locale: str) -> Drawn:
    """Draw that some stayed silent, for the person in HR who helps them."""
    words = catalog.text(
        locale,
        "announcing-silence",
        title=blocks.escape(view.title),
        count=view.silent,
        readers=view.readers,
    )
    label = catalog.text(locale, "announcing-button-silent-file")
    buttons = [
        blocks.button(label, SILENT_FILE, view.announcement_id, style="primary"),
        blocks.button(catalog.text(locale, "announcing-button-board"), BOARD, view.announcement_id),
    ]
    return Drawn(words, [blocks.section(words), blocks.actions(buttons)])


def home_part(shown: Sequence[tuple[str, str, str]] | None, catalog: Catalog, locale: str) -> list[Block]:
    """Draw the announcements somebody in HR may watch, and the button for a new one; nothing for others."""
    if shown is None:
        return []
    drawn = [blocks.header(catalog.text(locale, "announcing-home"))]
    for announcement_id, title, state in shown:
        called = blocks.escape(title or catalog.text(locale, "announcing-untitled"))
        line = catalog.text(locale, "announcing-home-line", title=called, state=state)
        watch = state in {"sending", "paused", "sent", "stopped"}
        label = catalog.text(locale, "announcing-button-board")
        accessory = blocks.button(label, BOARD, announcement_id) if watch else None
        drawn.append(blocks.section(line, accessory=accessory))
    label = catalog.text(locale, "announcing-button-new")
    return [*drawn, blocks.actions([blocks.button(label, NEW, "home")])]


def _left_out_button(view: PreviewView, catalog: Catalog, locale: str) -> list[Any]:
    if not view.count.left_out:
        return []
    label = catalog.text(locale, "announcing-button-left-out")
    return [blocks.button(label, LEFT_OUT, view.notice.announcement_id)]


def _lines(view: BoardView, catalog: Catalog, locale: str) -> list[str]:
    table = view.table
    if table.total is None:
        return [catalog.text(locale, "announcing-board-too-few")]
    lines = [_line(table.total, catalog.text(locale, "announcing-board-all"), catalog, locale)]
    for each in table.lines[:MOST_UNITS]:
        unit = view.names.get(each.unit, each.unit) or catalog.text(locale, "announcing-board-no-unit")
        lines.append(_line(each, blocks.escape(unit), catalog, locale))
    if len(table.lines) > MOST_UNITS:
        lines.append(catalog.text(locale, "announcing-board-more", count=len(table.lines) - MOST_UNITS))
    if table.others is not None:
        lines.append(_line(table.others, catalog.text(locale, "announcing-board-others"), catalog, locale))
    return lines


def _line(line: Line, unit: str, catalog: Catalog, locale: str) -> str:
    return catalog.text(
        locale,
        "announcing-board-line",
        unit=unit,
        received=line.received,
        readers=line.readers,
        share=line.received / line.readers,
    )


def _groups(groups: Sequence[tuple[str, int]], catalog: Catalog, locale: str) -> list[str]:
    lines = [catalog.text(locale, "announcing-board-questions")]
    for words, times in groups[:MOST_GROUPS]:
        lines.append(
            catalog.text(locale, "announcing-board-question", words=blocks.escape(words), count=times)
        )
    return lines
