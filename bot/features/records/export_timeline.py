"""The timelines on the page of somebody's copy: pictures inside the page, which fetches nothing."""

from __future__ import annotations

from base64 import b64encode
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement

from bot.drawing.pictures import NoFontError
from bot.features.records import timeline_picture

if TYPE_CHECKING:
    from bot.features.records.export_sheet import Sheet
    from bot.features.records.moments import Timeline


def pictures(sheet: Sheet, body: Element) -> None:
    """Draw each cycle's timeline. Its words are the picture's alternative text, for who cannot see it."""
    for timeline in sheet.data.timelines:
        try:
            content = timeline_picture.drawn(timeline, sheet.catalog, sheet.data.locale)
        except NoFontError:
            return
        if content is not None:
            source = "data:image/png;base64," + b64encode(content).decode()
            SubElement(body, "img", src=source, alt=_told(sheet, timeline))


def _told(sheet: Sheet, timeline: Timeline) -> str:
    rows = timeline_picture.lanes(timeline, sheet.catalog, sheet.data.locale)
    title = timeline_picture.title(timeline, sheet.catalog, sheet.data.locale)
    return "\n".join([title, *(": ".join(filter(None, (row.label, row.said))) for row in rows)])
