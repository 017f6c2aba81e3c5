"""Charts as PNG, the kind of picture Slack shows: drawn with Pillow, in a font that has Chinese.

The font is Noto Sans SC from a package (SIL Open Font License); where that is not installed, one of the machine's.
Lengths here are floats: they place bars. The numbers people read come as text.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PIL import ImageFont

FONT_PACKAGE = "pylopdf_fonts_zh_cn"
_SYSTEM = (
    "NotoSansCJK-Regular.ttc",
    "NotoSansSC-Regular.otf",
    "wqy-microhei.ttc",
    "msyh.ttc",
    "PingFang.ttc",
)
_SUFFIXES = (".ttf", ".otf", ".ttc")
WIDTH, LEFT, RIGHT, TOP, ROW, BAR = 1200, 300, 150, 110, 62, 34
INK, QUIET, LINES = "#1d1c1d", "#616061", "#dddddd"
TOTAL, UP, DOWN = "#2b5d50", "#5b8fb0", "#c0603e"
_TITLE, _LABEL = 30, 24
_MARGIN = 0.12
"""Of the span of all bars, the room left before the first."""


class NoFontError(Exception):
    """There is no font here that has Chinese."""


@dataclass(frozen=True)
class Walked:
    """One bar of a waterfall, from `begin` to `end`; `said` stands beside it. A `total` is a sum, not a piece."""

    label: str
    begin: float
    end: float
    said: str
    total: bool = False


def waterfall(title: str, note: str, bars: Sequence[Walked]) -> bytes:
    """Return a waterfall as a PNG file. Raises NoFontError.

    The axis begins a little below the lowest point that is shown, as the small print `note` says: from zero the
    pieces would be too small to see.
    """
    from PIL import Image, ImageDraw  # noqa: PLC0415 - a bot that draws nothing need not hold it

    low, high = _span(bars)
    height = TOP + len(bars) * ROW + 60
    image = Image.new("RGB", (WIDTH, height), "#ffffff")
    draw = ImageDraw.Draw(image)
    draw.text((36, 28), title, fill=INK, font=_font(_TITLE))

    def across(value: float) -> float:
        return LEFT + (WIDTH - LEFT - RIGHT) * (max(value, low) - low) / (high - low)

    for at, bar in enumerate(bars):
        top = TOP + at * ROW
        first, last = across(low if bar.total else bar.begin), across(bar.end)
        colour = TOTAL if bar.total else UP if bar.end >= bar.begin else DOWN
        draw.rectangle(
            (min(first, last), top, max(first, last, min(first, last) + 2), top + BAR), fill=colour
        )
        if at + 1 < len(bars):
            draw.line((last, top + BAR, last, top + ROW), fill=LINES, width=2)
        middle = top + BAR / 2
        draw.text((LEFT - 18, middle), bar.label, fill=INK, font=_font(_LABEL), anchor="rm")
        draw.text((max(first, last) + 12, middle), bar.said, fill=INK, font=_font(_LABEL), anchor="lm")
    draw.text((36, height - 44), note, fill=QUIET, font=_font(20))
    written = io.BytesIO()
    image.save(written, "PNG", optimize=True)
    return written.getvalue()


def _span(bars: Sequence[Walked]) -> tuple[float, float]:
    ends = [bar.end for bar in bars] + [bar.begin for bar in bars if not bar.total and bar.begin]
    low, high = min(ends), max(ends)
    room = max((high - low) * _MARGIN, 1.0)
    return max(low - room, 0.0), high + room / 4


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    from PIL import ImageFont  # noqa: PLC0415 - as above

    try:
        folder = resources.files(FONT_PACKAGE)
    except ModuleNotFoundError:
        return _of_the_machine(size)
    found = [file for file in folder.iterdir() if file.name.endswith(_SUFFIXES) and "Sans" in file.name]
    if not found:
        return _of_the_machine(size)
    return ImageFont.truetype(io.BytesIO(found[0].read_bytes()), size)


def _of_the_machine(size: int) -> ImageFont.FreeTypeFont:
    from PIL import ImageFont  # noqa: PLC0415 - as above

    for name in _SYSTEM:
        try:
            # In a collection for several regions the third is Simplified Chinese.
            return ImageFont.truetype(name, size, index=2 if name.startswith("NotoSansCJK") else 0)
        except OSError:
            continue
    raise NoFontError
