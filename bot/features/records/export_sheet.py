"""What every part of the page of somebody's copy is written with: words, their clock, elements."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement
from zoneinfo import ZoneInfo

from bot.language.names import spoken_name

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.features.records.export import MyData
    from bot.features.records.notes import Party
    from prompts.catalog import Catalog

FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
"""What no page may hold, however it is escaped."""


class Sheet:
    """Says things in the language and on the clock of whose copy it is."""

    def __init__(self, data: MyData, catalog: Catalog) -> None:
        self.data, self.catalog = data, catalog
        self._zone = ZoneInfo(data.timezone)

    def words(self, key: str, **variables: object) -> str:
        """Return a message of the catalog."""
        return self.catalog.text(self.data.locale, key, **variables)

    def local(self, moment: datetime) -> datetime:
        """Return a moment on the person's clock."""
        return moment.astimezone(self._zone)

    def called(self, party: Party) -> str:
        """Return somebody's name as the person reads it."""
        return spoken_name(party.name, self.data.locale)

    def list(self, parent: Element, heading: str, lines: Sequence[str], *, level: str = "h2") -> None:
        """Add a heading and these lines, or nothing when there are none."""
        self.nested(parent, heading, [(line, ()) for line in lines], level=level)

    def nested(
        self,
        parent: Element,
        heading: str,
        groups: Sequence[tuple[str, Sequence[str]]],
        *,
        level: str = "h2",
    ) -> None:
        """Add a heading and these lines, each with those that stand under it, or nothing when there are none."""
        if not groups:
            return
        say(parent, level, self.words(heading))
        listed = SubElement(parent, "ul")
        for line, under in groups:
            item = say(listed, "li", line)
            within = SubElement(item, "ul") if under else item
            for each in under:
                say(within, "li", each)


def say(parent: Element, tag: str, words: str, *, style: str = "") -> Element:
    """Add an element that says these words, whatever is in them, and return it."""
    element = SubElement(parent, tag, {"class": style} if style else {})
    element.text = FORBIDDEN.sub("\ufffd", words)
    return element
